package stalekeys.standin.aws;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;

/** Accounts of any size from a seed: the same seed gives the same account. */
public final class RandomAccount {
    private static final String[] SERVICES = {"s3", "ec2", "sts", "iam", "ses", "lambda"};

    private RandomAccount() {}

    /** Everything that is possible, mixed: for property tests. */
    public static FakeAccount of(long seed, int users, String accountId, Clock clock) {
        SplittableRandom random = new SplittableRandom(seed);
        FakeAccount account = new FakeAccount(accountId, clock);
        if (random.nextInt(5) == 0) {
            account.rootKey(account.daysAgo(random.nextInt(2000)), null);
        }
        for (int i = 0; i < users; i++) {
            int userAge = random.nextInt(700);
            FakeUser user = account.addUser("user-" + i, secondsOff(account.daysAgo(userAge), random));
            int keys = new int[] {0, 1, 1, 1, 1, 2, 2, 3}[random.nextInt(8)];
            for (int k = 0; k < keys; k++) {
                addKey(account, user, random);
            }
            if (random.nextInt(40) == 0) {
                user.quarantined();
            }
            if (random.nextInt(3) == 0) {
                user.tag("email", user.name() + "@example.com");
            }
        }
        return account;
    }

    /** As large accounts are: one key a user, most of them fresh. For the benchmark and for pages. */
    public static FakeAccount mostlyFresh(long seed, int users, double stalePercent, String accountId, Clock clock) {
        SplittableRandom random = new SplittableRandom(seed);
        FakeAccount account = new FakeAccount(accountId, clock);
        for (int i = 0; i < users; i++) {
            boolean stale = random.nextDouble() * 100 < stalePercent;
            FakeUser user = account.addUser("user-" + i, account.daysAgo(800));
            FakeKey key = user.addKey(account.daysAgo(stale ? 90 + random.nextInt(600) : random.nextInt(89)));
            use(account, key, random);
        }
        return account;
    }

    /** What may happen to an account in the hours after its credential report was made. */
    public static void unsettle(FakeAccount account, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (FakeUser user : List.copyOf(account.users())) {
            switch (random.nextInt(12)) {
                case 0 -> account.renameUser(user.name(), user.name() + "-renamed");
                case 1 -> account.deleteUser(user.name());
                case 2 -> user.addKey(account.daysAgo(0));
                case 3 -> user.keys().forEach(key -> key.status("Active"));
                case 4 -> user.keys().forEach(key -> key.status("Inactive"));
                case 5 -> rotate(account, user);
                case 6 -> {
                    // Deleted, and made again under the same name.
                    account.deleteUser(user.name());
                    account.addUser(user.name(), account.daysAgo(0));
                }
                default -> {}
            }
        }
    }

    private static void rotate(FakeAccount account, FakeUser user) {
        if (!user.keys().isEmpty()) {
            user.removeKey(user.keys().get(0).id());
        }
        user.addKey(account.daysAgo(0));
    }

    private static void addKey(FakeAccount account, FakeUser user, SplittableRandom random) {
        Instant earliest = user.created();
        long span = Math.max(1, Duration.between(earliest, account.daysAgo(0)).toSeconds());
        FakeKey key = user.addKey(earliest.plusSeconds(random.nextLong(span)));
        String[] statuses = {"Active", "Active", "Active", "Inactive", "Expired"};
        key.status(statuses[random.nextInt(statuses.length)]);
        if (random.nextInt(4) != 0) {
            use(account, key, random);
        }
    }

    private static void use(FakeAccount account, FakeKey key, SplittableRandom random) {
        Instant at = account.daysAgo(random.nextInt(400));
        if (at.isAfter(key.created())) {
            key.used(at, SERVICES[random.nextInt(SERVICES.length)], "us-east-1");
        }
    }

    private static Instant secondsOff(Instant at, SplittableRandom random) {
        return at.minusSeconds(random.nextInt(86_400));
    }
}
