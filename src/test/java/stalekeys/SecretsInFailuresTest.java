package stalekeys;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;
import stalekeys.aws.accounts.AwsAccounts;
import stalekeys.aws.accounts.StandInAccounts;
import stalekeys.http.CapturedLog;
import stalekeys.standin.BotHarness;
import stalekeys.standin.RandomSecret;
import stalekeys.standin.aws.Caller;
import stalekeys.standin.aws.ErrorResponse;
import stalekeys.standin.aws.FakeAccount;
import stalekeys.standin.aws.SeededAccount;
import stalekeys.standin.mail.PostOffice;
import stalekeys.standin.slack.MovableClock;
import stalekeys.standin.slack.click.TextView;
import stalekeys.standin.slack.workspace.Message;
import stalekeys.store.Postgres;
import stalekeys.store.Relay;
import stalekeys.work.ledger.OutboxItem;

/** Everything the bot depends on fails, one after the other, and the log is as talkative as it can be. */
class SecretsInFailuresTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final MovableClock clock = new MovableClock(Instant.parse("2026-03-05T10:00:00Z"));
    private final FakeAccount account = SeededAccount.at(clock);
    private final BotHarness harness = new BotHarness(clock, account);
    private final PostOffice office = PostOffice.start();
    private final List<RandomSecret> secrets = new ArrayList<>();
    /** Those the stand-ins know, which are made of words. */
    private final List<String> whole = new ArrayList<>();

    private final StringBuilder said = new StringBuilder();
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final PrintStream err = System.err;
    private final Logger ours = (Logger) LoggerFactory.getLogger("stalekeys");
    private final Level before = ours.getLevel();
    private CapturedLog log;

    @BeforeEach
    void listen() {
        // Drivers that know no log write there.
        System.setErr(new PrintStream(printed, true, StandardCharsets.UTF_8));
        log = new CapturedLog();
        ours.setLevel(Level.TRACE);
    }

    @AfterEach
    void hearNoSecret() {
        try {
            harness.close();
            office.close();
        } finally {
            log.lines().forEach(line -> said.append(line).append('\n'));
            log.close();
            ours.setLevel(before);
            System.setErr(err);
        }
        assertThat(said).isNotEmpty();
        assertThat(said + printed.toString(StandardCharsets.UTF_8)).doesNotContain(whole);
        for (RandomSecret secret : secrets) {
            secret.isNotIn(said + printed.toString(StandardCharsets.UTF_8), "a failure");
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void a_running_bot_and_its_figures_say_none(long seed) throws Exception {
        Random random = new Random(seed);
        try (Relay relay = Relay.to(Postgres.server().port())) {
            harness.with("STALE_KEYS_DATABASE_URL", database(relay, next(random)))
                    .with("STALE_KEYS_SMTP_URL", office.url("127.0.0.1", next(random)))
                    .with("STALE_KEYS_MAIL_FROM", "stale-keys@example.com")
                    .with("STALE_KEYS_MAIL_DOMAINS", "example.com,example.org")
                    .with("STALE_KEYS_ADMIN_PORT", "0");
            whole.add(harness.settings().slack().botToken().reveal());
            whole.add(harness.settings().slack().signingSecret().reveal());
            Caller caller = harness.aws.userCaller(account, SeededAccount.BOT);
            whole.add(caller.secretAccessKey());
            account.addUser("cleo", account.daysAgo(400))
                    .tag("email", "cleo@example.org")
                    .keyAged(399);
            harness.start();

            // Slack, in each way it can fail; and somebody who is not Slack.
            harness.slack.fault("chat.postMessage").once().status(500);
            ask("goran");
            harness.slack.fault("chat.postMessage").once().loseResponse();
            ask("lena");
            harness.slack.fault("chat.postMessage").once().error("token_revoked");
            ask("farah");
            harness.slack.clearFaults();
            forged(next(random));
            // Mail: the password is not the one the server knows.
            ask("cleo");
            // AWS.
            harness.aws.failNext("*", 50, ErrorResponse.serviceUnavailable());
            harness.admin().types("/stale-keys");
            harness.sweep().run();
            harness.aws.calm();
            // The database.
            relay.cut();
            await("it to be noticed", () -> !harness.isReady());
            harness.admin().types("/stale-keys history");
            relay.restore();
            await("it to be back", harness::isReady);

            String figures = get(harness.adminPort(), "/metrics");
            assertThat(figures).contains("stale_keys_outbox");
            said.append(figures).append(get(harness.adminPort(), "/readyz"));
            await("something to be open", () -> harness.database().ledger().count(OutboxItem.State.UNKNOWN) > 0);
            said.append(harness.database().ledger().inState(OutboxItem.State.UNKNOWN, 50));
            said.append(harness.database().ledger().inState(OutboxItem.State.FAILED, 50));
            said.append(harness.settings());
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {3, 4, 5})
    void the_doctor_says_none_whatever_is_ill(long seed) throws Exception {
        Random random = new Random(seed);
        Caller caller = harness.aws.userSession(account, SeededAccount.BOT);
        whole.add(caller.secretAccessKey());
        whole.add(String.valueOf(caller.sessionToken()));
        harness.with("SLACK_BOT_TOKEN", "xoxb-" + next(random))
                .with("SLACK_SIGNING_SECRET", next(random))
                .with("STALE_KEYS_MAIL_FROM", "stale-keys@example.com")
                .with("STALE_KEYS_MAIL_DOMAINS", "example.com")
                .with("STALE_KEYS_SMTP_URL", office.url("127.0.0.1", next(random)))
                .with(
                        "STALE_KEYS_DATABASE_URL",
                        "jdbc:postgresql://bot:" + next(random) + "@127.0.0.1:1/keys?sslpassword=" + next(random));
        examined(caller);
        office.answering("AUTH", "535 5.7.8 no such login");
        harness.slack.fault("auth.test").status(503);
        harness.aws.failNext("*", 20, ErrorResponse.serviceUnavailable());
        examined(caller);
        office.shut();
        harness.slack.clearFaults();
        harness.aws.calm();
        harness.aws.expire(caller);
        harness.with("SLACK_APP_TOKEN", "xapp-1-" + next(random))
                .with("STALE_KEYS_DATABASE_URL", Postgres.server().newDatabase() + "&sslpassword=" + next(random));
        examined(caller);
    }

    private void examined(Caller caller) {
        try (AwsAccounts accounts = StandInAccounts.of(
                harness.aws.url(), caller, Aws.settings(harness.settings()), StandInAccounts.NO_WAITS, 500)) {
            new Doctor(harness.settings(), clock)
                    .examine(accounts, result -> said.append(result).append('\n'));
        }
    }

    private String next(Random random) {
        RandomSecret secret = RandomSecret.of(random);
        secrets.add(secret);
        return secret.text();
    }

    /** The server believes everybody. */
    private static String database(Relay relay, String password) {
        Postgres postgres = Postgres.server();
        return postgres.newDatabase()
                .replace(":" + postgres.port(), ":" + relay.port())
                .replace("password=postgres", "password=" + password);
    }

    private void ask(String user) {
        long revision = harness.slack.workspace().revision();
        harness.admin().types("/stale-keys user " + user);
        Message list = harness.admin()
                .awaitMessage(
                        message ->
                                message.revision() > revision && text(message).contains("of " + user + ","),
                        "the keys of " + user,
                        PATIENCE);
        int events = harness.database().ledger().countEvents("");
        harness.admin().clicks(list, "Ask owner to rotate", user);
        await("an event about " + user, () -> harness.database().ledger().countEvents("") > events);
    }

    private String text(Message message) {
        return String.join(
                "\n", TextView.plain(harness.slack.workspace()::nameOf).message(message));
    }

    private void forged(String token) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + harness.port() + "/slack/events"))
                .header(
                        "X-Slack-Request-Timestamp",
                        String.valueOf(clock.instant().getEpochSecond()))
                .header("X-Slack-Signature", "v0=" + token)
                .POST(HttpRequest.BodyPublishers.ofString("token=" + token))
                .build();
        said.append(HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .body());
    }

    private static String get(int port, String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .body();
    }

    private void await(String what, Supplier<Boolean> look) {
        harness.slack.await(what, () -> look.get() ? Optional.of(true) : Optional.empty(), PATIENCE);
    }
}
