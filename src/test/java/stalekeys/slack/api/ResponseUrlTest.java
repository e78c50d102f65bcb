package stalekeys.slack.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class ResponseUrlTest {
    private static final ResponseUrl SLACKS = new ResponseUrl("https://slack.com/api/");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://hooks.slack.com/commands/T0EXAMPLE/1/x",
                "https://hooks.slack.com:443/actions/T0EXAMPLE/1/x",
                "https://HOOKS.SLACK.COM/commands/T0EXAMPLE/1/x",
                "https://hooks.slack-gov.com/commands/T0EXAMPLE/1/x",
                "https://slack.com/api/response/1"
            })
    void slacks_own_are_used(String url) {
        assertThat(SLACKS.isSlacks(url)).isTrue();
    }

    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(
            strings = {
                "http://hooks.slack.com/commands/x",
                "https://hooks.slack.com:8443/commands/x",
                "https://hooks.slack.com.example.com/x",
                "https://hooks-slack.com/x",
                "https://evilhooks.slack.com/x",
                "https://hooks.slack.com@example.com/x",
                "https://example.com@hooks.slack.com/x",
                "https://a:b@hooks.slack.com/x",
                "https://example.com/?https://hooks.slack.com/",
                "https://example.com#hooks.slack.com",
                "https://example.com\\@hooks.slack.com/x",
                "https://hooks.slack.com./x",
                "https://hooks.sl\u0430ck.com/x",
                "http://127.0.0.1:8080/x",
                "http://169.254.169.254/latest/meta-data/",
                "https://slack.com:444/x",
                "http://slack.com/x",
                "//hooks.slack.com/x",
                "ftp://hooks.slack.com/x",
                "file:///etc/passwd",
                "home:U0ANA0001",
                "dialog:V0EXAMPLE",
                "hooks.slack.com/x"
            })
    void nothing_else_is(@Nullable String url) {
        assertThat(SLACKS.isSlacks(url)).isFalse();
    }

    @Test
    void where_the_web_api_is_elsewhere_answers_may_go_there() {
        ResponseUrl gateway = new ResponseUrl("https://slack.example.com:8443/api/");
        assertThat(gateway.isSlacks("https://slack.example.com:8443/response/1"))
                .isTrue();
        assertThat(gateway.isSlacks("https://hooks.slack.com/x")).isTrue();
        assertThat(gateway.isSlacks("https://slack.example.com/response/1")).isFalse();
        assertThat(gateway.isSlacks("http://slack.example.com:8443/response/1")).isFalse();

        ResponseUrl standIn = new ResponseUrl("http://127.0.0.1:4000/api/");
        assertThat(standIn.isSlacks("http://127.0.0.1:4001/response/1")).isTrue();
        assertThat(standIn.isSlacks("http://localhost:4000/response/1")).isFalse();
        assertThat(new ResponseUrl("nonsense").isSlacks("https://example.com/")).isFalse();
    }
}
