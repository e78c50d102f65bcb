package stalekeys.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseUrlTest {
    @Test
    void a_sqlite_url_names_a_file() {
        DatabaseUrl url = DatabaseUrl.parse("jdbc:sqlite:./data/stale-keys.db");

        assertThat(url.dialect()).isEqualTo(Dialect.SQLITE);
        assertThat(url.file()).isEqualTo(Path.of("./data/stale-keys.db"));
        assertThat(url.plain()).isEqualTo("jdbc:sqlite:./data/stale-keys.db");
    }

    @ParameterizedTest
    @CsvSource({
        "jdbc:postgresql://db.example.com:5433/keys?user=bot&password=pa%26s%25+x&sslmode=require,"
                + "jdbc:postgresql://db.example.com:5433/keys?sslmode=require",
        "jdbc:postgresql://bot:pa%26s%25+x@db.example.com/keys,jdbc:postgresql://db.example.com/keys",
        "jdbc:postgresql://bot:pa%26s%25+x@db.example.com,jdbc:postgresql://db.example.com/",
        "jdbc:postgresql:keys?password=pa%26s%25+x&user=bot,jdbc:postgresql:keys",
        "'jdbc:postgresql://bot:pa%26s%25+x@a.example.com:1,[::1]:2/keys','jdbc:postgresql://a.example.com:1,[::1]:2/keys'"
    })
    void user_and_password_are_taken_out_of_a_postgresql_url(String text, String plain) {
        DatabaseUrl url = DatabaseUrl.parse(text);

        assertThat(url.plain()).isEqualTo(plain);
        assertThat(url.user()).isEqualTo("bot");
        assertThat(url.password()).isEqualTo("pa&s%+x");
        assertThat(url.toString())
                .doesNotContain("pa%26")
                .doesNotContain("pa&s")
                .doesNotContain("?");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:mysql://bot:tops3cret@db/keys",
                "postgres://bot:tops3cret@db/keys",
                "jdbc:postgresql://bot:tops3cret/x@db/keys",
                "jdbc:postgresql://bot:tops3cret%@db/keys",
                "jdbc:postgresql://bot:tops3cret?@db/keys",
                "jdbc:sqlite::memory:",
                "jdbc:sqlite:",
                "jdbc:sqlite:file:tops3cret",
                "jdbc:sqlite:keys.db?journal_mode=OFF"
            })
    void what_can_not_be_used_is_refused_without_showing_it(String text) {
        assertThatThrownBy(() -> DatabaseUrl.parse(text))
                .isInstanceOf(StoreFailure.class)
                .hasMessageNotContaining("tops3cret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a folder/my keys.db", "100%/keys%20.db", "c#/keys.db", "a&b=c/keys.db", "a@b/keys.db"})
    void the_path_of_a_file_is_taken_as_it_is(String path) {
        assertThat(DatabaseUrl.parse("jdbc:sqlite:" + path).file()).isEqualTo(Path.of(path));
    }

    @Test
    void a_question_mark_in_a_path_is_refused_with_the_reason() {
        assertThatThrownBy(() -> DatabaseUrl.parse("jdbc:sqlite:what?/keys.db"))
                .isInstanceOf(InvalidDatabaseUrl.class)
                .hasMessageContaining("question mark");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "db.example.com/keys",
                "db/keys",
                "10.0.0.7:5433/keys",
                "[2001:db8::1]/keys",
                "127.0.0.1,db.example.com/keys",
                "0.0.0.0/keys",
                "127.0.0.1.example.com/keys",
                "localhost.example.com/keys",
                "/keys?service=production"
            })
    void beyond_this_machine_the_server_has_to_prove_who_it_is(String rest) {
        DatabaseUrl url = DatabaseUrl.parse("jdbc:postgresql://" + rest);

        assertThat(url.driver()).containsEntry("sslmode", "verify-full");
        assertThat(url.unverified()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "//localhost/keys",
                "//LOCALHOST:1/keys",
                "//127.0.0.1:5433/keys",
                "//127.9.9.9/keys",
                "//[::1]/keys",
                "//[0:0:0:0:0:0:0:1]/keys",
                "///keys",
                "keys",
                "//127.0.0.1,[::1]:2/keys"
            })
    void on_this_machine_nobody_has_to(String rest) {
        assertThat(DatabaseUrl.parse("jdbc:postgresql:" + rest).driver()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"disable", "allow", "prefer", "require", "verify-ca", "REQUIRE"})
    void what_the_url_says_goes_before_it_and_the_doctor_notes_it(String mode) {
        DatabaseUrl url = DatabaseUrl.parse("jdbc:postgresql://db.example.com/keys?sslmode=" + mode);

        assertThat(url.driver()).doesNotContainKey("sslmode");
        assertThat(url.plain()).endsWith("?sslmode=" + mode.toLowerCase(Locale.ROOT));
        assertThat(url.unverified()).startsWith("sslmode=" + mode.toLowerCase(Locale.ROOT) + ": ");
        assertThat(DatabaseUrl.parse("jdbc:postgresql://127.0.0.1/keys?sslmode=" + mode)
                        .unverified())
                .isEmpty();
    }

    @Test
    void without_a_certificate_of_its_own_java_knows_whom_to_trust() {
        assertThat(DatabaseUrl.parse("jdbc:postgresql://db.example.com/keys?sslrootcert=/etc/ca.crt")
                        .driver())
                .doesNotContainKey("sslfactory");
    }
}
