package stalekeys.slack.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResponseAnswerTest {
    @ParameterizedTest
    @ValueSource(strings = {"ok", "ok\n", "{\"ok\":true}", "{ \"ok\": true }"})
    void only_slacks_ok_means_that_it_was_shown(String body) {
        assertThat(ResponseAnswer.of(200, body).kind()).isEqualTo(ResponseAnswer.Kind.SHOWN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "<html>Sign in</html>", "no_text", "okay", "[]"})
    void what_is_no_answer_of_slacks_is_a_failure(String body) {
        assertThat(ResponseAnswer.of(200, body))
                .isEqualTo(new ResponseAnswer(ResponseAnswer.Kind.LOST, "Slack's answer could not be read"));
    }

    @Test
    void a_refusal_has_slacks_own_name_for_it() {
        assertThat(ResponseAnswer.of(200, "{\"ok\":false,\"error\":\"invalid_blocks\"}"))
                .isEqualTo(new ResponseAnswer(ResponseAnswer.Kind.REFUSED, "invalid_blocks"));
    }

    @ParameterizedTest
    @CsvSource({
        "301,a redirect was not followed",
        "302,a redirect was not followed",
        "404,the response_url has expired",
        "407,a proxy wants credentials",
        "429,HTTP status 429",
        "503,HTTP status 503"
    })
    void each_status_has_its_plain_words(int status, String words) {
        ResponseAnswer answer = ResponseAnswer.of(status, "<html/>");
        assertThat(answer.kind()).isEqualTo(ResponseAnswer.Kind.LOST);
        assertThat(answer.problem()).contains(words);
    }
}
