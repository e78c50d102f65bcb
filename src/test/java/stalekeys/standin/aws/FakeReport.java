package stalekeys.standin.aws;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The account's credential report. AWS makes one, keeps it four hours and does not see what happens in the meantime;
 * neither does this one.
 */
public final class FakeReport {
    private static final Duration KEPT = Duration.ofHours(4);
    private static final String HEADER =
            "user,arn,user_creation_time,password_enabled,password_last_used,password_last_changed,"
                    + "password_next_rotation,mfa_active,access_key_1_active,access_key_1_last_rotated,"
                    + "access_key_1_last_used_date,access_key_1_last_used_region,access_key_1_last_used_service,"
                    + "access_key_2_active,access_key_2_last_rotated,access_key_2_last_used_date,"
                    + "access_key_2_last_used_region,access_key_2_last_used_service,cert_1_active,cert_1_last_rotated,"
                    + "cert_2_active,cert_2_last_rotated";

    private final FakeAccount account;
    private final Clock clock;
    private int pollsNeeded = 1;
    private Duration timeNeeded = Duration.ZERO;
    private boolean additionalColumn;
    private UnaryOperator<String> mangle = UnaryOperator.identity();
    private @Nullable String content;
    private @Nullable Instant startedAt;
    private int pollsLeft;

    FakeReport(FakeAccount account, Clock clock) {
        this.account = account;
        this.clock = clock;
    }

    /** Ready after so many further questions (default one). */
    public synchronized FakeReport takesPolls(int polls) {
        pollsNeeded = polls;
        return this;
    }

    /** Ready when the clock has moved so far. */
    public synchronized FakeReport takes(Duration time) {
        timeNeeded = time;
        return this;
    }

    /** With the 23rd column, additional_credentials_info, for users of more than two keys. */
    public synchronized FakeReport withAdditionalColumn() {
        additionalColumn = true;
        return this;
    }

    /** Changes the text of the next report made: odd rows, missing columns, nothing at all. */
    public synchronized FakeReport mangled(UnaryOperator<String> by) {
        mangle = by;
        return this;
    }

    /** Makes the report now, as if someone had asked for it. */
    public synchronized FakeReport freezeNow() {
        start();
        pollsLeft = 0;
        return this;
    }

    synchronized String generate() {
        if (startedAt == null || isExpired()) {
            start();
            return "STARTED";
        }
        return isReady() ? "COMPLETE" : "INPROGRESS";
    }

    synchronized String content() {
        if (content == null) {
            throw new ErrorResponse(410, "ReportNotPresent", "No report is present. Use GenerateCredentialReport.");
        }
        if (isExpired()) {
            throw new ErrorResponse(410, "ReportExpired", "The most recent report is too old. Generate a new one.");
        }
        if (!isReady()) {
            throw new ErrorResponse(404, "ReportInProgress", "Report is being generated.");
        }
        return content;
    }

    synchronized Instant generatedAt() {
        return startedAt == null ? clock.instant() : startedAt;
    }

    private void start() {
        content = mangle.apply(write());
        startedAt = clock.instant();
        pollsLeft = pollsNeeded;
    }

    private boolean isExpired() {
        return startedAt != null && clock.instant().isAfter(startedAt.plus(KEPT));
    }

    private boolean isReady() {
        boolean pollsDone = pollsLeft-- <= 1;
        if (pollsDone) {
            pollsLeft = 0;
        }
        return pollsDone && startedAt != null && !clock.instant().isBefore(startedAt.plus(timeNeeded));
    }

    private String write() {
        boolean extra = additionalColumn
                && account.users().stream().anyMatch(user -> user.keys().size() > 2);
        List<String> rows = new ArrayList<>();
        rows.add(extra ? HEADER + ",additional_credentials_info" : HEADER);
        rows.add(rootRow() + (extra ? ",N/A" : ""));
        for (FakeUser user : account.users()) {
            rows.add(userRow(user) + (extra ? additional(user) : ""));
        }
        // AWS ends the report without a newline.
        return String.join("\n", rows);
    }

    private String rootRow() {
        return "<root_account>,arn:aws:iam::" + account.id() + ":root," + date(account.daysAgo(3000))
                + ",not_supported,N/A,not_supported,not_supported,true," + slot(account.rootKey()) + ","
                + slot(Optional.empty()) + ",false,N/A,false,N/A";
    }

    private String userRow(FakeUser user) {
        // The slots are in the order of the key ids, not of age; a third key is not among them.
        List<FakeKey> keys =
                user.keys().stream().sorted(Comparator.comparing(FakeKey::id)).toList();
        return cell(user.name()) + "," + cell(user.arn()) + "," + date(user.created()) + ",false,N/A,N/A,N/A,false,"
                + slot(keys, 0) + "," + slot(keys, 1) + ",false,N/A,false,N/A";
    }

    /** A user name may hold a comma. */
    private static String cell(String value) {
        return value.indexOf(',') < 0 ? value : '"' + value + '"';
    }

    private static String additional(FakeUser user) {
        return user.keys().size() > 2 ? ",access_keys=" + user.keys().size() : ",N/A";
    }

    private String slot(List<FakeKey> keys, int index) {
        return slot(index < keys.size() ? Optional.of(keys.get(index)) : Optional.empty());
    }

    private String slot(Optional<FakeKey> key) {
        return key.map(k -> k.status().equals("Active") + "," + date(k.created()) + "," + use(k))
                .orElse("false,N/A,N/A,N/A,N/A");
    }

    private String use(FakeKey key) {
        return key.lastUse(clock.instant(), account.lastUsedLag())
                .map(use -> date(use.at()) + "," + use.region() + "," + use.service())
                .orElse("N/A,N/A,N/A");
    }

    private static String date(Instant at) {
        return at.truncatedTo(ChronoUnit.SECONDS).toString().replace("Z", "+00:00");
    }

    /** The report as GetCredentialReport gives it. */
    public synchronized byte[] bytes() {
        return content().getBytes(StandardCharsets.UTF_8);
    }
}
