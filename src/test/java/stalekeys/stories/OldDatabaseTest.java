package stalekeys.stories;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import stalekeys.keys.lifecycle.Event;
import stalekeys.standin.aws.FakeAccount;
import stalekeys.standin.aws.FakeKey;
import stalekeys.standin.aws.FakeUser;
import stalekeys.standin.mail.PostOffice;
import stalekeys.standin.slack.workspace.Message;
import stalekeys.store.Database;
import stalekeys.store.Postgres;
import stalekeys.store.StoreFailure;
import stalekeys.work.ledger.OutboxItem;

/**
 * A database that stale-keys wrote in its first eight weeks, when the newest migration was the second: with every kind of
 * event there was then, and stopped in the middle of things. Today's bot opens it and goes on where the old one stopped.
 */
class OldDatabaseTest extends LifecycleStory {
    private static final Instant STOPPED = Instant.parse("2026-11-19T10:00:00Z");

    /** Kinds that came later. */
    private static final Set<Event.Kind> NEWER = EnumSet.of(Event.Kind.PRUNED);

    private static final String EMEKA = "U0EMEKA02";
    private static final String FARAH = "U0FARAH03";
    private static final String JANA = "U0JANA005";
    private static final String KOFI = "U0KOFI006";
    private static final String LENA = "U0LENA007";
    private static final String DANA = "U0DANA013";
    private static final String VIKTOR = "U0VIKTR10";

    private final PostOffice office = PostOffice.start();
    private final Set<String> postedBefore = new HashSet<>();

    enum Dump {
        SQLITE,
        POSTGRESQL;

        /** Statement by statement; no line of a value ends like one. */
        List<String> statements() {
            String name = "/stalekeys/store/schema-2-" + name().toLowerCase(Locale.ROOT) + ".sql";
            try (InputStream in = OldDatabaseTest.class.getResourceAsStream(name)) {
                return List.of(new String(in.readAllBytes(), StandardCharsets.UTF_8).split(";\n"));
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    OldDatabaseTest() {
        super(clock -> new FakeAccount("123456789012", clock).alias("example-prod"));
    }

    @AfterEach
    void closeTheOffice() {
        office.close();
    }

    @ParameterizedTest
    @EnumSource
    void all_of_its_history_is_read(Dump dump) {
        restore(dump);
        harness.start();

        List<Event> events = harness.database().ledger().newestEvents("", 0, 10_000);
        long stored = dump.statements().stream()
                .filter(each -> each.startsWith("insert into event "))
                .count();
        // The change that was under way is found and ended meanwhile.
        assertTrue(events.size() >= stored, () -> events.size() + " of " + stored);
        Set<Event.Kind> seen = events.stream().map(Event::kind).collect(Collectors.toSet());
        assertEquals(EnumSet.complementOf(EnumSet.copyOf(NEWER)), seen, "each kind the old one wrote");
        assertEquals(
                stored,
                dump.statements().stream()
                        .filter(each -> each.startsWith("insert into event "))
                        .filter(each -> events.stream().anyMatch(event -> each.endsWith(quoted(event) + ")")))
                        .count());

        String goran = text(answer(ada(), "/stale-keys history user goran", "newest first"));
        assertShows(goran, "Off for 31 days and not used since; the final notice gave time until 2026-11-18.");
        Message dana = answer(ada(), "/stale-keys history user dana", "newest first");
        assertShows(text(dana), "until 2026-11-16", "by stale-keys", "the import needs it", "by @abel");
        answer(ada(), () -> ada().clicks(dana, "Next"), "nobody knows what dana is for");
        String denied = text(answer(ada(), "/stale-keys history user denied", "newest first"));
        assertShows(denied, "AWS refused iam:UpdateAccessKey");
    }

    @ParameterizedTest
    @EnumSource
    void what_it_was_doing_is_ended_and_nothing_is_said_twice(Dump dump) {
        restore(dump);
        until(Instant.parse("2026-11-19T10:20:00Z"));
        harness.start();
        awaitCount(Event.Kind.CHANGE_NOT_DONE, 2);
        awaitCount(Event.Kind.ASK_DELIVERED, 16);
        sweeps();
        harness.restart();
        sweeps();

        assertEquals("Active", key("farah").status(), "what somebody wanted 20 minutes ago");
        assertEquals(List.of(), harness.aws.calls().changes());
        assertEquals(1, told(JANA, "Please rotate this AWS access key"), "it waited for Slack");
        // Reminded an hour ago by the old one, exempt until February, exempt by a tag, and asked an hour ago.
        assertEquals(0, told(KOFI, ""));
        assertEquals(0, told(BRUNO, ""));
        assertEquals(0, told(EMEKA, ""));
        assertShows(text(answer(ada(), "/stale-keys user bruno", "of bruno,")), "2027-02-28");

        Message list = answer(ada(), "/stale-keys", "may not have arrived");
        assertEquals(0, told(VIKTOR, ""));
        answer(ada(), () -> ada().clicks(list, "Send again"), "Sent again");
        allIsSent();
        assertEquals(1, told(VIKTOR, "Please rotate this AWS access key"));
        assertEquals(0, harness.database().ledger().count(OutboxItem.State.UNKNOWN));
    }

    @ParameterizedTest
    @EnumSource
    void its_buttons_still_work_and_its_messages_are_drawn_again(Dump dump) {
        restore(dump);
        until(Instant.parse("2026-11-19T10:20:00Z"));
        harness.start();
        allIsSent();
        Message kofis = kofisReminder();
        assertEquals("before", text(kofis));

        Message list = answer(ada(), "/stale-keys user kofi", "of kofi,");
        asksToDeactivate(ada(), list, "kofi");
        ada().submits(Map.of("Reason", "nobody answered"));
        ada().awaitModal("AWS confirms");
        awaitNow(kofis, "nobody answered");

        harness.user(KOFI).forges(kofis, "reactivate", handle("kofi"));
        harness.user(KOFI).awaitModal("Only an admin");
        assertEquals("Inactive", key("kofi").status());
    }

    @ParameterizedTest
    @EnumSource
    void what_it_had_announced_comes_on_its_day(Dump dump) {
        restore(dump);
        until(Instant.parse("2026-11-20T10:00:00Z"));
        harness.start();
        sweeps();
        until(Instant.parse("2026-11-23T10:00:00Z"));
        Message digest = awaitPost("stale keys");
        assertHides(text(digest), "There is no earlier digest to compare with yet.");
        sweeps();
        daysPass(2);
        assertEquals(1, account.user("archive").keys().size(), "the last day");
        daysPass(1);

        assertEquals(0, account.user("archive").keys().size(), "as the old one's notice said");
        assertShows(text(awaitPost("deleted without a click")), "archive");
        assertShows(lastDm(harness.user(EMEKA)), "Please rotate this AWS access key", "You were asked about it on");
        assertShows(lastDm(harness.user(KOFI)), "AWS access key was deleted");
        assertEquals(1, told(KOFI, "Final notice"));
        assertEquals(0, told(BRUNO, ""));
    }

    // ---- the world as the old one left it

    private void restore(Dump dump) {
        for (String reader : List.of(EMEKA, FARAH, JANA, KOFI, LENA, DANA, VIKTOR, "U0CHIDI12", "U0ROSA008")) {
            mayReadFullIds(reader);
        }
        account.addUser("goran", account.daysAgo(396)).tag("slack", GORAN);
        stale("ana", 120, ANA).status("Inactive");
        stale("bruno", 130, BRUNO);
        stale("chidi", 140, "U0CHIDI12");
        stale("dana", 150, DANA).status("Inactive");
        stale("emeka", 160, EMEKA);
        stale("farah", 170, FARAH);
        stale("jana", 180, JANA);
        stale("kofi", 190, KOFI);
        stale("lena", 41, LENA);
        stale("batch", 200, "");
        stale("cleo", 210, "cleo@example.org");
        stale("deploy", 220, OTHER_CHANNEL);
        stale("rosa", 230, "U0ROSA008");
        stale("billing", 260, EMEKA);
        account.user("billing").tag("stale-keys:exempt-until", "2026-12-31");
        stale("backup", 270, FARAH);
        stale("archive", 280, KOFI).status("Inactive");
        stale("reports", 290, JANA).status("Inactive");
        stale("legacy", 300, LENA);
        stale("etl", 310, VIKTOR);
        stale("denied", 320, DANA);
        until(STOPPED);
        harness.with("STALE_KEYS_AUTO_DEACTIVATE_AFTER_DAYS", "14")
                .with("STALE_KEYS_AUTO_DELETE_AFTER_DAYS", "30")
                .with("STALE_KEYS_WARN_AHEAD_DAYS", "14")
                .with("STALE_KEYS_SMTP_URL", office.url())
                .with("STALE_KEYS_MAIL_FROM", "stale-keys@example.com")
                .with("STALE_KEYS_MAIL_DOMAINS", "example.org");
        if (dump == Dump.POSTGRESQL) {
            harness.with("STALE_KEYS_DATABASE_URL", Postgres.server().newDatabase());
        }
        try (Connection connection = DriverManager.getConnection(url());
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            for (String each : dump.statements()) {
                statement.execute(each);
            }
            connection.commit();
            try (ResultSet posted = statement.executeQuery(
                    "select distinct channel, ts from outbox where kind <> 'update' and ts is not null")) {
                while (posted.next()) {
                    postedBefore.add(posted.getString(2));
                    harness.slack.workspace().postedBefore(posted.getString(1), posted.getString(2), "before");
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        String older = assertThrows(StoreFailure.class, () -> Database.open(url(), Database.Mode.EXISTING_ONLY))
                .getMessage();
        assertShows(older, "made by an older stale-keys");
    }

    private FakeKey stale(String user, int ageDays, String owner) {
        FakeUser made = account.addUser(user, account.daysAgo(ageDays + 30));
        if (!owner.isEmpty()) {
            made.tag(owner.contains("@") ? "email" : "slack", owner);
        }
        String id = ("AKIAEXAMPLE" + user.toUpperCase(Locale.ROOT) + "000000000000").substring(0, 19) + "1";
        return made.addKey(id, account.daysAgo(ageDays)).used(account.daysAgo(30), "s3", "us-east-1");
    }

    private String url() {
        return harness.settings().store().url().reveal();
    }

    private FakeKey key(String user) {
        return account.user(user).keys().iterator().next();
    }

    private String handle(String user) {
        return one("select handle from key_handle where user_name = '" + user + "'");
    }

    private Message kofisReminder() {
        String ts = one("select max(ts) from outbox where target = '" + KOFI + "' and kind = 'follow-up'");
        return dms(harness.user(KOFI)).stream()
                .filter(each -> each.ts().equals(ts))
                .findFirst()
                .orElseThrow();
    }

    private String one(String query) {
        try (Connection connection = DriverManager.getConnection(url());
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(query)) {
            assertTrue(found.next());
            return found.getString(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** How many messages today's bot has written to them with this in it. */
    private long told(String person, String showing) {
        return dms(harness.user(person)).stream()
                .filter(each -> !postedBefore.contains(each.ts()))
                .filter(each -> text(each).contains(showing))
                .count();
    }

    private void awaitCount(Event.Kind kind, int count) {
        harness.slack.await(
                count + " times " + kind + " but " + kinds(),
                () -> kinds().stream().filter(kind::equals).count() == count ? Optional.of(true) : Optional.empty(),
                PATIENCE);
    }

    private static String quoted(Event event) {
        return Stream.of(event.actor(), event.why(), event.source(), event.dedupeKey())
                .map(each -> "'" + each.replace("'", "''") + "'")
                .collect(Collectors.joining(", "));
    }
}
