package stalekeys.stories;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import stalekeys.http.CapturedLog;
import stalekeys.standin.BotHarness;
import stalekeys.standin.slack.workspace.Message;

/**
 * Clicks that are rightly signed and make no sense, as from a Slack that changed, or from somebody who has the signing
 * secret. A failure names the seed.
 */
class HostilePayloadStoryTest extends Story {
    private static final long SEED = Long.getLong("fuzz.seed", 20_260_306L);
    private static final int PAYLOADS = Integer.getInteger("fuzz.payloads", 300);

    @Test
    void a_click_with_anything_in_it_changes_no_key_and_asks_nobody() {
        goransKey();
        harness.start();
        Message list = listFor(ada());
        ObjectNode adasDialog = ada().payloadOfClick(list, "Deactivate");
        ObjectNode stansAsk = ada().payloadOfClick(list, "Ask owner to rotate");
        ((ObjectNode) stansAsk.path("user")).put("id", BotHarness.MEMBER);
        Random chance = new Random(SEED);
        try (CapturedLog log = new CapturedLog()) {
            for (int i = 0; i < PAYLOADS; i++) {
                boolean adas = chance.nextBoolean();
                ObjectNode broken = (adas ? adasDialog : stansAsk).deepCopy();
                breakOne(broken, chance);
                harness.slack.sendInteraction(adas ? BotHarness.ADMIN : BotHarness.MEMBER, broken);
            }
            harness.slack.forgetFailedAcks();
            answer(ada(), "/stale-keys", "1 stale key");
            for (String line : log.lines()) {
                // Bolt tells with a trace where it could not make sense of it itself.
                assertFalse(
                        line.contains("\tat ") && !line.startsWith("ERROR Failed to handle a request"),
                        "seed " + SEED + ": " + line);
            }
        }
        assertTrue(harness.aws.calls().changes().isEmpty(), "seed " + SEED);
        assertEquals(List.of(), harness.user(GORAN).directMessages(), "seed " + SEED);
    }

    private static void breakOne(ObjectNode payload, Random chance) {
        List<Place> places = new ArrayList<>();
        collect(payload, places);
        Place place = places.get(chance.nextInt(places.size()));
        place.put(nonsense(chance));
    }

    private interface Place {
        void put(JsonNode value);
    }

    private static void collect(JsonNode node, List<Place> places) {
        if (node instanceof ObjectNode object) {
            List<String> names = new ArrayList<>();
            object.fieldNames().forEachRemaining(names::add);
            for (String name : names) {
                places.add(value -> object.set(name, value));
                places.add(value -> object.remove(name));
                collect(object.get(name), places);
            }
        } else if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                int at = i;
                places.add(value -> array.set(at, value));
                collect(array.get(i), places);
            }
        }
    }

    private static JsonNode nonsense(Random chance) {
        JsonNodeFactory make = JsonNodeFactory.instance;
        return switch (chance.nextInt(7)) {
            case 0 -> make.nullNode();
            case 1 -> make.numberNode(chance.nextLong());
            case 2 -> make.booleanNode(chance.nextBoolean());
            case 3 -> make.arrayNode().add(make.arrayNode());
            case 4 -> make.objectNode().put("id", "U0NOBODY99");
            case 5 -> make.textNode("<!channel> \u202e\u0000' or 1=1; --");
            default -> make.textNode("x".repeat(2_000));
        };
    }
}
