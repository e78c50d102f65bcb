package stalekeys.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static stalekeys.http.Client.SECRET;
import static stalekeys.http.Client.exchange;
import static stalekeys.http.Client.post;
import static stalekeys.http.Client.signed;
import static stalekeys.http.Client.slackHeaders;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrontServerTest {
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String COMMAND = "command=%2Fstale-keys&text=user+canary-name&team_id=T0001";
    /** Deadlines that nobody meets by accident, and that are never waited for. */
    private static final Deadlines PATIENT =
            new Deadlines(Duration.ofMinutes(5), Duration.ofMinutes(5), Duration.ofSeconds(20));
    /** For bodies that come slowly, on however slow a machine: heads have all the time. */
    private static final Deadlines HASTY_BODY =
            new Deadlines(Duration.ofMinutes(5), Duration.ofMillis(300), Duration.ofSeconds(20));
    /** For heads that come slowly. */
    private static final Deadlines HASTY_HEAD =
            new Deadlines(Duration.ofMillis(300), Duration.ofMinutes(5), Duration.ofSeconds(20));

    private final MovableClock clock = new MovableClock();
    private final SlackStandIn slack = new SlackStandIn();
    private final AtomicBoolean ready = new AtomicBoolean(true);
    private CapturedLog log;
    private FrontServer front;
    private int port;

    @BeforeEach
    void listen() {
        log = new CapturedLog();
        open(PATIENT);
    }

    @AfterEach
    void close() {
        front.stop();
        log.close();
    }

    private void open(Deadlines deadlines) {
        front = FrontServer.forSlack(
                new Listen("127.0.0.1", 0), SECRET, slack, clock, ready::get, took -> {}, deadlines);
        front.start();
        port = front.port();
    }

    private void reopen(Deadlines deadlines) {
        front.stop();
        open(deadlines);
    }

    private Instant now() {
        return clock.instant();
    }

    private static void isRefused(String answer, int status) {
        assertThat(answer).startsWith("HTTP/1.1 " + status + " ");
        assertThat(answer.toLowerCase(Locale.ROOT)).containsOnlyOnce("connection: close");
        assertThat(answer).endsWith("\r\n\r\n").doesNotContain("Server:", "Jetty");
    }

    @Test
    void what_slack_signed_reaches_the_servlet_and_its_answer_goes_back() throws IOException {
        String answer = exchange(port, signed(COMMAND, now()));
        assertThat(answer).startsWith("HTTP/1.1 200 ").endsWith("seen").doesNotContain("Server:", "Jetty");
        assertThat(slack.bodies).containsExactly(COMMAND);
        assertThat(log.warnings()).isEmpty();
    }

    @Test
    void the_servlet_can_read_the_body_again_as_fields_and_as_bytes() throws IOException {
        slack.answers((request, response) -> response.getWriter()
                .write(request.getParameter("command") + "|" + request.getParameter("text") + "|"
                        + request.getParameterMap().keySet() + "|"
                        + request.getInputStream().readAllBytes().length));
        assertThat(exchange(port, signed(COMMAND, now())))
                .endsWith("/stale-keys|user canary-name|[command, text, team_id]|" + COMMAND.length());
    }

    @Test
    void an_event_in_json_passes_with_every_letter_it_has() throws IOException {
        String event = "{\"type\":\"event_callback\",\"event\":{\"type\":\"app_home_opened\",\"text\":\"Zoë 東\"}}";
        // The body is UTF-8 whatever the content type says or leaves out.
        assertThat(exchange(port, signed(event, now(), "application/json"))).startsWith("HTTP/1.1 200 ");
        assertThat(slack.bodies).containsExactly(event);
    }

    @Test
    void an_event_that_slack_sends_again_passes_again() throws IOException {
        String event = "{\"type\":\"event_callback\",\"event\":{\"type\":\"app_home_opened\"}}";
        String again = post(
                event,
                "application/json",
                slackHeaders(now().getEpochSecond(), event, SECRET) + "X-Slack-Retry-Num: 1\r\n");
        assertThat(exchange(port, again)).startsWith("HTTP/1.1 200 ");
        assertThat(exchange(port, again)).startsWith("HTTP/1.1 200 ");
        assertThat(slack.bodies).hasSize(2);
    }

    @Test
    void a_body_in_chunks_passes() throws IOException {
        String request = "POST /slack/events HTTP/1.1\r\nHost: a\r\n"
                + slackHeaders(now().getEpochSecond(), COMMAND, SECRET)
                + "Transfer-Encoding: chunked\r\n\r\n7\r\n" + COMMAND.substring(0, 7) + "\r\n"
                + Integer.toHexString(COMMAND.length() - 7) + "\r\n" + COMMAND.substring(7) + "\r\n0\r\n\r\n";
        assertThat(exchange(port, request)).startsWith("HTTP/1.1 200 ");
        assertThat(slack.bodies).containsExactly(COMMAND);
    }

    @Test
    void a_client_that_waits_for_100_continue_is_told_to_go_on() throws IOException {
        try (Client client = new Client(port)) {
            client.send(
                    post("", FORM, "Expect: 100-continue\r\n" + slackHeaders(now().getEpochSecond(), COMMAND, SECRET))
                            .replace("Content-Length: 0", "Content-Length: " + COMMAND.length()));
            assertThat(client.head()).startsWith("HTTP/1.1 100 ");
            client.send(COMMAND);
            assertThat(client.answer()).startsWith("HTTP/1.1 200 ");
        }
    }

    @Test
    void what_nobody_signed_is_refused() throws IOException {
        isRefused(exchange(port, post(COMMAND, FORM, "")), 401);
        nothingHappened();
    }

    @Test
    void what_somebody_else_signed_is_refused() throws IOException {
        isRefused(exchange(port, post(COMMAND, FORM, slackHeaders(now().getEpochSecond(), COMMAND, "---"))), 401);
        nothingHappened();
    }

    @Test
    void a_body_changed_after_signing_is_refused() throws IOException {
        String changed = COMMAND.replace("canary", "victim");
        isRefused(exchange(port, post(changed, FORM, slackHeaders(now().getEpochSecond(), COMMAND, SECRET))), 401);
        nothingHappened();
    }

    @ParameterizedTest
    @ValueSource(longs = {-301, 301, -31_536_000, 31_536_000})
    void a_timestamp_too_late_or_ahead_is_refused_however_well_signed(long seconds) throws IOException {
        isRefused(exchange(port, signed(COMMAND, now().plusSeconds(seconds))), 401);
        nothingHappened();
    }

    @ParameterizedTest
    @ValueSource(longs = {-300, 300})
    void a_timestamp_just_inside_the_five_minutes_passes(long seconds) throws IOException {
        assertThat(exchange(port, signed(COMMAND, now().plusSeconds(seconds)))).startsWith("HTTP/1.1 200 ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X-Slack-Request-Timestamp: TS\r\n",
                "X-Slack-Signature: SIG\r\n",
                "X-Slack-Request-Timestamp: -TS\r\nX-Slack-Signature: SIG\r\n",
                "X-Slack-Request-Timestamp: TS.0\r\nX-Slack-Signature: SIG\r\n",
                "X-Slack-Request-Timestamp: 99999999999999999999999\r\nX-Slack-Signature: SIG\r\n",
                "X-Slack-Request-Timestamp:\r\nX-Slack-Signature: SIG\r\n",
                "X-Slack-Request-Timestamp: TS\r\nX-Slack-Request-Timestamp: TS\r\nX-Slack-Signature: SIG\r\n",
                "X-Slack-Request-Timestamp: TS\r\nX-Slack-Signature: SIG\r\nX-Slack-Signature: SIG\r\n",
                "X-Slack-Request-Timestamp: TS\r\nX-Slack-Signature: v1SIG\r\n",
                "X-Slack-Request-Timestamp: TS\r\nX-Slack-Signature: SIG0\r\n",
                "X-Slack-Request-Timestamp: TS\r\nX-Slack-Signature: SIG,SIG\r\n",
                "X-Slack-Request-Timestamp: TS\r\nX-Slack-Signature: v0=zz\r\n"
            })
    void headers_in_another_form_than_slacks_are_refused(String headers) throws IOException {
        long seconds = now().getEpochSecond();
        String filled =
                headers.replace("TS", Long.toString(seconds)).replace("SIG", Client.sign(seconds, COMMAND, SECRET));
        isRefused(exchange(port, post(COMMAND, FORM, filled)), 401);
        nothingHappened();
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD", "PUT", "DELETE", "OPTIONS", "TRACE", "PATCH"})
    void only_post_is_for_slack(String method) throws IOException {
        String request = signed(COMMAND, now()).replace("POST", method);
        String answer = exchange(port, request);
        isRefused(answer, 405);
        assertThat(answer).contains("Allow: POST\r\n");
        nothingHappened();
    }

    @Test
    void slacks_look_at_the_certificate_is_confirmed_and_nothing_else_is_by_get() throws IOException {
        String get = "GET /slack/events?QUERY HTTP/1.1\r\nHost: a\r\n\r\n";
        String confirmed = exchange(port, get.replace("QUERY", "token=legacy&ssl_check=1"));
        assertThat(confirmed).startsWith("HTTP/1.1 200 ").contains("Content-Length: 0\r\n");
        for (String other :
                List.of("ssl_check=0", "ssl_check=11", "xssl_check=1", "ssl_check", "command=%2Fstale-keys")) {
            isRefused(exchange(port, get.replace("QUERY", other)), 405);
        }
        nothingHappened();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ssl_check=1&token=Jhj5dZrVaK7ZwHHjRyZWjbDl", "token=legacy&ssl_check=1", "ssl_check=1"})
    void slacks_look_at_the_certificate_is_confirmed_though_nobody_signed_it(String body) throws IOException {
        for (String request : List.of(
                unsigned(body),
                signed(body, now()).replaceAll("v0=[0-9a-f]{8}", "v0=00000000"),
                signed(body, now().minusSeconds(3_600)),
                post(body, FORM, "X-Slack-Signature: v0=\r\nX-Slack-Request-Timestamp: 1\r\n"))) {
            assertThat(exchange(port, request)).startsWith("HTTP/1.1 200 ").contains("Content-Length: 0\r\n");
        }
        nothingHappened();
        assertThat(log.warnings()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ssl_check=0",
                "ssl_check=1&command=%2Fstale-keys",
                "command=%2Fstale-keys&ssl_check=1",
                "ssl_check=1&payload=%7B%7D",
                "ssl_check=11",
                "ssl_check=1&ssl_check=1",
                "{\"ssl_check\":1}",
                "command=%2Fstale-keys"
            })
    void nothing_else_that_nobody_signed_is_taken_for_one(String body) throws IOException {
        isRefused(exchange(port, unsigned(body)), 401);
        isRefused(exchange(port, unsigned("ssl_check=1&token=" + "x".repeat(600))), 401);
        nothingHappened();
    }

    private static String unsigned(String body) {
        return post(body, FORM, "");
    }

    @Test
    void a_notice_that_slack_holds_events_back_is_taken_and_logged() throws IOException {
        String notice = "{\"token\":\"legacy\",\"type\":\"app_rate_limited\",\"team_id\":\"T0EXAMPLE\","
                + "\"minute_rate_limited\":1518467820,\"api_app_id\":\"A0STALEKEYS\"}";
        assertThat(exchange(port, signed(notice, now(), "application/json"))).startsWith("HTTP/1.1 200 ");
        assertThat(slack.bodies).isEmpty();
        assertThat(log.lines()).anyMatch(line -> line.contains("Slack holds events back"));
    }

    @Test
    void a_body_that_says_it_is_huge_is_refused_before_it_is_read() throws IOException {
        String huge = post("", FORM, slackHeaders(now().getEpochSecond(), "", SECRET))
                .replace("Content-Length: 0", "Content-Length: 1048577");
        try (Client client = new Client(port)) {
            client.send(huge);
            // Not one byte of the body was sent.
            assertThat(client.head()).startsWith("HTTP/1.1 413 ");
        }
        nothingHappened();
    }

    @Test
    void a_body_that_does_not_say_it_is_huge_is_refused_at_one_megabyte() throws IOException {
        String chunk = "10000\r\n" + "a".repeat(0x10000) + "\r\n";
        String request = "POST /slack/events HTTP/1.1\r\nHost: a\r\n"
                + slackHeaders(now().getEpochSecond(), "", SECRET) + "Transfer-Encoding: chunked\r\n\r\n"
                + chunk.repeat(40) + "0\r\n\r\n";
        isRefused(exchange(port, request), 413);
        nothingHappened();
    }

    @Test
    void a_body_of_one_megabyte_passes() throws IOException {
        String body = COMMAND + "&filler=";
        body = body + "a".repeat(1024 * 1024 - body.length());
        assertThat(exchange(port, signed(body, now()))).startsWith("HTTP/1.1 200 ");
        assertThat(slack.bodies.get(0)).hasSize(1024 * 1024);
    }

    @Test
    void a_body_that_trickles_in_is_refused_in_time() throws IOException {
        reopen(HASTY_BODY);
        try (Client client = new Client(port)) {
            client.send(post("", FORM, slackHeaders(now().getEpochSecond(), COMMAND, SECRET))
                    .replace("Content-Length: 0", "Content-Length: " + COMMAND.length()));
            Future<?> trickle = CompletableFuture.runAsync(() -> client.trickle("a"));
            isRefused(client.answer(), 408);
            trickle.cancel(true);
        }
        nothingHappened();
    }

    @Test
    void a_body_that_stops_coming_is_refused_in_time() throws IOException {
        reopen(HASTY_BODY);
        String half = signed(COMMAND, now());
        isRefused(exchange(port, half.substring(0, half.length() - 5)), 408);
        nothingHappened();
    }

    @Test
    void many_bodies_that_do_not_come_keep_no_thread_from_slack() throws IOException {
        String half = signed(COMMAND, now());
        List<Client> slow = new ArrayList<>();
        try {
            for (int i = 0; i < 100; i++) {
                slow.add(new Client(port).send(half.substring(0, half.length() - 5)));
            }
            assertThat(exchange(port, signed(COMMAND, now()))).startsWith("HTTP/1.1 200 ");
        } finally {
            for (Client client : slow) {
                client.close();
            }
        }
        assertThat(slack.bodies).hasSize(1);
    }

    @Test
    void clients_past_the_deadline_leave_no_stack_trace_however_they_meet_it() throws Exception {
        reopen(new Deadlines(Duration.ofMinutes(5), Duration.ofMillis(30), Duration.ofSeconds(20)));
        List<Client> clients = new ArrayList<>();
        ExecutorService trickles = Executors.newFixedThreadPool(20);
        try {
            for (int i = 0; i < 40; i++) {
                // Half of them are refused at once and only read away.
                String headers = i % 2 == 0 ? slackHeaders(now().getEpochSecond(), COMMAND, SECRET) : "";
                Client client = new Client(port);
                clients.add(client);
                client.send(post("", FORM, headers).replace("Content-Length: 0", "Content-Length: 1000000"));
                trickles.execute(() -> client.trickle("a"));
            }
            for (Client client : clients) {
                client.answerOrReset();
            }
        } finally {
            trickles.shutdownNow();
            for (Client client : clients) {
                client.close();
            }
        }
        nothingHappened();
    }

    @Test
    void strangers_with_big_bodies_that_never_end_do_not_keep_slack_out() throws IOException {
        String headers = slackHeaders(now().getEpochSecond(), "", "false");
        String almostAll =
                post("", FORM, headers).replace("Content-Length: 0", "Content-Length: 1048576") + "a".repeat(1_048_575);
        List<Client> strangers = new ArrayList<>();
        try {
            for (int i = 0; i < 24; i++) {
                strangers.add(new Client(port).send(almostAll));
            }
            // While they all wait there is room for what Slack sends...
            assertThat(exchange(port, signed(COMMAND, now()))).startsWith("HTTP/1.1 200 ");
            // ...and yet not for all of theirs, so that the memory is bounded. Which of them came too late is chance.
            List<String> answers = new ArrayList<>();
            for (Client stranger : strangers) {
                answers.add(stranger.send("a").answerOrReset());
            }
            assertThat(answers)
                    .allMatch(answer -> answer.startsWith("HTTP/1.1 503 ")
                            || answer.startsWith("HTTP/1.1 401 ")
                            || answer.isEmpty());
            assertThat(answers).anyMatch(answer -> answer.startsWith("HTTP/1.1 503 "));
        } finally {
            for (Client stranger : strangers) {
                stranger.close();
            }
        }
        assertThat(slack.bodies).hasSize(1);
    }

    @Test
    void a_head_that_trickles_in_ends_with_the_connection() throws IOException {
        reopen(HASTY_HEAD);
        try (Client client = new Client(port)) {
            client.send("POST /slack/events HTTP/1.1\r\nHost: a\r\nX-Filler: ");
            Future<?> trickle = CompletableFuture.runAsync(() -> client.trickle("a"));
            assertThat(client.answerOrReset()).isEmpty();
            trickle.cancel(true);
        }
        nothingHappened();
    }

    @Test
    void a_connection_that_says_nothing_ends() throws IOException {
        reopen(HASTY_HEAD);
        try (Client client = new Client(port)) {
            assertThat(client.answerOrReset()).isEmpty();
        }
    }

    @Test
    void a_servlet_that_takes_longer_than_the_deadlines_of_clients_still_answers() throws Exception {
        reopen(new Deadlines(Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofSeconds(20)));
        CountDownLatch later = new CountDownLatch(1);
        slack.answers((request, response) -> {
            await(later);
            response.getWriter().write("at last");
        });
        try (Client client = new Client(port)) {
            client.send(signed(COMMAND, now()));
            // A second connection runs into its deadline: then the first one's has passed as well.
            assertThat(exchangeOrReset("")).isEmpty();
            later.countDown();
            assertThat(client.answer()).startsWith("HTTP/1.1 200 ").endsWith("at last");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "{}",
                "[]",
                "nonsense",
                "{\"type\":\"event_callback\"}",
                "{\"type\":\"event_callback\",\"event\":[]}",
                "{\"type\":{\"canary-name\":1}}",
                "{\"type\":\"app_rate_limited\"}",
                "{\"type\":\"url_verification\",\"challenge\":\"x\"} trailing",
                "payload=%7B",
                "payload=%7B%22type%22%3A%22view_submission%22%7D",
                "payload=canary-name",
                "payload=%7B%22type%22%3A%22canary-name%22%7D",
                "command=%zz",
                "text=canary-name",
                "ssl_check=0"
            })
    void a_signed_body_that_is_not_slacks_is_a_client_error_without_a_stack_trace(String body) throws IOException {
        isRefused(exchange(port, signed(body, now())), 400);
        nothingHappened();
    }

    @Test
    void json_nested_without_end_is_a_client_error() throws IOException {
        String deep = "{\"type\":\"event_callback\",\"event\":" + "[".repeat(500_000);
        isRefused(exchange(port, signed(deep, now())), 400);
        nothingHappened();
    }

    @Test
    void what_the_servlet_throws_is_500_and_one_line_that_names_types_and_places_only() throws IOException {
        slack.answers((request, response) -> {
            response.getWriter().write("half an answer");
            throw new IllegalStateException(
                    "could not read " + slack.bodies.get(0), new IOException(slack.bodies.get(0)));
        });
        String answer = exchange(port, signed(COMMAND, now()));
        isRefused(answer, 500);
        assertThat(log.warnings())
                .singleElement()
                .asString()
                .matches("ERROR A request from Slack failed \\(reference [0-9a-f]{8}\\):"
                        + " java.lang.IllegalStateException at [^,]*, caused by java.io.IOException at .*");
        assertThat(log.lines()).noneMatch(line -> line.contains("canary"));
    }

    @Test
    void an_error_the_servlet_throws_is_caught_too() throws IOException {
        slack.answers((request, response) -> {
            throw new StackOverflowError(slack.bodies.get(0));
        });
        isRefused(exchange(port, signed(COMMAND, now())), 500);
        assertThat(log.warnings()).singleElement().asString().contains("StackOverflowError");
        assertThat(log.lines()).noneMatch(line -> line.contains("canary"));
    }

    @Test
    void an_error_the_servlet_sends_has_no_page() throws IOException {
        slack.answers((request, response) -> response.sendError(418, "canary-name"));
        isRefused(exchange(port, signed(COMMAND, now())), 418);
        assertThat(log.warnings()).isEmpty();
    }

    @Test
    void a_flood_of_refusals_is_one_line_and_then_one_a_minute_with_counts() throws IOException {
        for (int i = 0; i < 20; i++) {
            exchange(port, post(COMMAND, FORM, ""));
        }
        exchange(port, signed(COMMAND, now().plusSeconds(4000)));
        assertThat(log.warnings())
                .containsExactly(
                        "WARN Refused a request (401): its Slack timestamp or signature is missing or malformed");
        clock.pass(Duration.ofSeconds(61));
        exchange(port, "GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n");
        exchange(port, "GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n");
        assertThat(log.warnings())
                .hasSize(2)
                .last()
                .asString()
                .isEqualTo(
                        "WARN Refused more requests in the last minute: 19 x 401, its Slack timestamp or signature is"
                                + " missing or malformed; 1 x 401, its timestamp is more than 300 s from this machine's clock");
    }

    @Test
    void forty_huge_posts_at_once_are_neither_kept_nor_handed_on_nor_logged() throws Exception {
        byte[] megabyte = "canary-name,".repeat(1024 * 1024 / 12).getBytes(US_ASCII);
        ExecutorService clients = Executors.newFixedThreadPool(40);
        long before = usedMemory();
        try {
            List<Future<String>> answers = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                boolean says = i % 2 == 0;
                answers.add(clients.submit(() -> postTwentyTimes(megabyte, says)));
            }
            for (Future<String> answer : answers) {
                assertThat(answer.get(60, TimeUnit.SECONDS)).matches("HTTP/1.1 (413|503) [^\\r]*");
            }
        } finally {
            clients.shutdownNow();
        }
        assertThat(usedMemory() - before).isLessThan(32L * 1024 * 1024);
        assertThat(slack.bodies).isEmpty();
        assertThat(log.lines()).noneMatch(line -> line.contains("canary"));
        assertThat(log.warnings()).hasSize(1);
    }

    private String postTwentyTimes(byte[] megabyte, boolean saysItsLength) throws IOException {
        String headers = slackHeaders(now().getEpochSecond(), "", "false");
        try (Client client = new Client(port)) {
            if (saysItsLength) {
                client.send(post("", FORM, headers)
                        .replace("Content-Length: 0", "Content-Length: " + 20 * megabyte.length));
            } else {
                client.send(
                        "POST /slack/events HTTP/1.1\r\nHost: a\r\n" + headers + "Transfer-Encoding: chunked\r\n\r\n");
            }
            for (int i = 0; i < 20; i++) {
                if (saysItsLength) {
                    client.send(megabyte);
                } else {
                    client.send(Integer.toHexString(megabyte.length) + "\r\n")
                            .send(megabyte)
                            .send("\r\n");
                }
            }
            if (!saysItsLength) {
                client.send("0\r\n\r\n");
            }
            return client.answer().lines().findFirst().orElse("");
        }
    }

    private static long usedMemory() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    @Test
    void a_client_that_goes_away_in_the_middle_leaves_no_stack_trace() throws Exception {
        String half = signed(COMMAND, now());
        try (Client client = new Client(port)) {
            client.send(half.substring(0, half.length() - 5)).finish();
            client.answerOrReset();
        }
        nothingHappened();
        assertThat(log.warnings()).containsExactly("WARN Refused a request (400): it broke off");
    }

    @Test
    void a_stop_lets_a_request_in_flight_finish() throws Exception {
        CountDownLatch arrived = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        slack.answers((request, response) -> {
            arrived.countDown();
            await(goOn);
            response.getWriter().write("finished");
        });
        try (Client client = new Client(port)) {
            client.send(signed(COMMAND, now()));
            await(arrived);
            CompletableFuture<Void> stopping = CompletableFuture.runAsync(front::stop);
            while (isOpen(port)) {
                Thread.onSpinWait();
            }
            assertThat(stopping).isNotDone();
            goOn.countDown();
            assertThat(client.answer()).startsWith("HTTP/1.1 200 ").endsWith("finished");
            stopping.get(20, TimeUnit.SECONDS);
        }
        assertThat(log.warnings()).isEmpty();
    }

    @Test
    void a_stop_lets_a_body_that_is_arriving_arrive() throws Exception {
        try (Client client = new Client(port)) {
            client.send(
                    post("", FORM, "Expect: 100-continue\r\n" + slackHeaders(now().getEpochSecond(), COMMAND, SECRET))
                            .replace("Content-Length: 0", "Content-Length: " + COMMAND.length()));
            // Told to go on: the request is in flight.
            assertThat(client.head()).startsWith("HTTP/1.1 100 ");
            CompletableFuture<Void> stopping = CompletableFuture.runAsync(front::stop);
            while (isOpen(port)) {
                Thread.onSpinWait();
            }
            client.send(COMMAND);
            assertThat(client.answer()).startsWith("HTTP/1.1 200 ").endsWith("seen");
            stopping.get(20, TimeUnit.SECONDS);
        }
        assertThat(log.warnings()).isEmpty();
    }

    @Test
    void a_stop_does_not_wait_for_ever() throws Exception {
        reopen(new Deadlines(Duration.ofMinutes(5), Duration.ofMinutes(5), Duration.ofMillis(200)));
        CountDownLatch arrived = new CountDownLatch(1);
        CountDownLatch never = new CountDownLatch(1);
        slack.answers((request, response) -> {
            arrived.countDown();
            await(never);
        });
        try (Client client = new Client(port)) {
            client.send(signed(COMMAND, now()));
            await(arrived);
            front.stop();
        }
        assertThat(isOpen(port)).isFalse();
    }

    @Test
    void alive_and_ready_are_one_word() throws IOException {
        assertThat(get("/healthz")).startsWith("HTTP/1.1 200 ").endsWith("\r\n\r\nalive\n");
        assertThat(get("/readyz")).startsWith("HTTP/1.1 200 ").endsWith("\r\n\r\nready\n");
        ready.set(false);
        assertThat(get("/readyz")).startsWith("HTTP/1.1 503 ").endsWith("\r\n\r\nunready\n");
        assertThat(get("/healthz")).startsWith("HTTP/1.1 200 ");
        assertThat(exchange(port, "HEAD /readyz HTTP/1.1\r\nHost: a\r\n\r\n"))
                .startsWith("HTTP/1.1 503 ")
                .endsWith("\r\n\r\n");
        String post = exchange(port, "POST /healthz HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n");
        isRefused(post, 405);
        assertThat(post).contains("Allow: GET, HEAD\r\n");
    }

    @Test
    void what_is_not_there_has_no_page_and_no_banner() throws IOException {
        for (String path : List.of("/", "/slack", "/slack/events/", "/slack/events/x", "/metrics", "/healthz/x")) {
            isRefused(get(path), 404);
        }
        isRefused(exchange(port, "POST /slack/other HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabc"), 404);
        nothingHappened();
    }

    @Test
    void broken_http_has_no_page_and_no_banner() throws IOException {
        for (String request : List.of(
                "nonsense\r\n\r\n",
                "GET /slack/events HTTP/1.1\r\n\r\n",
                "GET /%zz HTTP/1.1\r\nHost: a\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: a\r\nX: " + "x".repeat(20_000) + "\r\n\r\n",
                signed(COMMAND, now()).replace("Content-Length: ", "Content-Length: x"),
                signed(COMMAND, now()).replace("Content-Length: ", "Content-Length: 3\r\nContent-Length: "),
                signed(COMMAND, now()).replace("Host: ", "Transfer-Encoding: chunked\r\nHost: "))) {
            String answer = exchange(port, request);
            assertThat(answer).startsWith("HTTP/1.1 4").endsWith("\r\n\r\n").doesNotContain("Server:", "Jetty");
        }
        nothingHappened();
        assertThat(log.lines()).noneMatch(line -> line.contains("\tat "));
    }

    @Test
    void in_socket_mode_there_is_only_health() throws IOException {
        FrontServer health = FrontServer.healthOnly(new Listen("", 0), () -> true);
        health.start();
        try {
            assertThat(exchange(health.port(), signed(COMMAND, now()))).startsWith("HTTP/1.1 404 ");
            assertThat(exchange(health.port(), "GET /readyz HTTP/1.1\r\nHost: a\r\n\r\n"))
                    .startsWith("HTTP/1.1 200 ");
        } finally {
            health.stop();
        }
    }

    @Test
    void a_blank_signing_secret_is_refused_at_once() {
        assertThatThrownBy(() -> FrontServer.forSlack(new Listen("", 0), " ", slack, clock, () -> true, took -> {}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("signing secret");
    }

    @Test
    void a_port_in_use_is_said_in_a_sentence() throws IOException {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int taken = other.getLocalPort();
            FrontServer second = FrontServer.healthOnly(new Listen("127.0.0.1", taken), () -> true);
            assertThatThrownBy(second::start)
                    .isInstanceOf(CannotListenException.class)
                    .hasMessage("port " + taken + " is in use; set PORT");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"192.0.2.7", "no-such-host.invalid"})
    void a_host_that_is_not_this_machines_is_said_in_a_sentence(String host) {
        FrontServer elsewhere = FrontServer.healthOnly(new Listen(host, 0), () -> true);
        assertThatThrownBy(elsewhere::start)
                .isInstanceOf(CannotListenException.class)
                .hasMessageStartingWith("\"" + host + "\" is not an address of this machine; set STALE_KEYS_HOST");
    }

    private String get(String path) throws IOException {
        return exchange(port, "GET " + path + " HTTP/1.1\r\nHost: a\r\n\r\n");
    }

    private String exchangeOrReset(String request) throws IOException {
        try (Client client = new Client(port)) {
            return client.send(request).answerOrReset();
        }
    }

    private void nothingHappened() {
        assertThat(slack.bodies).isEmpty();
        assertThat(log.lines()).noneMatch(line -> line.contains("canary") || line.contains("\tat "));
        assertThat(log.warnings()).hasSizeLessThanOrEqualTo(1);
    }

    private static boolean isOpen(int port) {
        try {
            new Client(port).close();
            return true;
        } catch (SocketException e) {
            return false;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
