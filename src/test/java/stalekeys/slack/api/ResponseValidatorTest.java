package stalekeys.slack.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.slack.api.methods.MethodsClient;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import stalekeys.slack.app.SlackMessenger;
import stalekeys.slack.people.RoleAssignments;
import stalekeys.slack.people.SlackPeople;
import stalekeys.standin.BadAnswers;
import stalekeys.standin.slack.MovableClock;
import stalekeys.work.ledger.Message;
import stalekeys.work.outbox.Messenger.Delivery;
import stalekeys.work.people.Role;

/** Whatever comes back instead of an answer, of each method of the Web API the bot calls. */
class ResponseValidatorTest {
    private static final Message MESSAGE = new Message.NotPosted("#somewhere", "not_in_channel");

    /** The least Slack sends. */
    private static final Map<String, String> GOOD = Map.ofEntries(
            Map.entry("auth.test", "{'ok':true,'team_id':'T0EXAMPLE','user_id':'U0BOT0001'}"),
            Map.entry("users.info", "{'ok':true,'user':{'id':'U0ANA0001','team_id':'T0EXAMPLE'}}"),
            Map.entry("users.lookupByEmail", "{'ok':true,'user':{'id':'U0ANA0001','team_id':'T0EXAMPLE'}}"),
            Map.entry("usergroups.users.list", "{'ok':true,'users':[]}"),
            Map.entry("conversations.info", "{'ok':true,'channel':{'id':'C0TEAM001'}}"),
            Map.entry("conversations.list", "{'ok':true,'channels':[]}"),
            Map.entry("conversations.open", "{'ok':true,'channel':{'id':'D0ANA0001'}}"),
            Map.entry("chat.postMessage", "{'ok':true,'channel':'C0TEAM001','ts':'1.2'}"),
            Map.entry("chat.update", "{'ok':true,'channel':'C0TEAM001','ts':'1.2'}"),
            Map.entry("views.open", "{'ok':true,'view':{'id':'V0EXAMPLE'}}"),
            Map.entry("views.push", "{'ok':true,'view':{'id':'V0EXAMPLE'}}"),
            Map.entry("views.update", "{'ok':true,'view':{'id':'V0EXAMPLE'}}"),
            Map.entry("views.publish", "{'ok':true,'view':{'id':'V0EXAMPLE'}}"),
            Map.entry("files.getUploadURLExternal", "{'ok':true,'upload_url':'http://127.0.0.1:1/','file_id':'F1'}"),
            Map.entry("files.completeUploadExternal", "{'ok':true,'files':[{'id':'F1'}]}"),
            Map.entry("apps.connections.open", "{'ok':true,'url':'ws://127.0.0.1:1/'}"));

    /** Takes what any method brings. */
    static final class OfAnything extends DirectoryResponses {}

    static Stream<String> methods() {
        return GOOD.keySet().stream().sorted();
    }

    @ParameterizedTest
    @MethodSource("methods")
    void nothing_passes_for_an_answer_that_is_none(String method) throws Exception {
        AtomicReference<String> answer = new AtomicReference<>("");
        try (ScriptedWebApi server = new ScriptedWebApi(200, Map.of(), form -> answer.get());
                SlackApi api = api(server)) {
            String good = json(GOOD.get(method));
            answer.set(good);
            assertThat(api.call(method, Map.of(), OfAnything.class).isOk()).isTrue();
            answer.set(json("{'ok':false,'error':'missing_scope'}"));
            assertThat(api.call(method, Map.of(), OfAnything.class).getError()).isEqualTo("missing_scope");
            List<String> passed = new ArrayList<>();
            bad(method, good).forEach((what, body) -> {
                answer.set(body);
                Throwable thrown = catchThrowable(() -> api.call(method, Map.of(), OfAnything.class));
                if (!(thrown instanceof InvalidResponse)) {
                    passed.add(what + ": " + thrown);
                }
            });
            assertThat(passed).isEmpty();
        }
    }

    private static Map<String, String> bad(String method, String good) {
        Map<String, String> bodies = BadAnswers.all(BadAnswers.ofAnybody(), BadAnswers.cutOff(good));
        bodies.put("only that all went well", json("{'ok':true}"));
        bodies.put("all went well, as a text", good.replace("true", "\"true\""));
        bodies.put("not whether all went well", good.replace("\"ok\":true,", ""));
        bodies.put("the answer and a page behind it", good + "<html/>");
        for (String field : String.valueOf(ResponseValidator.of(method)).split("[^\\w]+", -1)) {
            if (!field.isEmpty()) {
                bodies.put("no " + field, good.replace("\"" + field + "\"", "\"other\""));
                bodies.put("null for " + field, good.replaceAll("\"" + field + "\":.*", "\"" + field + "\":null}"));
                bodies.put("a number for " + field, good.replaceAll("\"" + field + "\":.*", "\"" + field + "\":7}"));
            }
        }
        GOOD.forEach((other, answer) -> {
            if (!ResponseValidator.of(other).equals(ResponseValidator.of(method)) && !isPartOf(method, other)) {
                bodies.put("the answer to " + other, json(answer));
            }
        });
        return bodies;
    }

    /** Where all this method brings comes with the other as well. */
    private static boolean isPartOf(String method, String other) {
        return List.copyOf(ResponseValidator.of(other)).containsAll(ResponseValidator.of(method));
    }

    @Test
    void what_is_always_sent_is_known_of_every_method_that_is_called() throws IOException {
        Set<String> known = methods().map(ResponseValidatorTest::plain).collect(Collectors.toCollection(TreeSet::new));
        Set<String> called = new TreeSet<>();
        new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("stalekeys.slack")
                .forEach(from -> from.getMethodCallsFromSelf().stream()
                        .filter(call -> call.getTargetOwner().isAssignableTo(MethodsClient.class))
                        .forEach(call -> called.add(plain(call.getName()))));
        // The one that takes any name, and the one that is two.
        called.remove("postformwithtokenandparseresponse");
        if (called.remove("filesuploadv2")) {
            called.add("filesgetuploadurlexternal");
            called.add("filescompleteuploadexternal");
        }
        try (Stream<Path> sources = Files.walk(Path.of("src/main/java/stalekeys/slack"))) {
            for (Path source : sources.filter(Files::isRegularFile)
                    // The table that is being tested.
                    .filter(file -> !file.endsWith("WholeAnswers.java"))
                    .toList()) {
                Pattern.compile("\"((?:apps|auth|chat|conversations|files|usergroups|users|views)(?:\\.[a-zA-Z]+)+)\"")
                        .matcher(Files.readString(source))
                        .results()
                        .forEach(match -> called.add(plain(match.group(1))));
            }
        }
        assertThat(called).isEqualTo(known);
        assertThat(methods()).allMatch(method -> ResponseValidator.of(method) != null);
    }

    private static String plain(String method) {
        return method.replace(".", "").toLowerCase(Locale.ROOT);
    }

    @Test
    void only_methods_of_the_web_api_are_held_to_it() throws Exception {
        try (ScriptedWebApi server = new ScriptedWebApi(200, Map.of(), form -> "ok");
                SlackApi api = api(server)) {
            String elsewhere = server.url().replace("/api/", "/actions/1/2/3");
            assertThat(api.slack().send(elsewhere, "{}").getCode()).isEqualTo(200);
        }
    }

    @Test
    void nobody_is_known_and_nothing_is_sent_by_an_answer_that_is_none() throws Exception {
        for (String body : List.of("", "<html>Sign in</html>", "{\"ok\":true}", "{}")) {
            try (ScriptedWebApi server = new ScriptedWebApi(200, Map.of(), form -> body);
                    SlackApi api = api(server)) {
                BotIdentity bot = new BotIdentity(api.methods());
                assertThat(bot.ask()).isEqualTo(BotIdentity.Asked.NOT_YET);
                assertThat(bot.isKnown()).isFalse();
                assertThat(BotToken.ask(api).isGood()).isFalse();
                SlackPeople people = new SlackPeople(
                        api,
                        () -> "T0EXAMPLE",
                        new RoleAssignments(List.of("S0ADMINS1"), List.of(), false),
                        new MovableClock(Instant.parse("2026-09-21T13:33:00Z")));
                assertThat(people.person("U0ANA0001").role()).isEqualTo(Role.NOBODY);
                assertThat(people.channel("C0TEAM001").postable()).isFalse();
                assertThat(people.channel("#team").postable()).isFalse();
                assertThat(people.admins()).isEmpty();
                SlackMessenger messenger = new SlackMessenger(api);
                assertThat(messenger.post("C0TEAM001", MESSAGE).state()).isEqualTo(Delivery.State.UNKNOWN);
                assertThat(messenger.update("C0TEAM001", "1.2", MESSAGE).state())
                        .isEqualTo(Delivery.State.UNKNOWN);
            }
        }
    }

    @Test
    void the_message_quotes_nothing() throws Exception {
        try (ScriptedWebApi server = new ScriptedWebApi(200, Map.of(), form -> "AKIAIOSFODNN7EXAMPLE");
                SlackApi api = api(server)) {
            assertThatThrownBy(() -> api.call("auth.test", Map.of(), OfAnything.class))
                    .hasMessage("auth.test: no answer of Slack's");
        }
    }

    private static SlackApi api(ScriptedWebApi server) {
        return SlackApi.of(
                server.url(), "xoxb-scripted", Duration.ofSeconds(2), Duration.ofSeconds(5), Clock.systemUTC());
    }

    private static String json(String withQuotes) {
        return withQuotes.replace('\'', '"');
    }
}
