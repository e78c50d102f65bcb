package stalekeys.cli.command;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import stalekeys.keys.lifecycle.AskCounts;
import stalekeys.keys.lifecycle.Event;
import stalekeys.keys.model.AccessKey;
import stalekeys.keys.model.Account;
import stalekeys.keys.model.IamUser;
import stalekeys.keys.model.KeyId;
import stalekeys.keys.model.KeyRef;
import stalekeys.keys.model.KeyStatus;
import stalekeys.keys.model.LastUse;
import stalekeys.keys.model.Leak;
import stalekeys.keys.model.OwnerRule;
import stalekeys.keys.model.RootKey;
import stalekeys.keys.model.Tags;
import stalekeys.keys.model.UserKeys;
import stalekeys.keys.report.AccountCoverage;
import stalekeys.keys.report.ChangeCounts;
import stalekeys.keys.report.Counts;
import stalekeys.keys.report.Coverage;
import stalekeys.keys.report.Finding;
import stalekeys.keys.report.Report;
import stalekeys.keys.report.ReportBuilder;
import stalekeys.keys.report.StalenessPolicy;
import stalekeys.work.ledger.Card;
import stalekeys.work.ledger.Message;
import stalekeys.work.people.Owner;

/** Audits to report on. */
public final class SampleReports {
    static final Instant NOW = Instant.parse("2026-09-21T13:33:00Z");
    static final Account PRODUCTION = new Account("111122223333", "production");
    private static final Account NAMELESS = new Account("444455556666", "");
    private static final OwnerRule OWNERS =
            new OwnerRule(Map.of("deploy", "U024BE7LH"), List.of("slack", "email", "owner"));

    private SampleReports() {}

    /** A bit of everything: two accounts, all severities, all kinds of last use, awkward names, full coverage. */
    static Report mixed() {
        return mixed(covered(PRODUCTION, 5), covered(NAMELESS, 2));
    }

    /** An ask, a change, a digest, and the words of somebody who means no good. */
    static List<Event> events() {
        KeyRef deploy = new KeyRef(
                PRODUCTION.id(), "deploy", new KeyId("AKIAIOSFODNN7EXAMPLE"), NOW.minus(Duration.ofDays(400)));
        KeyRef formula = new KeyRef(
                PRODUCTION.id(), "=deploy@example", new KeyId("AKIAI44QH8DHBEXAMPLE"), NOW.minus(Duration.ofDays(100)));
        return List.of(
                event(0, Event.Kind.DIGEST, null, Event.SYSTEM, "", "schedule"),
                event(1, Event.Kind.ASKED, deploy, "U0ADMIN01", "", "slack"),
                event(1, Event.Kind.ASK_DELIVERED, deploy, Event.SYSTEM, "", "outbox"),
                event(9, Event.Kind.DEACTIVATION_REQUESTED, deploy, "U0ADMIN02", "nobody answered", "slack"),
                event(9, Event.Kind.DEACTIVATED, deploy, "U0ADMIN02", "nobody answered", "outbox"),
                event(10, Event.Kind.DEACTIVATION_REQUESTED, formula, "U0ADMIN01", "=2+3\u001b[31m\nred", "slack"),
                event(10, Event.Kind.CHANGE_NOT_DONE, formula, "U0ADMIN01", "AWS refused: AccessDenied.", "outbox"),
                event(11, Event.Kind.DIGEST_BY_HAND, null, "cli:ana", "", "cli"));
    }

    private static Event event(
            int day, Event.Kind kind, @Nullable KeyRef key, String actor, String why, String source) {
        Instant at = NOW.minus(Duration.ofDays(11 - day));
        return new Event(at, kind, key, actor, why, source, kind + ":" + day);
    }

    static Report mixed(AccountCoverage... coverage) {
        ReportBuilder builder = builder();
        builder.add(new RootKey(PRODUCTION, NOW.minus(Duration.ofDays(2000)), LastUse.unreadable()));
        builder.add(user(
                PRODUCTION,
                "deploy",
                Tags.none(),
                null,
                key("AKIAIOSFODNN7EXAMPLE", 400, LastUse.used(NOW.minus(Duration.ofHours(2)), "s3", "eu-west-1"), null),
                key("AKIAI44QH8DHBEXAMPLE", 10, LastUse.never(), null)));
        builder.add(user(
                PRODUCTION,
                "ana@example.com",
                Tags.none(),
                null,
                key("AKIAJ7EXAMPLE2222222", 120, LastUse.never(), "nightly backup")));
        builder.add(user(
                PRODUCTION,
                "=cmd+x@y",
                Tags.unreadable(),
                null,
                key("AKIAJ7EXAMPLE3333333", 90, LastUse.unreadable(), "=1+1\u001b[2J\u009b31m")));
        builder.add(user(
                NAMELESS,
                "leaky",
                Tags.of(Map.of("Owner", "C061EG9SL")),
                "AWSCompromisedKeyQuarantineV3",
                key("AKIAJ7EXAMPLE4444444", 3, LastUse.used(NOW.minus(Duration.ofDays(1)), null, null), null)));
        builder.add(new UserKeys(
                new IamUser(NAMELESS, "old-timer", Tags.none(), Leak.none()),
                List.of(new AccessKey(
                        new KeyRef(NAMELESS.id(), "old-timer", new KeyId("AKIAJ7EXAMPLE5555555"), NOW),
                        KeyStatus.INACTIVE,
                        LastUse.never(),
                        null))));
        return builder.build(new Coverage(List.of(coverage)));
    }

    /** So many users with a stale key each. */
    public static Report large(int users) {
        ReportBuilder builder = builder();
        for (int i = 0; i < users; i++) {
            LastUse use = LastUse.used(NOW.minus(Duration.ofDays(i % 90)), "s3", "eu-west-1");
            builder.add(user(
                    PRODUCTION,
                    "user-" + i,
                    Tags.of(Map.of("email", "user-" + i + "@example.com")),
                    null,
                    key("AKIAEXAMPLE%09d".formatted(i), 90 + i % 600, use, null)));
        }
        return builder.build(new Coverage(List.of(covered(PRODUCTION, users))));
    }

    /** Nothing but a fresh key. */
    static Report tidy(AccountCoverage... coverage) {
        ReportBuilder builder = builder();
        builder.add(
                user(PRODUCTION, "deploy", Tags.none(), null, key("AKIAI44QH8DHBEXAMPLE", 10, LastUse.never(), null)));
        return builder.build(new Coverage(List.of(coverage)));
    }

    static AccountCoverage covered(Account account, int users) {
        return new AccountCoverage(
                account, AccountCoverage.Way.FULL_SCAN, users, users, 0, 0, List.of(), Set.of(), null);
    }

    static AccountCoverage partly(Account account) {
        return new AccountCoverage(
                account,
                AccountCoverage.Way.CREDENTIAL_REPORT,
                412,
                30,
                1,
                3,
                List.of(
                        new AccountCoverage.Unread("bob", null, "AWS refused it (AccessDenied)."),
                        new AccountCoverage.Unread("eve\u001b[1A", new KeyId("AKIAJ7EXAMPLE6666666"), "a new status.")),
                Set.of(AccountCoverage.Gap.ROOT_KEYS, AccountCoverage.Gap.LEAKED_KEYS),
                null);
    }

    static AccountCoverage failed(Account account) {
        return AccountCoverage.failed(account, "AWS refused the credentials; set AWS_PROFILE or another source.");
    }

    static Message.Digest digest() {
        Report report = mixed();
        List<Finding> stale = report.stale();
        return new Message.Digest(
                NOW,
                "cli:ana",
                90,
                365,
                report.counts(),
                new ChangeCounts(NOW.minus(Duration.ofDays(7)), 1, 2, 3, 0, 1),
                List.of(
                        card(stale.get(0), Owner.none()),
                        card(stale.get(1), new Owner(Owner.Kind.CHANNEL, "C061EG9SL", "#leaks")),
                        card(stale.get(2), new Owner(Owner.Kind.PERSON, "U024BE7LH", "Ana\u001b[1A")),
                        card(stale.get(3), new Owner(Owner.Kind.UNREADABLE, "", ""))),
                4,
                report.coverage().accounts(),
                1,
                null,
                new AskCounts(12, 5, 2, 4, new AskCounts.Time(3, 6, 19)),
                List.of(),
                null);
    }

    static Message.Digest quietDigest(AccountCoverage... coverage) {
        return new Message.Digest(
                NOW,
                "",
                90,
                365,
                new Counts(7, 0, 0, 1, 0),
                null,
                List.of(),
                0,
                List.of(coverage),
                0,
                null,
                new AskCounts(12, 5, 2, 4, new AskCounts.Time(3, 6, 19)),
                List.of(),
                null);
    }

    private static ReportBuilder builder() {
        return new ReportBuilder(new StalenessPolicy(90, 365), OWNERS, NOW, 0);
    }

    private static UserKeys user(
            Account account, String name, Tags tags, @Nullable String quarantine, AccessKey... keys) {
        List<AccessKey> own = List.of(keys).stream()
                .map(key -> new AccessKey(
                        new KeyRef(
                                account.id(), name, key.ref().keyId(), key.ref().created()),
                        key.status(),
                        key.lastUse(),
                        key.description()))
                .toList();
        return new UserKeys(
                new IamUser(account, name, tags, quarantine == null ? Leak.none() : Leak.quarantined(quarantine)), own);
    }

    private static AccessKey key(String id, int ageDays, LastUse use, @Nullable String description) {
        return new AccessKey(
                new KeyRef("", "", new KeyId(id), NOW.minus(Duration.ofDays(ageDays))),
                KeyStatus.ACTIVE,
                use,
                description);
    }

    private static Card card(Finding finding, Owner owner) {
        return new Card(finding, owner, "", Card.State.NOTHING, Set.of());
    }
}
