package stalekeys.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import stalekeys.standin.BotHarness;
import stalekeys.standin.slack.SlackUser;
import stalekeys.standin.slack.click.Ack;
import stalekeys.standin.slack.click.Choice;
import stalekeys.standin.slack.workspace.Message;
import stalekeys.standin.slack.workspace.OpenView;

/** What people do on the page, done in the town. */
final class UserActions {
    private static final String COMMAND = "/stale-keys";

    private final BotHarness harness;
    private final ClockControls time;

    UserActions(BotHarness harness, ClockControls time) {
        this.harness = harness;
        this.time = time;
    }

    /**
     * Does it.
     *
     * @param told who does what, and where
     * @return what a client of Slack's would say of it; empty where all went well
     * @throws IllegalArgumentException with a sentence, where it can't be done
     */
    String does(String action, JsonNode told) {
        return switch (action) {
            case "type" ->
                types(who(told), told.path("in").asText(), told.path("text").asText());
            case "use" -> uses(who(told), told);
            case "submit" -> submits(who(told), told);
            case "close" -> {
                SlackUser who = who(told);
                dialog(who, told).ifPresent(who::closes);
                yield "";
            }
            case "shut" -> {
                who(told).closesAll();
                yield "";
            }
            case "home" -> {
                // A bot without a Home need not know the event.
                who(told).opensHome();
                yield "";
            }
            case "days" -> {
                time.days(told.path("days").asInt());
                yield "";
            }
            case "digest" -> {
                time.untilDigest();
                yield "";
            }
            default -> throw new IllegalArgumentException("nobody can do that: " + action);
        };
    }

    private String types(SlackUser who, String channel, String text) {
        mustBeIn(who, channel);
        if (text.isBlank()) {
            return "";
        }
        if (!text.startsWith("/")) {
            // As a client of Slack's does: what people type is text.
            who.says(channel, text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"));
            return "";
        }
        if (!text.equals(COMMAND) && !text.startsWith(COMMAND + " ")) {
            return "That is not a command here. Try " + COMMAND + ".";
        }
        return said(who.typesIn(channel, text));
    }

    private String uses(SlackUser who, JsonNode told) {
        Choice choice = new Choice(
                told.path("block").asText(),
                told.path("action").asText(),
                told.path("value").asText(),
                texts(told.path("entered")));
        if (told.has("view")) {
            OpenView view = dialog(who, told)
                    .or(() -> who.home()
                            .filter(home -> home.id().equals(told.path("view").asText())))
                    .orElseThrow(() -> new IllegalArgumentException("that dialog is closed"));
            return said(who.uses(view, choice));
        }
        return said(who.uses(message(who, told), choice));
    }

    private String submits(SlackUser who, JsonNode told) {
        OpenView view = dialog(who, told).orElseThrow(() -> new IllegalArgumentException("that dialog is closed"));
        Ack ack = who.submits(view, texts(told.path("entered")));
        // What is wrong with an input, the dialog itself shows.
        boolean refused =
                dialog(who, told).filter(open -> !open.errors().isEmpty()).isPresent();
        return refused ? "" : said(ack);
    }

    private SlackUser who(JsonNode told) {
        return harness.user(Cast.known(told.path("as").asText()));
    }

    private static Optional<OpenView> dialog(SlackUser who, JsonNode told) {
        return who.modal().filter(view -> view.id().equals(told.path("view").asText()));
    }

    private void mustBeIn(SlackUser who, String channel) {
        boolean in = harness.slack
                .workspace()
                .findChannel(channel)
                .map(each -> each.has(who.id()))
                .orElse(false);
        if (!in) {
            throw new IllegalArgumentException("not a member of that channel");
        }
    }

    private Message message(SlackUser who, JsonNode told) {
        String channel = told.path("in").asText();
        mustBeIn(who, channel);
        return harness.slack.workspace().messagesIn(channel, who.id()).stream()
                .filter(message -> message.ts().equals(told.path("ts").asText()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("that message is gone"));
    }

    private static Map<String, String> texts(JsonNode object) {
        Map<String, String> texts = new LinkedHashMap<>();
        object.properties()
                .forEach(each -> texts.put(each.getKey(), each.getValue().asText()));
        return texts;
    }

    private static String said(Ack ack) {
        return ack.isOk() ? "" : "That did not work: the app did not answer (" + ack.status() + ").";
    }
}
