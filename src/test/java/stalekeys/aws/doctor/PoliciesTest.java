package stalekeys.aws.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.organizations.OrganizationsClient;
import software.amazon.awssdk.services.sts.StsClient;
import stalekeys.aws.accounts.AwsAccounts;
import stalekeys.aws.accounts.AwsOptions;
import stalekeys.aws.accounts.StandInAccounts;
import stalekeys.aws.client.AwsError;
import stalekeys.keys.model.KeyId;
import stalekeys.keys.model.KeyRef;
import stalekeys.keys.model.RootKey;
import stalekeys.keys.model.UserKeys;
import stalekeys.keys.report.AccountCoverage;
import stalekeys.standin.aws.FakeAccount;
import stalekeys.standin.aws.FakeKey;
import stalekeys.standin.aws.SeededAccount;
import stalekeys.standin.aws.SettableClock;
import stalekeys.standin.aws.StandInAws;
import stalekeys.work.accounts.KeyInventory;
import stalekeys.work.doctor.CheckResult;

/** The policies people are told to attach allow what the program calls: no less, and nothing beside it. */
class PoliciesTest {
    private static final Path FOLDER = Path.of("deploy", "iam");
    private static final Path TEMPLATE = Path.of("deploy", "cloudformation", "account-roles.yml");

    private final SettableClock clock = new SettableClock(Instant.parse("2026-03-05T12:00:00Z"));
    private final FakeAccount account = SeededAccount.at(clock);
    private final StandInAws aws = StandInAws.start(account);
    // Temporary credentials, as a role gives them: then STS is asked as well.
    private final AwsAccounts accounts = StandInAccounts.of(aws, aws.roleCaller(account, "stale-keys", "session"));

    @AfterEach
    void stop() {
        accounts.close();
        aws.close();
    }

    @Test
    void the_audit_policy_allows_every_call_of_an_audit_and_nothing_that_is_never_called() throws Exception {
        scan();
        KeyRef anas = ref("ana");
        accounts.inventories().get(0).read(anas);
        accounts.inventories().get(0).read(List.of("ana"));
        accounts.inventories().get(0).grants("ana");
        // Each of the ways to tell whether a key leaked is gone only where the others are refused.
        account.deny("iam:GetAccountAuthorizationDetails");
        scan();
        assertThat(calledActions()).isEqualTo(allowed("audit.json", statement -> true));
    }

    @Test
    void without_the_optional_statements_everything_is_still_read_and_the_report_says_what_was_not_checked()
            throws Exception {
        Set<String> needed = allowed("audit.json", statement -> !isOptional(statement));
        allowed("audit.json", PoliciesTest::isOptional).stream()
                .filter(action -> !needed.contains(action))
                .forEach(account::deny);
        AccountCoverage coverage = scan();
        assertThat(coverage.complete()).isTrue();
        assertThat(coverage.gaps()).containsExactly(AccountCoverage.Gap.LEAKED_KEYS);
        assertThat(accounts.inventories().get(0).read(ref("ana")).found()).isPresent();
    }

    @Test
    void the_change_policy_adds_just_what_a_change_needs() throws Exception {
        KeyRef anas = ref("ana");
        assertThat(accounts.keySwitch(SeededAccount.ID).orElseThrow().deactivate(anas, "U0ADMIN01"))
                .isTrue();
        assertThat(accounts.keySwitch(SeededAccount.ID).orElseThrow().reactivate(anas, "U0ADMIN01"))
                .isTrue();
        Set<String> needed = calledActions();
        needed.removeAll(allowed("audit.json", statement -> !isOptional(statement)));
        assertThat(needed).containsExactly("iam:UpdateAccessKey").isEqualTo(allowed("change.json", any -> true));
    }

    @Test
    void the_policy_for_deletion_adds_just_that() throws Exception {
        KeyRef anas = ref("ana");
        account.user("ana").onlyKey().status("Inactive");

        assertThat(accounts.keySwitch(SeededAccount.ID).orElseThrow().delete(anas, "stale-keys"))
                .isTrue();

        Set<String> needed = calledActions();
        needed.removeAll(allowed("audit.json", statement -> !isOptional(statement)));
        assertThat(needed).containsExactly("iam:DeleteAccessKey").isEqualTo(allowed("delete.json", any -> true));
        assertThat(account.user("ana").keys()).isEmpty();
    }

    @Test
    void an_active_key_is_not_deleted_though_the_policy_would_allow_it() {
        KeyRef anas = ref("ana");

        assertThatThrownBy(
                        () -> accounts.keySwitch(SeededAccount.ID).orElseThrow().delete(anas, "stale-keys"))
                .hasMessage("The key is not inactive any more, so it was not deleted.");

        assertThat(aws.calls().changes()).isEmpty();
    }

    @Test
    void the_doctors_policy_adds_just_what_the_doctor_asks_beyond_the_audit() throws Exception {
        assertThat(accounts.permissions().look()).extracting(CheckResult::kind).containsOnly(CheckResult.Kind.OK);
        Set<String> asked = calledActions();
        asked.removeAll(allowed("audit.json", any -> true));
        assertThat(asked).isEqualTo(allowed("doctor.json", any -> true));
        assertThat(aws.calls().changes()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"change.json, iam:UpdateAccessKey", "delete.json, iam:DeleteAccessKey"})
    void each_policy_denies_what_it_must_and_allows_changes_of_users_only(String file, String action)
            throws IOException {
        List<JsonNode> denials = statements(file).stream()
                .filter(statement -> statement.path("Effect").asText().equals("Deny"))
                .toList();
        assertThat(denials)
                .hasSize(2)
                .allSatisfy(
                        statement -> assertThat(texts(statement.path("Action"))).containsExactly(action));
        assertThat(denials.get(0)
                        .path("Condition")
                        .path("StringEqualsIgnoreCase")
                        .path("aws:ResourceTag/stale-keys:protected")
                        .asText())
                .isEqualTo("true");
        assertThat(denials.get(1).path("Resource").asText()).isEqualTo("arn:aws:iam::*:user/break-glass/*");
        assertThat(statements(file))
                .allSatisfy(statement -> assertThat(texts(statement.path("Resource")))
                        .allMatch(resource -> resource.startsWith("arn:aws:iam::*:user/")));
    }

    @Test
    void every_policy_names_whole_actions_and_is_named_by_the_sentence_about_a_refusal() throws IOException {
        Set<String> seen = new TreeSet<>();
        for (String file : List.of(
                "audit.json", "change.json", "delete.json", "doctor.json", "accounts.json", "accounts-change.json")) {
            assertThat(policy(file).path("Version").asText()).isEqualTo("2012-10-17");
            assertThat(statements(file))
                    .extracting(one -> one.path("Sid").asText())
                    .doesNotHaveDuplicates();
            for (String action : allowed(file, any -> true)) {
                assertThat(action).matches("(iam|sts|organizations):[A-Za-z]+");
                if (seen.add(action)) {
                    assertThat(AwsError.policyFile(action)).isEqualTo("deploy/iam/" + file);
                }
            }
        }
    }

    @Test
    void the_policies_for_many_accounts_allow_just_what_entering_and_changing_there_need() throws Exception {
        FakeAccount other = new FakeAccount("444455556666", clock);
        other.role("audit/stale-keys", "id").role("audit/stale-keys-change", "id");
        other.addUser("zoe").keyAged(200);
        aws.add(other);
        AwsOptions organization =
                new AwsOptions(List.of(), "audit/stale-keys", "audit/stale-keys-change", "id", 0, 0, true);
        try (AwsAccounts all = StandInAccounts.of(
                aws.url(),
                aws.roleCaller(account, "stale-keys", "session"),
                organization,
                StandInAccounts.NO_WAITS,
                500)) {
            all.each(inventory -> inventory.scan(new KeyInventory.Scan(clock.instant(), 90, false), new Nowhere()));
            assertThat(calledBesidesIam()).isEqualTo(allowed("accounts.json", any -> true));

            FakeKey key = other.user("zoe").onlyKey();
            all.keySwitch(other.id())
                    .orElseThrow()
                    .deactivate(new KeyRef(other.id(), "zoe", new KeyId(key.id()), key.created()), "U0ADMIN01");
        }
        assertThat(aws.calls().changes().get(0).sourceIdentity()).isEqualTo("U0ADMIN01");
        assertThat(allowed("accounts-change.json", any -> true))
                .containsExactlyInAnyOrder("sts:AssumeRole", "sts:SetSourceIdentity");
        for (String file : List.of("accounts.json", "accounts-change.json")) {
            JsonNode enter = statements(file).get(0);
            assertThat(enter.path("Resource").asText()).startsWith("arn:aws:iam::*:role/audit/stale-keys");
            assertThat(enter.at("/Condition/StringEquals/aws:ResourceOrgID").asText())
                    .isEqualTo("${aws:PrincipalOrgID}");
        }
    }

    @Test
    void whoever_enters_must_be_us_know_the_external_id_and_say_for_whom_a_change_is() throws IOException {
        for (String file : List.of("trust-audit.json", "trust-change.json")) {
            JsonNode enter = statements(file).get(0);
            assertThat(texts(enter.path("Action"))).containsExactly("sts:AssumeRole");
            assertThat(enter.at("/Condition/StringEquals/sts:ExternalId").asText())
                    .isNotEmpty();
            assertThat(statements(file))
                    .allSatisfy(statement -> assertThat(statement
                                    .at("/Condition/ArnEquals/aws:PrincipalArn")
                                    .asText())
                            .isEqualTo("arn:aws:iam::111122223333:role/stale-keys"));
        }
        assertThat(statements("trust-change.json")
                        .get(0)
                        .at("/Condition/Null/sts:SourceIdentity")
                        .asText())
                .isEqualTo("false");
        assertThat(allowed("trust-change.json", any -> true))
                .containsExactlyInAnyOrder("sts:AssumeRole", "sts:SetSourceIdentity");
    }

    @Test
    void the_template_makes_roles_with_these_very_policies() throws IOException {
        JsonNode roles = template().path("Resources");
        assertThat(plain(roles.at("/AuditRole/Properties/AssumeRolePolicyDocument")))
                .isEqualTo(policy("trust-audit.json"));
        assertThat(plain(roles.at("/ChangeRole/Properties/AssumeRolePolicyDocument")))
                .isEqualTo(policy("trust-change.json"));
        assertThat(plain(roles.at("/AuditRole/Properties/Policies/0/PolicyDocument")))
                .isEqualTo(policy("audit.json"));
        assertThat(plain(roles.at("/ChangeRole/Properties/Policies/0/PolicyDocument")))
                .isEqualTo(policy("change.json"));
        assertThat(plain(roles.at("/Deletion/Properties/PolicyDocument"))).isEqualTo(policy("delete.json"));
        assertThat(roles.at("/ChangeRole/Condition").asText()).isEqualTo("Changes");
        assertThat(roles.at("/Deletion/Condition").asText()).isEqualTo("Deletion");
        assertThat(template().at("/Parameters/AllowDeletion/Default").asText()).isEqualTo("false");
        assertThat(template().at("/Parameters/AllowChanges/Default").asText()).isEqualTo("false");
    }

    @Test
    void the_template_works_in_every_account_and_every_part_of_the_world() throws IOException {
        String text = Files.readString(TEMPLATE);
        assertThat(text)
                .doesNotContain("arn:aws:", "AWS::Region", "AWS::StackName")
                .doesNotContainPattern("\\d{12}(?!\\})");
        assertThat(template().path("Resources")).hasSize(3);
    }

    /** What the template comes to with the parameters that the examples in deploy/iam stand for. */
    private static JsonNode plain(JsonNode node) {
        if (node.has("Ref")) {
            return new TextNode(
                    switch (node.path("Ref").asText()) {
                        case "StaleKeysArn" -> "arn:aws:iam::111122223333:role/stale-keys";
                        case "ExternalId" -> "an-id-of-your-choice";
                        default -> throw new AssertionError("a parameter nobody expected: " + node);
                    });
        }
        if (node.has("Fn::Sub")) {
            JsonNode sub = node.path("Fn::Sub");
            return new TextNode((sub.isArray() ? sub.path(0) : sub)
                    .asText()
                    .replace("${AWS::Partition}", "aws")
                    .replace("${Hub}", "111122223333")
                    .replace("${BreakGlassPath}", "/break-glass/"));
        }
        if (node.isArray()) {
            ArrayNode all = JsonNodeFactory.instance.arrayNode();
            node.forEach(one -> all.add(plain(one)));
            return all;
        }
        if (node.isObject()) {
            ObjectNode object = JsonNodeFactory.instance.objectNode();
            node.properties().forEach(field -> object.set(field.getKey(), plain(field.getValue())));
            return object;
        }
        return node;
    }

    private static JsonNode template() throws IOException {
        return new YAMLMapper().readTree(TEMPLATE.toFile());
    }

    private Set<String> calledBesidesIam() {
        Set<String> called = calledActions();
        called.removeIf(action -> action.startsWith("iam:"));
        return called;
    }

    private AccountCoverage scan() {
        return accounts.inventories().get(0).scan(new KeyInventory.Scan(clock.instant(), 90, false), new Nowhere());
    }

    private KeyRef ref(String user) {
        FakeKey key = account.user(user).onlyKey();
        return new KeyRef(SeededAccount.ID, user, new KeyId(key.id()), key.created());
    }

    /** What was asked of the stand-in; without GetCallerIdentity, which needs no permission and can't be denied. */
    private Set<String> calledActions() {
        Set<String> called = new TreeSet<>();
        Map<String, Class<?>> clients =
                Map.of("iam:", IamClient.class, "sts:", StsClient.class, "organizations:", OrganizationsClient.class);
        clients.forEach((service, client) -> {
            for (String action : actions(client)) {
                if (aws.calls().of(action) > 0) {
                    called.add(service + action);
                }
            }
        });
        called.remove("sts:GetCallerIdentity");
        return called;
    }

    /** The SDK has one method an action, by its name. */
    private static Set<String> actions(Class<?> client) {
        return Arrays.stream(client.getMethods())
                .filter(method -> method.getParameterCount() == 1)
                .map(Method::getName)
                .map(name -> Character.toUpperCase(name.charAt(0)) + name.substring(1))
                .collect(Collectors.toSet());
    }

    private static Set<String> allowed(String file, Predicate<JsonNode> which) throws IOException {
        return statements(file).stream()
                .filter(statement -> statement.path("Effect").asText().equals("Allow"))
                .filter(which)
                .flatMap(statement -> texts(statement.path("Action")).stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static boolean isOptional(JsonNode statement) {
        return statement.path("Sid").asText().startsWith("Optional");
    }

    private static List<JsonNode> statements(String file) throws IOException {
        return StreamSupport.stream(policy(file).path("Statement").spliterator(), false)
                .toList();
    }

    private static JsonNode policy(String file) throws IOException {
        return new ObjectMapper().readTree(FOLDER.resolve(file).toFile());
    }

    /** IAM takes one text or a list of them. */
    private static List<String> texts(JsonNode node) {
        List<String> texts = new ArrayList<>();
        if (node.isArray()) {
            node.forEach(one -> texts.add(one.asText()));
        } else {
            texts.add(node.asText());
        }
        return texts;
    }

    /** An audit whose findings are not looked at. */
    private static final class Nowhere implements KeyInventory.Sink {
        @Override
        public void user(UserKeys read) {
            // not needed
        }

        @Override
        public void root(RootKey root) {
            // not needed
        }

        @Override
        public void progress(int usersDone, int usersTotal) {
            // not needed
        }
    }
}
