package stalekeys.keys;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
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
import stalekeys.keys.model.Tags;
import stalekeys.keys.model.UserKeys;
import stalekeys.keys.report.AccountCoverage;
import stalekeys.keys.report.Baseline;
import stalekeys.keys.report.Coverage;
import stalekeys.keys.report.Report;
import stalekeys.keys.report.ReportBuilder;
import stalekeys.keys.report.StalenessPolicy;

/** Users, keys and coverage to judge. */
public final class SampleScan {
    public static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");
    public static final Account ACCOUNT = new Account("111122223333", "example-prod");
    public static final StalenessPolicy POLICY = new StalenessPolicy(90, 365);
    public static final OwnerRule OWNERS = new OwnerRule(Map.of(), List.of("slack", "email", "owner"));

    private SampleScan() {}

    public static IamUser user(String name) {
        return new IamUser(ACCOUNT, name, Tags.none(), Leak.none());
    }

    public static IamUser tagged(String name, String tag, String value) {
        return new IamUser(ACCOUNT, name, Tags.of(Map.of(tag, value)), Leak.none());
    }

    public static IamUser quarantined(String name) {
        return new IamUser(ACCOUNT, name, Tags.none(), Leak.quarantined("AWSCompromisedKeyQuarantineV3"));
    }

    public static KeyRef ref(String user, int number, long days) {
        return new KeyRef(
                ACCOUNT.id(), user, new KeyId("AKIAIOSFOD%010d".formatted(number)), NOW.minus(Duration.ofDays(days)));
    }

    public static AccessKey key(String user, int number, long days) {
        return key(
                user, number, days, KeyStatus.ACTIVE, LastUse.used(NOW.minus(Duration.ofDays(3)), "s3", "eu-west-1"));
    }

    public static AccessKey key(String user, int number, long days, KeyStatus status, LastUse use) {
        return new AccessKey(ref(user, number, days), status, use, null);
    }

    public static AccessKey off(String user, int number, long days) {
        return key(user, number, days, KeyStatus.INACTIVE, LastUse.unreadable());
    }

    public static Report report(int horizonDays, Coverage coverage, UserKeys... users) {
        return report(POLICY, horizonDays, coverage, users);
    }

    public static Report report(StalenessPolicy policy, int horizonDays, Coverage coverage, UserKeys... users) {
        ReportBuilder builder = new ReportBuilder(policy, OWNERS, NOW, horizonDays);
        for (UserKeys user : users) {
            builder.add(user);
        }
        return builder.build(coverage);
    }

    public static UserKeys ana(AccessKey... keys) {
        return new UserKeys(user("ana"), List.of(keys));
    }

    public static Coverage everythingSeen() {
        return seen(ACCOUNT);
    }

    public static Coverage seen(Account account, String... unreadable) {
        return new Coverage(List.of(new AccountCoverage(
                account,
                AccountCoverage.Way.FULL_SCAN,
                10,
                10,
                0,
                unreadable.length,
                List.of(unreadable).stream()
                        .map(name -> new AccountCoverage.Unread(name, null, "denied"))
                        .toList(),
                Set.of(),
                null)));
    }

    public static Baseline before(Coverage coverage, KeyRef... stale) {
        return before(90, coverage, stale);
    }

    public static Baseline before(int maxAgeDays, Coverage coverage, KeyRef... stale) {
        return new Baseline(NOW.minus(Duration.ofDays(7)), maxAgeDays, Set.of(stale), coverage.seen());
    }

    public static Event event(Event.Kind kind, @Nullable KeyRef key, Instant at, String dedupeKey) {
        return new Event(at, kind, key, "U0ADMIN", "because", "slack", dedupeKey);
    }
}
