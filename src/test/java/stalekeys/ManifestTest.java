package stalekeys;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import stalekeys.slack.api.BotScope;
import stalekeys.standin.BotHarness;
import stalekeys.standin.aws.SeededAccount;
import stalekeys.standin.slack.MovableClock;
import stalekeys.standin.slack.SlackUser;
import stalekeys.standin.slack.api.ApiCall;
import stalekeys.standin.slack.workspace.Message;

/** The Slack app people create from manifest.yml is the one this bot needs: Slack takes it, and it asks for no more. */
@Tag("one-jdk")
class ManifestTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String ADMINS = "S0ADMINS01";

    /** Slack refuses a manifest with a key it does not know. */
    private static final Set<String> KNOWN_KEYS = Set.of(
            "display_information.name",
            "display_information.description",
            "display_information.long_description",
            "display_information.background_color",
            "features.app_home.home_tab_enabled",
            "features.app_home.messages_tab_enabled",
            "features.app_home.messages_tab_read_only_enabled",
            "features.bot_user.display_name",
            "features.bot_user.always_online",
            "features.slash_commands[].command",
            "features.slash_commands[].url",
            "features.slash_commands[].description",
            "features.slash_commands[].usage_hint",
            "features.slash_commands[].should_escape",
            "oauth_config.scopes.bot[]",
            "settings.event_subscriptions.request_url",
            "settings.event_subscriptions.bot_events[]",
            "settings.interactivity.is_enabled",
            "settings.interactivity.request_url",
            "settings.org_deploy_enabled",
            "settings.socket_mode_enabled",
            "settings.token_rotation_enabled");

    /** What each Web API method needs, as its own page in Slack's reference says. */
    private static final Map<String, Set<String>> SCOPES = Map.ofEntries(
            entry("auth.test", Set.of()),
            entry("chat.postMessage", Set.of("chat:write")),
            entry("chat.update", Set.of("chat:write")),
            entry("conversations.open", Set.of("im:write")),
            entry("files.completeUploadExternal", Set.of("files:write")),
            entry("files.getUploadURLExternal", Set.of("files:write")),
            entry("conversations.info", Set.of("channels:read", "groups:read")),
            entry("conversations.list", Set.of("channels:read", "groups:read")),
            entry("usergroups.users.list", Set.of("usergroups:read")),
            entry("users.info", Set.of("users:read")),
            entry("users.lookupByEmail", Set.of("users:read.email")),
            entry("views.open", Set.of()),
            entry("views.publish", Set.of()),
            entry("views.update", Set.of()));

    private static JsonNode manifest;

    @BeforeAll
    static void read() throws IOException {
        manifest = read(Path.of("manifest.yml"));
    }

    private static JsonNode read(Path file) throws IOException {
        return new YAMLMapper().readTree(file.toFile());
    }

    @Test
    void it_has_no_key_that_slack_does_not_know() {
        List<String> keys = new ArrayList<>();
        leaves("", manifest, keys);
        assertThat(KNOWN_KEYS).containsAll(keys);
    }

    @Test
    void the_one_for_socket_mode_is_the_same_app_without_addresses() throws IOException {
        ObjectNode expected = manifest.deepCopy();
        ((ObjectNode) expected.at("/features/slash_commands/0")).remove("url");
        ((ObjectNode) expected.at("/settings/interactivity")).remove("request_url");
        ((ObjectNode) expected.at("/settings/event_subscriptions")).remove("request_url");
        ((ObjectNode) expected.at("/settings")).put("socket_mode_enabled", true);
        assertThat(read(Path.of("deploy", "manifest-socket-mode.yml"))).isEqualTo(expected);
    }

    @Test
    void it_keeps_slacks_lengths() {
        assertThat(manifest.at("/display_information/name").asText()).hasSizeBetween(1, 35);
        assertThat(manifest.at("/display_information/description").asText()).hasSizeBetween(1, 140);
        assertThat(manifest.at("/features/bot_user/display_name").asText()).hasSizeBetween(1, 80);
        assertThat(manifest.at("/features/slash_commands")).allSatisfy(command -> {
            assertThat(command.path("command").asText()).matches("/[a-z0-9_-]{1,31}");
            assertThat(command.path("description").asText()).hasSizeBetween(1, 2000);
            assertThat(command.path("usage_hint").asText()).hasSizeBetween(1, 1000);
        });
    }

    @Test
    void the_one_command_arrives_with_people_as_ids_at_the_path_we_listen_on() {
        assertThat(manifest.at("/features/slash_commands")).singleElement().satisfies(command -> {
            assertThat(command.path("command").asText()).isEqualTo("/stale-keys");
            assertThat(command.path("should_escape").asBoolean()).isTrue();
            assertThat(command.path("url").asText()).endsWith("/slack/events");
        });
        assertThat(manifest.at("/settings/interactivity/is_enabled").asBoolean())
                .isTrue();
        assertThat(manifest.at("/settings/interactivity/request_url"))
                .isEqualTo(manifest.at("/features/slash_commands/0/url"));
    }

    @Test
    void slack_tells_of_what_the_bot_listens_to_at_the_same_address() {
        assertThat(manifest.at("/settings/event_subscriptions/request_url"))
                .isEqualTo(manifest.at("/features/slash_commands/0/url"));
        assertThat(manifest.at("/settings/event_subscriptions/bot_events"))
                .extracting(JsonNode::asText)
                .containsExactly("app_home_opened", "member_joined_channel");
        assertThat(manifest.at("/features/app_home/home_tab_enabled").asBoolean())
                .isTrue();
    }

    @Test
    void direct_messages_can_arrive() {
        assertThat(manifest.at("/features/app_home/messages_tab_enabled").asBoolean())
                .isTrue();
    }

    @Test
    void it_asks_for_the_scopes_of_the_methods_the_bot_calls_and_no_others() {
        Set<String> needed = new TreeSet<>();
        MovableClock clock = new MovableClock(Instant.parse("2026-03-06T10:00:00Z"));
        try (BotHarness harness = new BotHarness(clock, SeededAccount.at(clock))) {
            for (ApiCall call : everything(harness)) {
                assertThat(SCOPES).as("the list of methods in this test").containsKey(call.method());
                needed.addAll(SCOPES.get(call.method()));
                if (call.method().equals("chat.postMessage")
                        && call.arg("channel").startsWith("U")) {
                    // The bot opens the conversation with a person by writing to them.
                    needed.add("im:write");
                }
            }
            assertThat(harness.slack.requests())
                    .extracting(ApiCall::method)
                    .as("each method of the list is called")
                    .containsAll(SCOPES.keySet());
        }
        needed.add("commands");
        Set<String> asked = new TreeSet<>();
        manifest.at("/oauth_config/scopes/bot").forEach(scope -> asked.add(scope.asText()));
        assertThat(asked).isEqualTo(needed);
        assertThat(Arrays.stream(BotScope.values()).map(BotScope::id))
                .as("what the doctor asks for")
                .containsExactlyInAnyOrderElementsOf(asked);
    }

    /** The whole conversation, with an admin by group, a channel by name and owners by address. */
    private static List<ApiCall> everything(BotHarness harness) {
        harness.slack.workspace().userGroup(ADMINS, BotHarness.ADMIN);
        harness.with("STALE_KEYS_ADMINS", ADMINS)
                .with("STALE_KEYS_CHANNEL", "#security")
                .start();
        SlackUser ada = harness.admin();
        ada.types("/stale-keys");
        ada.awaitMessage("Stale access keys", PATIENCE);
        ada.types("/stale-keys export");
        ada.awaitMessage("I have sent you", PATIENCE);
        ada.opensHome();
        ada.awaitHome("All access keys");
        ada.types("/stale-keys user goran");
        Message gorans = ada.awaitMessage("Access keys of one user", PATIENCE);
        ada.clicks(gorans, "Ask owner to rotate", "goran");
        harness.user("U0GORAN04").awaitMessage("Please rotate", PATIENCE);
        ada.clicks(gorans, "Deactivate", "goran");
        ada.awaitModal("Reason");
        ada.submits(Map.of("Reason", "No answer"));
        ada.awaitModal("AWS confirms");
        harness.user("U0GORAN04").awaitMessage("This AWS access key was deactivated", PATIENCE);
        ada.awaitMessage("[Reactivate]", PATIENCE);
        harness.clock.advance(Duration.ofDays(3).minusHours(1));
        harness.slack.awaitPost(BotHarness.CHANNEL, message -> true, PATIENCE);
        return harness.slack.requests().stream()
                .filter(call -> !Set.of("response_url", "upload").contains(call.method()))
                .collect(Collectors.toList());
    }

    private static void leaves(String path, JsonNode node, List<String> into) {
        if (node.isObject()) {
            node.properties()
                    .forEach(field -> leaves(
                            path.isEmpty() ? field.getKey() : path + "." + field.getKey(), field.getValue(), into));
        } else if (node.isArray()) {
            node.forEach(item -> leaves(path + "[]", item, into));
        } else {
            into.add(path);
        }
    }
}
