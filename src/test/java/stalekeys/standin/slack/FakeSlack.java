package stalekeys.standin.slack;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Predicate;
import java.util.function.Supplier;
import stalekeys.standin.slack.api.ApiCall;
import stalekeys.standin.slack.api.ChatMethods;
import stalekeys.standin.slack.api.ConversationMethods;
import stalekeys.standin.slack.api.Fault;
import stalekeys.standin.slack.api.Faults;
import stalekeys.standin.slack.api.FileMethods;
import stalekeys.standin.slack.api.HttpFront;
import stalekeys.standin.slack.api.Pace;
import stalekeys.standin.slack.api.PeopleMethods;
import stalekeys.standin.slack.api.ResponseUrls;
import stalekeys.standin.slack.api.ViewAnswers;
import stalekeys.standin.slack.api.ViewMethods;
import stalekeys.standin.slack.api.Violation;
import stalekeys.standin.slack.api.Violations;
import stalekeys.standin.slack.api.WebApi;
import stalekeys.standin.slack.click.Ack;
import stalekeys.standin.slack.click.BotLink;
import stalekeys.standin.slack.click.EventSender;
import stalekeys.standin.slack.click.FailedAck;
import stalekeys.standin.slack.click.HttpDelivery;
import stalekeys.standin.slack.click.RawRequest;
import stalekeys.standin.slack.socket.SocketFront;
import stalekeys.standin.slack.workspace.Identity;
import stalekeys.standin.slack.workspace.Message;
import stalekeys.standin.slack.workspace.UploadedFile;
import stalekeys.standin.slack.workspace.Workspace;

/**
 * One Slack workspace on a loopback port, with one app in it. Time limits of Slack's (triggers, response URLs, signatures,
 * message timestamps) go by the clock given; waiting goes by real time and is always bounded.
 */
public final class FakeSlack implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads;
    private final Workspace workspace;
    private final Violations violations;
    private final ResponseUrls responseUrls;
    private final FileMethods files;
    private final Faults faults;
    private final Pace limiter;
    private final WebApi api;
    private final HttpFront front;
    private final HttpDelivery http;
    private final BotLink bot;
    private final EventSender events;
    private final ViewAnswers viewAnswers;
    private final Map<String, SlackUser> users = new ConcurrentHashMap<>();
    private volatile Optional<SocketFront> socket = Optional.empty();

    private FakeSlack(HttpServer server, String signingSecret, String botToken, Clock clock) {
        this.server = server;
        this.threads = Executors.newCachedThreadPool(work -> {
            Thread thread = new Thread(work, "fake-slack");
            thread.setDaemon(true);
            return thread;
        });
        this.workspace = new Workspace(Identity.usual(), clock);
        this.violations = new Violations();
        this.faults = new Faults();
        this.limiter = new Pace(clock);
        Supplier<String> base = () -> "http://127.0.0.1:" + server.getAddress().getPort();
        this.responseUrls = new ResponseUrls(workspace, violations, clock, () -> base.get() + "/response/");
        this.files = new FileMethods(workspace, () -> base.get() + "/upload/");
        this.api = new WebApi(
                workspace,
                botToken,
                new PeopleMethods(workspace),
                new ConversationMethods(workspace),
                new ChatMethods(workspace, violations, limiter),
                new ViewMethods(workspace, violations),
                files);
        this.front = new HttpFront(api, responseUrls, files, faults, clock);
        HttpClient client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .executor(threads)
                .build();
        this.http = new HttpDelivery(client, signingSecret, clock);
        this.bot = new BotLink(http);
        this.events = new EventSender(workspace, bot, clock);
        this.viewAnswers = new ViewAnswers(workspace, violations);
    }

    /** Starts an empty workspace on a free loopback port. */
    public static FakeSlack start(String signingSecret, String botToken, Clock clock) {
        // Without it each answer on a reused connection waits 40 ms for the client's acknowledgement.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            FakeSlack slack = new FakeSlack(server, signingSecret, botToken, clock);
            server.createContext("/api/", slack.front::method);
            server.createContext("/response/", slack.front::responseUrl);
            server.createContext("/upload/", slack.front::upload);
            server.setExecutor(slack.threads);
            server.start();
            return slack;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The prefix of the Web API's methods, with a slash at its end. */
    public String apiUrl() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/api/";
    }

    /** Where the bot listens, such as {@code http://127.0.0.1:PORT/slack/events}. */
    public void botUrl(String url) {
        http.url(url);
    }

    /** Turns Socket Mode on: from now on what people do goes over the connections of the app. */
    public SocketFront overSocketMode(String appToken) {
        SocketFront started = SocketFront.start(workspace.identity().appId(), violations);
        socket = Optional.of(started);
        api.connectionsOf(appToken, started);
        bot.by(started);
        return started;
    }

    /** What there is of Socket Mode. */
    public SocketFront socket() {
        return socket.orElseThrow(() -> new IllegalStateException("this Slack speaks HTTP"));
    }

    /** How long Slack waits for an acknowledgement; 3 seconds unless a slow machine needs more. */
    public void ackPatience(Duration most) {
        bot.patience(most);
    }

    public Workspace workspace() {
        return workspace;
    }

    /** That person's client; they must be in the workspace. */
    public SlackUser user(String userId) {
        return users.computeIfAbsent(
                userId,
                id -> new SlackUser(
                        workspace.findPerson(id).orElseThrow(() -> new AssertionError("no person " + id)),
                        workspace,
                        responseUrls,
                        bot,
                        events,
                        viewAnswers));
    }

    /** Invites the bot: Slack tells it of its own joining. */
    public Ack botJoins(String channelId) {
        workspace.findChannel(channelId).orElseThrow().withBot();
        return events.memberJoined(channelId, workspace.botUser());
    }

    /** Sends any event, of any person. */
    public Ack sendEvent(String userId, ObjectNode event) {
        return events.send(userId, event);
    }

    /** Sends any interaction payload, rightly signed. */
    public Ack sendInteraction(String userId, ObjectNode payload) {
        return bot.interaction(userId, payload.path("type").asText(), payload);
    }

    /** Sends the last event once more with the same event_id, as Slack does after a bad answer. */
    public Ack redeliverLastEvent() {
        return events.again();
    }

    /** A POST to the bot of one's own making. */
    public RawRequest raw() {
        return http.raw();
    }

    /** The scopes Slack tells of with each answer; no method is refused for want of one. */
    public void scopes(String commaSeparated) {
        front.scopes(commaSeparated);
    }

    /** Describes what goes wrong with a Web API method, with {@code response_url}, {@code upload}, or {@code *} for all. */
    public Fault fault(String method) {
        return new Fault(faults, method);
    }

    /** Ends all faults and releases whatever hangs. */
    public void clearFaults() {
        faults.clear();
    }

    /** From now on, or no longer, a second message to a channel within a second is answered 429. */
    public void keepPace(boolean kept) {
        limiter.keep(kept);
    }

    /** How many requests came for a method, refused and broken ones included; {@code response_url} counts too. */
    public int calls(String method) {
        return requests(method).size();
    }

    public List<ApiCall> requests(String method) {
        return front.calls().stream()
                .filter(call -> call.method().equals(method))
                .toList();
    }

    public List<ApiCall> requests() {
        return front.calls();
    }

    /** Every limit or rule that was broken, whether or not the bot noticed. */
    public List<Violation> violations() {
        return violations.all();
    }

    /** Every command, click, submit or event that was not acknowledged with a 2xx in time. */
    public List<FailedAck> failedAcks() {
        return bot.failed();
    }

    /** Those so far were meant to be. */
    public void forgetFailedAcks() {
        bot.forgetFailed();
    }

    public List<UploadedFile> files() {
        return files.shared();
    }

    /** The first message in the channel that fits, now or within the time. */
    public Message awaitPost(String channelId, Predicate<Message> wanted, Duration atMost) {
        return await(
                "a fitting post in " + channelId + ", of " + workspace.messagesIn(channelId),
                () -> workspace.messagesIn(channelId).stream().filter(wanted).findFirst(),
                atMost);
    }

    /** Waits until something holds of the workspace; looked at again at every change of it. */
    public <T> T await(String what, Supplier<Optional<T>> look, Duration atMost) {
        return workspace.monitor().await(atMost, look, () -> "there was not " + what);
    }

    @Override
    public void close() {
        faults.clear();
        socket.ifPresent(SocketFront::close);
        server.stop(0);
        threads.shutdownNow();
    }
}
