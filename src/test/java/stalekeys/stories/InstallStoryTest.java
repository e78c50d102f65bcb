package stalekeys.stories;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import stalekeys.http.CapturedLog;
import stalekeys.standin.slack.click.Ack;
import stalekeys.standin.slack.workspace.Message;

/** Installing the app: what Slack sends that belongs to no workspace, or to another, to the whole bot. */
class InstallStoryTest extends Story {
    private static final String CHALLENGE =
            "{\"token\":\"legacy\",\"challenge\":\"3eZbrw1aB\",\"type\":\"url_verification\"}";

    @BeforeEach
    void one_key() {
        goransKey();
    }

    @Test
    void the_address_of_events_can_be_saved() {
        harness.start();
        assertEquals("3eZbrw1aB", taken(json(CHALLENGE)));
        // A body that is not signed is not echoed.
        assertEquals(401, harness.slack.raw().json(CHALLENGE).unsigned().send().status());
    }

    @Test
    void it_can_be_saved_before_slack_has_told_who_the_bot_is_and_where_it_never_will() {
        harness.slack.fault("auth.test").status(503);
        harness.startUnready();
        assertEquals("3eZbrw1aB", taken(json(CHALLENGE)));
        harness.slack.clearFaults();
        harness.stop();
        harness.slack.workspace().installOrganizationWide();
        harness.startUnready();
        assertEquals("3eZbrw1aB", taken(json(CHALLENGE)));
    }

    @Test
    void a_check_of_the_certificate_is_confirmed() {
        harness.start();
        assertEquals("", taken(form("ssl_check=1&token=legacy")));
        assertEquals("", taken(form("token=legacy&ssl_check=1")));
    }

    /** Each is taken, so that Slack does not send it again, and nothing comes of it. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'type':'event_callback','event':{'type':'app_uninstalled'},'api_app_id':'A0STALEKEYS'}",
                "{'type':'event_callback','team_id':null,'event':{'type':'tokens_revoked','tokens':{'bot':['U0X']}}}",
                "{'type':'event_callback','team_id':'T0EXAMPLE','event':{'type':'app_uninstalled'}}",
                "{'type':'event_callback','team_id':null,'enterprise_id':'E0EXAMPLE','event':{'type':'team_access_granted',"
                        + "'team_ids':['T0EXAMPLE']}}",
                "{'type':'event_callback','team_id':null,'enterprise_id':'E0EXAMPLE','authorizations':[{'enterprise_id':"
                        + "'E0EXAMPLE','team_id':null,'user_id':'U0STALEBOT','is_bot':true,'is_enterprise_install':true}],"
                        + "'event':{'type':'app_home_opened','user':'U0ADMIN01','channel':'D0ADMIN01','tab':'home'}}",
                "{'type':'event_callback','team_id':'T0OTHER01','event':{'type':'app_home_opened','user':'U0ADMIN01',"
                        + "'channel':'D0ADMIN01','tab':'home'}}",
                "{'type':'app_rate_limited','team_id':'T0EXAMPLE','minute_rate_limited':1518467820}",
            })
    void events_of_no_workspace_or_another_are_taken_and_nothing_comes_of_them(String event) {
        harness.start();
        int homes = harness.slack.calls("views.publish");
        assertEquals("", taken(json(event.replace('\'', '"'))));
        answer(ada(), "/stale-keys", "1 stale key");
        assertEquals(homes, harness.slack.calls("views.publish"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'type':'block_actions','team':null,'enterprise':{'id':'E0EXAMPLE'},'is_enterprise_install':true,"
                        + "'user':{'id':'U0ADMIN01'},'actions':[{'type':'button','action_id':'refresh','value':'x'}]}",
                "{'type':'view_submission','team':null,'enterprise':{'id':'E0EXAMPLE'},'is_enterprise_install':true,"
                        + "'user':{'id':'U0ADMIN01'},'view':{'type':'modal','id':'V1','callback_id':'deactivate'}}",
                "{'type':'view_closed','team':null,'user':{'id':'U0ADMIN01'},'view':{'type':'modal','id':'V1','callback_id':'x'}}",
                "{'type':'shortcut','team':null,'user':{'id':'U0ADMIN01'},'callback_id':'x'}",
                "{'type':'message_action','team':null,'user':{'id':'U0ADMIN01'},'callback_id':'x'}",
                "{'type':'block_suggestion','team':null,'user':{'id':'U0ADMIN01'},'action_id':'x','value':'a'}",
                "{'type':'dialog_submission','team':null,'user':{'id':'U0ADMIN01'},'callback_id':'x'}",
                "{'type':'dialog_cancellation','team':null,'user':{'id':'U0ADMIN01'},'callback_id':'x'}",
                "{'type':'dialog_suggestion','team':null,'user':{'id':'U0ADMIN01'},'callback_id':'x'}",
            })
    void clicks_of_no_workspace_are_taken_and_nothing_comes_of_them(String payload) {
        harness.start();
        int views = harness.slack.calls("views.update") + harness.slack.calls("views.publish");
        for (String from : List.of("'team':null,", "", "'team':{'id':'T0OTHER01'},")) {
            String said =
                    taken(interaction(payload.replace("'team':null,", from).replace('\'', '"')));
            if (payload.contains("view_submission")) {
                assertShows(said, "works in one Slack workspace only");
            } else {
                assertEquals("", said);
            }
        }
        assertEquals(views, harness.slack.calls("views.update") + harness.slack.calls("views.publish"));
    }

    @Test
    void who_clicks_in_another_workspace_is_told_that_it_works_in_one() {
        harness.start();
        Message list = listFor(ada());
        taken(interaction(("{'type':'block_actions','team':null,'enterprise':{'id':'E0EXAMPLE'},"
                        + "'is_enterprise_install':true,'user':{'id':'U0ADMIN01'},'response_url':'"
                        + harness.slack.apiUrl().replace("/api/", "/response/elsewhere")
                        + "','actions':[{'type':'button','action_id':'refresh','value':'"
                        + valueOf(list, "Refresh").replace("\"", "\\\"") + "'}]}")
                .replace('\'', '"')));
        harness.slack.await(
                "a sentence",
                () -> harness.slack.requests("response_url").stream()
                        .filter(call -> call.arg("text").contains("works in one Slack workspace only"))
                        .findFirst(),
                PATIENCE);
    }

    @ParameterizedTest
    @EnumSource
    void clicks_dialogs_and_homes_of_an_organization_wide_install_are_plainly_refused(Mode mode) {
        if (mode == Mode.SOCKET_MODE) {
            harness.overSocketMode();
        }
        harness.start();
        Message list = listFor(ada());
        ada().opensHome();
        ada().awaitHome("All access keys");
        asksToDeactivate(ada(), list, "goran");
        harness.stop();
        harness.slack.workspace().installOrganizationWide();
        try (CapturedLog log = new CapturedLog()) {
            harness.startUnready();
            harness.slack.await(
                    "a line about the install",
                    () -> log.lines().stream()
                            .filter(line -> line.startsWith("ERROR SLACK_BOT_TOKEN can't be used"))
                            .findFirst(),
                    PATIENCE);
        }
        String refused = "installed for a whole Slack organization, which is not supported";
        ada().submits(Map.of("Reason", "not needed"));
        ada().awaitModal(refused);
        answer(ada(), () -> ada().clicks(list, "Deactivate", "goran"), refused);
        ada().clicksInHome("Refresh");
        ada().awaitHome(refused);
        abel().opensHome();
        abel().awaitHome(refused);
        assertEquals("Active", account.user("goran").onlyKey().status());
        assertEquals(List.of(), kinds());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "team_id=T0OTHER01&enterprise_id=E0EXAMPLE&is_enterprise_install=true",
                "team_id=T0OTHER01&is_enterprise_install=false",
                "team_id=&enterprise_id=E0EXAMPLE&is_enterprise_install=true",
                "enterprise_id=E0EXAMPLE&is_enterprise_install=true",
                "team_id=E0EXAMPLE&enterprise_id=E0EXAMPLE",
            })
    void a_command_from_elsewhere_is_told_that_it_works_in_one_workspace(String from) {
        harness.start();
        try (CapturedLog log = new CapturedLog()) {
            String said = taken(form("command=%2Fstale-keys&text=&user_id=U0ADMIN01&channel_id=C0X&" + from
                    + "&response_url=" + encode(harness.slack.apiUrl())));
            assertShows(said, "works in one Slack workspace only", "whole organization is not supported");
            taken(form("command=%2Fstale-keys&text=&user_id=U0ADMIN01&" + from));
            List<String> told = log.lines().stream()
                    .filter(line -> line.contains("workspace of SLACK_BOT_TOKEN"))
                    .toList();
            assertEquals(1, told.size(), told::toString);
        }
    }

    @Test
    void a_workspace_inside_an_organization_is_served_like_any_other() {
        harness.start();
        String sent =
                "command=%2Fstale-keys&text=&team_id=T0EXAMPLE&enterprise_id=E0EXAMPLE&is_enterprise_install=false"
                        + "&user_id=U0ADMIN01&channel_id=C0SECURITY&response_url="
                        + encode(harness.slack.apiUrl().replace("/api/", "/response/none"));
        assertEquals("", taken(form(sent)));
        awaitCalls("response_url", 1);
    }

    @ParameterizedTest
    @EnumSource
    void an_organization_wide_install_is_plainly_refused(Mode mode) {
        harness.slack.workspace().installOrganizationWide();
        try (CapturedLog log = new CapturedLog()) {
            if (mode == Mode.SOCKET_MODE) {
                harness.overSocketMode();
            }
            harness.startUnready();
            harness.slack.await(
                    "a line about the install",
                    () -> log.lines().stream()
                            .filter(line -> line.startsWith("ERROR SLACK_BOT_TOKEN can't be used"))
                            .findFirst(),
                    PATIENCE);
            if (mode == Mode.SOCKET_MODE) {
                harness.slack.await(
                        "a connection",
                        () -> harness.slack.socket().connectionsEver() > 0 ? Optional.of(true) : Optional.empty(),
                        PATIENCE);
            }
            answer(ada(), "/stale-keys", "installed for a whole Slack organization, which is not supported");
            assertFalse(harness.isReady());
            assertEquals(
                    1,
                    log.lines().stream()
                            .filter(line -> line.contains("SLACK_BOT_TOKEN can't be used"))
                            .count());
        }
        assertEquals(0, harness.slack.calls("chat.postMessage"));
        assertEquals(0, harness.slack.calls("users.info"));
    }

    // ---- where an answer goes

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://localhost:9/x",
                "https://hooks.slack.com.example.com/x",
                "http://hooks.slack.com/x",
                "https://a@hooks.slack.com/x",
                "home:U0ADMIN02",
                "dialog:V1",
                "",
                "nonsense"
            })
    void a_command_that_names_another_place_for_its_answer_is_answered_in_the_acknowledgement(String url) {
        harness.start();
        try (CapturedLog log = new CapturedLog()) {
            for (int times = 0; times < 2; times++) {
                assertShows(
                        taken(form("command=%2Fstale-keys&text=&team_id=T0EXAMPLE&user_id=U0ADMIN01&channel_id=C0X"
                                + "&response_url=" + encode(url))),
                        "to answer to, so nothing was done");
            }
            List<String> told = log.lines().stream()
                    .filter(line -> line.contains("response URL"))
                    .toList();
            assertEquals(List.of("WARN A response URL that is not Slack's was not used (said once)"), told);
        }
        assertEquals(0, harness.slack.calls("users.info"));
        assertEquals(0, harness.slack.calls("response_url"));
    }

    private Ack json(String body) {
        return harness.slack.raw().json(body).send();
    }

    private Ack form(String body) {
        return harness.slack.raw().body(body).send();
    }

    private Ack interaction(String payload) {
        return form("payload=" + encode(payload));
    }

    private static String taken(Ack ack) {
        assertEquals(200, ack.status(), ack.body());
        return ack.body();
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
