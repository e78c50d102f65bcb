package stalekeys.sandbox;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import stalekeys.standin.BotHarness;
import stalekeys.standin.slack.SlackUser;
import stalekeys.standin.slack.workspace.Channel;
import stalekeys.standin.slack.workspace.Message;
import stalekeys.standin.slack.workspace.OpenView;
import stalekeys.standin.slack.workspace.Person;
import stalekeys.standin.slack.workspace.Workspace;

/** What one person has in front of them, as JSON for the page. */
final class Screen {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final BotHarness harness;
    private final Workspace workspace;

    Screen(BotHarness harness) {
        this.harness = harness;
        this.workspace = harness.slack.workspace();
    }

    ObjectNode of(SlackUser who) {
        ObjectNode screen = time();
        screen.set("me", person(who.person()));
        screen.put("bot", workspace.nameOf(workspace.botUser()));
        screen.put("botUser", workspace.botUser());
        ObjectNode names = screen.putObject("names");
        workspace.people().forEach(each -> names.put(each.id(), each.name()));
        workspace.channels().stream().filter(each -> !each.isIm()).forEach(each -> names.put(each.id(), each.name()));
        ArrayNode cast = screen.putArray("cast");
        Cast.ALL.forEach(each -> cast.add(member(each)));
        ArrayNode channels = screen.putArray("channels");
        workspace.channels().stream()
                .filter(each -> !each.isIm() && each.has(who.id()))
                .sorted(Comparator.comparing(Channel::name))
                .forEach(each -> channels.add(channel(each, who)));
        screen.set("direct", channel(workspace.directMessages(who.id()), who));
        who.home().ifPresent(home -> screen.set("home", view(home)));
        List<OpenView> modals = workspace.modals(who.id());
        int top = modals.size() - 1;
        if (top >= 0) {
            String below = top == 0 ? "" : modals.get(top - 1).title();
            screen.set("modal", view(modals.get(top)).put("below", below));
        }
        return screen;
    }

    ObjectNode time() {
        return JSON.createObjectNode().put("now", harness.clock.instant().toString());
    }

    private ObjectNode person(Person person) {
        return JSON.createObjectNode()
                .put("id", person.id())
                .put("name", person.name())
                .put("realName", person.realName())
                .put("zone", person.zone());
    }

    /** With the newest change in their direct messages, so that the page can say that something came. */
    private ObjectNode member(Cast cast) {
        Person person = workspace.findPerson(cast.id()).orElseThrow();
        long news = workspace.messagesIn(workspace.directMessages(cast.id()).id()).stream()
                .mapToLong(Message::revision)
                .max()
                .orElse(0);
        return person(person).put("part", cast.part()).put("news", news);
    }

    private ObjectNode channel(Channel channel, SlackUser who) {
        ObjectNode json = JSON.createObjectNode().put("id", channel.id()).put("name", channel.name());
        ArrayNode messages = json.putArray("messages");
        workspace.messagesIn(channel.id(), who.id()).stream()
                .sorted(Comparator.comparing(Message::ts))
                .forEach(message -> messages.add(message(message)));
        return json;
    }

    private ObjectNode message(Message message) {
        ObjectNode json = JSON.createObjectNode()
                .put("ts", message.ts())
                .put("thread", message.threadTs().orElse(""))
                .put("author", message.author())
                .put("private", message.isEphemeral())
                .put("edited", message.edited())
                .put("revision", message.revision())
                .put("text", message.text());
        json.set("blocks", message.blocks());
        if (message.json().has("files")) {
            json.set("files", message.json().get("files"));
        }
        return json;
    }

    private ObjectNode view(OpenView view) {
        ObjectNode json = JSON.createObjectNode().put("id", view.id()).put("revision", view.revision());
        json.set("view", view.json());
        ObjectNode errors = json.putObject("errors");
        for (Map.Entry<String, String> error : view.errors().entrySet()) {
            errors.put(error.getKey(), error.getValue());
        }
        return json;
    }
}
