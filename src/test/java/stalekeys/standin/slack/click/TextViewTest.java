package stalekeys.standin.slack.click;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import stalekeys.standin.slack.workspace.Json;

class TextViewTest {
    private final TextView view = TextView.plain(id -> id.equals("U0ANA") ? "ana" : id);

    @Test
    void markup_reads_as_a_person_reads_it() {
        assertThat(
                        shown(
                                "{'type':'section','text':{'type':'mrkdwn','text':"
                                        + "'*95 days* old, _asked_ by <@U0ANA> at <!date^1^{time}|13:33 UTC>: `a_b*c*` &amp; <https://example.com|docs>'}}"))
                .containsExactly("95 days old, asked by @ana at 13:33 UTC: a_b*c* & docs (https://example.com)");
    }

    @Test
    void plain_text_keeps_its_stars() {
        assertThat(shown("{'type':'header','text':{'type':'plain_text','text':'*not bold*'}}"))
                .containsExactly("# *not bold*");
    }

    @Test
    void fields_buttons_and_choices_are_lines() {
        assertThat(shown("{'type':'section','fields':[{'type':'mrkdwn','text':'*Age*\n95 days'}]},"
                        + "{'type':'actions','elements':[{'type':'button','text':{'type':'plain_text','text':'Ask'}},"
                        + "{'type':'overflow','options':[{'text':{'type':'plain_text','text':'A'}},"
                        + "{'text':{'type':'plain_text','text':'B'}}]}]}"))
                .containsExactly("  Age: 95 days", "[Ask] [A | B]");
    }

    @Test
    void a_danger_button_is_red() {
        assertThat(TextView.coloured(id -> id)
                        .blocks(Json.parse(
                                "[{'type':'actions','elements':[{'type':'button','style':'danger',".replace('\'', '"')
                                        + "\"text\":{\"type\":\"plain_text\",\"text\":\"Off\"}}]}]")))
                .containsExactly("\u001b[31m[Off]\u001b[0m");
    }

    private List<String> shown(String blocks) {
        return view.blocks(Json.parse(("[" + blocks + "]").replace("\n", "\\n").replace('\'', '"')));
    }
}
