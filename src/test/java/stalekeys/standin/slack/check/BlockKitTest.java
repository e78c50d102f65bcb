package stalekeys.standin.slack.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import stalekeys.standin.slack.workspace.Json;

class BlockKitTest {
    private static final String DIVIDER = "{'type':'divider'}";

    @Test
    void a_rich_message_within_the_limits_is_taken() {
        String button = button("'text':{'type':'plain_text','text':'Ask','emoji':false},'value':'h1','style':'danger',"
                + "'confirm':{'title':" + plain(100) + ",'text':" + plain(300) + ",'confirm':" + plain(30)
                + ",'deny':" + plain(30) + "}");
        assertThat(message(
                        "{'type':'header','text':" + plain(150) + "}",
                        "{'type':'section','text':{'type':'mrkdwn','text':'hi','verbatim':true},'accessory':" + button
                                + "}",
                        "{'type':'actions','elements':[" + button + "]}",
                        "{'type':'context','elements':[" + plain(10) + "]}",
                        DIVIDER))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"50,0", "51,1"})
    void a_message_has_at_most_fifty_blocks(int blocks, int problems) {
        assertThat(message(IntStream.range(0, blocks).mapToObj(i -> DIVIDER).toArray(String[]::new)))
                .hasSize(problems);
    }

    @ParameterizedTest
    @CsvSource({"100,0", "101,1"})
    void a_modal_has_at_most_a_hundred_blocks(int blocks, int problems) {
        String list = IntStream.range(0, blocks).mapToObj(i -> DIVIDER).collect(Collectors.joining(","));
        assertThat(BlockKit.checkView(json("{'type':'modal','title':" + plain(24) + ",'blocks':[" + list + "]}")))
                .hasSize(problems);
    }

    @Test
    void each_limit_is_named_with_its_place() {
        assertOne("/blocks/0/text/text", "{'type':'header','text':" + plain(151) + "}");
        assertOne("/blocks/0/text/text", "{'type':'section','text':" + plain(3001) + "}");
        assertOne("/blocks/0/text/text", "{'type':'section','text':{'type':'mrkdwn','text':''}}");
        assertOne("/blocks/0/fields", "{'type':'section','fields':[" + repeat(plain(5), 11) + "]}");
        assertOne("/blocks/0/fields/0/text", "{'type':'section','fields':[" + plain(2001) + "]}");
        assertOne("/blocks/0/elements", "{'type':'context','elements':[" + repeat(plain(5), 11) + "]}");
        assertOne(
                "/blocks/0/elements",
                "{'type':'actions','elements':[" + repeat(button("'text':" + plain(5)), 26) + "]}");
        assertOne("/blocks/0/elements/0/text/text", actions(button("'text':" + plain(76))));
        assertOne(
                "/blocks/0/elements/0/value",
                actions(button("'text':" + plain(5) + ",'value':'" + "x".repeat(2001) + "'")));
        assertOne("/blocks/0/elements/0", actions(button("'text':" + plain(5) + ",'colour':'red'")));
        assertOne("/blocks/0/type", "{'type':'carousel_of_horrors'}");
        assertOne(
                "/blocks/0/elements/0/confirm/title/text",
                actions(button("'text':" + plain(5)
                        + ",'confirm':{'title':" + plain(101) + ",'text':" + plain(1) + ",'confirm':" + plain(1)
                        + ",'deny':"
                        + plain(1) + "}")));
        assertOne(
                "/blocks/0/accessory/options",
                "{'type':'section','text':" + plain(1) + ",'accessory':{'type':'overflow','options':[{'text':"
                        + plain(1) + ",'value':'a'}]}}");
        assertOne("/blocks/0/text", "{'type':'section','text':{'type':'mrkdwn','text':'x','emoji':false}}");
        assertOne(
                "/blocks/0/rows", "{'type':'table','rows':[" + repeat("[{'type':'raw_text','text':'x'}]", 101) + "]}");
    }

    @Test
    void the_same_block_id_or_action_id_twice_is_refused() {
        assertThat(message("{'type':'divider','block_id':'a'}", "{'type':'divider','block_id':'a'}"))
                .singleElement()
                .satisfies(problem -> assertThat(problem.message()).contains("duplicate block_id"));
        assertOne("/blocks/0", actions(repeat(button("'action_id':'a','text':" + plain(1)), 2)));
    }

    @Test
    void all_text_of_a_message_together_has_a_limit() {
        String[] sections = IntStream.range(0, 5)
                .mapToObj(i -> "{'type':'section','text':" + plain(2_601) + "}")
                .toArray(String[]::new);
        assertThat(message(sections)).extracting(Problem::error).containsExactly("msg_blocks_too_long");
    }

    @Test
    void a_modal_needs_a_title_and_an_input_needs_a_submit() {
        String input = "{'type':'input','label':" + plain(5) + ",'element':{'type':'plain_text_input'}}";
        assertThat(BlockKit.checkView(json("{'type':'modal','blocks':[" + input + "]}")))
                .hasSize(2);
        assertThat(BlockKit.checkView(json("{'type':'modal','title':" + plain(25) + ",'submit':" + plain(24)
                        + ",'private_metadata':'" + "x".repeat(3_001) + "','blocks':[" + input + "]}")))
                .hasSize(2);
        assertThat(BlockKit.checkView(json("{'type':'modal','title':" + plain(24) + ",'submit':" + plain(24)
                        + ",'private_metadata':'" + "x".repeat(3_000) + "','blocks':[" + input + "]}")))
                .isEmpty();
    }

    private static void assertOne(String pointer, String block) {
        assertThat(message(block)).singleElement().satisfies(problem -> {
            assertThat(problem.error()).isEqualTo("invalid_blocks");
            assertThat(problem.message()).contains("[json-pointer:" + pointer + "]");
        });
    }

    private static List<Problem> message(String... blocks) {
        return BlockKit.checkMessage(json("{'text':'summary','blocks':[" + String.join(",", blocks) + "]}"));
    }

    private static String actions(String elements) {
        return "{'type':'actions','elements':[" + elements + "]}";
    }

    private static String button(String fields) {
        return "{'type':'button'," + fields + "}";
    }

    private static String plain(int length) {
        return "{'type':'plain_text','text':'" + "x".repeat(length) + "'}";
    }

    private static String repeat(String item, int times) {
        return IntStream.range(0, times).mapToObj(i -> item).collect(Collectors.joining(","));
    }

    private static JsonNode json(String singleQuoted) {
        return Json.parse(singleQuoted.replace('\'', '"'));
    }
}
