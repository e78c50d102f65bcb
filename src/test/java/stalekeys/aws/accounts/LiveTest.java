package stalekeys.aws.accounts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import stalekeys.keys.model.KeyId;
import stalekeys.keys.model.KeyRef;
import stalekeys.keys.model.KeyStatus;
import stalekeys.keys.model.LastUse;
import stalekeys.keys.model.Leak;
import stalekeys.standin.aws.Caller;
import stalekeys.standin.aws.Change;
import stalekeys.standin.aws.ErrorResponse;
import stalekeys.standin.aws.FakeAccount;
import stalekeys.standin.aws.FakeKey;
import stalekeys.standin.aws.SeededAccount;
import stalekeys.standin.aws.SettableClock;
import stalekeys.standin.aws.StandInAws;
import stalekeys.work.accounts.AwsFailure;
import stalekeys.work.accounts.LiveKey;

/** One key, looked at and switched. */
class LiveTest {
    private final SettableClock clock = new SettableClock(Instant.parse("2026-03-05T12:00:00Z"));
    private final FakeAccount account = SeededAccount.at(clock);
    private final StandInAws aws = StandInAws.start(account);
    private final AwsAccounts accounts = StandInAccounts.of(aws, aws.userCaller(account, SeededAccount.BOT));

    @AfterEach
    void stop() {
        accounts.close();
        aws.close();
    }

    @Test
    void a_key_is_read_as_it_is_now() throws AwsFailure {
        FakeKey key = account.user("ana").onlyKey();
        account.useNow(key, "ec2");
        LiveKey live = read(ref("ana", key));
        assertThat(live.found().orElseThrow().lastUse().at()).isEqualTo(clock.instant());
        assertThat(live.found().orElseThrow().status()).isEqualTo(KeyStatus.ACTIVE);
        assertThat(live.user().tags().value("slack")).contains("U0ANA0001");
        assertThat(live.user().account().name()).isEqualTo("example-prod");
        assertThat(live.user().leak()).isEqualTo(Leak.none());
        assertThat(live.ownIdentity()).isFalse();
        key.status("Inactive");
        assertThat(read(ref("ana", key)).found().orElseThrow().lastUse().kind()).isEqualTo(LastUse.Kind.USED);
    }

    @Test
    void the_users_other_keys_come_with_it() throws AwsFailure {
        FakeKey old = account.user("uma").keys().get(0);
        LiveKey live = read(ref("uma", old));
        assertThat(live.others()).singleElement().satisfies(newer -> {
            assertThat(newer.ageDays(clock.instant())).isEqualTo(6);
            assertThat(newer.lastUse().region()).isEqualTo("eu-central-1");
        });
    }

    @Test
    void a_deleted_key_a_deleted_user_and_another_key_in_its_place_are_gone() throws AwsFailure {
        FakeKey key = account.user("ana").onlyKey();
        KeyRef ref = ref("ana", key);
        account.user("ana").removeKey(key.id());
        account.user("ana").addKey(key.id(), clock.instant());
        assertThat(read(ref).found()).isEmpty();
        account.user("ana").removeKey(key.id());
        assertThat(read(ref).found()).isEmpty();
        assertThat(read(ref).user()).isNotNull();
        account.deleteUser("ana");
        assertThat(read(ref).user()).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "iam:ListEntitiesForPolicy, iam:GetAccountAuthorizationDetails",
        "iam:ListAttachedUserPolicies, iam:GetAccountAuthorizationDetails",
        "iam:ListAttachedUserPolicies, iam:ListEntitiesForPolicy"
    })
    void whether_a_user_leaked_is_told_by_any_one_of_three_permissions(String denied, String alsoDenied)
            throws AwsFailure {
        account.deny(denied).deny(alsoDenied);
        assertThat(leak("mobile-app")).isEqualTo(Leak.quarantined("AWSCompromisedKeyQuarantineV3"));
        assertThat(leak("ana")).isEqualTo(Leak.none());
    }

    @Test
    void with_none_of_them_nobody_knows_and_the_reason_is_said() throws AwsFailure {
        account.deny("iam:ListEntitiesForPolicy")
                .deny("iam:GetAccountAuthorizationDetails")
                .deny("iam:ListAttachedUserPolicies");
        for (String user : List.of("ana", "mobile-app")) {
            assertThat(leak(user))
                    .isEqualTo(Leak.unknown("AWS refused iam:ListAttachedUserPolicies: the policy in"
                            + " deploy/iam/audit.json allows it."));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "400, ValidationError",
        "400, MalformedPolicyDocument",
        "403, OptInRequired",
        "404, NoSuchEntity",
        "409, Conflict",
        "418, <!channel>"
    })
    void whatever_else_aws_answers_is_no_answer_either(int status, String code) throws AwsFailure {
        for (String action : List.of("ListAttachedUserPolicies", "GetAccountAuthorizationDetails")) {
            aws.failNext(action, 100, new ErrorResponse(status, code, "no"));
        }
        account.deny("iam:ListEntitiesForPolicy");
        assertThat(leak("mobile-app").isUnknown()).isTrue();
        assertThat(leak("ana").detail()).isNotEmpty().doesNotContain("<");
    }

    @Test
    void a_policy_the_partition_does_not_have_is_attached_to_nobody() throws AwsFailure {
        account.deny("iam:GetAccountAuthorizationDetails")
                .deny("iam:ListAttachedUserPolicies")
                .withoutPolicy("AWSCompromisedKeyQuarantine")
                .withoutPolicy("AWSCompromisedKeyQuarantineV2");
        assertThat(leak("mobile-app").isCertain()).isTrue();
        assertThat(leak("ana")).isEqualTo(Leak.none());
        account.withoutPolicy("AWSCompromisedKeyQuarantineV3");
        assertThat(leak("ana")).isEqualTo(Leak.none());
    }

    @Test
    void a_later_quarantine_of_aws_is_one_as_well() throws AwsFailure {
        account.user("ana").attach("arn:aws:iam::aws:policy/AWSCompromisedKeyQuarantineV4");
        account.user("uma").attach("arn:aws:iam::123456789012:policy/AWSCompromisedKeyQuarantineReviewers");
        assertThat(leak("ana")).isEqualTo(Leak.quarantined("AWSCompromisedKeyQuarantineV4"));
        assertThat(leak("uma")).isEqualTo(Leak.none());
    }

    private Leak leak(String user) throws AwsFailure {
        return read(ref(user, account.user(user).keys().get(0))).user().leak();
    }

    @Test
    void a_refused_look_says_what_to_do() {
        account.denyOnUser("iam:ListAccessKeys", "ana");
        KeyRef ref = ref("ana", account.user("ana").onlyKey());
        assertThatThrownBy(() -> read(ref))
                .isInstanceOf(AwsFailure.class)
                .hasMessage("AWS refused iam:ListAccessKeys: the policy in deploy/iam/audit.json allows it.");
    }

    @Test
    void another_accounts_key_is_not_looked_for_here() {
        FakeKey key = account.user("ana").onlyKey();
        KeyRef elsewhere = new KeyRef("999988887777", "ana", new KeyId(key.id()), key.created());
        assertThatThrownBy(() -> read(elsewhere))
                .isInstanceOf(AwsFailure.class)
                .hasMessageContaining("another account");
        assertThat(accounts.inventory("999988887777")).isEmpty();
        assertThat(accounts.inventory(SeededAccount.ID)).isPresent();
    }

    @Test
    void named_users_are_read_and_a_missing_one_is_left_out() throws AwsFailure {
        var read = accounts.inventories().get(0).read(List.of("ana", "nobody", "uma", "wanda"));
        assertThat(read).extracting(user -> user.user().name()).containsExactly("ana", "uma", "wanda");
        assertThat(read.get(1).keys()).hasSize(2);
        assertThat(read.get(0).keys().get(0).lastUse().kind()).isEqualTo(LastUse.Kind.USED);
    }

    @Test
    void switched_off_means_that_iam_shows_it() throws AwsFailure {
        FakeKey key = account.user("ana").onlyKey();
        account.statusLags(4);
        assertThat(off(ref("ana", key))).isTrue();
        assertThat(key.status()).isEqualTo("Inactive");
        assertThat(aws.calls().changes())
                .extracting(Change::user, Change::keyId, Change::status)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("ana", key.id(), "Inactive"));
        assertThat(accounts.keySwitch(SeededAccount.ID).orElseThrow().reactivate(ref("ana", key), "U0ADMIN01"))
                .isTrue();
        assertThat(key.status()).isEqualTo("Active");
    }

    @Test
    void what_iam_does_not_show_in_time_is_not_claimed() throws AwsFailure {
        FakeKey key = account.user("ana").onlyKey();
        account.statusLags(1000);
        assertThat(off(ref("ana", key))).isFalse();
        assertThat(aws.calls().of("ListAccessKeys")).isLessThan(12);
    }

    @Test
    void a_list_that_fails_after_the_change_is_not_a_failed_change() throws AwsFailure {
        aws.before("UpdateAccessKey", parameters -> account.deny("iam:ListAccessKeys"));
        assertThat(off(ref("ana", account.user("ana").onlyKey()))).isFalse();
    }

    @Test
    void a_lost_answer_is_asked_for_again_since_repeating_does_no_harm() throws AwsFailure {
        FakeKey key = account.user("ana").onlyKey();
        aws.loseAnswerOfNext("UpdateAccessKey", 1);
        assertThat(off(ref("ana", key))).isTrue();
    }

    @Test
    void a_refusal_did_not_happen_and_names_the_policy() {
        account.deny("iam:UpdateAccessKey");
        KeyRef ref = ref("ana", account.user("ana").onlyKey());
        assertThatThrownBy(() -> off(ref)).isInstanceOfSatisfying(AwsFailure.class, failure -> {
            assertThat(failure.mayHaveHappened()).isFalse();
            assertThat(failure.sentence())
                    .isEqualTo("AWS refused iam:UpdateAccessKey: the policy in deploy/iam/change.json allows it.");
            assertThat(failure.getCause().getMessage()).doesNotContain("AKIA");
        });
    }

    @Test
    void a_key_deleted_a_moment_ago_is_no_longer_known() {
        FakeKey key = account.user("ana").onlyKey();
        KeyRef ref = ref("ana", key);
        account.user("ana").removeKey(key.id());
        assertThatThrownBy(() -> off(ref)).isInstanceOf(AwsFailure.class).hasMessageContaining("no longer knows");
    }

    @Test
    void its_own_key_and_its_own_users_other_key_are_never_changed() throws AwsFailure {
        FakeKey own = account.user(SeededAccount.BOT).onlyKey();
        FakeKey second = account.user(SeededAccount.BOT).addKey(account.daysAgo(400));
        for (FakeKey key : List.of(own, second)) {
            assertThat(read(ref(SeededAccount.BOT, key)).ownIdentity()).isTrue();
            assertThatThrownBy(() -> off(ref(SeededAccount.BOT, key)))
                    .isInstanceOf(AwsFailure.class)
                    .hasMessageContaining("runs as this user");
        }
        assertThat(aws.calls().of("UpdateAccessKey")).isZero();
    }

    @Test
    void with_temporary_credentials_sts_says_who_we_are() throws AwsFailure {
        KeyRef bots = ref(SeededAccount.BOT, account.user(SeededAccount.BOT).onlyKey());
        KeyRef anas = ref("ana", account.user("ana").onlyKey());
        try (AwsAccounts session = StandInAccounts.of(aws, aws.userSession(account, SeededAccount.BOT))) {
            assertThat(session.inventories().get(0).read(bots).ownIdentity()).isTrue();
            assertThat(session.inventories().get(0).read(anas).ownIdentity()).isFalse();
            assertThatThrownBy(() ->
                            session.keySwitch(SeededAccount.ID).orElseThrow().deactivate(bots, "U0ADMIN01"))
                    .isInstanceOf(AwsFailure.class);
            assertThat(session.keySwitch(SeededAccount.ID).orElseThrow().deactivate(anas, "U0ADMIN01"))
                    .isTrue();
        }
    }

    @Test
    void where_sts_does_not_say_who_we_are_nothing_is_changed() throws AwsFailure {
        KeyRef anas = ref("ana", account.user("ana").onlyKey());
        aws.failNext("GetCallerIdentity", 1000, ErrorResponse.invalidClientToken());
        Caller role = aws.roleCaller(account, "bot", "session");
        try (AwsAccounts session = StandInAccounts.of(aws, role)) {
            assertThat(session.inventories().get(0).read(anas).found()).isPresent();
            assertThatThrownBy(() ->
                            session.keySwitch(SeededAccount.ID).orElseThrow().deactivate(anas, "U0ADMIN01"))
                    .isInstanceOf(AwsFailure.class)
                    .hasMessageContaining("nothing was changed");
        }
        assertThat(aws.calls().changes()).isEmpty();
    }

    @Test
    void a_read_only_installation_has_no_switch() {
        AwsOptions readOnly = AwsOptions.ownAccount(0, 0, false);
        Caller caller = aws.userCaller(account, SeededAccount.BOT);
        try (AwsAccounts reading = StandInAccounts.of(aws.url(), caller, readOnly, StandInAccounts.NO_WAITS, 500)) {
            assertThat(reading.keySwitch(SeededAccount.ID)).isEmpty();
            assertThat(reading.inventory(SeededAccount.ID)).isPresent();
        }
    }

    @Test
    void nobody_there_is_a_sentence_too() {
        KeyRef ref = ref("ana", account.user("ana").onlyKey());
        Caller caller = aws.userCaller(account, SeededAccount.BOT);
        aws.close();
        try (AwsAccounts late = StandInAccounts.of(aws, caller)) {
            assertThatThrownBy(() -> late.inventories().get(0).read(ref))
                    .isInstanceOf(AwsFailure.class)
                    .hasMessage("AWS could not be reached for iam:ListUsers: check the network and"
                            + " AWS_ENDPOINT_URL_IAM.");
        }
    }

    private LiveKey read(KeyRef ref) throws AwsFailure {
        return accounts.inventories().get(0).read(ref);
    }

    private boolean off(KeyRef ref) throws AwsFailure {
        return accounts.keySwitch(SeededAccount.ID).orElseThrow().deactivate(ref, "U0ADMIN01");
    }

    private static KeyRef ref(String user, FakeKey key) {
        return new KeyRef(SeededAccount.ID, user, new KeyId(key.id()), key.created());
    }
}
