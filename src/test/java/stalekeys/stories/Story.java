package stalekeys.stories;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import stalekeys.config.Secret;
import stalekeys.config.SlackSettings;
import stalekeys.http.CapturedLog;
import stalekeys.keys.lifecycle.Event;
import stalekeys.standin.BotHarness;
import stalekeys.standin.aws.FakeAccount;
import stalekeys.standin.aws.FakeKey;
import stalekeys.standin.aws.FakeUser;
import stalekeys.standin.slack.MovableClock;
import stalekeys.standin.slack.SlackUser;
import stalekeys.standin.slack.api.ApiCall;
import stalekeys.standin.slack.click.TextView;
import stalekeys.standin.slack.workspace.Message;
import stalekeys.standin.slack.workspace.OpenView;

/**
 * One story: the whole bot between its stand-ins. Whatever a story is about, at its end Slack would have taken all that
 * was sent, everybody's client was answered in time, and nothing that is to stay hidden was seen by anyone.
 */
abstract class Story {
    static final Duration PATIENCE = Duration.ofSeconds(30);
    /** In how many steps time passes, and after how many looks (of 20 ms) each of them comes. */
    private static final int STEPS = 40;

    private static final int LOOKS_A_STEP = 4;

    static final Instant THURSDAY = Instant.parse("2026-09-24T10:00:00Z");

    static final String GORAN = "U0GORAN04";
    static final String ANA = "U0ANA0001";
    static final String BRUNO = "U0BRUNO11";
    static final String HANA_WHO_LEFT = "U0HANA014";
    static final String OTHER_CHANNEL = "C0PLATFRM1";

    final MovableClock clock = new MovableClock(THURSDAY);
    final FakeAccount account;
    final BotHarness harness;
    private final CapturedLog log = new CapturedLog();
    private final Set<String> mayReadFullIds = new HashSet<>(Set.of(GORAN, ANA, BRUNO));
    private final TextView text;

    Story() {
        this(clock -> new FakeAccount("111122223333", clock).alias("example-prod"));
    }

    Story(Function<Clock, FakeAccount> fixture) {
        this.account = fixture.apply(clock);
        this.harness = new BotHarness(clock, account);
        this.text = TextView.plain(harness.slack.workspace()::nameOf);
        // A slow machine is no broken promise: that the acknowledgement waits for nothing has its own stories.
        harness.slack.ackPatience(Duration.ofSeconds(20));
    }

    @AfterEach
    final void nothing_was_sent_that_should_not_have_been() throws IOException {
        try (log) {
            assertEquals(List.of(), harness.slack.violations(), "Slack's limits, and the rules of good messages");
            assertEquals(List.of(), harness.slack.failedAcks(), "not acknowledged");
            for (ApiCall call : harness.slack.requests()) {
                fullIdsOnlyWhereTheyMayBe(call);
                noPings(call);
            }
            nothingSecret(String.join("\n", log.lines()), "the log", true);
            nothingSecret(database(), "the database", false);
        } finally {
            harness.close();
        }
    }

    // ---- the world

    /** How Slack reaches the bot. Stories of the whole way are told over both. */
    enum Mode {
        HTTP,
        SOCKET_MODE
    }

    final void start(Mode mode) {
        (switch (mode) {
                    case HTTP -> harness;
                    case SOCKET_MODE -> harness.overSocketMode();
                })
                .start();
    }

    /** Somebody's key of so many whole days, last used so many days ago. */
    final FakeKey stale(String user, int ageDays, int usedDaysAgo, String service) {
        FakeUser created = account.addUser(user, account.daysAgo(ageDays + 30));
        return created.addKey(account.daysAgo(ageDays)).used(account.daysAgo(usedDaysAgo), service, "us-east-1");
    }

    /** Goran's key: critical, and he is named by a tag. */
    final FakeKey goransKey() {
        FakeKey key = stale("goran", 366, 30, "s3");
        account.user("goran").tag("slack", GORAN);
        return key;
    }

    final void mayReadFullIds(String person) {
        mayReadFullIds.add(person);
    }

    final SlackUser ada() {
        return harness.admin();
    }

    final SlackUser abel() {
        return harness.user(BotHarness.SECOND_ADMIN);
    }

    // ---- what people do

    /** Types it and waits for the answer to it. */
    final Message answer(SlackUser who, String command, String showing) {
        return answer(who, () -> who.types(command), showing);
    }

    /** Does something and waits for a message that is new or changed since, and shows this. */
    final Message answer(SlackUser who, Runnable action, String showing) {
        long before = harness.slack.workspace().revision();
        action.run();
        return who.awaitMessage(
                message -> message.revision() > before && text(message).contains(showing),
                "\"" + showing + "\" anew",
                PATIENCE);
    }

    final Message listFor(SlackUser who) {
        return answer(who, "/stale-keys", "Stale access keys");
    }

    /** Clicks Deactivate beside this user, and waits for the question. */
    final OpenView asksToDeactivate(SlackUser who, Message list, String beside) {
        who.clicks(list, "Deactivate", beside);
        return who.awaitModal("Reason");
    }

    // ---- what is seen

    final String text(Message message) {
        return String.join("\n", text.message(message));
    }

    final String text(OpenView view) {
        return String.join("\n", text.view(view));
    }

    /** The message as it stands now. */
    final String now(Message message) {
        return messagesOf(message.channel()).stream()
                .filter(each -> each.ts().equals(message.ts()))
                .findFirst()
                .or(() -> message.onlyFor()
                        .flatMap(person -> harness.slack.workspace().ephemeralsFor(person).stream()
                                .filter(each -> each.ts().equals(message.ts()))
                                .findFirst()))
                .map(this::text)
                .orElseThrow();
    }

    final void awaitNow(Message message, String showing) {
        harness.slack.await(
                "\"" + showing + "\" in " + now(message),
                () -> now(message).contains(showing) ? Optional.of(true) : Optional.empty(),
                PATIENCE);
    }

    final List<Message> messagesOf(String channel) {
        return harness.slack.workspace().messagesIn(channel);
    }

    final List<Message> posts() {
        return messagesOf(BotHarness.CHANNEL);
    }

    final Message awaitPost(String showing) {
        return harness.slack.awaitPost(
                BotHarness.CHANNEL, message -> text(message).contains(showing), PATIENCE);
    }

    /**
     * What is there within so much of the town's time, which goes by in small steps: when the next try is due is counted
     * from the end of the last one, so after one leap of the clock nothing might ever be due.
     */
    final <T> T within(Duration most, String what, Supplier<Optional<T>> look) {
        Duration step = most.dividedBy(STEPS);
        AtomicInteger looks = new AtomicInteger();
        return harness.slack.await(
                what,
                () -> {
                    Optional<T> found = look.get();
                    int count = looks.incrementAndGet();
                    if (found.isEmpty() && count % LOOKS_A_STEP == 0 && count <= STEPS * LOOKS_A_STEP) {
                        clock.advance(step);
                    }
                    return found;
                },
                PATIENCE);
    }

    final Message awaitPostWithin(Duration most, String showing) {
        return within(
                most,
                "\"" + showing + "\"",
                () -> posts().stream()
                        .filter(post -> text(post).contains(showing))
                        .findFirst());
    }

    /** Moves the clock on to this time. */
    final void until(Instant time) {
        clock.advance(Duration.between(clock.instant(), time));
    }

    final void awaitCalls(String method, int atLeast) {
        harness.slack.await(
                atLeast + " calls of " + method,
                () -> harness.slack.calls(method) >= atLeast ? Optional.of(true) : Optional.empty(),
                PATIENCE);
    }

    final List<Event> events() {
        return harness.database().ledger().eventsSince(Instant.EPOCH);
    }

    final List<Event.Kind> kinds() {
        return events().stream().map(Event::kind).toList();
    }

    final void awaitEvent(Event.Kind kind) {
        harness.slack.await(
                "an event " + kind + " but " + kinds(),
                () -> kinds().contains(kind) ? Optional.of(true) : Optional.empty(),
                PATIENCE);
    }

    static void assertShows(String shown, String... wanted) {
        for (String each : wanted) {
            assertTrue(shown.contains(each), () -> "\"" + each + "\" is not in:\n" + shown);
        }
    }

    static void assertHides(String shown, String... unwanted) {
        for (String each : unwanted) {
            assertFalse(shown.contains(each), () -> "\"" + each + "\" is in:\n" + shown);
        }
    }

    /** What the first button of that text carries. */
    static String valueOf(Message message, String button) {
        for (var block : message.blocks()) {
            for (var element : block.path("elements")) {
                if (element.path("text").path("text").asText().equals(button)) {
                    return element.path("value").asText();
                }
            }
        }
        throw new AssertionError("no button " + button);
    }

    static String masked(FakeKey key) {
        return "…" + key.id().substring(key.id().length() - 4);
    }

    // ---- what must hold of everything

    private Set<String> keyIds() {
        return account.users().stream()
                .flatMap(user -> user.keys().stream())
                .map(FakeKey::id)
                .collect(Collectors.toSet());
    }

    /** In full only in dialogs and in the owner's own direct messages; and even there in no button. */
    private void fullIdsOnlyWhereTheyMayBe(ApiCall call) {
        String all = call.args().toString();
        for (String id : keyIds()) {
            if (all.contains(id)) {
                assertTrue(mayCarryFullIds(call), () -> call.method() + " shows a full key id: " + all);
                List<String> hidden = new ArrayList<>();
                call.args().findValuesAsText("value", hidden);
                call.args().findValuesAsText("private_metadata", hidden);
                assertTrue(hidden.stream().noneMatch(value -> value.contains(id)), () -> "a button carries " + id);
            }
        }
    }

    private boolean mayCarryFullIds(ApiCall call) {
        if (call.method().startsWith("views.")) {
            return true;
        }
        String to = call.arg("channel");
        return mayReadFullIds.contains(to)
                || harness.slack
                        .workspace()
                        .findChannel(to)
                        .map(channel -> mayReadFullIds.contains(channel.imWith()))
                        .orElse(false);
    }

    private void noPings(ApiCall call) {
        if (!call.method().equals("chat.postMessage") || !call.arg("channel").equals(BotHarness.CHANNEL)) {
            return;
        }
        JsonNode said = call.args();
        for (String ping : List.of("<@", "<!here", "<!channel", "<!everyone", "<!subteam")) {
            assertHides(said.toString(), ping);
        }
    }

    private void nothingSecret(String shown, String where, boolean idsAreSecret) {
        Set<String> secrets = new HashSet<>(Set.of("not-a-secret-of-"));
        SlackSettings slack = harness.settings().slack();
        Stream.of(slack.botToken(), slack.signingSecret(), slack.appToken())
                .filter(Secret::present)
                .map(Secret::reveal)
                .forEach(secrets::add);
        if (idsAreSecret) {
            secrets.addAll(keyIds());
        }
        for (String secret : secrets) {
            assertFalse(shown.contains(secret), () -> where + " has " + secret + ":\n" + shown);
        }
    }

    private String database() {
        Path file = Path.of(harness.settings().store().url().reveal().replaceFirst("^jdbc:sqlite:", ""));
        StringBuilder all = new StringBuilder();
        for (String suffix : List.of("", "-wal")) {
            Path each = Path.of(file + suffix);
            try {
                if (Files.exists(each)) {
                    all.append(new String(Files.readAllBytes(each), StandardCharsets.ISO_8859_1));
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return all.toString();
    }
}
