package stalekeys.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
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
}
