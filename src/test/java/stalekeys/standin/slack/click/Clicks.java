package stalekeys.standin.slack.click;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import stalekeys.standin.slack.api.ResponseUrls;
import stalekeys.standin.slack.workspace.Json;
import stalekeys.standin.slack.workspace.Message;
import stalekeys.standin.slack.workspace.OpenView;
import stalekeys.standin.slack.workspace.Person;
import stalekeys.standin.slack.workspace.Workspace;

/** The clicks and choices of one person, and what stands in the inputs they have touched. */
public final class Clicks {
    private final Person person;
    private final Workspace workspace;
    private final ResponseUrls responseUrls;
    private final BotLink bot;
    private final Payloads payloads;
    private final Map<String, Map<String, ObjectNode>> entered = new ConcurrentHashMap<>();

    public Clicks(Person person, Workspace workspace, ResponseUrls responseUrls, BotLink bot) {
        this.person = person;
        this.workspace = workspace;
        this.responseUrls = responseUrls;
        this.bot = bot;
        this.payloads = new Payloads(workspace, person);
    }

    public Ack click(Message message, String label, String beside) {
        return act(message, payloads.action(target(message.blocks(), label, beside)), label);
    }

    public Ack click(OpenView view, String label, String beside) {
        return act(view, payloads.action(target(view.blocks(), label, beside)), label);
    }

    public Ack select(Message message, String actionId, String value) {
        Target target = target(message.blocks(), actionId, "");
        remember(place(message), target, value);
        return act(message, selection(target, value), actionId);
    }

    public Ack select(OpenView view, String actionId, String value) {
        Target target = target(view.blocks(), actionId, "");
        remember(view.id(), target, value);
        return act(view, selection(target, value), actionId);
    }

    public Ack use(Message message, Choice choice) {
        entered.put(place(message), Inputs.named(message.blocks(), choice.entered()));
        return act(message, action(message.blocks(), choice), choice.actionId());
    }

    public Ack use(OpenView view, Choice choice) {
        enter(view, Inputs.named(view.blocks(), choice.entered()));
        return act(view, action(view.blocks(), choice), choice.actionId());
    }

    public Ack forge(Message message, String actionId, String value) {
        return act(message, forged(actionId, value), "forged " + actionId);
    }

    public Ack forge(OpenView view, String actionId, String value) {
        return act(view, forged(actionId, value), "forged " + actionId);
    }

    public ObjectNode payloadOfClick(Message message, String label) {
        return payload(message, payloads.action(target(message.blocks(), label, "")));
    }

    public Map<String, ObjectNode> enteredIn(OpenView view) {
        return entered.getOrDefault(view.id(), Map.of());
    }

    public void enter(OpenView view, Map<String, ObjectNode> values) {
        entered.put(view.id(), values);
    }

    private Ack act(Message message, ObjectNode action, String what) {
        return bot.interaction(person.id(), "click " + what, payload(message, action));
    }

    private Ack act(OpenView view, ObjectNode action, String what) {
        boolean modal = view.type().equals("modal");
        String trigger = workspace.triggers().give(person.id(), modal ? Optional.of(view.id()) : Optional.empty());
        ObjectNode payload = payloads.blockActions(action, trigger);
        payloads.inView(payload, view, enteredIn(view));
        return bot.interaction(person.id(), "click " + what, payload);
    }

    private ObjectNode payload(Message message, ObjectNode action) {
        String trigger = workspace.triggers().give(person.id(), Optional.empty());
        ObjectNode payload = payloads.blockActions(action, trigger);
        String responseUrl = responseUrls.give(message.channel(), person.id(), Optional.of(message));
        payloads.inMessage(payload, message, responseUrl, entered.getOrDefault(place(message), Map.of()));
        return payload;
    }

    private ObjectNode action(ArrayNode blocks, Choice choice) {
        Target target = Target.at(blocks, choice.blockId(), choice.actionId())
                .orElseThrow(() -> missing(choice.actionId(), Target.labels(blocks)));
        boolean isButton = target.element().path("type").asText("").equals("button");
        return isButton ? payloads.action(target) : selection(target, choice.value());
    }

    private ObjectNode selection(Target target, String value) {
        ObjectNode action = payloads.action(new Target(target.block(), target.element(), ""));
        action.setAll(Inputs.entered(target.element(), value));
        return action;
    }

    private void remember(String place, Target target, String value) {
        String key = target.block().path("block_id").asText() + "/"
                + target.element().path("action_id").asText();
        Map<String, ObjectNode> values = new LinkedHashMap<>(entered.getOrDefault(place, Map.of()));
        values.put(key, Inputs.entered(target.element(), value));
        entered.put(place, values);
    }

    private ObjectNode forged(String actionId, String value) {
        ObjectNode action = Json.object()
                .put("action_id", actionId)
                .put("block_id", "forged")
                .put("type", "button")
                .put("value", value)
                .put("action_ts", workspace.messages().nextTs());
        action.putObject("text").put("type", "plain_text").put("text", "Forged");
        return action;
    }

    private static String place(Message message) {
        return message.channel() + message.ts();
    }

    private static Target target(ArrayNode blocks, String label, String beside) {
        return Target.find(blocks, label, beside).orElseThrow(() -> missing(label, Target.labels(blocks)));
    }

    private static AssertionError missing(String label, List<String> there) {
        return new AssertionError("nothing to click is called \"" + label + "\"; there are: " + there);
    }
}
