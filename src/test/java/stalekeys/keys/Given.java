package stalekeys.keys;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Users, keys and coverage to judge. */
final class Given {
    static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");
    static final Account ACCOUNT = new Account("111122223333", "example-prod");
    static final StalenessPolicy POLICY = new StalenessPolicy(90, 365);
    static final OwnerRule OWNERS = new OwnerRule(Map.of(), List.of("slack", "email", "owner"));

    private Given() {}

    static IamUser user(String name) {
        return new IamUser(ACCOUNT, name, Tags.none(), Leak.none());
    }

    static IamUser tagged(String name, String tag, String value) {
        return new IamUser(ACCOUNT, name, Tags.of(Map.of(tag, value)), Leak.none());
    }

    static IamUser quarantined(String name) {
        return new IamUser(ACCOUNT, name, Tags.none(), Leak.quarantined("AWSCompromisedKeyQuarantineV3"));
    }

    static KeyRef ref(String user, int number, long days) {
        return new KeyRef(
                ACCOUNT.id(), user, new KeyId("AKIAIOSFOD%010d".formatted(number)), NOW.minus(Duration.ofDays(days)));
    }

    static AccessKey key(String user, int number, long days) {
        return key(
                user, number, days, KeyStatus.ACTIVE, LastUse.used(NOW.minus(Duration.ofDays(3)), "s3", "eu-west-1"));
    }

    static AccessKey key(String user, int number, long days, KeyStatus status, LastUse use) {
        return new AccessKey(ref(user, number, days), status, use, null);
    }

    static AccessKey off(String user, int number, long days) {
        return key(user, number, days, KeyStatus.INACTIVE, LastUse.unreadable());
    }

    static Report report(int horizonDays, Coverage coverage, UserKeys... users) {
        return report(POLICY, horizonDays, coverage, users);
    }

    static Report report(StalenessPolicy policy, int horizonDays, Coverage coverage, UserKeys... users) {
        ReportBuilder builder = new ReportBuilder(policy, OWNERS, NOW, horizonDays);
        for (UserKeys user : users) {
            builder.add(user);
        }
        return builder.build(coverage);
    }

    static UserKeys ana(AccessKey... keys) {
        return new UserKeys(user("ana"), List.of(keys));
    }

    static Coverage everythingSeen() {
        return seen(ACCOUNT);
    }

    static Coverage seen(Account account, String... unreadable) {
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

    static Baseline before(Coverage coverage, KeyRef... stale) {
        return before(90, coverage, stale);
    }

    static Baseline before(int maxAgeDays, Coverage coverage, KeyRef... stale) {
        return new Baseline(NOW.minus(Duration.ofDays(7)), maxAgeDays, Set.of(stale), coverage.seen());
    }

    static Event event(Event.Kind kind, @Nullable KeyRef key, Instant at, String dedupeKey) {
        return new Event(at, kind, key, "U0ADMIN", "because", "slack", dedupeKey);
    }
}
