package stalekeys.standin.slack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** One person at their Slack client: what they see, and what they do. */
public final class SlackUser {
    private static final Duration USUAL_WAIT = Duration.ofSeconds(10);
    private static final Pattern MENTION = Pattern.compile("(?<=^|\\s)([@#])([\\w.-]+)");

    private final Person person;
    private final Workspace workspace;
    private final ResponseUrls responseUrls;
    private final BotLink bot;
    private final EventSender events;
    private final Payloads payloads;
    private final TextView textView;
    private final ViewAnswers viewAnswers;
    private final Map<String, Map<String, ObjectNode>> entered = new HashMap<>();
    private final AtomicLong lastLook = new AtomicLong();

    SlackUser(
            Person person,
            Workspace workspace,
            ResponseUrls responseUrls,
            BotLink bot,
            EventSender events,
            ViewAnswers viewAnswers) {
        this.person = person;
        this.workspace = workspace;
        this.responseUrls = responseUrls;
        this.bot = bot;
        this.events = events;
        this.viewAnswers = viewAnswers;
        this.payloads = new Payloads(workspace, person);
        this.textView = TextView.plain(workspace::nameOf);
    }

    public String id() {
        return person.id();
    }

    public Person person() {
        return person;
    }

    // ---- doing

    /** Types a slash command in the first channel they are in (else in the bot's DM). */
    public Ack types(String commandLine) {
        String channel = workspace.channels().stream()
                .filter(each -> !each.isIm() && each.has(person.id()))
                .map(Channel::id)
                .findFirst()
                .orElseGet(() -> workspace.directMessages(person.id()).id());
        return typesIn(channel, commandLine);
    }

    public Ack typesIn(String channelId, String commandLine) {
        int space = commandLine.indexOf(' ');
        String command = space < 0 ? commandLine : commandLine.substring(0, space);
        String rest = space < 0 ? "" : commandLine.substring(space + 1).strip();
        Channel channel = workspace.findChannel(channelId).orElseThrow();
        String responseUrl = responseUrls.give(channelId, person.id(), Optional.empty());
        Map<String, String> form = new LinkedHashMap<>();
        form.put("token", "legacy");
        form.put("team_id", person.teamId());
        form.put("team_domain", workspace.identity().teamDomain());
        form.put("channel_id", channelId);
        form.put("channel_name", channel.isPrivate() ? "privategroup" : channel.name());
        form.put("user_id", person.id());
        form.put("user_name", person.name());
        form.put("command", command);
        form.put("text", workspace.isEscapingCommands() ? escaped(rest) : rest);
        form.put("api_app_id", workspace.identity().appId());
        form.put("is_enterprise_install", "false");
        form.put("response_url", responseUrl);
        form.put("trigger_id", workspace.triggers().give(person.id(), Optional.empty()));
        Ack ack = bot.form(person.id(), commandLine, form);
        if (ack.isOk() && !ack.body().isBlank()) {
            JsonNode body = ack.json();
            responseUrls.showAck(
                    responseUrl, body.isObject() ? body : Json.object().put("text", ack.body()));
        }
        return ack;
    }

    /** Clicks a button (by its text or action id) or an overflow option in the message as it is now. */
    public Ack clicks(Message message, String label) {
        return clicks(message, label, "");
    }

    /** Clicks the first such button in or after the block that shows {@code beside}: one card of a list. */
    public Ack clicks(Message message, String label, String beside) {
        Message now = workspace
                .messages()
                .find(message.channel(), message.ts())
                .orElseThrow(() -> new AssertionError("the message is gone"));
        return clicksAsShown(now, label, beside);
    }

    /** Clicks in exactly this version of the message: someone whose client has not drawn the newest one yet. */
    public Ack clicksAsShown(Message message, String label, String beside) {
        Target target = Target.find(message.blocks(), label, beside)
                .orElseThrow(() -> missing(label, Target.labels(message.blocks())));
        return acts(message, payloads.action(target), label);
    }

    /** Clicks where it is seen: in the open dialog, else in the newest message or ephemeral that has it, else in Home. */
    public Ack clicks(String label) {
        if (modal().isPresent()) {
            return clicksInView(label);
        }
        List<Message> newestFirst = new ArrayList<>(messages());
        Collections.reverse(newestFirst);
        return newestFirst.stream()
                .filter(message -> Target.find(message.blocks(), label, "").isPresent())
                .findFirst()
                .map(message -> clicks(message, label))
                .orElseGet(() -> clicksInHome(label));
    }

    public Ack clicksInView(String label) {
        return clicksInView(label, "");
    }

    public Ack clicksInView(String label, String beside) {
        return clicksIn(modal().orElseThrow(() -> new AssertionError("no dialog is open")), label, beside);
    }

    public Ack clicksInHome(String label) {
        return clicksInHome(label, "");
    }

    public Ack clicksInHome(String label, String beside) {
        return clicksIn(home().orElseThrow(() -> missing(label, List.of("no Home has been published"))), label, beside);
    }

    /** Chooses in a select, checkbox, date picker or so of a message; multiple values are separated by commas. */
    public Ack selects(Message message, String actionId, String value) {
        Message now = workspace.messages().find(message.channel(), message.ts()).orElseThrow();
        Target target = chosen(Target.find(now.blocks(), actionId, ""), actionId, value, Target.labels(now.blocks()));
        remember(now.channel() + now.ts(), target, value);
        return acts(now, selection(target, value), actionId);
    }

    /** The same in the open dialog, or in Home where none is open. */
    public Ack selectsInView(String actionId, String value) {
        OpenView view = modal().or(this::home).orElseThrow();
        Target target = chosen(Target.find(view.blocks(), actionId, ""), actionId, value, Target.labels(view.blocks()));
        remember(view.id(), target, value);
        return acts(view, selection(target, value), actionId);
    }

    /** Sends a click that no client offers: any action id and value, as if from this message. */
    public Ack forges(Message message, String actionId, String value) {
        return acts(message, forged(actionId, value), "forged " + actionId);
    }

    /** The same as if from a modal or Home, whoever's it is. */
    public Ack forges(OpenView view, String actionId, String value) {
        return acts(view, forged(actionId, value), "forged " + actionId);
    }

    /** Submits the open dialog. */
    public Ack submits(Map<String, String> values) {
        return submits(modal().orElseThrow(() -> new AssertionError("no dialog is open")), values);
    }

    /**
     * Submits this version of a dialog.
     *
     * @param values by label, block id, action id or {@code block_id/action_id}; what is not named keeps its value
     * @return status 0 where the client itself refuses, a required input being empty for example
     */
    public Ack submits(OpenView view, Map<String, String> values) {
        Map<String, ObjectNode> typed = new LinkedHashMap<>(entered.getOrDefault(view.id(), Map.of()));
        typed.putAll(Inputs.named(view.blocks(), values));
        Map<String, String> refused = Inputs.refusedByClient(view.blocks(), Inputs.state(view.blocks(), typed));
        if (!refused.isEmpty()) {
            workspace.views().showErrors(view, refused);
            return new Ack(0, "not sent: " + refused, Duration.ZERO);
        }
        entered.put(view.id(), typed);
        String trigger = workspace.triggers().give(person.id(), Optional.of(view.id()));
        Ack ack = bot.interaction(person.id(), "submit " + view.title(), payloads.submission(view, typed, trigger));
        if (ack.isOk()) {
            viewAnswers.apply(view, ack.body());
        }
        return ack;
    }

    /** Closes a dialog; the bot hears of it only if it asked to. */
    public Optional<Ack> closes(OpenView view) {
        workspace.views().close(view);
        return view.notifiesOnClose()
                ? Optional.of(bot.interaction(
                        person.id(),
                        "close " + view.title(),
                        payloads.closing(view, entered.getOrDefault(view.id(), Map.of()), false)))
                : Optional.empty();
    }

    /** Opens the bot's Home tab. */
    public Ack opensHome() {
        ObjectNode event = Json.object()
                .put("type", "app_home_opened")
                .put("user", person.id())
                .put("channel", workspace.directMessages(person.id()).id())
                .put("tab", "home")
                .put("event_ts", workspace.messages().nextTs());
        home().ifPresent(view -> event.set("view", view.json().deepCopy()));
        return events.send(person.id(), event);
    }

    /** Joins a channel; the bot hears of it if it is there. */
    public Optional<Ack> joins(String channelId) {
        Channel channel = workspace.findChannel(channelId).orElseThrow().with(person.id());
        return channel.hasBot() ? Optional.of(events.memberJoined(channelId, person.id())) : Optional.empty();
    }

    /** Writes an ordinary message, of which the bot hears nothing. */
    public Message says(String channelId, String text) {
        return workspace
                .messages()
                .post(
                        channelId,
                        Optional.empty(),
                        Optional.empty(),
                        Json.object().put("user", person.id()).put("text", text));
    }

    /** What a click would send, to be changed and sent with {@link FakeSlack#sendInteraction}. */
    public ObjectNode payloadOfClick(Message message, String label) {
        Target target = Target.find(message.blocks(), label, "")
                .orElseThrow(() -> missing(label, Target.labels(message.blocks())));
        return payload(message, payloads.action(target));
    }

    // ---- seeing

    /** The direct messages with the bot and the ephemeral messages, oldest first. */
    public List<Message> messages() {
        String im = workspace.directMessages(person.id()).id();
        List<Message> all = new ArrayList<>(workspace.ephemeralsFor(person.id()));
        all.addAll(workspace.messagesIn(im));
        all.sort(Comparator.comparing(Message::ts));
        return all;
    }

    public List<Message> directMessages() {
        return workspace.messagesIn(workspace.directMessages(person.id()).id());
    }

    public List<Message> ephemerals() {
        return workspace.ephemeralsFor(person.id());
    }

    public Optional<Message> lastMessage() {
        List<Message> all = messages();
        return all.isEmpty() ? Optional.empty() : Optional.of(all.get(all.size() - 1));
    }

    /** The dialog on top. */
    public Optional<OpenView> modal() {
        return workspace.views().top(person.id());
    }

    public Optional<OpenView> home() {
        return workspace.home(person.id());
    }

    /** Everything in front of this person as plain text: ephemerals, direct messages, the dialog on top, Home. */
    public List<String> sees() {
        List<String> lines = new ArrayList<>();
        for (Message message : messages()) {
            lines.add(
                    message.isEphemeral()
                            ? "[only you, #" + workspace.nameOf(message.channel()) + "]"
                            : "[direct message]");
            lines.addAll(textView.message(message));
        }
        modal().ifPresent(view -> {
            lines.add("[dialog]");
            lines.addAll(textView.view(view));
        });
        home().ifPresent(view -> {
            lines.add("[home]");
            lines.addAll(textView.view(view));
        });
        return lines;
    }

    /** A channel as this person sees it. */
    public List<String> seesIn(String channelId) {
        List<String> lines = new ArrayList<>();
        workspace.messagesIn(channelId, person.id()).forEach(message -> lines.addAll(textView.message(message)));
        return lines;
    }

    /** Messages to this person that are new or changed since they last looked with this method. */
    public List<Message> newMessages() {
        synchronized (workspace.monitor()) {
            long before = lastLook.getAndSet(workspace.revision());
            return messages().stream()
                    .filter(message -> message.revision() > before)
                    .toList();
        }
    }

    // ---- waiting

    public Message awaitMessage(String containing) {
        return awaitMessage(containing, USUAL_WAIT);
    }

    /** The newest message to this person that shows the text, now or within the time. */
    public Message awaitMessage(String containing, Duration atMost) {
        return awaitMessage(message -> shows(textView.message(message), containing), "\"" + containing + "\"", atMost);
    }

    public Message awaitMessage(Predicate<Message> wanted, String what, Duration atMost) {
        return await(
                () -> {
                    List<Message> found = messages().stream().filter(wanted).toList();
                    return found.isEmpty() ? Optional.empty() : Optional.of(found.get(found.size() - 1));
                },
                what,
                atMost);
    }

    public OpenView awaitModal(String containing) {
        return await(
                () -> modal().filter(view -> shows(textView.view(view), containing)),
                "a dialog with \"" + containing + "\"",
                USUAL_WAIT);
    }

    public OpenView awaitHome(String containing) {
        return await(
                () -> home().filter(view -> shows(textView.view(view), containing)),
                "a Home with \"" + containing + "\"",
                USUAL_WAIT);
    }

    private <T> T await(java.util.function.Supplier<Optional<T>> look, String what, Duration atMost) {
        return workspace
                .monitor()
                .await(
                        atMost,
                        look,
                        () -> person.name() + " does not see " + what + ", but:\n" + String.join("\n", sees()));
    }

    // ---- the payloads

    private Ack clicksIn(OpenView view, String label, String beside) {
        Target target = Target.find(view.blocks(), label, beside)
                .orElseThrow(() -> missing(label, Target.labels(view.blocks())));
        return acts(view, payloads.action(target), label);
    }

    private Ack acts(Message message, ObjectNode action, String what) {
        return bot.interaction(person.id(), "click " + what, payload(message, action));
    }

    private ObjectNode payload(Message message, ObjectNode action) {
        String trigger = workspace.triggers().give(person.id(), Optional.empty());
        ObjectNode payload = payloads.blockActions(action, trigger);
        String responseUrl = responseUrls.give(message.channel(), person.id(), Optional.of(message));
        payloads.inMessage(
                payload, message, responseUrl, entered.getOrDefault(message.channel() + message.ts(), Map.of()));
        return payload;
    }

    private Ack acts(OpenView view, ObjectNode action, String what) {
        boolean modal = view.type().equals("modal");
        String trigger = workspace.triggers().give(person.id(), modal ? Optional.of(view.id()) : Optional.empty());
        ObjectNode payload = payloads.blockActions(action, trigger);
        payloads.inView(payload, view, entered.getOrDefault(view.id(), Map.of()));
        return bot.interaction(person.id(), "click " + what, payload);
    }

    private ObjectNode selection(Target target, String value) {
        ObjectNode action = payloads.action(new Target(target.block(), target.element(), ""));
        action.setAll(Inputs.entered(target.element(), value));
        return action;
    }

    private void remember(String place, Target target, String value) {
        String key = target.block().path("block_id").asText() + "/"
                + target.element().path("action_id").asText();
        entered.computeIfAbsent(place, id -> new LinkedHashMap<>()).put(key, Inputs.entered(target.element(), value));
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

    private static Target chosen(Optional<Target> found, String actionId, String value, List<String> there) {
        Target target = found.orElseThrow(() -> missing(actionId, there));
        return new Target(target.block(), target.element(), value);
    }

    private static boolean shows(List<String> lines, String text) {
        return String.join("\n", lines).contains(text);
    }

    private static AssertionError missing(String label, List<String> there) {
        return new AssertionError("nothing to click is called \"" + label + "\"; there are: " + there);
    }

    private String escaped(String text) {
        return MENTION.matcher(text).replaceAll(this::mention);
    }

    private String mention(MatchResult found) {
        String name = found.group(2);
        Optional<String> id = found.group(1).equals("@")
                ? workspace.people().stream()
                        .filter(each -> each.name().equals(name))
                        .findFirst()
                        .map(each -> "<@" + each.id() + "|" + name + ">")
                : workspace.findChannelByName(name).map(each -> "<#" + each.id() + "|" + name + ">");
        return java.util.regex.Matcher.quoteReplacement(id.orElse(found.group()));
    }
}
