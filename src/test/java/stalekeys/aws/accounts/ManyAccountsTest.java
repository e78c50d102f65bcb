package stalekeys.aws.accounts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import stalekeys.aws.client.AwsClients;
import stalekeys.aws.client.Sleeper;
import stalekeys.keys.model.KeyId;
import stalekeys.keys.model.KeyRef;
import stalekeys.keys.model.OwnerRule;
import stalekeys.keys.report.Report;
import stalekeys.keys.report.StalenessPolicy;
import stalekeys.standin.aws.Change;
import stalekeys.standin.aws.ErrorResponse;
import stalekeys.standin.aws.FakeAccount;
import stalekeys.standin.aws.FakeKey;
import stalekeys.standin.aws.RandomAccount;
import stalekeys.standin.aws.SettableClock;
import stalekeys.standin.aws.StandInAws;
import stalekeys.work.accounts.AwsFailure;
import stalekeys.work.audit.Audit;

/** Accounts that are entered by roles, read and changed by the real SDK over a socket. */
class ManyAccountsTest {
    private static final String HUB = "111122223333";
    private static final String SHOP = "444455556666";
    private static final String LAB = "777788889999";
    private static final String AUDIT = "audit/stale-keys";
    private static final String CHANGE = "audit/stale-keys-change";
    private static final String ID = "an-external-id";

    private final SettableClock clock = new SettableClock(Instant.parse("2026-03-05T12:00:00Z"));
    private final FakeAccount hub = account(HUB, "hub", "hanna");
    private final FakeAccount shop = account(SHOP, "shop", "simon");
    private final FakeAccount lab = account(LAB, "lab", "lara");
    private final StandInAws aws = StandInAws.start(hub, shop, lab);
    private final List<AutoCloseable> open = new ArrayList<>(List.of(aws));

    @AfterEach
    void stop() throws Exception {
        for (AutoCloseable each : open) {
            each.close();
        }
    }

    // --- named accounts

    @Test
    void named_accounts_are_entered_and_nothing_else_is_looked_at() {
        Report report = audit(accounts(named("Shop", SHOP)));

        assertThat(users(report)).containsExactly("simon");
        assertThat(report.findings().get(0).account().label()).isEqualTo("Shop");
        assertThat(report.findings().get(0).account().id()).isEqualTo(SHOP);
        assertThat(report.coverage().complete()).isTrue();
        assertThat(aws.calls().of(hub, "ListUsers")).isZero();
        assertThat(aws.calls().of("ListAccounts")).isZero();
        assertThat(aws.calls().of(hub, "AssumeRole")).isEqualTo(1);
    }

    @Test
    void one_that_can_not_be_entered_is_a_line_and_the_others_are_read() {
        shop.role(AUDIT, "another-id");

        Report report = audit(accounts(named("Shop", SHOP, "Lab", LAB)));

        assertThat(users(report)).containsExactly("lara");
        assertThat(report.coverage().complete()).isFalse();
        assertThat(report.coverage().failed()).singleElement().satisfies(account -> {
            assertThat(account.account().label()).isEqualTo("Shop");
            assertThat(account.account().id()).isEqualTo(SHOP);
            assertThat(account.failure())
                    .isEqualTo("The role can't be assumed: check that it exists there, whom it trusts, and"
                            + " STALE_KEYS_EXTERNAL_ID.");
        });
    }

    @Test
    void a_role_that_is_missing_is_told_as_such_and_not_as_a_missing_permission_to_list() {
        AwsOptions wrong = named("Shop", SHOP, "arn:aws:iam::" + SHOP + ":role/no-such-role");

        assertThat(audit(accounts(wrong)).coverage().failed().get(0).failure()).startsWith("The role can't be assumed");
    }

    @Test
    void a_session_is_renewed_before_it_ends_and_kept_while_it_lasts() {
        audit(accounts(named("Shop", SHOP)));
        assertThat(aws.calls().of("AssumeRole")).isEqualTo(1);
        aws.calls().reset();

        aws.sessionsLast(Duration.ofSeconds(30));
        assertThat(audit(accounts(named("Shop", SHOP))).coverage().complete()).isTrue();

        assertThat(aws.calls().of("AssumeRole")).isGreaterThan(1);
    }

    @Test
    void a_session_aws_no_longer_takes_is_an_account_that_was_not_read() {
        aws.sessionsLast(Duration.ofSeconds(-1));

        assertThat(audit(accounts(named("Shop", SHOP)))
                        .coverage()
                        .failed()
                        .get(0)
                        .failure())
                .startsWith("The AWS credentials have expired");
    }

    @Test
    void expired_credentials_of_our_own_end_the_audit_of_every_account_and_are_named() {
        AwsAccounts accounts = accounts(named("Shop", SHOP, "Lab", LAB));
        aws.failNext("AssumeRole", 20, ErrorResponse.expiredToken());

        assertThat(audit(accounts).coverage().failed())
                .hasSize(2)
                .allSatisfy(account -> assertThat(account.failure()).startsWith("The AWS credentials have expired"));
    }

    @Test
    void a_key_of_an_account_that_is_not_named_is_not_looked_for() {
        AwsAccounts accounts = accounts(named("Shop", SHOP));

        assertThat(accounts.inventory(LAB)).isEmpty();
        assertThat(accounts.keySwitch(LAB)).isEmpty();
        assertThat(accounts.inventory(SHOP)).isPresent();
    }

    // --- the organization

    @Test
    void of_the_organization_the_active_accounts_are_read_on_all_pages_and_our_own_directly() {
        for (int each = 0; each < 45; each++) {
            aws.add(account(Long.toString(222200000000L + each), "team-" + each, "user-" + each));
        }
        lab.state("SUSPENDED");
        hub.role(AUDIT, "of no use here");

        Report report = audit(accounts(organization()));

        assertThat(report.coverage().complete()).isTrue();
        assertThat(report.coverage().accounts()).hasSize(47);
        assertThat(users(report))
                .hasSize(47)
                .contains("hanna", "simon", "user-44")
                .doesNotContain("lara");
        assertThat(aws.calls().of("ListAccounts")).isEqualTo(3);
        assertThat(aws.calls().of(hub, "AssumeRole")).isEqualTo(46);
        assertThat(aws.calls().of("ListAccountAliases")).isZero();
    }

    @ParameterizedTest
    @CsvSource({"CLOSED", "PENDING_CLOSURE", "PENDING_ACTIVATION", "SUSPENDED"})
    void an_account_that_is_not_active_is_left_out_whichever_field_says_so(String state) {
        lab.state(state);

        assertThat(users(audit(accounts(organization())))).containsExactlyInAnyOrder("hanna", "simon");
        aws.organizationsWithoutState();
        assertThat(users(audit(accounts(organization())))).containsExactlyInAnyOrder("hanna", "simon");
    }

    @Test
    void a_named_account_of_the_organization_has_its_own_name_and_role() {
        shop.role("another-way", ID);
        AwsOptions both = new AwsOptions(
                named("The shop", SHOP, "arn:aws:iam::" + SHOP + ":role/another-way")
                        .named(),
                AUDIT,
                CHANGE,
                ID,
                0,
                0,
                true);
        shop.role(AUDIT, "closed");

        Report report = audit(accounts(both));

        assertThat(report.coverage().complete()).isTrue();
        assertThat(report.coverage().accounts())
                .extracting(account -> account.account().label())
                .containsExactlyInAnyOrder("The shop", "hub", "lab");
    }

    @Test
    void where_the_organization_can_not_be_listed_our_own_account_is_read_and_the_rest_is_said_to_be_missing() {
        hub.deny("organizations:ListAccounts");

        Report report = audit(accounts(organization()));

        assertThat(users(report)).containsExactly("hanna");
        assertThat(report.coverage().complete()).isFalse();
        assertThat(report.coverage().failed()).singleElement().satisfies(account -> {
            assertThat(account.account().label()).isEqualTo("list of the organization");
            assertThat(account.failure()).startsWith("AWS refused organizations:ListAccounts: only the management");
        });
    }

    @Test
    void what_was_listed_before_is_still_read_when_the_organization_can_not_be_listed_any_more() {
        Minutes minutes = new Minutes();
        AwsAccounts accounts = accounts(organization(), minutes);
        audit(accounts);
        hub.deny("organizations:ListAccounts");
        assertThat(audit(accounts).coverage().complete())
                .as("the list is kept for a while")
                .isTrue();

        minutes.pass(6);
        Report report = audit(accounts);

        assertThat(users(report)).containsExactlyInAnyOrder("hanna", "simon", "lara");
        assertThat(report.coverage().complete()).isFalse();
    }

    @Test
    void an_account_that_joins_is_seen_and_one_that_leaves_is_gone_after_some_minutes() {
        Minutes minutes = new Minutes();
        AwsAccounts accounts = accounts(organization(), minutes);
        audit(accounts);
        lab.state("SUSPENDED");
        aws.add(account("222233334444", "new", "nora"));

        minutes.pass(6);

        assertThat(users(audit(accounts))).containsExactlyInAnyOrder("hanna", "simon", "nora");
        assertThat(accounts.inventory(LAB)).isEmpty();
        assertThat(accounts.keySwitch(LAB)).isEmpty();
    }

    @Test
    void after_a_restart_a_key_is_read_before_the_organization_was_listed() throws AwsFailure {
        KeyRef simons = ref(shop, "simon");
        KeyRef hannas = ref(hub, "hanna");
        AwsAccounts accounts = accounts(organization());

        assertThat(accounts.inventory(SHOP).orElseThrow().read(simons).found()).isPresent();
        assertThat(accounts.inventory(HUB).orElseThrow().read(hannas).found()).isPresent();
        assertThat(aws.calls().of("ListAccounts")).isZero();
        assertThatThrownBy(() -> accounts.inventory("999900001111")
                        .orElseThrow()
                        .read(new KeyRef("999900001111", "x", simons.keyId(), simons.created())))
                .isInstanceOf(AwsFailure.class)
                .hasMessageStartingWith("The role can't be assumed");
    }

    // --- side by side, and how fast

    @Test
    void accounts_are_read_side_by_side_within_bounds() {
        for (int each = 0; each < 40; each++) {
            aws.add(account(Long.toString(222200000000L + each), "team-" + each, "user-" + each));
        }
        aws.latency(Duration.ofMillis(30));

        Report report = audit(accounts(organization()));

        assertThat(report.coverage().complete()).isTrue();
        assertThat(aws.calls().peak()).isBetween(4, AwsClients.MOST_CALLS_AT_ONCE + AwsAccounts.ACCOUNTS_AT_A_TIME);
    }

    @Test
    void each_account_has_a_bucket_of_its_own_and_one_lies_over_all() {
        Meter meter = new Meter();
        AwsOptions settings = new AwsOptions(named("Shop", SHOP, "Lab", LAB).named(), null, null, ID, 1, 0, true);
        audit(accounts(settings, meter));
        long apart = meter.waited.getAndSet(0);
        AwsOptions together = new AwsOptions(settings.named(), null, null, ID, 1, 1, true);
        audit(accounts(together, meter));

        // Five calls each, one a second after the first two. Apart, each account waits for three of its own; together
        // they
        // wait for eight of ten.
        assertThat(Duration.ofNanos(apart)).isBetween(Duration.ofSeconds(3), Duration.ofSeconds(6));
        assertThat(Duration.ofNanos(meter.waited.get())).isGreaterThanOrEqualTo(Duration.ofSeconds(8));
    }

    @Test
    void fresh_keys_leave_nothing_behind_in_the_report() {
        aws.add(RandomAccount.mostlyFresh(3, 2_000, 1, "222233334444", clock).role(AUDIT, ID));
        aws.add(RandomAccount.mostlyFresh(4, 2_000, 1, "222233335555", clock).role(AUDIT, ID));

        Report report = full(accounts(organization()));

        assertThat(report.counts().fresh()).isGreaterThan(3_500);
        assertThat(report.findings()).hasSize(report.counts().allStale());
        assertThat(report.inactive())
                .allSatisfy(key -> assertThat(key.created())
                        .isBefore(clock.instant().minus(Duration.ofDays(90)).plusSeconds(1)));
        assertThat(report.coverage().accounts())
                .allSatisfy(account -> assertThat(account.unread()).isEmpty());
    }

    @Test
    void progress_goes_on_over_all_accounts() {
        List<Integer> done = new ArrayList<>();
        audit(accounts(organization()), (users, total) -> {
            assertThat(users).isLessThanOrEqualTo(total);
            done.add(users);
        });

        assertThat(done).isSorted().endsWith(3 + 1);
    }

    // --- changes

    @Test
    void a_key_of_an_entered_account_is_changed_by_the_role_for_changes_with_the_persons_id() throws AwsFailure {
        AwsAccounts accounts = accounts(organization());
        shop.denyTo("stale-keys", "iam:UpdateAccessKey");
        shop.denyTo("stale-keys-change", "iam:List*");
        audit(accounts);

        assertThat(accounts.keySwitch(SHOP).orElseThrow().deactivate(ref(shop, "simon"), "U0ADMIN01"))
                .isTrue();

        assertThat(aws.calls().changes()).singleElement().satisfies(change -> {
            assertThat(change.accountId()).isEqualTo(SHOP);
            assertThat(change.status()).isEqualTo("Inactive");
            assertThat(change.callerArn())
                    .isEqualTo("arn:aws:sts::" + SHOP + ":assumed-role/stale-keys-change/stale-keys");
            assertThat(change.sourceIdentity()).isEqualTo("U0ADMIN01");
        });
    }

    @Test
    void each_change_says_who_wanted_that_one() throws AwsFailure {
        AwsAccounts accounts = accounts(organization());
        KeyRef simons = ref(shop, "simon");

        accounts.keySwitch(SHOP).orElseThrow().deactivate(simons, "U0ADMIN01");
        accounts.keySwitch(SHOP).orElseThrow().reactivate(simons, "cli:ana");

        assertThat(aws.calls().changes()).extracting(Change::sourceIdentity).containsExactly("U0ADMIN01", "cli-ana");
    }

    @Test
    void without_a_role_for_changes_no_key_of_an_entered_account_is_changed_and_our_own_are() throws AwsFailure {
        AwsAccounts accounts = accounts(new AwsOptions(List.of(), AUDIT, null, ID, 0, 0, true));
        audit(accounts);

        assertThat(accounts.keySwitch(SHOP)).isEmpty();
        assertThat(accounts.keySwitch(HUB).orElseThrow().deactivate(ref(hub, "hanna"), "U0ADMIN01"))
                .isTrue();
        assertThat(aws.calls().changes()).extracting(Change::accountId).containsExactly(HUB);
    }

    @Test
    void without_admins_no_account_has_a_switch() {
        AwsAccounts accounts = accounts(new AwsOptions(List.of(), AUDIT, CHANGE, ID, 0, 0, false));
        audit(accounts);

        assertThat(accounts.keySwitch(SHOP)).isEmpty();
        assertThat(accounts.keySwitch(HUB)).isEmpty();
    }

    @Test
    void a_role_for_changes_that_lets_nobody_in_changes_nothing_and_says_what_to_look_at() {
        AwsAccounts accounts = accounts(organization());
        shop.role(CHANGE, "another-id");
        refused(accounts);
        shop.role(CHANGE, ID).denyTo("bot", "sts:SetSourceIdentity");
        refused(accounts);
    }

    @Test
    void the_user_it_runs_as_is_not_changed_by_way_of_a_role_either() {
        AwsAccounts accounts = accounts(named("Hub", HUB));
        hub.role(AUDIT, ID);

        assertThatThrownBy(() -> accounts.keySwitch(HUB).orElseThrow().deactivate(ref(hub, "bot"), "U0ADMIN01"))
                .isInstanceOf(AwsFailure.class)
                .hasMessageContaining("does not change its own keys");
        assertThat(aws.calls().changes()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "U0ADMIN01, U0ADMIN01",
        "cli:ana, cli-ana",
        "aws:ana, aws-ana",
        "stale-keys, stale-keys",
        "ana lopez/é, ana-lopez--",
        "x, stale-keys",
        "'', stale-keys"
    })
    void a_source_identity_has_only_what_aws_allows(String actor, String identity) {
        assertThat(RoleForChanges.sourceIdentity(actor)).isEqualTo(identity);
        assertThat(RoleForChanges.sourceIdentity(actor.repeat(100))).hasSizeBetween(2, 64);
    }

    private void refused(AwsAccounts accounts) {
        assertThatThrownBy(() -> accounts.keySwitch(SHOP).orElseThrow().deactivate(ref(shop, "simon"), "U0ADMIN01"))
                .isInstanceOfSatisfying(
                        AwsFailure.class,
                        failure -> assertThat(failure.mayHaveHappened()).isFalse())
                .hasMessageContaining("STALE_KEYS_CHANGE_ROLE")
                .hasMessageContaining("Nothing was changed.");
        assertThat(aws.calls().changes()).isEmpty();
    }

    // --- the world

    private FakeAccount account(String id, String name, String user) {
        FakeAccount account =
                new FakeAccount(id, clock).alias(name).role(AUDIT, ID).role(CHANGE, ID);
        account.addUser(user).keyAged(200);
        if (id.equals(HUB)) {
            account.addUser("bot").keyAged(10);
        }
        return account;
    }

    private static AwsOptions named(String... namesAndIds) {
        List<AwsOptions.Named> named = new ArrayList<>();
        if (namesAndIds.length == 3) {
            named.add(new AwsOptions.Named(namesAndIds[0], namesAndIds[2]));
        } else {
            for (int each = 0; each < namesAndIds.length; each += 2) {
                named.add(new AwsOptions.Named(
                        namesAndIds[each], "arn:aws:iam::" + namesAndIds[each + 1] + ":role/" + AUDIT));
            }
        }
        return new AwsOptions(named, null, CHANGE, ID, 0, 0, true);
    }

    private static AwsOptions organization() {
        return new AwsOptions(List.of(), AUDIT, CHANGE, ID, 0, 0, true);
    }

    private AwsAccounts accounts(AwsOptions settings) {
        return accounts(settings, StandInAccounts.NO_WAITS);
    }

    private AwsAccounts accounts(AwsOptions settings, Sleeper sleeper) {
        AwsAccounts accounts = StandInAccounts.of(aws.url(), aws.userCaller(hub, "bot"), settings, sleeper, 500);
        open.add(0, accounts);
        return accounts;
    }

    private Report audit(AwsAccounts accounts) {
        return audit(accounts, Audit.Progress.SILENT);
    }

    private Report audit(AwsAccounts accounts, Audit.Progress progress) {
        return auditOf(accounts).run(90, false, progress);
    }

    /** Every user of every account, so that each fresh key is seen. */
    private Report full(AwsAccounts accounts) {
        return auditOf(accounts).run(90, true, Audit.Progress.SILENT);
    }

    private Audit auditOf(AwsAccounts accounts) {
        OwnerRule owners = new OwnerRule(Map.of(), List.of("slack", "email", "owner"));
        return new Audit(accounts, new StalenessPolicy(90, 365), owners, clock);
    }

    private static List<String> users(Report report) {
        return report.findings().stream().map(finding -> finding.userName()).toList();
    }

    private static KeyRef ref(FakeAccount account, String user) {
        FakeKey key = account.user(user).onlyKey();
        return new KeyRef(account.id(), user, new KeyId(key.id()), key.created());
    }

    /** Time that a test lets pass. */
    private static final class Minutes implements Sleeper {
        private final AtomicLong nanos = new AtomicLong(1);

        void pass(int minutes) {
            nanos.addAndGet(Duration.ofMinutes(minutes).toNanos());
        }

        @Override
        public long nanoTime() {
            return nanos.get();
        }

        @Override
        public void pause(Duration time) {
            // Nothing to wait for: the stand-in answers at once.
        }
    }

    /** Time passes only while somebody waits. */
    private static final class Meter implements Sleeper {
        final AtomicLong waited = new AtomicLong();

        @Override
        public long nanoTime() {
            return 1 + waited.get();
        }

        @Override
        public void pause(Duration time) {
            waited.addAndGet(time.toNanos());
        }
    }
}
