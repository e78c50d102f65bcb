package stalekeys.aws.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import stalekeys.work.doctor.CheckResult;

/** Each source of credentials that is set up and fails says why, and what to do; none says what it should keep. */
class CredentialsProblemTest {
    private static final String SECRET = "a-secret-nobody-may-read";

    @TempDir
    private Path folder;

    private final Map<String, String> before = new HashMap<>();
    private HttpServer agent;

    @BeforeEach
    void nothingIsSetUp() throws IOException {
        set("aws.configFile", folder.resolve("config").toString());
        set("aws.sharedCredentialsFile", folder.resolve("credentials").toString());
        set("aws.disableEc2Metadata", "true");
        set("aws.region", "us-east-1");
        agent = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        agent.start();
    }

    @AfterEach
    void asBefore() {
        agent.stop(0);
        before.forEach((name, value) -> {
            if (value == null) {
                System.clearProperty(name);
            } else {
                System.setProperty(name, value);
            }
        });
    }

    @Test
    void nothing_at_all() {
        assertThat(said()).startsWith("No AWS credentials were found: set AWS_PROFILE");
    }

    @Test
    void half_a_key() {
        set("aws.accessKeyId", "AKIAIOSFODNN7EXAMPLE");
        assertThat(said()).startsWith("AWS_ACCESS_KEY_ID is set without AWS_SECRET_ACCESS_KEY");
        System.clearProperty("aws.accessKeyId");
        set("aws.secretAccessKey", SECRET);
        assertThat(said()).startsWith("AWS_SECRET_ACCESS_KEY is set without AWS_ACCESS_KEY_ID");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "region = eu-west-1                                             | has no credentials in it",
                "credential_process = false                                     | credential_process that gives no credentials",
                "credential_process = echo a-secret-nobody-may-read             | credential_process that gives no credentials",
                "sso_session = corp;sso_account_id = 111122223333;sso_role_name = audit | aws sso login --profile work",
                "sso_start_url = https://corp.example.com/start;sso_region = us-east-1;sso_account_id = 111122223333;"
                        + "sso_role_name = audit | aws sso login --profile work",
                "login_session = arn:aws:iam::111122223333:user/ana             | aws login --profile work",
                "role_arn = arn:aws:iam::111122223333:role/audit                | nothing to assume it with",
                "role_arn = arn:aws:iam::111122223333:role/audit;source_profile = gone | has the source_profile \"gone\", which does not exist",
                "aws_access_key_id = AKIAIOSFODNN7EXAMPLE                       | only one of aws_access_key_id",
                "web_identity_token_file = /nowhere/token;role_arn = arn:aws:iam::111122223333:role/audit | token can't be read: check the path in the profile \"work\"",
            })
    void a_profile_that_fails(String lines, String expected) throws IOException {
        Files.writeString(
                folder.resolve("config"),
                "[profile work]\n" + lines.replace(';', '\n')
                        + "\n[sso-session corp]\nsso_region = us-east-1\nsso_start_url = https://corp.example.com/start\n");
        set("aws.profile", "work");

        assertThat(said()).contains("The ", expected);
    }

    @Test
    void a_profile_that_does_not_exist_is_named() {
        set("aws.profile", "wrok");
        assertThat(said()).startsWith("There is no profile \"wrok\" in ");
    }

    @Test
    void a_default_profile_that_is_set_up_is_meant_without_its_name() throws IOException {
        Files.writeString(folder.resolve("config"), "[default]\ncredential_process = false\n");
        assertThat(said()).contains("The profile \"default\" has a credential_process");
    }

    @Test
    void a_web_identity_without_its_role_or_its_token() {
        set("aws.webIdentityTokenFile", "/nowhere/token");
        assertThat(said()).contains("set AWS_ROLE_ARN too");
        set("aws.roleArn", "arn:aws:iam::111122223333:role/audit");
        assertThat(said()).contains("token can't be read", "AWS_WEB_IDENTITY_TOKEN_FILE");
    }

    @ParameterizedTest
    @CsvSource({
        "ExpiredTokenException, has expired",
        "InvalidIdentityToken, does not accept the web identity's token",
        "IDPRejectedClaim, does not accept the web identity's token",
        "AccessDenied, trust policy",
        "MalformedPolicyDocument, refused the web identity its role (MalformedPolicyDocument)"
    })
    void a_web_identity_that_sts_refuses(String code, String expected) throws IOException {
        agent.createContext("/", exchange -> {
            byte[] body = ("<ErrorResponse><Error><Code>" + code + "</Code><Message>" + SECRET
                            + "</Message></Error><RequestId>1</RequestId></ErrorResponse>")
                    .getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(400, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        Path token = Files.writeString(folder.resolve("token"), SECRET);
        set("aws.webIdentityTokenFile", token.toString());
        set("aws.roleArn", "arn:aws:iam::111122223333:role/audit");
        set("aws.endpointUrlSts", "http://127.0.0.1:" + agent.getAddress().getPort());

        assertThat(said()).contains(expected);
    }

    @Test
    void a_container_whose_agent_refuses_or_is_away() throws IOException {
        agent.createContext("/", exchange -> {
            byte[] body =
                    ("{\"code\":\"AccessDenied\",\"message\":\"" + SECRET + "\"}").getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(403, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        set(
                "aws.containerCredentialsFullUri",
                "http://127.0.0.1:" + agent.getAddress().getPort() + "/v1/credentials");
        assertThat(said()).contains("refused", "Pod Identity");

        agent.stop(0);
        assertThat(said()).contains("does not answer", "Pod Identity");

        set("aws.containerAuthorizationTokenFile", "/nowhere/token");
        assertThat(said()).contains("container's token can't be read");
    }

    private String said() {
        EnvironmentCredentials credentials = new EnvironmentCredentials();
        try {
            credentials.resolveCredentials();
            return "it worked";
        } catch (AssumeRoleFailed none) {
            CheckResult result = none.error().result("AWS credentials");
            assertThat(result.kind()).isEqualTo(CheckResult.Kind.WRONG);
            assertThat(result.sentence()).doesNotContain(SECRET, "AKIAIOSFODNN7EXAMPLE");
            return result.sentence();
        } finally {
            credentials.close();
        }
    }

    private void set(String property, String value) {
        before.putIfAbsent(property, System.getProperty(property));
        System.setProperty(property, value);
    }
}
