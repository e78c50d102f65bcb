package stalekeys.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Holds .env.example against the table of settings. */
class EnvExampleTest {
    private static final Pattern ASSIGNMENT = Pattern.compile("(#?)([A-Z_]+)=(.*)");

    private record Line(boolean commentedOut, String name, String value, String commentAbove) {}

    private static final List<Line> LINES = new ArrayList<>();
    private static final List<String> TITLES = new ArrayList<>();

    @BeforeAll
    static void read() throws IOException {
        String comment = "";
        for (String text : Files.readAllLines(Path.of(".env.example"))) {
            Matcher assignment = ASSIGNMENT.matcher(text);
            if (text.startsWith("# --- ")) {
                TITLES.add(text.substring(6));
            } else if (assignment.matches()) {
                LINES.add(new Line(!assignment.group(1).isEmpty(), assignment.group(2), assignment.group(3), comment));
            } else if (!text.isEmpty()) {
                assertThat(text).startsWith("# ".strip());
                comment = text;
            }
        }
    }

    @Test
    void it_has_every_setting_once_in_the_order_of_the_table() {
        assertThat(LINES)
                .extracting(Line::name)
                .containsExactlyElementsOf(
                        Arrays.stream(Setting.values()).map(Setting::variable).toList());
        assertThat(TITLES)
                .containsExactlyElementsOf(Arrays.stream(Setting.Group.values())
                        .map(Setting.Group::title)
                        .toList());
    }

    @Test
    void only_what_must_be_filled_in_is_not_commented_out() {
        assertThat(LINES)
                .filteredOn(line -> !line.commentedOut())
                .extracting(Line::name)
                .containsExactly("SLACK_BOT_TOKEN", "SLACK_SIGNING_SECRET");
    }

    @Test
    void it_tells_the_true_default_and_marks_secrets() {
        for (Setting setting : Setting.values()) {
            Line line = line(setting);
            String comment = line.commentAbove().toLowerCase(java.util.Locale.ROOT);
            if (!setting.defaultValue().isEmpty()) {
                assertThat(line.value()).as(setting.variable()).isEqualTo(setting.defaultValue());
                assertThat(comment).as(setting.variable()).containsPattern("\\bdefaults?$");
            } else if (!setting.secret()) {
                assertThat(comment)
                        .as(setting.variable())
                        .endsWith("example; default: " + setting.shownDefault().toLowerCase(java.util.Locale.ROOT));
            }
            assertThat(comment.startsWith("# secret: ")).as(setting.variable()).isEqualTo(setting.secret());
        }
    }

    @Test
    void its_examples_are_right_all_together() throws Exception {
        Map<String, String> everything = new HashMap<>();
        LINES.forEach(line -> everything.put(line.name(), line.value()));
        everything.put("SLACK_BOT_TOKEN", "xoxb-example");

        TestSettings.read(everything, Map.of(), Set.of(Requirement.values()));
    }

    @Test
    void every_option_is_named_after_its_variable() {
        assertThat(Setting.MAX_AGE_DAYS.option()).isEqualTo("--max-age-days");
        assertThat(Setting.PORT.option()).isEqualTo("--port");
        assertThat(Setting.API_URL.option()).isEqualTo("--slack-api-url");
        assertThat(Arrays.stream(Setting.values()).map(Setting::option)).doesNotHaveDuplicates();
    }

    private static Line line(Setting setting) {
        return LINES.stream()
                .filter(line -> line.name().equals(setting.variable()))
                .findFirst()
                .orElseThrow();
    }
}
