package stalekeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stalekeys.aws.accounts.AwsAccounts;
import stalekeys.aws.accounts.StandInAccounts;
import stalekeys.standin.BotHarness;
import stalekeys.standin.aws.Caller;
import stalekeys.standin.aws.ErrorResponse;
import stalekeys.standin.aws.FakeAccount;
import stalekeys.standin.aws.SeededAccount;
import stalekeys.standin.mail.PostOffice;
import stalekeys.standin.net.OwnAuthority;
import stalekeys.standin.slack.MovableClock;
import stalekeys.standin.slack.workspace.Channel;
import stalekeys.work.doctor.CheckResult;
import stalekeys.work.doctor.CheckResult.Kind;

/** The doctor in a whole town: what is well, and everything that can be wrong with an installation. */
class DoctorTest {
    private final MovableClock clock = new MovableClock(Instant.parse("2026-03-06T10:00:00Z"));
    private final FakeAccount account = SeededAccount.at(clock);
    private final BotHarness harness = new BotHarness(clock, account);
    private final Channel channel =
            harness.slack.workspace().findChannel(BotHarness.CHANNEL).orElseThrow();
    private Caller caller;

    @BeforeEach
    void arrive() {
        caller = harness.aws.userCaller(account, SeededAccount.BOT);
    }

    @AfterEach
    void close() {
        harness.close();
    }

    @Test
    void where_all_is_well_nothing_is_wrong_and_nothing_was_sent_or_changed() {
        harness.start().stop();
        int messages = harness.slack.calls("chat.postMessage");

        List<CheckResult> results = examined();

        assertThat(results).extracting(CheckResult::kind).containsOnly(Kind.OK, Kind.NOTE);
        assertThat(results)
                .filteredOn(result -> result.kind() == Kind.NOTE)
                .extracting(CheckResult::what)
                .containsExactly("SLACK_SIGNING_SECRET", "messages tab", "STALE_KEYS_SMTP_URL");
        assertThat(of(results, "digest times"))
                .singleElement()
                .satisfies(result -> assertThat(result.sentence())
                        .contains("Mon 2026-03-09 09:00, Mon 2026-03-16 09:00, Mon 2026-03-23 09:00", "UTC"));
        assertThat(of(results, "AWS credentials").get(0).sentence())
                .contains("user/" + SeededAccount.BOT, SeededAccount.ID);
        assertThat(of(results, "iam:UpdateAccessKey").get(0).sentence()).isEqualTo("Allowed, by IAM's simulator.");
        assertThat(harness.slack.calls("chat.postMessage")).isEqualTo(messages);
        assertThat(harness.aws.calls().changes()).isEmpty();
        assertThat(results.toString()).doesNotContain(caller.accessKeyId(), "xoxb-");
    }

    // ---- the way out

    @Test
    void one_line_says_how_everything_is_reached_and_whom_tls_believes() {
        assertThat(of(examined(), "proxy and CA"))
                .containsExactly(CheckResult.ok(
                        "proxy and CA", "Slack: directly. AWS: directly. Mail: none is sent. No extra CA bundle."));
    }

    @Test
    void the_proxy_of_each_is_named_without_its_login(@TempDir Path folder) throws IOException {
        try (ServerSocket proxy = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                OwnAuthority authority = OwnAuthority.in(folder)) {
            Path bundle = Files.writeString(folder.resolve("ca.pem"), authority.pem());
            harness.with("HTTPS_PROXY", "http://bot:hush@127.0.0.1:" + proxy.getLocalPort())
                    .with("AWS_CA_BUNDLE", bundle.toString())
                    .with("STALE_KEYS_SMTP_URL", "smtp://mail.example.com:25")
                    .with("STALE_KEYS_MAIL_FROM", "stale-keys@example.com")
                    .with("STALE_KEYS_MAIL_DOMAINS", "example.com");

            CheckResult line = of(examined(), "proxy and CA").get(0);

            assertThat(line.kind()).isEqualTo(Kind.OK);
            assertThat(line.sentence())
                    .contains(
                            "Slack: directly.",
                            "AWS: through the proxy 127.0.0.1:" + proxy.getLocalPort() + ".",
                            "Mail: through the proxy 127.0.0.1:" + proxy.getLocalPort() + ".",
                            "Extra CA bundle: 1 certificate from AWS_CA_BUNDLE")
                    .doesNotContain("hush", "bot:");
        }
    }

    @Test
    void a_proxy_where_nothing_answers_and_one_for_nothing_that_is_used_are_named() throws IOException {
        int nobody;
        try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            nobody = closed.getLocalPort();
        }
        harness.with("HTTPS_PROXY", "http://127.0.0.1:" + nobody);
        CheckResult unreached = of(examined(), "proxy and CA").get(0);
        assertThat(unreached.kind()).isEqualTo(Kind.UNREACHABLE);
        assertThat(unreached.sentence()).contains("Nothing answers at the proxy 127.0.0.1:" + nobody, "NO_PROXY");

        harness.without("HTTPS_PROXY").with("HTTP_PROXY", "http://127.0.0.1:" + nobody);
        CheckResult noEffect = of(examined(), "proxy and CA").get(0);
        assertThat(noEffect.kind()).isEqualTo(Kind.NOTE);
        assertThat(noEffect.sentence()).contains("AWS: directly.", "HTTP_PROXY is set and HTTPS_PROXY is not");
    }

    // ---- Slack

    @Test
    void each_missing_scope_is_named_and_what_hangs_on_it_is_not_asked() {
        harness.slack.scopes("commands,chat:write,chat:write.public");

        List<CheckResult> results = examined();

        assertThat(results)
                .filteredOn(result -> result.kind() == Kind.WRONG)
                .extracting(CheckResult::what)
                .containsExactly(
                        "scope im:write",
                        "scope files:write",
                        "scope users:read",
                        "scope users:read.email",
                        "scope usergroups:read",
                        "scope channels:read",
                        "scope groups:read");
        assertThat(one(results, "STALE_KEYS_CHANNEL", Kind.NOTE)).contains("takes the scope channels:read");
        assertThat(one(results, "STALE_KEYS_ADMINS", Kind.NOTE)).contains("takes the scope users:read");
        assertThat(one(results, "scopes beyond", Kind.NOTE)).contains("chat:write.public");
        assertThat(harness.slack.calls("users.info")).isZero();
    }

    @Test
    void a_token_slack_does_not_take_is_told_from_a_slack_that_is_away() {
        harness.slack.workspace().revokeToken();
        List<CheckResult> refused = examined();
        assertThat(one(refused, "SLACK_BOT_TOKEN", Kind.WRONG)).contains("token_revoked", "Reinstall the app");
        assertThat(one(refused, "all else in Slack", Kind.NOTE)).contains("Not checked");

        harness.slack.fault("auth.test").status(503);
        List<CheckResult> away = examined();
        assertThat(one(away, "SLACK_BOT_TOKEN", Kind.UNREACHABLE)).contains("503", "SLACK_API_URL");
        assertThat(away).noneMatch(result -> result.kind() == Kind.WRONG);
    }

    @Test
    void a_token_of_a_whole_organization_is_told_to_be_not_supported() {
        harness.slack.workspace().installOrganizationWide();
        List<CheckResult> results = examined();
        assertThat(one(results, "SLACK_BOT_TOKEN", Kind.WRONG))
                .contains("organization-wide install", "not supported", "one workspace");
        assertThat(one(results, "all else in Slack", Kind.NOTE)).contains("Not checked");
    }

    @Test
    void in_socket_mode_the_app_token_is_tried_and_no_connection_made() {
        harness.overSocketMode();
        assertThat(one(examined(), "SLACK_APP_TOKEN", Kind.OK)).contains("gives a connection");
        assertThat(harness.slack.socket().connectionsEver()).isZero();

        harness.with("SLACK_APP_TOKEN", "xapp-1-of-another-app");
        assertThat(one(examined(), "SLACK_APP_TOKEN", Kind.WRONG)).contains("invalid_auth", "connections:write");
    }

    @Test
    void a_channel_the_bot_can_not_post_into_is_told_with_the_reason() {
        channel.withoutBot();
        assertThat(one(examined(), "STALE_KEYS_CHANNEL", Kind.WRONG)).contains("not in #security", "/invite");
        channel.withBot();
        harness.with("STALE_KEYS_CHANNEL", "#security");
        assertThat(one(examined(), "STALE_KEYS_CHANNEL", Kind.OK)).contains("#security");
        channel.shareInside();
        assertThat(one(examined(), "STALE_KEYS_CHANNEL", Kind.OK)).contains("#security");
        channel.shareOutside();
        assertThat(one(examined(), "STALE_KEYS_CHANNEL", Kind.WRONG)).contains("shared with another company");
        channel.archive();
        harness.with("STALE_KEYS_CHANNEL", BotHarness.CHANNEL);
        assertThat(one(examined(), "STALE_KEYS_CHANNEL", Kind.WRONG)).contains("archived");
        harness.with("STALE_KEYS_CHANNEL", "#nowhere").with("STALE_KEYS_FALLBACK", "C0PLATFRM1");
        List<CheckResult> results = examined();
        assertThat(one(results, "STALE_KEYS_CHANNEL", Kind.WRONG)).contains("no channel #nowhere");
        assertThat(one(results, "STALE_KEYS_FALLBACK", Kind.OK)).contains("#platform");
        harness.slack.fault("conversations.list").error("internal_error");
        assertThat(one(examined(), "STALE_KEYS_CHANNEL", Kind.UNREACHABLE)).contains("#nowhere");
    }

    @Test
    void people_who_can_have_no_role_and_groups_that_can_not_be_read_are_told_one_by_one() {
        harness.slack.workspace().userGroup("S0ADMINS01", BotHarness.ADMIN, BotHarness.SECOND_ADMIN);
        harness.slack.workspace().userGroup("S0EMPTY001");
        harness.with(
                        "STALE_KEYS_ADMINS",
                        String.join(
                                ",",
                                BotHarness.ADMIN,
                                BotHarness.GUEST,
                                BotHarness.STRANGER,
                                "U0HANA014",
                                "U0NOBODY1",
                                "S0ADMINS01",
                                "S0EMPTY001",
                                "S0NOGROUP1"))
                .with("STALE_KEYS_FALLBACK", BotHarness.MEMBER);

        List<CheckResult> results = examined();

        assertThat(of(results, "STALE_KEYS_ADMINS"))
                .extracting(CheckResult::kind)
                .containsExactly(
                        Kind.OK, Kind.WRONG, Kind.WRONG, Kind.WRONG, Kind.WRONG, Kind.OK, Kind.WRONG, Kind.WRONG);
        assertThat(of(results, "STALE_KEYS_ADMINS"))
                .extracting(CheckResult::sentence)
                .anyMatch(text -> text.contains(BotHarness.GUEST) && text.contains("is a guest"))
                .anyMatch(text -> text.contains("S0ADMINS01") && text.contains("members: 2"));
        assertThat(one(results, "STALE_KEYS_FALLBACK", Kind.OK)).contains(BotHarness.MEMBER);

        harness.slack.workspace().userGroupsNeedUpgrade();
        assertThat(of(examined(), "STALE_KEYS_ADMINS").get(5))
                .satisfies(result -> assertThat(result.kind()).isEqualTo(Kind.WRONG))
                .satisfies(result -> assertThat(result.sentence()).contains("plan has none", "their own ids"));
    }

    @Test
    void a_group_with_members_who_can_have_no_role_is_told_with_their_ids() {
        harness.slack.workspace().person("U0ROBOT01", "robot").bot();
        harness.slack
                .workspace()
                .userGroup(
                        "S0MIXED001",
                        BotHarness.ADMIN,
                        BotHarness.GUEST,
                        BotHarness.STRANGER,
                        "U0HANA014",
                        "U0ROBOT01");
        harness.with("STALE_KEYS_ADMINS", "S0MIXED001");

        assertThat(one(examined(), "STALE_KEYS_ADMINS", Kind.WRONG))
                .contains(
                        BotHarness.GUEST + " (a guest)",
                        BotHarness.STRANGER,
                        "U0HANA014",
                        "U0ROBOT01",
                        "neither rights nor notices")
                .doesNotContain(BotHarness.ADMIN);
    }

    @Test
    void a_group_whose_members_slack_does_not_tell_about_is_not_called_good() {
        harness.slack.workspace().userGroup("S0MIXED001", BotHarness.ADMIN, BotHarness.SECOND_ADMIN);
        harness.with("STALE_KEYS_ADMINS", "S0MIXED001");
        harness.slack.fault("users.info").error("internal_error");

        assertThat(one(examined(), "STALE_KEYS_ADMINS", Kind.UNREACHABLE)).contains("2 of those in the user group");
    }

    @Test
    void owners_are_looked_up_by_address_and_by_the_map() {
        harness.with(
                "STALE_KEYS_OWNERS",
                "a=U0GORAN04,b=goran@example.com,c=C0PLATFRM1,d=U0HANA014,e=nobody@example.com,f=C0NOWHERE1");

        List<CheckResult> results = examined();

        assertThat(one(results, "owner look-up", Kind.OK)).contains("by their address");
        assertThat(of(results, "STALE_KEYS_OWNERS"))
                .extracting(CheckResult::kind)
                .containsExactly(Kind.OK, Kind.OK, Kind.OK, Kind.WRONG, Kind.WRONG, Kind.WRONG);
    }

    @Test
    void what_is_not_configured_is_a_note() {
        harness.without("STALE_KEYS_ADMINS").without("STALE_KEYS_VIEWERS").without("STALE_KEYS_CHANNEL");

        List<CheckResult> results = examined();

        assertThat(results).noneMatch(result -> result.kind() == Kind.WRONG);
        assertThat(one(results, "STALE_KEYS_CHANNEL", Kind.NOTE)).contains("no digest");
        assertThat(one(results, "STALE_KEYS_ADMINS", Kind.NOTE)).contains("nobody may change a key");
        assertThat(one(results, "owner look-up", Kind.NOTE)).contains("no address is known");
        assertThat(one(results, "iam:UpdateAccessKey", Kind.NOTE)).contains("Not needed");
    }

    // ---- database and mail

    @Test
    void a_database_that_is_not_there_yet_is_a_note_and_is_not_made() {
        Path file = Path.of(harness.settings().store().url().reveal().replace("jdbc:sqlite:", ""));

        assertThat(one(examined(), "database", Kind.NOTE)).contains("no database at", "serve or digest makes it");

        assertThat(file).doesNotExist();
        harness.start().stop();
        assertThat(one(examined(), "database", Kind.OK)).contains("up to date and writable");
    }

    @Test
    void a_database_beside_a_running_server_is_looked_at_as_well() {
        harness.start();
        assertThat(one(examined(), "database", Kind.OK)).contains("writable");
    }

    @Test
    void a_database_that_is_none_or_away_is_told_apart() throws IOException {
        Path file = Files.createTempFile("not-a-database", ".db");
        Files.writeString(file, "This is a letter to the editor, and no database at all.".repeat(50));
        harness.with("STALE_KEYS_DATABASE_URL", "jdbc:sqlite:" + file);
        assertThat(one(examined(), "database", Kind.WRONG)).contains("can't be opened");
        Files.delete(file);

        harness.with("STALE_KEYS_DATABASE_URL", "jdbc:postgresql://127.0.0.1:1/keys?user=bot&password=hunter2");
        assertThat(one(examined(), "database", Kind.UNREACHABLE))
                .contains("127.0.0.1")
                .doesNotContain("hunter2");
    }

    @Test
    void a_mapped_address_that_slack_does_not_know_can_be_asked_by_mail_where_mail_is_sent_to_its_domain() {
        harness.with("STALE_KEYS_OWNERS", "ci=cleo@example.org");
        assertThat(one(examined(), "STALE_KEYS_OWNERS", Kind.WRONG)).contains("Nobody is asked");

        harness.with("STALE_KEYS_SMTP_URL", "smtp://127.0.0.1:1")
                .with("STALE_KEYS_MAIL_FROM", "stale-keys@example.com")
                .with("STALE_KEYS_MAIL_DOMAINS", "example.org");
        assertThat(one(examined(), "STALE_KEYS_OWNERS", Kind.OK)).contains("can be asked by mail");
    }

    @Test
    void a_mail_server_is_spoken_to_and_sent_nothing() {
        try (PostOffice office = PostOffice.start()) {
            harness.with("STALE_KEYS_MAIL_FROM", "Stale keys <stale-keys@example.com>")
                    .with("STALE_KEYS_MAIL_DOMAINS", "example.com");
            assertThat(mail(office.url(), Kind.OK)).contains("lets me in");
            assertThat(office.said()).contains("EHLO example.com", "NOOP").noneMatch(line -> line.startsWith("MAIL"));

            assertThat(mail(office.url("127.0.0.1", "hunter2"), Kind.WRONG)).contains("user and password");
            assertThat(mail(office.url("0.0.0.0", "hunter2"), Kind.WRONG)).contains("does not offer STARTTLS");
            assertThat(mail(office.url().replace("smtp:", "smtps:"), Kind.WRONG))
                    .contains("encrypted");
            office.answering("EHLO", "421 4.3.2 closing").answering("HELO", "421 4.3.2 closing");
            assertThat(mail(office.url(), Kind.WRONG)).contains("answered: 421 4.3.2 closing");
            office.shut();
            assertThat(mail(office.url(), Kind.UNREACHABLE)).contains("127.0.0.1:");
        }
    }

    // ---- AWS

    @Test
    void each_permission_that_is_needed_is_wrong_without_and_each_optional_one_a_note() {
        for (String action :
                List.of("iam:ListUsers", "iam:ListAccessKeys", "iam:GetAccessKeyLastUsed", "iam:ListUserTags")) {
            account.deny(action);
            assertThat(one(examined(), action, Kind.WRONG)).contains("deploy/iam/audit.json");
            account.allowAll();
        }
        Set<String> optional = Set.of(
                "iam:GetAccountSummary",
                "iam:GenerateCredentialReport",
                "iam:GetCredentialReport",
                "iam:ListAccountAliases",
                "iam:ListEntitiesForPolicy",
                "iam:GetUser",
                "iam:ListGroupsForUser",
                "iam:ListAttachedUserPolicies",
                "iam:ListUserPolicies",
                "iam:GetAccountAuthorizationDetails");
        optional.forEach(account::deny);
        List<CheckResult> results = examined();
        assertThat(results).noneMatch(result -> result.kind() == Kind.WRONG);
        optional.forEach(action -> assertThat(one(results, action, Kind.NOTE)).contains("Without it"));
        assertThat(one(results, "leaked keys", Kind.NOTE)).contains("every key counts as leaked");
    }

    @Test
    void any_one_of_three_permissions_tells_whether_a_key_leaked() {
        List<String> three = List.of(
                "iam:ListAttachedUserPolicies", "iam:ListEntitiesForPolicy", "iam:GetAccountAuthorizationDetails");
        for (String left : three) {
            account.allowAll();
            three.stream().filter(action -> !action.equals(left)).forEach(account::deny);
            assertThat(examined()).extracting(CheckResult::what).doesNotContain("leaked keys");
        }
    }

    @Test
    void a_change_is_put_to_the_simulator_and_never_tried() {
        account.deny("iam:UpdateAccessKey");
        assertThat(one(examined(), "iam:UpdateAccessKey", Kind.WRONG)).contains("deploy/iam/change.json");
        account.deny("iam:SimulatePrincipalPolicy");
        assertThat(one(examined(), "iam:UpdateAccessKey", Kind.NOTE)).contains("Not checked", "deploy/iam/doctor.json");
        account.allowAll();
        caller = harness.aws.roleCaller(account, "stale-keys", "session");
        account.denyTo("stale-keys", "iam:UpdateAccessKey");
        assertThat(one(examined(), "iam:UpdateAccessKey", Kind.WRONG)).contains("Not allowed");
        assertThat(harness.aws.calls().of("UpdateAccessKey")).isZero();
    }

    @Test
    void whether_keys_could_be_deleted_is_looked_at_only_where_that_is_set_up() {
        assertThat(examined()).noneMatch(result -> result.what().contains("iam:DeleteAccessKey"));

        harness.with("STALE_KEYS_AUTO_DELETE_AFTER_DAYS", "30");
        one(examined(), "iam:DeleteAccessKey", Kind.OK);
        account.deny("iam:DeleteAccessKey");
        assertThat(one(examined(), "iam:DeleteAccessKey", Kind.WRONG)).contains("deploy/iam/delete.json");
    }

    @Test
    void an_account_without_users_leaves_nothing_to_try_some_permissions_on() {
        FakeAccount empty = new FakeAccount("444455556666", clock);
        harness.aws.add(empty);
        caller = harness.aws.roleCaller(empty, "stale-keys", "session");
        assertThat(one(examined(), "iam:ListAccessKeys", Kind.NOTE)).contains("no user or key");
    }

    @Test
    void credentials_aws_does_not_take_end_it_there() {
        harness.aws.expire(caller);

        List<CheckResult> results = examined();

        assertThat(one(results, "AWS credentials", Kind.WRONG)).contains("expired");
        assertThat(one(results, "all else in AWS", Kind.NOTE)).contains("Not checked");
        assertThat(of(results, "iam:ListUsers")).isEmpty();
    }

    @Test
    void an_aws_that_does_not_answer_is_asked_no_more() {
        harness.aws.failNext("*", 1_000, ErrorResponse.serviceUnavailable());

        List<CheckResult> results = examined();

        one(results, "AWS credentials", Kind.UNREACHABLE);
        one(results, "iam:ListUsers", Kind.UNREACHABLE);
        assertThat(of(results, "iam:ListAccessKeys")).isEmpty();
        assertThat(results).noneMatch(result -> result.kind() == Kind.WRONG);
    }

    @Test
    void each_account_of_an_organization_is_tried_with_its_role_and_one_that_lets_nobody_in_is_one_line() {
        FakeAccount shop = new FakeAccount("444455556666", clock).alias("The shop");
        shop.role("audit/stale-keys", "x-1").role("audit/stale-keys-change", "x-1");
        shop.addUser("zoe").keyAged(200);
        harness.aws.add(shop);
        FakeAccount closed = new FakeAccount("555566667777", clock).alias("The vault");
        harness.aws.add(closed);
        harness.with("STALE_KEYS_ORGANIZATION_ROLE", "audit/stale-keys").with("STALE_KEYS_EXTERNAL_ID", "x-1");

        List<CheckResult> reading = examined();
        one(reading, "organizations:ListAccounts", Kind.OK);
        one(reading, "The shop: iam:ListUsers", Kind.OK);
        assertThat(one(reading, "The shop: iam:UpdateAccessKey", Kind.NOTE)).contains("STALE_KEYS_CHANGE_ROLE");
        assertThat(one(reading, "The vault: iam:ListUsers", Kind.WRONG)).contains("can't be assumed");
        assertThat(reading)
                .filteredOn(result -> result.what().startsWith("The vault"))
                .hasSize(2);

        harness.with("STALE_KEYS_CHANGE_ROLE", "audit/stale-keys-change");
        List<CheckResult> changing = examined();
        one(changing, "The shop: role for changes", Kind.OK);
        one(changing, "The shop: iam:UpdateAccessKey", Kind.OK);

        harness.with("STALE_KEYS_CHANGE_ROLE", "audit/stale-keys-chance");
        assertThat(one(examined(), "The shop: role for changes", Kind.WRONG)).contains("STALE_KEYS_CHANGE_ROLE");
        assertThat(harness.aws.calls().of("UpdateAccessKey")).isZero();
    }

    private List<CheckResult> examined() {
        List<CheckResult> results = new ArrayList<>();
        try (AwsAccounts accounts = StandInAccounts.of(
                harness.aws.url(), caller, Aws.settings(harness.settings()), StandInAccounts.NO_WAITS, 500)) {
            new Doctor(harness.settings(), clock).examine(accounts, results::add);
        }
        return results;
    }

    private String mail(String url, Kind expected) {
        harness.with("STALE_KEYS_SMTP_URL", url);
        String sentence = one(examined(), "STALE_KEYS_SMTP_URL", expected);
        assertThat(sentence).doesNotContain("hunter2", "p@ss", PostOffice.USER + ":");
        return sentence;
    }

    private static List<CheckResult> of(List<CheckResult> results, String what) {
        return results.stream().filter(result -> result.what().equals(what)).toList();
    }

    /** The sentence of the only result about it, which is of this kind. */
    private static String one(List<CheckResult> results, String what, Kind kind) {
        List<CheckResult> found = of(results, what);
        if (found.size() > 1) {
            found = found.stream().filter(result -> result.kind() == kind).toList();
        }
        assertThat(found)
                .as("of %s", results)
                .isNotEmpty()
                .allSatisfy(result -> assertThat(result.kind()).isEqualTo(kind));
        return found.get(0).sentence();
    }
}
