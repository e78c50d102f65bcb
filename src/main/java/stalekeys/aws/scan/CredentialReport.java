package stalekeys.aws.scan;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.apache.commons.csv.DuplicateHeaderMode;
import org.jspecify.annotations.Nullable;
import stalekeys.keys.model.LastUse;

/**
 * IAM's credential report, read by column names: AWS has added columns before. It is up to four hours old and holds no key
 * ids, so it only ever says where to look, never what is true.
 *
 * @param root the root user's row; null where there is none
 */
record CredentialReport(Map<String, Row> users, @Nullable Row root) {
    private static final String ROOT = "<root_account>";
    private static final List<String> NEEDED = List.of(
            "user",
            "user_creation_time",
            "access_key_1_active",
            "access_key_1_last_rotated",
            "access_key_1_last_used_date",
            "access_key_2_active",
            "access_key_2_last_rotated",
            "access_key_2_last_used_date");

    /**
     * A user's line.
     *
     * @param created null where it can't be read
     * @param odd whether something in it is not as it should be, so that nothing may be concluded from it
     */
    record Row(@Nullable Instant created, List<Slot> slots, boolean odd) {
        Row {
            slots = List.copyOf(slots);
        }
    }

    /** One of a row's two places for keys, where it holds one. {@code rotated} null: can't be read. */
    record Slot(@Nullable Instant rotated, LastUse lastUse) {}

    /** Empty where nothing can be made of the text: no rows, a column missing, no CSV at all. */
    static Optional<CredentialReport> parse(String text) {
        CSVFormat format = CSVFormat.RFC4180
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .setDuplicateHeaderMode(DuplicateHeaderMode.DISALLOW)
                .get();
        try (CSVParser csv = CSVParser.parse(text, format)) {
            if (!csv.getHeaderNames().containsAll(NEEDED)) {
                return Optional.empty();
            }
            Map<String, Row> users = new HashMap<>();
            Row root = null;
            for (CSVRecord line : csv) {
                String name = value(line, "user");
                if (name.equals(ROOT)) {
                    root = row(line);
                } else {
                    // Two lines for one name: neither can be trusted.
                    users.merge(name, row(line), (one, other) -> new Row(null, List.of(), true));
                }
            }
            return users.isEmpty() && root == null ? Optional.empty() : Optional.of(new CredentialReport(users, root));
        } catch (IOException | UncheckedIOException | IllegalArgumentException | IllegalStateException e) {
            return Optional.empty();
        }
    }

    private static Row row(CSVRecord line) {
        if (!line.isConsistent()) {
            return new Row(null, List.of(), true);
        }
        List<Slot> slots = new ArrayList<>();
        for (String prefix : List.of("access_key_1_", "access_key_2_")) {
            slot(line, prefix).ifPresent(slots::add);
        }
        String additional = value(line, "additional_credentials_info");
        return new Row(date(value(line, "user_creation_time")), slots, !additional.isBlank() && !isNothing(additional));
    }

    /**
     * "active" says nothing we can rely on (the key may have been switched on since): a place is empty only if it says
     * false and has no date at all.
     */
    private static Optional<Slot> slot(CSVRecord line, String prefix) {
        String rotated = value(line, prefix + "last_rotated");
        String used = value(line, prefix + "last_used_date");
        boolean empty =
                value(line, prefix + "active").equalsIgnoreCase("false") && isNothing(rotated) && isNothing(used);
        return empty ? Optional.empty() : Optional.of(new Slot(date(rotated), lastUse(line, prefix, used)));
    }

    private static LastUse lastUse(CSVRecord line, String prefix, String used) {
        Instant at = date(used);
        if (at != null) {
            return LastUse.used(
                    at, value(line, prefix + "last_used_service"), value(line, prefix + "last_used_region"));
        }
        return isNothing(used) ? LastUse.never() : LastUse.unreadable();
    }

    private static boolean isNothing(String value) {
        return value.equals("N/A");
    }

    private static String value(CSVRecord line, String column) {
        return line.isSet(column) ? line.get(column).trim() : "";
    }

    /** Both {@code 2026-09-11T13:14:52Z} and {@code +00:00} occur. */
    private static @Nullable Instant date(String value) {
        try {
            return OffsetDateTime.parse(value).toInstant();
        } catch (DateTimeException e) {
            return null;
        }
    }
}
