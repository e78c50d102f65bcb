package stalekeys.aws.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sts.StsClient;
import stalekeys.aws.client.AwsHttp;
import stalekeys.net.Outbound;
import stalekeys.net.WayOut;
import stalekeys.standin.aws.Caller;
import stalekeys.standin.aws.FakeAccount;
import stalekeys.standin.aws.SeededAccount;
import stalekeys.standin.aws.StandInAws;
import stalekeys.work.doctor.CheckResult;
import stalekeys.work.ledger.Meters;

/** AWS where only a proxy leads there, and only the company's own authority vouches for it. */
class AwsThroughProxyTest {
    @TempDir
    private Path folder;

    private final FakeAccount account = SeededAccount.at(Clock.systemUTC());
    private final StandInAws aws = StandInAws.start(account);
    private WayOut way;

    @BeforeEach
    void build() {
        way = new WayOut(folder).leads("aws.example.com:443", aws.url().getPort());
    }

    @AfterEach
    void close() {
        AwsHttp.forTheSdkItself(Outbound.PLAIN);
        way.close();
        aws.close();
    }

    @Test
    void it_is_reached_through_the_proxy_with_the_login() {
        CheckResult result = credentials("https://aws.example.com", way.outbound());

        assertThat(result.kind()).as(result.sentence()).isEqualTo(CheckResult.Kind.OK);
        assertThat(way.proxy.passed()).isNotEmpty().containsOnly("CONNECT aws.example.com:443");
    }

    @Test
    void an_unencrypted_endpoint_is_asked_for_by_its_whole_url() {
        way.proxy.knows("aws.example.com:80", aws.url().getPort());

        CheckResult result = credentials("http://aws.example.com", way.outbound());

        assertThat(result.kind()).as(result.sentence()).isEqualTo(CheckResult.Kind.OK);
        assertThat(way.proxy.passed()).containsOnly("POST aws.example.com:80");
        assertThat(way.proxy.refused()).isEmpty();
    }

    @Test
    void a_proxy_that_refuses_is_named_without_its_login() {
        Outbound wrong = way.outbound("http://bot:wrong@127.0.0.1:" + way.proxy.port(), null);

        CheckResult result = credentials("https://aws.example.com", wrong);

        assertThat(result.kind()).isEqualTo(CheckResult.Kind.UNREACHABLE);
        assertThat(result.sentence()).contains("proxy", "HTTPS_PROXY").doesNotContain("wrong");
    }

    @Test
    void a_certificate_nobody_vouches_for_is_called_that() {
        CheckResult result = credentials("https://aws.example.com", way.withoutTheAuthority());

        assertThat(result.kind()).isEqualTo(CheckResult.Kind.UNREACHABLE);
        assertThat(result.sentence()).contains("certificate", "AWS_CA_BUNDLE");
    }

    @Test
    void this_machine_and_a_host_in_no_proxy_are_reached_directly() {
        assertThat(credentials(aws.url().toString(), way.outbound()).kind()).isEqualTo(CheckResult.Kind.OK);
        credentials("https://aws.example.com", way.outbound(way.proxyUrl(), "*.example.com"));

        assertThat(way.proxy.passed()).isEmpty();
        assertThat(way.proxy.refused()).isEmpty();
    }

    @Test
    void so_are_the_clients_that_the_sdk_makes_to_get_credentials() {
        AwsHttp.forTheSdkItself(way.outbound());
        Caller caller = aws.userCaller(account, SeededAccount.BOT);
        try (StsClient made = StsClient.builder()
                .region(Region.US_EAST_1)
                .endpointOverride(URI.create("https://aws.example.com"))
                .credentialsProvider(StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(caller.accessKeyId(), caller.secretAccessKey())))
                .build()) {
            assertThat(made.getCallerIdentity().account()).isEqualTo(account.id());
        }
        assertThat(way.proxy.passed()).containsOnly("CONNECT aws.example.com:443");
    }

    private CheckResult credentials(@Nullable String endpoint, Outbound outbound) {
        Caller caller = aws.userCaller(account, SeededAccount.BOT);
        try (AwsAccounts accounts = AwsAccounts.of(
                URI.create(endpoint),
                StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(caller.accessKeyId(), caller.secretAccessKey())),
                AwsOptions.ownAccount(0, 0, false),
                StandInAccounts.NO_WAITS,
                500,
                Meters.NONE,
                outbound)) {
            List<CheckResult> results = accounts.permissions().look();
            return results.get(0);
        }
    }
}
