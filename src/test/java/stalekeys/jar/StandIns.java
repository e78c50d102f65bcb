package stalekeys.jar;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import stalekeys.standin.BotHarness;
import stalekeys.standin.aws.Caller;
import stalekeys.standin.aws.FakeAccount;
import stalekeys.standin.aws.SeededAccount;
import stalekeys.standin.aws.StandInAws;
import stalekeys.standin.slack.FakeSlack;
import stalekeys.standin.slack.SlackUser;
import stalekeys.standin.slack.click.TextView;
import stalekeys.standin.slack.workspace.Message;
import stalekeys.standin.slack.workspace.OpenView;
import stalekeys.store.Postgres;

/** All there is around the jar: AWS, Slack, folders of its own and the environment that leads it there. In real time. */
final class StandIns implements AutoCloseable {
    private static final String SIGNING_SECRET = "a-signing-secret-nobody-may-read";
    private static final String BOT_TOKEN = "xoxb-a-token-nobody-may-read";
    private static final String APP_TOKEN = "xapp-1-a-token-nobody-may-read";

    final StandInAws aws;
    final FakeSlack slack;
    final FakeAccount account;
    final Path folder;
    private final Caller caller;
    private final HttpClient http = HttpClient.newHttpClient();
    private final Map<String, String> environment = new LinkedHashMap<>();
    private List<String> java = JarProcess.JAVA;
    private final List<JarProcess> processes = new ArrayList<>();

    StandIns(FakeAccount account) {
        this.account = account;
        this.aws = StandInAws.start(account);
        this.slack = FakeSlack.start(SIGNING_SECRET, BOT_TOKEN, Clock.systemUTC());
        // A person would see a time-out after 3 s; here the machine may be busy with a whole build.
        slack.ackPatience(Duration.ofSeconds(30));
        BotHarness.settle(slack.workspace());
        try {
            this.folder = Files.createTempDirectory("stale-keys-jar");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        this.caller = caller();
        environment.put("AWS_ENDPOINT_URL_IAM", aws.url().toString());
        environment.put("AWS_ENDPOINT_URL_STS", aws.url().toString());
        environment.put("AWS_ENDPOINT_URL_ORGANIZATIONS", aws.url().toString());
        environment.put("AWS_ACCESS_KEY_ID", caller.accessKeyId());
        environment.put("AWS_SECRET_ACCESS_KEY", caller.secretAccessKey());
        environment.put("STALE_KEYS_RATE", "0");
        environment.put("SLACK_BOT_TOKEN", BOT_TOKEN);
        environment.put("SLACK_SIGNING_SECRET", SIGNING_SECRET);
        environment.put("SLACK_API_URL", slack.apiUrl());
        environment.put("PORT", "0");
        environment.put("STALE_KEYS_HOST", "127.0.0.1");
        environment.put("STALE_KEYS_CHANNEL", BotHarness.CHANNEL);
        environment.put("STALE_KEYS_ADMINS", BotHarness.ADMIN + "," + BotHarness.SECOND_ADMIN);
        environment.put("STALE_KEYS_VIEWERS", BotHarness.VIEWER);
        environment.put("STALE_KEYS_DATABASE_URL", "jdbc:sqlite:" + database());
        environment.put("STALE_KEYS_LOG_LEVEL", "debug");
    }

    /** With one of everything. */
    static StandIns seeded() {
        return new StandIns(SeededAccount.at(Clock.systemUTC()));
    }

    /** With an account that has nothing but the bot's own, fresh key. */
    static StandIns empty() {
        return new StandIns(new FakeAccount(SeededAccount.ID, Clock.systemUTC()));
    }

    /** Its processes share a new database of a PostgreSQL server. */
    StandIns onPostgres() {
        return with("STALE_KEYS_DATABASE_URL", Postgres.server().newDatabase());
    }

    /** No file it writes gets bigger than this, as if the disk were full then. */
    StandIns noFileAbove(int kibibytes) {
        List<String> limited =
                new ArrayList<>(List.of("bash", "-c", "ulimit -f " + kibibytes + "; exec \"$@\"", "bash"));
        limited.addAll(JarProcess.JAVA);
        return java(limited);
    }

    /** Runs the jar by this command line, which ends with {@code -jar} and the jar. */
    StandIns java(List<String> command) {
        java = List.copyOf(command);
        return this;
    }

    StandIns with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    StandIns without(String variable) {
        environment.remove(variable);
        return this;
    }

    /** Slack comes over Socket Mode: no signing secret. */
    StandIns overSocketMode() {
        slack.overSocketMode(APP_TOKEN);
        return with("SLACK_APP_TOKEN", APP_TOKEN).without("SLACK_SIGNING_SECRET");
    }

    String value(String variable) {
        return environment.getOrDefault(variable, "");
    }

    Path database() {
        return folder.resolve("db").resolve("stale-keys.db");
    }

    /** The database all of its processes share: a file, unless another one was given. */
    String databaseUrl() {
        return value("STALE_KEYS_DATABASE_URL");
    }

    Path workingDirectory() {
        return folder.resolve("work");
    }

    /** Starts the jar. */
    JarProcess starts(String... arguments) {
        JarProcess process = JarProcess.start(java, environment, workingDirectory(), arguments);
        processes.add(process);
        return process;
    }

    /** Runs the jar to its end. */
    JarProcess runs(String... arguments) {
        return starts(arguments).ended();
    }

    /** Starts a server, and waits until it is ready. */
    JarProcess serves() {
        JarProcess server = starts("serve");
        leadSlackTo(server);
        await("the server to be ready", () -> get(server, "/readyz") == 200 ? Optional.of(true) : Optional.empty());
        return server;
    }

    /** A server ran here until it had planned its first digest. */
    void servedBefore() {
        JarProcess server = serves();
        await("the digest to be planned", () -> StoredState.digestPlanned(databaseUrl()));
        server.kill();
    }

    void leadSlackTo(JarProcess server) {
        slack.botUrl("http://127.0.0.1:" + server.port() + "/slack/events");
    }

    /** The HTTP status of a GET; 0 where nobody listens. */
    int get(JarProcess server, String path) {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                .timeout(Duration.ofSeconds(20))
                .build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        } catch (IOException e) {
            return 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** Looks again and again, for what no change in Slack tells of. */
    <T> T await(String what, Supplier<Optional<T>> look) {
        long deadline = System.nanoTime() + JarProcess.PATIENCE.toNanos();
        while (System.nanoTime() < deadline) {
            Optional<T> found = look.get();
            if (found.isPresent()) {
                return found.get();
            }
            slack.workspace().awaitChange(slack.workspace().revision(), Duration.ofMillis(50));
        }
        throw new AssertionError("there was not " + what);
    }

    SlackUser admin() {
        return slack.user(BotHarness.ADMIN);
    }

    SlackUser secondAdmin() {
        return slack.user(BotHarness.SECOND_ADMIN);
    }

    SlackUser owner(String id) {
        return slack.user(id);
    }

    /** What the admin gets for {@code /stale-keys user NAME}. */
    Message cardOf(SlackUser who, String user) {
        long before = slack.workspace().revision();
        who.types("/stale-keys user " + user);
        return who.awaitMessage(
                message -> message.revision() > before && text(message).contains("key of " + user + ","),
                "the keys of " + user,
                JarProcess.PATIENCE);
    }

    /** Opens the dialog that switches the user's key off, and waits until it shows what is true. */
    OpenView opensDeactivation(SlackUser who, String user) {
        who.clicks(cardOf(who, user), "Deactivate", user);
        return awaitModal(who, "Reason");
    }

    OpenView awaitModal(SlackUser who, String containing) {
        return slack.await(
                "a dialog with \"" + containing + "\"",
                () -> who.modal().filter(view -> text(view).contains(containing)),
                JarProcess.PATIENCE);
    }

    String text(Message message) {
        return String.join("\n", TextView.plain(slack.workspace()::nameOf).message(message));
    }

    String text(OpenView view) {
        return String.join("\n", TextView.plain(slack.workspace()::nameOf).view(view));
    }

    List<Message> posts() {
        return slack.workspace().messagesIn(BotHarness.CHANNEL);
    }

    /** The direct messages to that person whose text or blocks contain this. */
    List<Message> directMessages(String person, String containing) {
        return slack.user(person).directMessages().stream()
                .filter(message -> text(message).contains(containing))
                .toList();
    }

    /** How often the bot tried to post there, whether or not it worked. */
    long postsTriedTo(String target) {
        return slack.requests("chat.postMessage").stream()
                .filter(call -> call.arg("channel").equals(target))
                .count();
    }

    @Override
    public void close() {
        processes.forEach(JarProcess::close);
        slack.close();
        aws.close();
        delete();
        processes.forEach(this::keptItsSecrets);
    }

    /** Whatever happened: no secret, and no key id in full, in any log. */
    private void keptItsSecrets(JarProcess process) {
        holdsNoSecret(process.err());
    }

    /** No secret is in it, and no key id in full. */
    void holdsNoSecret(String shown) {
        assertThat(shown)
                .doesNotContain(
                        SIGNING_SECRET,
                        BOT_TOKEN,
                        APP_TOKEN,
                        "ticket=",
                        caller.secretAccessKey(),
                        "response/",
                        "AWS4-HMAC");
        account.users().stream()
                .flatMap(user -> user.keys().stream())
                .forEach(key -> assertThat(shown).doesNotContain(key.id()));
    }

    private void delete() {
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Caller caller() {
        boolean there = account.users().stream().anyMatch(user -> user.name().equals(SeededAccount.BOT));
        if (!there) {
            account.addUser(SeededAccount.BOT).keyAged(1);
        }
        return aws.userCaller(account, SeededAccount.BOT);
    }
}
