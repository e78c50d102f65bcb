package stalekeys.slack.interaction;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import stalekeys.keys.report.KeyFilter;
import stalekeys.slack.api.StringEscape;
import stalekeys.slack.view.block.ButtonValue;

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
        assertThat(typed(typed))
                .isEqualTo(new SlashCommand(SlashCommand.Kind.SHOW, new KeyFilter(kind, text, days), ""));
    }

    /** As Slack sends it, but for the characters that {@link StringEscape} reads. */
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '~',
            value = {
                // blanks of other kinds, and what nobody sees
                "user\\u00a0ana => USER => ana",
                "\\u00a0user\\u2003\\u3000ana\\u202f => USER => ana",
                "user\\tana\\n => USER => ana",
                "user \\u200bana\\u200b => USER => ana",
                "user a\\u200dn\\u00ada\\ufeff => USER => ana",
                "\\u2068user\\u2069 \\u202aana\\u202c => USER => ana",
                "us\\u2060er ana\\ufe0f => USER => ana",
                "\\u200b => STALE => ~~",
                "mine\\u00a0\\u200b => MINE => ~~",
                "critical\\u2009 => CRITICAL => ~~",
                "\\u200b<@U0ANA0001|ana>\\u00a0 => OWNED_BY => U0ANA0001",
                // quotation marks and backticks
                "user \\u201cana\\u201d => USER => ana",
                "user \\u2018ana\\u2019 => USER => ana",
                "user \\u201eana\\u201c => USER => ana",
                "user \\u00abana\\u00bb => USER => ana",
                "user \\u300cana\\u300d => USER => ana",
                "user \"ana\" => USER => ana",
                "user 'ana' => USER => ana",
                "user `ana` => USER => ana",
                "user ```ana``` => USER => ana",
                "user *ana* => USER => ana",
                "user ana\\u201d => USER => ana",
                "`user ana` => USER => ana",
                "\\u201cuser ana\\u201d => USER => ana",
                "`user` `ana` => USER => ana",
                "`mine` => MINE => ~~",
                "`<@U0ANA0001|ana>` => OWNED_BY => U0ANA0001",
                // links Slack makes
                "user <http://deploy.example.com|deploy.example.com> => USER => deploy.example.com",
                "user <https://deploy.example.com|deploy.example.com> => USER => deploy.example.com",
                "user <http://deploy.example.com> => USER => deploy.example.com",
                "user <https://deploy.example.com/> => USER => deploy.example.com",
                "user `<http://deploy.example.com|deploy.example.com>` => USER => deploy.example.com",
                "user ci-<http://deploy.example.com|deploy.example.com> => USER => ci-deploy.example.com",
                "user <http://deploy.example.com|deploy.example.com>_2 => USER => deploy.example.com_2",
                "user <mailto:ana@example.com> => USER => ana@example.com",
                "user svc+<mailto:ana@example.com|ana@example.com> => USER => svc+ana@example.com",
                "user <mailto:ana@example.com|ana@example.com>-old => USER => ana@example.com-old",
                "user a=<mailto:b@example.com|b@example.com>,<http://c.example.com|c.example.com> => USER => a=b@example.com,c.example.com",
                "user <tel:+4930123456|+4930123456> => USER => +4930123456",
                "user <tel:123456789012|1234-5678-9012> => USER => 1234-5678-9012",
                "user x<tel:5551234|555-1234>y => USER => x555-1234y",
                "user <@U0ANA0001|ana> => USER => @ana",
                "user ci<@U0ANA0001|ana> => USER => ci@ana",
                "user <!channel> => USER => @channel",
                "user <!here|here> => USER => @here",
                "user <!subteam^S0OPS0001|@ops> => USER => @ops",
                // dashes, and letters of an Asian keyboard
                "user ci\\u2011deploy => USER => ci-deploy",
                "user ci\\u2013deploy => USER => ci-deploy",
                "user ci\\u2014deploy => USER => ci--deploy",
                "user a\\u2026b => USER => a...b",
                "\\uff55\\uff53\\uff45\\uff52\\u3000\\uff41\\uff4e\\uff41\\uff20\\uff42 => USER => ana@b",
                // names that really have such characters
                "user +=,.@_- => USER => +=,.@_-",
                "user _ana_ => USER => _ana_",
                "user 1234-5678-9012 => USER => 1234-5678-9012",
                "account 1234-5678-9012 => ACCOUNT => 1234-5678-9012",
                "account <tel:123456789012|1234-5678-9012> => ACCOUNT => 1234-5678-9012",
                "account `prod` => ACCOUNT => `prod`",
                "account Bob\\u2019s shop => ACCOUNT => Bob\\u2019s shop",
                "account <#C0TEAM001|prod> => ACCOUNT => #prod",
                "account &lt;http://a|b&gt; => ACCOUNT => <http://a|b>",
                "account &amp;lt; => ACCOUNT => &lt;",
            },
            delimiterString = " => ")
    void what_keyboards_and_slack_made_of_it_is_undone(String typed, KeyFilter.Kind kind, String text) {
        KeyFilter wanted = new KeyFilter(kind, StringEscape.read(text), 0);
        assertThat(typed(StringEscape.read(typed)).filter()).isEqualTo(wanted);
        // And a button of the list it makes leads to the same list.
        assertThat(SlashCommand.parse(wanted.toString()).filter()).isEqualTo(wanted);
    }

    @ParameterizedTest
    @CsvSource({
        "history\\u00a0user\\u00a0\\u201cana\\u201d, ana",
        "history user `<http://deploy.example.com|deploy.example.com>`, deploy.example.com",
        "`history`\\u200b, ''"
    })
    void the_history_takes_the_same(String typed, String userName) {
        assertThat(typed(StringEscape.read(typed)))
                .isEqualTo(new SlashCommand(SlashCommand.Kind.HISTORY, null, userName));
    }

    @ParameterizedTest
    @CsvSource({"older\\u2011than\\u00a0\\u201c30\\u201d", "older-than \\uff13\\uff10", "`older-than 30`"})
    void so_do_days(String typed) {
        assertThat(typed(StringEscape.read(typed)).filter()).isEqualTo(KeyFilter.olderThan(30));
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
                "``",
                "user ``",
                "account ``",
                "user \u0430na",
                "user <@U0ANA0001>",
                "user <http://a.example/b|a.example/b>",
                "user &lt;ana&gt;",
            })
    void what_is_not_understood_is_not_guessed(String typed) {
        assertThat(typed(typed).kind()).isEqualTo(SlashCommand.Kind.NOT_UNDERSTOOD);
        assertThat(typed(typed).filter()).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "history, ''",
        "' HISTORY ', ''",
        "history user ana, ana",
        "History  User  <mailto:ana@example.com|ana@example.com>, ana@example.com"
    })
    void the_history_is_everybodys_or_one_users(String typed, String userName) {
        assertThat(typed(typed)).isEqualTo(new SlashCommand(SlashCommand.Kind.HISTORY, null, userName));
    }

    @Test
    void an_accounts_name_is_what_was_typed_before_slack_escaped_it() {
        assertThat(typed("account R&amp;D").filter()).isEqualTo(KeyFilter.account("R&D"));
    }

    @Test
    void no_text_at_all_means_all_stale_keys_and_help_is_help() {
        assertThat(typed(null).filter()).isEqualTo(KeyFilter.STALE);
        assertThat(typed("Help").kind()).isEqualTo(SlashCommand.Kind.HELP);
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
        KeyFilter filter = typed(typed).filter();
        assertThat(filter).isNotNull();
        String value = new ButtonValue("", new ButtonValue.Position(3, String.valueOf(filter))).print();
        ButtonValue.Position position =
                ButtonValue.parse(value).map(ButtonValue::position).orElseThrow();
        assertThat(position.page()).isEqualTo(3);
        assertThat(SlashCommand.parse(position.filterText()).filter()).isEqualTo(filter);
    }

    /** The whole way of what is typed. */
    private static SlashCommand typed(@Nullable String text) {
        return SlashCommand.parse(CommandText.plain(text));
    }
}
