package stalekeys.slack.view.block;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import stalekeys.keys.report.KeyFilter;
import stalekeys.slack.view.block.ButtonValue.Position;

class ButtonValueTest {
    @ParameterizedTest
    @ValueSource(strings = {"", "mine", "user *bold* <!here> `x` 7 8", "user  two  blanks", "older-than 30", "<@U123>"})
    void what_is_printed_is_read_again(String filterText) {
        for (ButtonValue value : new ButtonValue[] {
            new ButtonValue("h1", new Position(7, filterText)), new ButtonValue("", new Position(1, filterText))
        }) {
            assertThat(ButtonValue.parse(value.print())).contains(value);
        }
    }

    @Test
    void in_a_message_it_is_the_handle_alone() {
        assertThat(ButtonValue.of("abc").print()).isEqualTo("abc");
        assertThat(ButtonValue.parse("abc")).contains(ButtonValue.of("abc"));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " ", " abc", "abc x", "abc 1234567", "abc -1"})
    void what_it_did_not_print_it_does_not_read(String value) {
        assertThat(ButtonValue.parse(value)).isEmpty();
    }

    @Test
    void page_nought_is_the_first() {
        assertThat(ButtonValue.parse("abc 0 mine")).contains(new ButtonValue("abc", new Position(1, "mine")));
    }

    @Test
    void a_filter_longer_than_any_user_name_does_not_break_slacks_limit() {
        String longest = KeyFilter.user("x".repeat(3_000)).toString();

        assertThat(new ButtonValue("h".repeat(64), new Position(999_999, longest)).print())
                .hasSizeLessThan(2_000);
    }
}
