package stalekeys.standin.aws;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * The account one plays with: about forty users of an invented company, with one of everything. All dates are relative
 * to the clock. The bot itself is the user {@value #BOT}, whose first key are its credentials.
 */
public final class SeededAccount {
    public static final String ID = "111122223333";
    public static final String BOT = "stale-keys-bot";

    private SeededAccount() {}

    public static FakeAccount at(Clock clock) {
        FakeAccount account = new FakeAccount(ID, clock).alias("example-prod");
        Instant now = clock.instant();
        account.addUser(BOT, account.daysAgo(30)).keyAged(30).tag("owner", "platform@example.com");

        people(account, now);
        machines(account, now);
        oddities(account);
        account.rootKey(account.daysAgo(1900), new Use(now.minus(Duration.ofDays(800)), "iam", "us-east-1"));
        return account;
    }

    private static void people(FakeAccount account, Instant now) {
        // Stale, with owners found in each way there is.
        stale(account, "ana", 95, 2, "s3").tag("slack", "U0ANA0001");
        stale(account, "bruno", 112, 9, "ec2").tag("email", "bruno@example.com");
        stale(account, "chidi@example.com", 134, 1, "sts");
        stale(account, "dana", 151, 40, "cloudformation").tag("Owner", "dana@example.com");
        stale(account, "emeka", 200, 0, "s3").tag("SLACK", "U0EMEKA02");
        stale(account, "farah", 310, 21, "dynamodb").tag("slack", "U0FARAH03");
        // Critical.
        stale(account, "goran", 366, 5, "s3").tag("slack", "U0GORAN04");
        stale(account, "hana", 820, 200, "ec2").tag("email", "hana@example.com");
        stale(account, "ivan", 1460, 3, "route53").tag("owner", "platform@example.com");
        // On the edges: 89 is fresh, 90 is stale, 365 is not critical yet.
        stale(account, "jana", 89, 1, "s3").tag("slack", "U0JANA005");
        stale(account, "kofi", 90, 1, "s3").tag("slack", "U0KOFI006");
        stale(account, "lena", 365, 30, "lambda").tag("slack", "U0LENA007");
        // Fresh.
        for (String name : new String[] {"mira", "nils", "olga", "pavel", "quinn"}) {
            stale(account, name, 10 + name.charAt(0) % 60, 1, "s3").tag("email", name + "@example.com");
        }
        // Never used.
        account.addUser("rosa").keyAged(180).tag("slack", "U0ROSA008");
        account.addUser("sven").keyAged(500).tag("email", "sven@example.com");
        // Half a day old and never used: that means nothing yet.
        account.addUser("tara", now.minus(Duration.ofHours(13))).addKey(now.minus(Duration.ofHours(12)));
        // Rotating: the new key is there, the old one still works.
        FakeUser uma = stale(account, "uma", 400, 4, "s3").tag("slack", "U0UMA0009");
        uma.addKey(account.daysAgo(6)).used(now.minus(Duration.ofHours(7)), "s3", "eu-central-1");
        // Rotated and switched off; only counted.
        FakeUser viktor = account.addUser("viktor").tag("slack", "U0VIKTR10");
        viktor.addKey(account.daysAgo(700)).status("Inactive");
        viktor.addKey(account.daysAgo(20)).used(now.minus(Duration.ofHours(2)), "ecr", "us-east-1");
        // A person with a console password and no key at all.
        account.addUser("wanda");
    }

    private static void machines(FakeAccount account, Instant now) {
        FakeUser ci = account.addUser("ci-deploy").path("/service/").group("deployers");
        FakeKey ciKey = ci.addKey(account.daysAgo(540)).used(now.minus(Duration.ofHours(1)), "s3", "us-east-1");
        ci.describe(ciKey, "Deploys the shop from the old build server").tag("owner", "C0PLATFRM1");

        FakeUser ses = account.addUser("ses-smtp-user.20230412-101500").tag("InvokedBy", "SESConsole");
        ses.addKey(account.daysAgo(760)).used(now.minus(Duration.ofDays(3)), "ses", "us-east-1");

        FakeUser leaked = stale(account, "mobile-app", 41, 0, "s3").quarantined();
        leaked.tag("owner", "chidi@example.com");

        FakeUser three = account.addUser("data-sync").path("/service/").tag("team", "analytics");
        three.addKey(account.daysAgo(980)).used(now.minus(Duration.ofDays(90)), "redshift", "us-east-1");
        three.addKey(account.daysAgo(250)).used(now.minus(Duration.ofDays(1)), "s3", "us-east-1");
        three.addKey(account.daysAgo(15));

        FakeUser two = account.addUser("backup").path("/service/").inlinePolicy("backup-bucket");
        two.addKey(account.daysAgo(620)).used(now.minus(Duration.ofDays(400)), "s3", "eu-west-1");
        two.addKey(account.daysAgo(615)).used(now.minus(Duration.ofHours(20)), "s3", "eu-west-1");

        stale(account, "legacy-reports", 1290, 700, "s3");
        stale(account, "terraform", 210, 0, "iam").group("admins").tag("owner", "platform@example.com");
        stale(account, "metrics-exporter", 130, 1, "monitoring").tag("owner", "someone who left");
    }

    private static void oddities(FakeAccount account) {
        // Names a spreadsheet would take for formulas, and markup a chat would take for its own.
        stale(account, "+cmd=1@example.com", 143, 12, "s3");
        stale(account, "=sum.a1", 99, 50, "sqs");
        stale(account, "@channel", 104, 8, "sns").tag("slack", "U0NOTHERE9");
        FakeUser notes = stale(account, "x", 97, 60, "s3");
        notes.describe(notes.onlyKey(), "*bold* _it_ `code` @here https://example.com & more");
        stale(account, "a-user-name-that-is-as-long-as-iam-allows-it-to-be-64-letters-ok", 222, 33, "lambda");
        // Statuses that are neither Active nor Inactive.
        stale(account, "yuki", 410, 100, "s3").onlyKey().status("Expired");
    }

    private static FakeUser stale(FakeAccount account, String name, int age, int usedDaysAgo, String service) {
        FakeUser user = account.addUser(name, account.daysAgo(age + 30));
        FakeKey key = user.addKey(account.daysAgo(age));
        key.used(account.daysAgo(usedDaysAgo), service, "us-east-1");
        return user;
    }
}
