package stalekeys.standin.aws;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * IAM, STS and Organizations on one loopback port. Which of the three is meant, and who asks, is read from the
 * signature's credential scope; the signature itself is not checked.
 */
public final class StandInAws implements AutoCloseable {
    private static final Pattern CREDENTIAL =
            Pattern.compile("AWS4-HMAC-SHA256 Credential=([^/]+)/\\d{8}/([a-z0-9-]+)/([a-z]+)/aws4_request, ?"
                    + "SignedHeaders=[^,]+, ?Signature=[0-9a-f]{64}");
    private static final String JSON = "application/x-amz-json-1.1";

    static {
        // Without it each answer on a kept connection waits for the client's delayed acknowledgement, 40 ms.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final HttpServer server;
    private final ExecutorService threads;
    private final Map<String, FakeAccount> accounts = new ConcurrentSkipListMap<>();
    private final Map<String, Caller> callers = new ConcurrentHashMap<>();
    private final Set<String> expired = ConcurrentHashMap.newKeySet();
    private final Map<String, Instant> ends = new ConcurrentHashMap<>();
    private final Calls calls = new Calls();
    private final Faults faults = new Faults();
    private final IamActions iam = new IamActions(calls::changed);
    private final StsActions sts = new StsActions(this);
    private final OrganizationsActions organizations = new OrganizationsActions(this);
    private volatile Duration latency = Duration.ZERO;
    private volatile @Nullable Duration shortLife;
    private volatile boolean onlyTheStatus;

    private StandInAws(HttpServer server, ExecutorService threads) {
        this.server = server;
        this.threads = threads;
    }

    /** Listens on a free loopback port until it is closed. */
    public static StandInAws start(FakeAccount... accounts) {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1024);
            ExecutorService threads = Executors.newCachedThreadPool(task -> {
                Thread thread = new Thread(task, "stand-in-aws");
                thread.setDaemon(true);
                return thread;
            });
            StandInAws aws = new StandInAws(server, threads);
            for (FakeAccount account : accounts) {
                aws.add(account);
            }
            server.setExecutor(threads);
            server.createContext("/", aws::handle);
            server.start();
            return aws;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    /** What {@code AWS_ENDPOINT_URL_IAM} and {@code AWS_ENDPOINT_URL_STS} are set to. */
    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    public StandInAws add(FakeAccount account) {
        accounts.put(account.id(), account);
        return this;
    }

    public FakeAccount account(String id) {
        return accounts.get(id);
    }

    public Collection<FakeAccount> accounts() {
        return accounts.values();
    }

    /** Temporary credentials of a role in the account, as an instance or a pipeline has them. */
    public Caller roleCaller(FakeAccount account, String role, String session) {
        return session(account, role, session, "");
    }

    /** The credentials of an IAM user: one of its own keys. They count only while that key is Active. */
    public Caller userCaller(FakeAccount account, String user) {
        FakeUser of = account.user(user);
        String keyId = of.keys().get(0).id();
        return new Caller(account, of.arn(), keyId, secretOf(keyId), null, "");
    }

    /** Temporary credentials of an IAM user, as GetSessionToken gives them. */
    public Caller userSession(FakeAccount account, String user) {
        String keyId = account.nextId("ASIA");
        Caller caller =
                new Caller(account, account.user(user).arn(), keyId, secretOf(keyId), "token-" + UUID.randomUUID(), "");
        callers.put(keyId, caller);
        return caller;
    }

    /** From now on these credentials are answered with ExpiredToken. */
    public void expire(Caller caller) {
        expired.add(caller.accessKeyId());
    }

    /** From now on sessions of assumed roles end so soon, whatever was asked for. */
    public StandInAws sessionsLast(Duration life) {
        shortLife = life;
        return this;
    }

    /** As in partitions where ListAccounts has no State yet. */
    public StandInAws organizationsWithoutState() {
        onlyTheStatus = true;
        return this;
    }

    boolean organizationsTellOnlyTheStatus() {
        return onlyTheStatus;
    }

    /** The machine's own time: the SDK renews by that, whatever the test's clock says. */
    Instant endOfSession(Caller session, Duration asked) {
        Duration life = shortLife;
        Instant end = Instant.now().plus(life == null ? asked : life);
        ends.put(session.accessKeyId(), end);
        return end;
    }

    public Calls calls() {
        return calls;
    }

    /** Each answer takes at least so long. */
    public StandInAws latency(Duration each) {
        latency = each;
        return this;
    }

    /** From now on each account's IAM answers at most so many calls a second, after a burst. */
    public StandInAws throttle(double perSecond, int burst) {
        faults.throttle(perSecond, burst);
        return this;
    }

    /** The next so many calls of {@code ListUsers} (or of {@code *}, any) are answered with the error. */
    public StandInAws failNext(String action, int times, ErrorResponse error) {
        faults.next(action, times, Faults.Kind.ERROR, error);
        return this;
    }

    /** Closes the connection before anything is done. */
    public StandInAws dropNext(String action, int times) {
        faults.next(action, times, Faults.Kind.DROP, null);
        return this;
    }

    /** Does what was asked, and closes the connection instead of answering. */
    public StandInAws loseAnswerOfNext(String action, int times) {
        faults.next(action, times, Faults.Kind.LOSE, null);
        return this;
    }

    /**
     * From now on each good answer to {@code ListUsers} (or to {@code *}, any) is sent as this makes it, with the status 200
     * all the same: as by a login page in between.
     */
    public StandInAws rewrite(String action, UnaryOperator<String> how) {
        faults.rewrite(action, how);
        return this;
    }

    /** Runs just before each such call is answered, to change the world between two calls; it sees the parameters. */
    public StandInAws before(String action, Consumer<Map<String, String>> what) {
        faults.before(action, what);
        return this;
    }

    /** Takes back latency, throttle, failures, other answers and what runs before calls. */
    public StandInAws calm() {
        latency = Duration.ZERO;
        faults.clear();
        return this;
    }

    Caller session(FakeAccount account, String role, String session, String sourceIdentity) {
        String keyId = account.nextId("ASIA");
        String roleName = role.substring(role.lastIndexOf('/') + 1);
        String arn = "arn:aws:sts::" + account.id() + ":assumed-role/" + roleName + "/" + session;
        Caller caller = new Caller(account, arn, keyId, secretOf(keyId), "token-" + UUID.randomUUID(), sourceIdentity);
        callers.put(keyId, caller);
        return caller;
    }

    private static String secretOf(String keyId) {
        return "not-a-secret-of-" + keyId;
    }

    private void handle(HttpExchange exchange) throws IOException {
        calls.begin();
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            pause();
            answer(exchange, new String(body, StandardCharsets.UTF_8));
        } finally {
            calls.end();
        }
    }

    private void pause() {
        if (latency.isZero()) {
            return;
        }
        try {
            Thread.sleep(latency.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void answer(HttpExchange exchange, String body) throws IOException {
        Matcher scope = CREDENTIAL.matcher(header(exchange, "Authorization"));
        String service = scope.matches() ? scope.group(3) : "iam";
        Wire wire = service.equals("organizations") ? Wire.JSON : Wire.XML;
        String requestId = UUID.randomUUID().toString();
        Map<String, String> parameters = wire == Wire.XML ? form(body) : Map.of();
        String action = wire == Wire.XML
                ? parameters.getOrDefault("Action", "")
                : header(exchange, "X-Amz-Target").replaceFirst(".*\\.", "");
        try {
            if (!scope.matches()) {
                throw ErrorResponse.missingToken();
            }
            Caller caller = caller(scope.group(1), header(exchange, "X-Amz-Security-Token"));
            calls.called(caller.account(), action);
            if (service.equals("iam") && faults.isThrottled(caller.account())) {
                calls.wasThrottled();
                throw ErrorResponse.throttling();
            }
            Faults.Fault fault = faults.take(action).orElse(null);
            if (fault != null && fault.kind() == Faults.Kind.DROP) {
                return;
            }
            if (fault != null && fault.kind() == Faults.Kind.ERROR && fault.error() != null) {
                throw fault.error();
            }
            faults.beforeCall(action, parameters);
            Request request = new Request(caller, action, parameters);
            String result = switch (service) {
                case "sts" -> sts.answer(request);
                case "organizations" -> organizations.answer(request, body);
                default -> iam.answer(request);
            };
            if (fault != null && fault.kind() == Faults.Kind.LOSE) {
                return;
            }
            String whole = wire.result(service, action, result, requestId);
            send(exchange, 200, wire, faults.rewritten(action, whole), requestId);
        } catch (ErrorResponse error) {
            String text = error.code().isEmpty() ? String.valueOf(error.getMessage()) : wire.error(error, requestId);
            send(exchange, error.status(), wire, text, requestId);
        }
    }

    private Caller caller(String accessKeyId, String token) {
        Instant end = ends.get(accessKeyId);
        if (expired.contains(accessKeyId) || (end != null && Instant.now().isAfter(end))) {
            throw ErrorResponse.expiredToken();
        }
        Caller session = callers.get(accessKeyId);
        if (session != null) {
            if (!token.equals(session.sessionToken())) {
                throw ErrorResponse.invalidClientToken();
            }
            return session;
        }
        for (FakeAccount account : accounts.values()) {
            Caller user = account.ownerOf(accessKeyId)
                    .filter(owner -> owner.key(accessKeyId).status().equals("Active"))
                    .map(owner -> new Caller(account, owner.arn(), accessKeyId, "", null, ""))
                    .orElse(null);
            if (user != null) {
                return user;
            }
        }
        throw ErrorResponse.invalidClientToken();
    }

    private static String header(HttpExchange exchange, String name) {
        @Nullable String value = exchange.getRequestHeaders().getFirst(name);
        return value == null ? "" : value;
    }

    private static Map<String, String> form(String body) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String pair : body.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                parameters.put(decode(pair.substring(0, equals)), decode(pair.substring(equals + 1)));
            }
        }
        return parameters;
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    private static void send(HttpExchange exchange, int status, Wire wire, String text, String requestId)
            throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", wire == Wire.XML ? "text/xml" : JSON);
        exchange.getResponseHeaders().set("x-amzn-RequestId", requestId);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }
}
