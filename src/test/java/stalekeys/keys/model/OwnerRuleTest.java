package stalekeys.keys.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import stalekeys.keys.SampleScan;

class OwnerRuleTest {
    private static final List<String> TAGS = List.of("slack", "email", "owner");

    @Test
    void the_map_comes_before_the_tags_and_the_tags_before_the_user_name() {
        IamUser user = user("ana@example.com", Map.of("owner", "U0TAG0001"));
        assertThat(rule(Map.of("ana@example.com", "U0MAP0001")).hint(user)).isEqualTo(person("U0MAP0001", "MAP"));
        assertThat(rule(Map.of()).hint(user)).isEqualTo(person("U0TAG0001", "TAG"));
        assertThat(rule(Map.of()).hint(SampleScan.user("ana@example.com")))
                .isEqualTo(new OwnerHint(OwnerHint.Kind.ADDRESS, "ana@example.com", OwnerHint.Source.USER_NAME));
    }

    @ParameterizedTest
    @CsvSource({"ana, ANA", "ANA, ana", "aNa, AnA"})
    void the_map_ignores_case_as_iam_does(String written, String user) {
        assertThat(rule(Map.of(written, "U0ANA0001")).hint(user(user, Map.of("owner", "U0OTHER01"))))
                .isEqualTo(person("U0ANA0001", "MAP"));
    }

    @Test
    void tags_are_looked_at_in_the_configured_order() {
        Map<String, String> tags = Map.of("owner", "U0OWNER01", "email", "ana@example.com", "slack", "U0SLACK01");
        assertThat(rule(Map.of()).hint(user("ana", tags))).isEqualTo(person("U0SLACK01", "TAG"));
        assertThat(new OwnerRule(Map.of(), List.of("owner", "slack")).hint(user("ana", tags)))
                .isEqualTo(person("U0OWNER01", "TAG"));
        assertThat(new OwnerRule(Map.of(), List.of("team")).hint(user("ana", tags)))
                .isEqualTo(OwnerHint.none());
    }

    @Test
    void a_tag_that_names_nobody_lets_the_next_one_speak() {
        assertThat(rule(Map.of()).hint(user("ana", Map.of("slack", "platform team", "email", "ana@example.com"))))
                .isEqualTo(new OwnerHint(OwnerHint.Kind.ADDRESS, "ana@example.com", OwnerHint.Source.TAG));
    }

    @ParameterizedTest
    @CsvSource({"owner", "Owner", "OWNER", "oWnEr"})
    void tag_keys_are_found_in_any_case(String tag) {
        assertThat(rule(Map.of()).hint(SampleScan.tagged("ana", tag, "U0ANA0001")))
                .isEqualTo(person("U0ANA0001", "TAG"));
    }

    @ParameterizedTest
    @CsvSource({
        "U0ANA0001, PERSON, U0ANA0001",
        "W0ANA0001, PERSON, W0ANA0001",
        "' U0ANA0001 ', PERSON, U0ANA0001",
        "C0TEAM001, CHANNEL, C0TEAM001",
        "G0TEAM001, CHANNEL, G0TEAM001",
        "Ana@Example.com, ADDRESS, ana@example.com",
    })
    void the_form_of_a_value_decides_what_it_is(String value, OwnerHint.Kind kind, String meant) {
        assertThat(rule(Map.of()).hint(SampleScan.tagged("ana", "owner", value)))
                .isEqualTo(new OwnerHint(kind, meant, OwnerHint.Source.TAG));
    }

    @ParameterizedTest
    @CsvSource({
        "ana",
        "U0ANA0001 and others",
        "see ana@example.com",
        "ana@example",
        "@ana",
        "<@U0ANA0001>",
        "u0ana0001",
        "D0DIRECT1",
        "ana@example.com bob@example.com",
    })
    void an_owner_is_never_a_part_of_a_value_and_never_a_guess(String value) {
        assertThat(rule(Map.of()).hint(SampleScan.tagged("ana", "owner", value)))
                .isEqualTo(OwnerHint.none());
    }

    @Test
    void the_map_takes_user_names_as_a_whole() {
        assertThat(rule(Map.of("ana", "U0ANA0001")).hint(SampleScan.user("ana-backup")))
                .isEqualTo(OwnerHint.none());
        assertThat(rule(Map.of("ana-backup", "U0ANA0001")).hint(SampleScan.user("ana")))
                .isEqualTo(OwnerHint.none());
    }

    @Test
    void a_user_name_that_looks_like_a_slack_id_names_nobody() {
        assertThat(rule(Map.of()).hint(SampleScan.user("U0ANA0001"))).isEqualTo(OwnerHint.none());
    }

    @Test
    void tags_that_could_not_be_read_leave_the_owner_open() {
        IamUser user = new IamUser(SampleScan.ACCOUNT, "ana@example.com", Tags.unreadable(), Leak.none());
        assertThat(rule(Map.of()).hint(user)).isEqualTo(OwnerHint.unreadable());
        assertThat(rule(Map.of("ana@example.com", "U0MAP0001")).hint(user)).isEqualTo(person("U0MAP0001", "MAP"));
    }

    private static OwnerRule rule(Map<String, String> byUserName) {
        return new OwnerRule(byUserName, TAGS);
    }

    private static IamUser user(String name, Map<String, String> tags) {
        return new IamUser(SampleScan.ACCOUNT, name, Tags.of(tags), Leak.none());
    }

    private static OwnerHint person(String id, String source) {
        return new OwnerHint(OwnerHint.Kind.PERSON, id, OwnerHint.Source.valueOf(source));
    }
}
