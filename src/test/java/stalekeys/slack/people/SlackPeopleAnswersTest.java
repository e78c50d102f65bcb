package stalekeys.slack.people;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import stalekeys.slack.api.ScriptedWebApi;
import stalekeys.slack.api.SlackApi;
import stalekeys.standin.slack.MovableClock;
import stalekeys.work.people.Person;
import stalekeys.work.people.Role;

/** Answers that are rare, or that leave things out. */
class SlackPeopleAnswersTest {
    private static final String TEAM = "T0EXAMPLE";
    private static final MovableClock CLOCK = new MovableClock(Instant.parse("2026-09-21T13:33:00Z"));

    @Test
    void an_address_counts_where_slack_does_not_say_whether_it_is_confirmed() throws Exception {
        Person ana = person("'team_id':'T0EXAMPLE','profile':{'email':'ana@example.com'}");

        assertThat(ana.verifiedAddress()).contains("ana@example.com");
    }

    @Test
    void a_profile_without_an_address_names_nobody() throws Exception {
        assertThat(person("'team_id':'T0EXAMPLE','profile':{}").verifiedAddress())
                .isEmpty();
        assertThat(person("'team_id':'T0EXAMPLE'").verifiedAddress()).isEmpty();
    }

    @Test
    void a_time_zone_nobody_knows_becomes_utc() throws Exception {
        assertThat(person("'team_id':'T0EXAMPLE','tz':'Mars/Olympus'").zone().getId())
                .isEqualTo("Z");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "'team_id':'T0EXAMPLE'                                                          | MEMBER",
                "'team_id':'E0GRID','enterprise_user':{'teams':['T0OTHER','T0EXAMPLE']}          | MEMBER",
                "'team_id':'E0GRID','enterprise_user':{'teams':['T0OTHER']}                      | NOBODY",
                "'team_id':'T0OTHER'                                                            | NOBODY",
                "'name':'who'                                                                   | MEMBER",
                "'team_id':'T0EXAMPLE','is_stranger':true                                       | NOBODY",
                "'team_id':'T0EXAMPLE','is_workflow_bot':true                                   | NOBODY",
                "'team_id':'T0EXAMPLE','is_connector_bot':true                                  | NOBODY",
                "'team_id':'T0EXAMPLE','is_ultra_restricted':true                               | GUEST"
            })
    void who_belongs_to_the_workspace(String fields, Role role) throws Exception {
        assertThat(person(fields.strip()).role()).isEqualTo(role);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'ok':true}",
                "{'ok':true,'user':null}",
                "null",
                "[]",
                "<html>hello</html>",
                "",
                "{'ok':false}",
                "{'ok':true,'user':{'id':7,'profile':'x'}}"
            })
    void an_answer_that_makes_no_sense_gives_no_rights(String body) throws Exception {
        assertThat(asked(ignored -> body, people -> people.person("U0ANA0001")).role())
                .isEqualTo(Role.NOBODY);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "'name':'team'                                                          | true",
                "'is_shared':true                                                       | false",
                "'is_shared':true,'is_org_shared':true                                  | true",
                "'is_shared':true,'is_org_shared':true,'is_ext_shared':true             | false",
                "'is_shared':true,'is_ext_shared':false                                 | true",
                "'is_ext_shared':false,'is_pending_ext_shared':true                     | false"
            })
    void shared_but_not_known_with_whom_counts_as_shared_outside(String fields, boolean postable) throws Exception {
        String body = "{'ok':true,'channel':{'id':'C0TEAM001'," + fields.strip() + "}}";

        assertThat(asked(ignored -> body, people -> people.channel("C0TEAM001")).postable())
                .isEqualTo(postable);
    }

    @Test
    void a_name_is_looked_for_on_every_page() throws Exception {
        UnaryOperator<String> pages = form -> form.contains("cursor=two")
                ? "{'ok':true,'channels':[{'id':'C2','name':'team'}],'response_metadata':{'next_cursor':'three'}}"
                : "{'ok':true,'channels':[{'id':'C1','name':'teams'}],'response_metadata':{'next_cursor':'two'}}";

        assertThat(asked(pages, people -> people.channel("#team")).postable()).isTrue();
    }

    @Test
    void pages_without_an_end_come_to_an_end() throws Exception {
        String page = "{'ok':true,'channels':[],'response_metadata':{'next_cursor':'more'}}";

        assertThat(asked(ignored -> page, people -> people.channel("#team")).postable())
                .isFalse();
    }

    private static Person person(String fields) throws Exception {
        String body = "{'ok':true,'user':{'id':'U0ANA0001'," + fields + "}}";
        return asked(ignored -> body, people -> people.person("U0ANA0001"));
    }

    private static <T> T asked(UnaryOperator<String> script, Function<SlackPeople, T> question) throws Exception {
        try (ScriptedWebApi server = new ScriptedWebApi(
                        200, Map.of(), form -> script.apply(form).replace('\'', '"'));
                SlackApi api = SlackApi.of(
                        server.url(), "xoxb-scripted", Duration.ofSeconds(2), Duration.ofSeconds(5), CLOCK)) {
            return question.apply(
                    new SlackPeople(api, () -> TEAM, new RoleAssignments(List.of(), List.of(), false), CLOCK));
        }
    }
}
