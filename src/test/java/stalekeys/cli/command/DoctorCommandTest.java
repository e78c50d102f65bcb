package stalekeys.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import stalekeys.work.doctor.CheckResult;

class DoctorCommandTest {
    private static final CheckResult OK = CheckResult.ok("scope chat:write", "The app has it.");
    private static final CheckResult NOTE = CheckResult.note("STALE_KEYS_CHANNEL", "Not set: there is no digest.");
    private static final CheckResult WRONG = CheckResult.wrong("SLACK_BOT_TOKEN", "Not set: serve needs it.");
    private static final CheckResult AWAY = CheckResult.unreachable("database", "It does not answer.");

    private final Terminal terminal = new Terminal();

    @Test
    void each_thing_is_one_line_and_the_end_says_how_it_stands() {
        assertThat(examined(OK, NOTE)).isZero();

        assertThat(terminal.out().lines())
                .containsExactly(
                        "ok         scope chat:write: The app has it.",
                        "note       STALE_KEYS_CHANNEL: Not set: there is no digest.");
        assertThat(terminal.err()).isEqualTo("Nothing that is needed was found wrong.\n");
    }

    @Test
    void something_wrong_ends_with_2() {
        assertThat(examined(OK, WRONG)).isEqualTo(2);

        assertThat(terminal.out()).contains("WRONG      SLACK_BOT_TOKEN: Not set: serve needs it.");
        assertThat(terminal.err()).isEqualTo("1 thing to mend.\n");
    }

    @Test
    void nobody_answering_ends_with_3() {
        assertThat(examined(OK, AWAY)).isEqualTo(3);

        assertThat(terminal.out()).contains("NO ANSWER  database: It does not answer.");
    }

    @Test
    void what_is_surely_wrong_counts_more_than_what_nobody_answered_about() {
        assertThat(examined(AWAY, WRONG, WRONG)).isEqualTo(2);

        assertThat(terminal.err()).isEqualTo("2 things to mend, 1 thing nobody answered about.\n");
    }

    @Test
    void names_from_outside_can_not_forge_a_line() {
        examined(CheckResult.ok("STALE_KEYS_CHANNEL", "#a\nWRONG  b \u001b[31m"));

        assertThat(terminal.out().lines()).hasSize(1);
        assertThat(terminal.out()).doesNotContain("\u001b");
    }

    @Test
    void it_needs_no_setting_to_be_there_and_none_to_be_wrong() {
        assertThat(examined()).isZero();
        assertThat(terminal.bot.calls).containsExactly("prepare", "examine");

        assertThat(terminal.with("PORT", "x").types("doctor")).isEqualTo(2);
        assertThat(terminal.err()).contains("PORT is \"x\"");
    }

    private int examined(CheckResult... results) {
        terminal.bot.checkResults = List.of(results);
        return terminal.types("doctor");
    }
}
