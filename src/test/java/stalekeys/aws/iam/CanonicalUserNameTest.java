package stalekeys.aws.iam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import stalekeys.aws.accounts.AwsAccounts;
import stalekeys.aws.accounts.StandInAccounts;
import stalekeys.aws.scan.ScanOutcome;
import stalekeys.keys.model.KeyRef;
import stalekeys.keys.model.OwnerHint;
import stalekeys.keys.model.OwnerRule;
import stalekeys.keys.model.UserKeys;
import stalekeys.standin.aws.ErrorResponse;
import stalekeys.standin.aws.FakeAccount;
import stalekeys.standin.aws.FakeUser;
import stalekeys.standin.aws.SettableClock;
import stalekeys.standin.aws.StandInAws;
import stalekeys.work.accounts.AwsFailure;
import stalekeys.work.accounts.KeyInventory;

/** IAM ignores case in user names: however a name is typed, there is one user, one key and one owner. */
class CanonicalUserNameTest {
    private static final int USERS = 25;
    private static final String LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+=,.@_-";

    private final SettableClock clock = new SettableClock(Instant.parse("2026-03-05T12:00:00Z"));

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void however_a_name_is_typed_it_is_the_user_of_the_scan(long seed) throws AwsFailure {
        SplittableRandom random = new SplittableRandom(seed);
        FakeAccount account = randomUsers(random);
        Map<String, String> owners = new HashMap<>();
        account.users()
                .forEach(user -> owners.put(
                        anyCase(user.name(), random), "U0" + user.keys().size() + "OWNER"));
        OwnerRule rule = new OwnerRule(owners, List.of("owner"));
        FakeUser bot = account.users().iterator().next();
        try (StandInAws aws = StandInAws.start(account);
                AwsAccounts accounts = StandInAccounts.of(aws, aws.userSession(account, bot.name()))) {
            KeyInventory inventory = accounts.inventories().get(0);
            Map<String, UserKeys> scanned = ScanOutcome.at(accounts, clock.instant(), 0, true).users().stream()
                    .collect(Collectors.toMap(read -> read.user().name(), read -> read));
            for (FakeUser user : account.users()) {
                String typed = anyCase(user.name(), random);
                UserKeys read = inventory.read(List.of(typed)).get(0);

                UserKeys same = scanned.get(user.name());
                assertThat(read.user()).as(typed).isEqualTo(same.user());
                assertThat(read.keys()).containsExactlyInAnyOrderElementsOf(same.keys());
                assertThat(rule.hint(read.user()).source()).isEqualTo(OwnerHint.Source.MAP);
                assertThat(read.keys())
                        .allSatisfy(key -> assertThat(key.ref().userName()).isEqualTo(user.name()));
                for (KeyRef ref : read.keys().stream().map(key -> key.ref()).toList()) {
                    assertThat(inventory.read(ref).ownIdentity()).isEqualTo(user == bot);
                }
            }
        }
    }

    @Test
    void the_same_user_typed_twice_is_one() throws AwsFailure {
        FakeAccount account = new FakeAccount("111122223333", clock);
        account.addUser("Ana").keyAged(100);
        account.addUser("bot").keyAged(1);
        try (StandInAws aws = StandInAws.start(account);
                AwsAccounts accounts = StandInAccounts.of(aws, aws.userCaller(account, "bot"))) {
            assertThat(accounts.inventories().get(0).read(List.of("ana", "ANA", "Ana", "nobody")))
                    .extracting(read -> read.user().name())
                    .containsExactly("Ana");
        }
    }

    @Test
    void where_nobody_tells_how_iam_writes_the_name_nothing_is_shown_by_another() {
        FakeAccount account = new FakeAccount("111122223333", clock);
        account.addUser("ana").keyAged(100);
        account.addUser("bot").keyAged(1);
        account.deny("iam:GetUser");
        try (StandInAws aws = StandInAws.start(account);
                AwsAccounts accounts = StandInAccounts.of(aws, aws.userCaller(account, "bot"))) {
            aws.failNext("ListUsers", 100, new ErrorResponse(400, "ValidationError", "no"));
            assertThatThrownBy(() -> accounts.inventories().get(0).read(List.of("ANA")))
                    .isInstanceOf(AwsFailure.class)
                    .hasMessageContaining("iam:ListUsers");
        }
    }

    /** Users with names in any case, some of them leaked, in an account that tells about them in one way or another. */
    private FakeAccount randomUsers(SplittableRandom random) {
        FakeAccount account = new FakeAccount("111122223333", clock);
        for (int number = 0; number < USERS; number++) {
            FakeUser user = account.addUser("u" + number + "-" + word(random));
            int keys = 1 + random.nextInt(2);
            for (int key = 0; key < keys; key++) {
                user.keyAged(random.nextInt(500));
            }
            if (random.nextInt(3) == 0) {
                user.quarantined();
            }
            if (random.nextBoolean()) {
                user.tag("owner", "somebody@example.com");
            }
        }
        if (random.nextBoolean()) {
            account.echoesNames();
        }
        if (random.nextBoolean()) {
            account.shortPages(1 + random.nextInt(7));
        }
        for (String action : List.of(
                "iam:GetUser",
                "iam:ListAttachedUserPolicies",
                "iam:ListEntitiesForPolicy",
                "iam:GetAccountAuthorizationDetails")) {
            if (random.nextInt(3) == 0) {
                account.deny(action);
            }
        }
        return account;
    }

    private static String word(SplittableRandom random) {
        StringBuilder word = new StringBuilder();
        for (int at = 1 + random.nextInt(20); at > 0; at--) {
            word.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return word.toString();
    }

    private static String anyCase(String name, SplittableRandom random) {
        StringBuilder typed = new StringBuilder();
        name.chars()
                .forEach(planned -> typed.appendCodePoint(
                        random.nextBoolean() ? Character.toUpperCase(planned) : Character.toLowerCase(planned)));
        return typed.toString();
    }
}
