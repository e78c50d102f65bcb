package stalekeys.slack.interaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import stalekeys.keys.model.LastUse;
import stalekeys.slack.view.block.ButtonValue;
import stalekeys.work.ledger.KeyChange.TargetState;

class DialogStateTest {
    private static final String URL = "https://hooks.slack.com/actions/T0EXAMPLE/1/abc";
    private static final ButtonValue BUTTON = new ButtonValue("handle", new ButtonValue.Position(2, "older-than 30"));
    private static final LastUse USED = LastUse.used(Instant.parse("2026-03-02T09:00:00.123Z"), null, null);

    @Test
    void it_comes_back_as_it_was() {
        for (TargetState wanted : TargetState.values()) {
            for (LastUse shown : new LastUse[] {null, USED, LastUse.never(), LastUse.unreadable()}) {
                remembered(new DialogState(wanted, BUTTON, shown, true, URL));
                remembered(new DialogState(wanted, ButtonValue.of("handle"), shown, false, ""));
            }
        }
    }

    @Test
    void what_the_dialog_showed_is_compared_by_its_time_alone() {
        LastUse read = LastUse.used(Instant.parse("2026-03-02T09:00:00Z"), "s3", "eu-west-1");
        DialogState memory = new DialogState(TargetState.OFF, BUTTON, null, false, "").showing(read);
        LastUse shown = DialogState.parse(memory.print()).orElseThrow().shown();
        assertThat(read.laterThan(shown)).isFalse();
    }

    @Test
    void it_fits_into_slacks_three_thousand_characters() {
        ButtonValue longest = new ButtonValue("h".repeat(40), new ButtonValue.Position(999_999, "x".repeat(5_000)));
        String url = "https://hooks.slack.com/actions/" + "x".repeat(500);
        assertThat(new DialogState(TargetState.OFF, longest, USED, true, url)
                        .print()
                        .length())
                .isLessThan(3_000);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "OFF",
                "OFF\n\n\nlist\n\n",
                "SIDEWAYS\n\n\nlist\n\nhandle",
                "OFF\nSOMETIMES\n\nlist\n\nhandle",
                "OFF\nUSED\n\nlist\n\nhandle",
                "OFF\nUSED\nyesterday\nlist\n\nhandle",
            })
    void what_it_did_not_print_it_does_not_read(String text) {
        assertThat(DialogState.parse(text)).isEmpty();
        assertThat(DialogState.parse(null)).isEmpty();
    }

    private static void remembered(DialogState memory) {
        assertThat(DialogState.parse(memory.print())).contains(memory);
    }
}
