package stalekeys.standin.slack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.slack.api.Slack;
import com.slack.api.SlackConfig;
import com.slack.api.methods.MethodsClient;
import com.slack.api.methods.SlackApiException;
import com.slack.api.methods.response.chat.ChatPostMessageResponse;
import com.slack.api.model.block.Blocks;
import com.slack.api.model.block.composition.BlockCompositions;
import com.slack.api.model.view.View;
import com.slack.api.model.view.Views;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import stalekeys.standin.slack.api.Hold;
import stalekeys.standin.slack.workspace.Json;
import stalekeys.standin.slack.workspace.Message;
import stalekeys.standin.slack.workspace.OpenView;

/** The Web API, driven by Slack's own client. */
class FakeSlackApiTest {
    private final MovableClock clock = new MovableClock(Instant.parse("2026-09-21T09:00:00Z"));
    private FakeSlack fake;
    private Slack slack;
    private MethodsClient client;

    @BeforeEach
    void start() {
        fake = FakeSlack.start("a-signing-secret-of-tests", "xoxb-api", clock);
        fake.workspace().person("U0ANA", "ana").zone("America/Lima");
        fake.workspace().person("U0GONE", "gone").deleted();
        fake.workspace().channel("C0OPS", "ops").withBot();
        fake.workspace().channel("C0OTHER", "other");
        SlackConfig config = new SlackConfig();
        config.setMethodsEndpointUrlPrefix(fake.apiUrl());
        config.setStatsEnabled(false);
        config.setHttpClientReadTimeoutMillis(1_000);
        slack = Slack.getInstance(config);
        client = slack.methods("xoxb-api");
    }

    @AfterEach
    void stop() throws Exception {
        slack.close();
        fake.close();
    }

    @Test
    void the_token_is_checked() throws Exception {
        assertThat(client.authTest(r -> r).getUserId())
                .isEqualTo(fake.workspace().botUser());
        assertThat(slack.methods("xoxb-other").authTest(r -> r).getError()).isEqualTo("invalid_auth");
        fake.workspace().revokeToken();
        assertThat(client.authTest(r -> r).getError()).isEqualTo("token_revoked");
    }

    @Test
    void people_and_groups_are_looked_up() throws Exception {
        assertThat(client.usersInfo(r -> r.user("U0ANA")).getUser().getTz()).isEqualTo("America/Lima");
        assertThat(client.usersInfo(r -> r.user("U0GONE")).getUser().isDeleted())
                .isTrue();
        assertThat(client.usersInfo(r -> r.user("U0NONE")).getError()).isEqualTo("user_not_found");
        assertThat(client.usersLookupByEmail(r -> r.email("ana@example.com"))
                        .getUser()
                        .getId())
                .isEqualTo("U0ANA");
        assertThat(client.usersLookupByEmail(r -> r.email("gone@example.com")).getError())
                .isEqualTo("users_not_found");
        fake.workspace().userGroup("S0ADMINS", "U0ANA");
        assertThat(client.usergroupsUsersList(r -> r.usergroup("S0ADMINS")).getUsers())
                .containsExactly("U0ANA");
        fake.workspace().userGroupsNeedUpgrade();
        assertThat(client.usergroupsUsersList(r -> r.usergroup("S0ADMINS")).getError())
                .isEqualTo("plan_upgrade_required");
    }

    @Test
    void messages_go_to_channels_the_bot_is_in_and_to_people() throws Exception {
        assertThat(post("#ops", "hello").getChannel()).isEqualTo("C0OPS");
        assertThat(post("C0OTHER", "hello").getError()).isEqualTo("not_in_channel");
        assertThat(post("C0NONE", "hello").getError()).isEqualTo("channel_not_found");
        assertThat(post("C0OPS", "").getError()).isEqualTo("no_text");
        assertThat(post("U0ANA", "hello ana").getChannel()).startsWith("D");
        assertThat(fake.user("U0ANA").awaitMessage("hello ana").isEphemeral()).isFalse();
        fake.workspace().disableMessagesTab(true);
        assertThat(post("U0ANA", "again").getError()).isEqualTo("messages_tab_disabled");
    }

    @Test
    void an_update_without_blocks_takes_them_away() throws Exception {
        ChatPostMessageResponse posted = client.chatPostMessage(r -> r.channel("C0OPS")
                .text("summary")
                .blocks(Blocks.asBlocks(
                        Blocks.section(s -> s.text(BlockCompositions.markdownText("a card"))), Blocks.divider())));
        assertThat(posted.isOk()).isTrue();
        assertThat(fake.workspace().messagesIn("C0OPS").get(0).blocks()).hasSize(2);
        client.chatUpdate(r -> r.channel("C0OPS").ts(posted.getTs()).text("only text"));
        Message now = fake.awaitPost("C0OPS", Message::edited, Duration.ofSeconds(1));
        assertThat(now.blocks()).isEmpty();
        assertThat(now.text()).isEqualTo("only text");
        assertThat(client.chatUpdate(r -> r.channel("C0OPS").ts("1.2").text("x"))
                        .getError())
                .isEqualTo("message_not_found");
        assertThat(fake.violations()).isEmpty();
    }

    @Test
    void too_many_blocks_are_refused_and_recorded() throws Exception {
        ChatPostMessageResponse refused = client.chatPostMessage(
                r -> r.channel("C0OPS").text("summary").blocks(java.util.Collections.nCopies(51, Blocks.divider())));
        assertThat(refused.getError()).isEqualTo("invalid_blocks");
        assertThat(refused.getResponseMetadata().getMessages()).hasSize(1);
        assertThat(fake.violations()).hasSize(1);
    }

    @Test
    void a_trigger_opens_one_dialog_within_three_seconds() throws Exception {
        String late = trigger();
        clock.advance(Duration.ofSeconds(4));
        assertThat(open(late, "Late").getError()).isEqualTo("expired_trigger_id");
        String good = trigger();
        var opened = open(good, "Good");
        assertThat(opened.isOk()).as(opened.toString()).isTrue();
        assertThat(open(good, "Again").getError()).isEqualTo("exchanged_trigger_id");

        String hash = opened.getView().getHash();
        String id = opened.getView().getId();
        assertThat(client.viewsUpdate(r -> r.viewId(id).hash(hash).view(modal("New")))
                        .isOk())
                .isTrue();
        assertThat(client.viewsUpdate(r -> r.viewId(id).hash(hash).view(modal("Stale")))
                        .getError())
                .isEqualTo("hash_conflict");
        assertThat(fake.user("U0ANA").awaitModal("New").title()).isEqualTo("New");
    }

    @Test
    void a_home_is_published() throws Exception {
        client.viewsPublish(r -> r.userId("U0ANA")
                .view(View.builder()
                        .type("home")
                        .blocks(List.of(Blocks.header(h -> h.text(BlockCompositions.plainText("Your keys")))))
                        .build()));
        assertThat(fake.user("U0ANA").sees()).containsExactly("[home]", "# Your keys");
    }

    @Test
    void a_file_is_shared_in_a_conversation() throws Exception {
        String im = client.conversationsOpen(r -> r.users(List.of("U0ANA")))
                .getChannel()
                .getId();
        client.filesUploadV2(
                r -> r.channel(im).filename("keys.csv").content("Username").title("Keys"));
        assertThat(fake.files()).singleElement().satisfies(file -> {
            assertThat(file.text()).isEqualTo("Username");
            assertThat(file.channel()).isEqualTo(im);
        });
        assertThat(fake.user("U0ANA").sees()).contains("[file] Keys");
    }

    @Test
    void a_limited_request_names_the_seconds_to_wait() throws Exception {
        fake.fault("chat.postMessage").once().rateLimited(30);
        assertThatThrownBy(() -> post("C0OPS", "hello")).isInstanceOfSatisfying(SlackApiException.class, limited -> {
            assertThat(limited.getResponse().code()).isEqualTo(429);
            assertThat(limited.getResponse().header("Retry-After")).isEqualTo("30");
        });
        assertThat(post("C0OPS", "hello").isOk()).isTrue();
        assertThat(fake.calls("chat.postMessage")).isEqualTo(2);
    }

    @Test
    void a_fault_can_be_an_error_or_a_status_of_one_channel() throws Exception {
        fake.fault("chat.postMessage").in("C0OPS").error("is_archived");
        assertThat(post("C0OPS", "hello").getError()).isEqualTo("is_archived");
        assertThat(post("#ops", "hello").isOk()).isTrue();
        fake.clearFaults();
        fake.fault("*").once().status(500);
        assertThatThrownBy(() -> post("C0OPS", "hello")).isInstanceOf(SlackApiException.class);
    }

    @Test
    void a_lost_response_leaves_the_message_and_a_dropped_request_does_not() {
        fake.fault("chat.postMessage").once().drop();
        assertThatThrownBy(() -> post("C0OPS", "dropped")).isInstanceOf(IOException.class);
        fake.fault("chat.postMessage").once().loseResponse();
        assertThatThrownBy(() -> post("C0OPS", "lost")).isInstanceOf(IOException.class);
        assertThat(fake.workspace().messagesIn("C0OPS"))
                .extracting(Message::text)
                .containsExactly("lost");
    }

    /** A trap of the client, not of this stand-in: its OkHttp resends what it cannot know to be lost. */
    @Test
    void slacks_client_posts_twice_when_the_response_is_lost_on_a_reused_connection() throws Exception {
        assertThat(post("C0OPS", "first").isOk()).isTrue();
        fake.fault("chat.postMessage").once().loseResponse();
        assertThat(post("C0OPS", "lost").isOk()).isTrue();
        assertThat(fake.workspace().messagesIn("C0OPS"))
                .extracting(Message::text)
                .containsExactly("first", "lost", "lost");
    }

    @Test
    void at_most_three_dialogs_are_stacked() throws Exception {
        assertThat(open(trigger(), "One").isOk()).isTrue();
        for (String title : List.of("Two", "Three")) {
            assertThat(push(title).isOk()).isTrue();
        }
        assertThat(push("Four").getError()).isEqualTo("push_limit_reached");
        assertThat(fake.workspace().modals("U0ANA")).extracting(OpenView::title).containsExactly("One", "Two", "Three");
        fake.user("U0ANA").closes(fake.user("U0ANA").modal().orElseThrow());
        assertThat(fake.user("U0ANA").modal().orElseThrow().title()).isEqualTo("Two");
    }

    @Test
    void an_ephemeral_message_is_for_one_and_cannot_be_updated() throws Exception {
        assertThat(client.chatPostEphemeral(
                                r -> r.channel("C0OPS").user("U0ANA").text("psst"))
                        .getError())
                .isEqualTo("user_not_in_channel");
        fake.workspace().findChannel("C0OPS").orElseThrow().with("U0ANA");
        String ts = client.chatPostEphemeral(
                        r -> r.channel("C0OPS").user("U0ANA").text("psst"))
                .getMessageTs();
        assertThat(fake.user("U0ANA").ephemerals()).hasSize(1);
        assertThat(fake.workspace().messagesIn("C0OPS")).isEmpty();
        assertThat(client.chatUpdate(r -> r.channel("C0OPS").ts(ts).text("x")).getError())
                .isEqualTo("message_not_found");
    }

    @Test
    void only_own_messages_can_be_updated() throws Exception {
        Message said = fake.user("U0ANA").says("C0OPS", "good morning");
        assertThat(client.chatUpdate(r -> r.channel("C0OPS").ts(said.ts()).text("x"))
                        .getError())
                .isEqualTo("cant_update_message");
    }

    @Test
    void the_pace_of_one_message_a_second_can_be_kept() throws Exception {
        fake.keepPace(true);
        assertThat(post("C0OPS", "one").isOk()).isTrue();
        assertThatThrownBy(() -> post("C0OPS", "two")).isInstanceOf(SlackApiException.class);
        clock.advance(Duration.ofSeconds(1));
        assertThat(post("C0OPS", "two").isOk()).isTrue();
    }

    @Test
    void an_unknown_method_and_a_missing_token_are_named() throws Exception {
        assertThat(slack.methods("xoxb-api")
                        .usersProfileGet(r -> r.user("U0ANA"))
                        .getError())
                .isEqualTo("unknown_method");
        java.net.http.HttpResponse<String> answer = java.net.http.HttpClient.newHttpClient()
                .send(
                        java.net.http.HttpRequest.newBuilder(java.net.URI.create(fake.apiUrl() + "auth.test"))
                                .build(),
                        java.net.http.HttpResponse.BodyHandlers.ofString());
        assertThat(Json.parse(answer.body()).path("error").asText()).isEqualTo("not_authed");
        assertThat(answer.headers().firstValue("x-oauth-scopes"))
                .hasValueSatisfying(scopes -> assertThat(scopes).contains("chat:write"));
    }

    @Test
    void a_hanging_request_goes_on_when_released() throws Exception {
        try (Hold hold = fake.fault("chat.postMessage").once().hang()) {
            assertThatThrownBy(() -> post("C0OPS", "slow")).isInstanceOf(IOException.class);
            hold.awaitReached(Duration.ofSeconds(1));
            assertThat(fake.workspace().messagesIn("C0OPS")).isEmpty();
        }
        assertThat(fake.awaitPost("C0OPS", message -> message.text().equals("slow"), Duration.ofSeconds(5)))
                .isNotNull();
    }

    private String trigger() {
        return fake.workspace().triggers().give("U0ANA", Optional.empty());
    }

    private com.slack.api.methods.response.views.ViewsOpenResponse open(String trigger, String title) throws Exception {
        return client.viewsOpen(r -> r.triggerId(trigger).view(modal(title)));
    }

    private com.slack.api.methods.response.views.ViewsPushResponse push(String title) throws Exception {
        String top = fake.user("U0ANA").modal().orElseThrow().id();
        String trigger = fake.workspace().triggers().give("U0ANA", Optional.of(top));
        return client.viewsPush(r -> r.triggerId(trigger).view(modal(title)));
    }

    private static View modal(String title) {
        return View.builder()
                .type("modal")
                .title(Views.viewTitle(t -> t.type("plain_text").text(title)))
                .blocks(List.of(Blocks.divider()))
                .build();
    }

    private ChatPostMessageResponse post(String channel, String text) throws IOException, SlackApiException {
        return client.chatPostMessage(r -> r.channel(channel).text(text));
    }
}
