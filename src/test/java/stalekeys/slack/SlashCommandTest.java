package stalekeys.slack;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import stalekeys.keys.KeyFilter;
import stalekeys.slack.view.ButtonValue;

class SlashCommandTest {
    @ParameterizedTest
    @CsvSource(
            value = {
                "'' ; STALE ; '' ; 0",
                "'   ' ; STALE ; '' ; 0",
                "mine ; MINE ; '' ; 0",
                "' MINE ' ; MINE ; '' ; 0",
                "critical ; CRITICAL ; '' ; 0",
                "<@U0ANA0001> ; OWNED_BY ; U0ANA0001 ; 0",
                "<@U0ANA0001|ana> ; OWNED_BY ; U0ANA0001 ; 0",
                "<@W0ANA0001|ana lopez> ; OWNED_BY ; W0ANA0001 ; 0",
                "user ana ; USER ; ana ; 0",
                "USER Ana.B+c=d@e-f_g ; USER ; Ana.B+c=d@e-f_g ; 0",
                "user <mailto:ana@example.com|ana@example.com> ; USER ; ana@example.com ; 0",
                "user mine ; USER ; mine ; 0",
                "account 111122223333 ; ACCOUNT ; 111122223333 ; 0",
                "Account The old shop ; ACCOUNT ; The old shop ; 0",
                "account <http://shop.example.com|shop.example.com> ; ACCOUNT ; shop.example.com ; 0",
                "older-than 30 ; OLDER_THAN ; '' ; 30",
                "Older-Than   030 ; OLDER_THAN ; '' ; 30",
                "unused 99999 ; UNUSED ; '' ; 99999",
            },
            delimiter = ';')
    void what_is_typed_is_understood(String typed, KeyFilter.Kind kind, String text, int days) {
        assertThat(SlashCommand.parse(typed))
                .isEqualTo(new SlashCommand(SlashCommand.Kind.SHOW, new KeyFilter(kind, text, days), ""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "everything",
                "@ana",
                "<@U0ANA0001> please",
                "<!here>",
                "<#C0TEAM001|team>",
                "mine please",
                "critical ana",
                "export ana",
                "share everything",
                "user",
                "account",
                "user ana bob",
                "user a/b",
                "older-than",
                "older-than -1",
                "older-than 1.5",
                "older-than 100000",
                "older-than ninety",
                "older-than ٣٠",
                "unused 30 days",
                "older than 30",
                "history ana",
                "history user",
                "history user ana bob",
                "history <@U0ANA0001>",
            })
    void what_is_not_understood_is_not_guessed(String typed) {
        assertThat(SlashCommand.parse(typed).kind()).isEqualTo(SlashCommand.Kind.NOT_UNDERSTOOD);
        assertThat(SlashCommand.parse(typed).filter()).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "history, ''",
        "' HISTORY ', ''",
        "history user ana, ana",
        "History  User  <mailto:ana@example.com|ana@example.com>, ana@example.com"
    })
    void the_history_is_everybodys_or_one_users(String typed, String userName) {
        assertThat(SlashCommand.parse(typed)).isEqualTo(new SlashCommand(SlashCommand.Kind.HISTORY, null, userName));
    }

    @Test
    void an_accounts_name_is_what_was_typed_before_slack_escaped_it() {
        assertThat(SlashCommand.parse("account R&amp;D").filter()).isEqualTo(KeyFilter.account("R&D"));
    }

    @Test
    void no_text_at_all_means_all_stale_keys_and_help_is_help() {
        assertThat(SlashCommand.parse(null).filter()).isEqualTo(KeyFilter.STALE);
        assertThat(SlashCommand.parse("Help").kind()).isEqualTo(SlashCommand.Kind.HELP);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "mine",
                "critical",
                "<@U0ANA0001>",
                "user a@b.example",
                "account R&amp;D",
                "older-than 30",
                "unused 400"
            })
    void a_list_is_found_again_from_its_buttons(String typed) {
        KeyFilter filter = SlashCommand.parse(typed).filter();
        assertThat(filter).isNotNull();
        String value = new ButtonValue("", new ButtonValue.Position(3, String.valueOf(filter))).print();
        ButtonValue.Position position =
                ButtonValue.parse(value).map(ButtonValue::position).orElseThrow();
        assertThat(position.page()).isEqualTo(3);
        assertThat(SlashCommand.parse(position.filterText()).filter()).isEqualTo(filter);
    }
}
