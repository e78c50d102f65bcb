package stalekeys.aws.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sts.StsClient;
import stalekeys.aws.accounts.AssumedRole;
import stalekeys.aws.accounts.OrganizationDirectory;
import stalekeys.aws.accounts.StandInAccounts;
import stalekeys.aws.iam.CallerIdentity;
import stalekeys.aws.iam.Iam;
import stalekeys.aws.iam.UserDetails;
import stalekeys.net.Outbound;
import stalekeys.standin.BadAnswers;
import stalekeys.standin.aws.Caller;
import stalekeys.standin.aws.ErrorResponse;
import stalekeys.standin.aws.FakeAccount;
import stalekeys.standin.aws.SettableClock;
import stalekeys.standin.aws.StandInAws;
import stalekeys.work.ledger.Meters;

/** Whatever comes back instead of an answer, of each operation the program calls. */
public class ResponseValidatorTest {
    private static final Pattern LIST = Pattern.compile("(\\w+)\\[]");

    private final SettableClock clock = new SettableClock(Instant.parse("2026-03-05T12:00:00Z"));
    private final FakeAccount account = new FakeAccount("111122223333", clock).alias("example-prod");
    private final StandInAws aws = StandInAws.start(account);
    private final Caller caller = aws.roleCaller(account, "stale-keys", "session");
    private final StaticCredentialsProvider credentials = StaticCredentialsProvider.create(AwsSessionCredentials.create(
            caller.accessKeyId(), caller.secretAccessKey(), String.valueOf(caller.sessionToken())));
    private final RateLimiter limiter = new RateLimiter(0, StandInAccounts.NO_WAITS);
    private final AwsClients clients =
            new AwsClients(aws.url(), credentials, new RateLimitInterceptor(limiter, Meters.NONE), Outbound.PLAIN);
    private final Iam iam = new Iam(clients, new AccountAccess(null, limiter, Priority.AUDIT), Duration.ofSeconds(20));
    private final String keyId;

    ResponseValidatorTest() {
        account.role("stale-keys-audit", "id");
        account.addUser("whole")
                .keyAged(200)
                .tag("slack", "U0ANA0001")
                .group("developers")
                .inlinePolicy("deploy")
                .quarantined();
        keyId = account.user("whole").onlyKey().id();
    }

    @AfterEach
    void stop() {
        clients.close();
        aws.close();
    }

    /** One call of each operation the program calls; that none is missing has a test. */
    private Map<String, ThrowingCallable> calls() {
        Map<String, ThrowingCallable> calls = new TreeMap<>();
        calls.put("ListUsers", iam::users);
        calls.put("ListAccessKeys", () -> iam.keys("whole"));
        calls.put("GetAccessKeyLastUsed", () -> iam.lastUse(keyId));
        calls.put("GetUser", () -> iam.spelling("whole"));
        calls.put("ListUserTags", () -> iam.tags("whole"));
        calls.put("ListGroupsForUser", () -> iam.groups("whole"));
        calls.put("ListAttachedUserPolicies", () -> iam.attachedPolicies("whole"));
        calls.put("ListUserPolicies", () -> iam.inlinePolicies("whole"));
        calls.put("GetAccountAuthorizationDetails", () -> iam.details(user -> {}));
        calls.put("ListEntitiesForPolicy", () -> iam.quarantined((user, policy) -> {}));
        calls.put("GetAccountSummary", iam::rootHasKeys);
        calls.put("ListAccountAliases", iam::alias);
        calls.put("GenerateCredentialReport", iam::reportIsReady);
        calls.put("GetCredentialReport", iam::report);
        calls.put(
                "SimulatePrincipalPolicy",
                () -> iam.mayDo(caller.arn(), "iam:UpdateAccessKey", "arn:aws:iam::111122223333:user/any"));
        calls.put("UpdateAccessKey", () -> iam.setActive("whole", keyId, true));
        calls.put("DeleteAccessKey", () -> iam.deleteKey("whole", again()));
        calls.put("GetCallerIdentity", () -> new CallerIdentity(clients).ask());
        calls.put("AssumeRole", () -> {
            try (AssumedRole role = new AssumedRole(clients, "arn:aws:iam::111122223333:role/stale-keys-audit", "id")) {
                role.resolveCredentials();
            }
        });
        calls.put("ListAccounts", () -> {
            String failure = new OrganizationDirectory(clients, StandInAccounts.NO_WAITS)
                    .list()
                    .failure();
            if (failure != null) {
                // The directory keeps the sentence and not what was thrown.
                throw new InvalidResponse(failure);
            }
        });
        return calls;
    }

    /** A key that can be deleted as often as is needed. */
    private String again() {
        return account.user("whole").addKey(account.daysAgo(300)).id();
    }

    static Stream<String> operations() {
        ResponseValidatorTest test = new ResponseValidatorTest();
        Set<String> all = test.calls().keySet();
        test.stop();
        return all.stream();
    }

    @ParameterizedTest
    @MethodSource("operations")
    void nothing_passes_for_an_answer_that_is_none(String operation) throws Throwable {
        prepare();
        String good = goodAnswer(operation);
        List<String> passed = new ArrayList<>();
        List<String> misread = new ArrayList<>();
        bad(operation, good).forEach((what, body) -> {
            aws.rewrite(operation, answer -> body);
            Throwable thrown = catchThrowable(calls().get(operation));
            if (thrown == null) {
                passed.add(what);
            } else if (!isNoAnswer(thrown, operation)) {
                misread.add(what + ": " + thrown);
            }
        });
        assertThat(passed).as("bad answers that passed").isEmpty();
        assertThat(misread).as("bad answers that were taken for something else").isEmpty();
    }

    @ParameterizedTest
    @MethodSource("operations")
    void the_good_answer_passes_with_all_that_may_be_around_it(String operation) throws Throwable {
        prepare();
        goodAnswer(operation);
        if (!operation.equals("ListAccounts")) {
            aws.rewrite(
                    operation,
                    answer -> "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!-- by a proxy -->\n"
                            + answer.replaceAll("<ResponseMetadata>.*</ResponseMetadata>", "\n") + "\n");
            calls().get(operation).call();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 400, 401, 403, 404, 407, 451})
    void a_refusal_without_a_code_is_none_of_awss(int status) {
        prepare();
        calls().forEach((operation, call) -> {
            aws.calm().failNext(operation, 1, ErrorResponse.page(status));
            assertThat(isNoAnswer(catchThrowable(call), operation))
                    .as(operation)
                    .isTrue();
        });
    }

    @Test
    void a_use_without_its_date_is_not_never() {
        account.useNow(account.user("whole").onlyKey(), "s3");
        aws.rewrite("GetAccessKeyLastUsed", answer -> answer.replaceAll("<LastUsedDate>.*</LastUsedDate>", ""));
        assertThatThrownBy(() -> iam.lastUse(keyId)).isInstanceOf(InvalidResponse.class);
    }

    @Test
    void keys_of_another_user_are_no_answer_but_the_case_of_a_name_is_awss() {
        account.addUser("other").keyAged(10);
        aws.rewrite("ListAccessKeys", answer -> answer.replace("<UserName>whole<", "<UserName>other<"));
        assertThatThrownBy(() -> iam.keys("whole")).hasRootCauseInstanceOf(InvalidResponse.class);
        aws.rewrite("ListAccessKeys", answer -> answer.replace("<UserName>whole<", "<UserName>WHOLE<"));
        assertThat(iam.keys("whole")).hasSize(1);
    }

    @Test
    void users_whose_tags_did_not_come_have_tags_that_are_not_known() {
        List<UserDetails> details = new ArrayList<>();
        aws.rewrite("GetAccountAuthorizationDetails", answer -> answer.replaceAll("<Tags>.*?</Tags>", ""));
        iam.details(details::add);
        assertThat(details)
                .singleElement()
                .satisfies(user -> assertThat(user.tags().readable()).isFalse());
    }

    @Test
    void the_clients_the_sdk_builds_by_itself_are_asked_too() {
        aws.rewrite("AssumeRole", answer -> "<html/>");
        try (StsClient own = StsClient.builder()
                .endpointOverride(aws.url())
                .region(Region.US_EAST_1)
                .credentialsProvider(credentials)
                .httpClient(UrlConnectionHttpClient.create())
                .build()) {
            assertThatThrownBy(() -> own.assumeRole(b -> b.roleArn("arn:aws:iam::111122223333:role/stale-keys-audit")
                            .roleSessionName("any")
                            .externalId("id")))
                    .matches(InvalidResponse::isCauseOf, "is no answer");
        }
    }

    @Test
    void what_is_always_sent_is_known_of_every_operation_that_is_called() {
        Set<String> called = new TreeSet<>();
        new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("stalekeys.aws")
                .forEach(from -> from.getCodeUnits()
                        .forEach(unit -> unit.getCallsFromSelf().stream()
                                .filter(ResponseValidatorTest::asksAws)
                                .forEach(call -> called.add(operation(call)))));
        assertThat(called).contains("ListUsers", "AssumeRole", "ListAccounts").allMatch(RequiredFields::knows);
        assertThat(calls().keySet()).isEqualTo(called);
    }

    private static boolean asksAws(JavaCall<?> call) {
        String owner = call.getTargetOwner().getName();
        return owner.startsWith("software.amazon.awssdk.services.")
                && owner.endsWith("Client")
                && Stream.of(call.getTargetOwner().reflect().getMethods())
                        .filter(method -> method.getName().equals(call.getName()))
                        .anyMatch(method -> Arrays.stream(method.getParameterTypes())
                                .anyMatch(type -> type.getSimpleName().endsWith("Request")))
                && !call.getName().equals("waiter");
    }

    private static String operation(JavaCall<?> call) {
        String name = call.getName().replaceFirst("Paginator$", "");
        return Character.toUpperCase(name.charAt(0)) + name.substring(1);
    }

    /** So that there is a report to get. */
    private void prepare() {
        while (!iam.reportIsReady()) {
            clock.advance(Duration.ofSeconds(5));
        }
    }

    private String goodAnswer(String operation) throws Throwable {
        AtomicReference<String> seen = new AtomicReference<>("");
        aws.rewrite(operation, answer -> {
            // Of several the one with most in it.
            seen.accumulateAndGet(answer, (one, other) -> one.length() > other.length() ? one : other);
            return answer;
        });
        calls().get(operation).call();
        assertThat(seen.get()).as("the stand-in's answer").isNotEmpty();
        return seen.get();
    }

    private Map<String, String> bad(String operation, String good) {
        Map<String, String> bodies = BadAnswers.all(BadAnswers.ofAnybody(), BadAnswers.cutOff(good));
        if (operation.equals("ListAccounts")) {
            bodies.put("an account without an id", "{\"Accounts\":[{\"State\":\"ACTIVE\"}]}");
            bodies.put("an account without a state", "{\"Accounts\":[{\"Id\":\"111122223333\"}]}");
            bodies.put("no accounts", "{\"Accounts\":[]}");
            bodies.put("null for accounts", "{\"Accounts\":null}");
            return bodies;
        }
        for (String other :
                List.of("ListUsers", "ListAccessKeys", "GetCallerIdentity", "UpdateAccessKey", "ListRoles")) {
            if (!other.equals(operation)) {
                bodies.put("the answer to " + other, good.replace(operation, other));
                bodies.put("the answer to " + other + ", empty", "<" + other + "Response/>");
            }
        }
        if (!RequiredFields.of(operation).isEmpty()) {
            bodies.put("no result", "<" + operation + "Response></" + operation + "Response>");
            bodies.put(
                    "nothing in the result",
                    "<" + operation + "Response><" + operation + "Result/></" + operation + "Response>");
            bodies.put("an error", good.replace(operation + "Result", "Error"));
        }
        bodies.putAll(withoutParts(operation, good));
        return bodies;
    }

    private static Map<String, String> withoutParts(String operation, String good) {
        Map<String, String> bodies = new LinkedHashMap<>();
        for (String path : RequiredFields.of(operation)) {
            for (String step : path.split("\\.", -1)) {
                Matcher list = LIST.matcher(step);
                if (list.matches()) {
                    // Empty it may be.
                    bodies.put("no " + list.group(1), BadAnswers.without(good, list.group(1)));
                } else {
                    bodies.put("no " + step, BadAnswers.without(good, step));
                    bodies.put("an empty " + step, BadAnswers.emptied(good, step));
                }
            }
        }
        return bodies;
    }

    private static boolean isNoAnswer(Throwable thrown, String operation) {
        if (operation.equals("ListAccounts")) {
            return String.valueOf(thrown.getMessage()).contains("AWS_ENDPOINT_URL_ORGANIZATIONS");
        }
        return thrown instanceof RuntimeException failure
                && AwsError.of(failure, "iam:" + operation).kind() == AwsError.Kind.UNREACHABLE
                && AwsError.of(failure, "iam:" + operation).sentence().contains("is no answer of AWS's");
    }
}
