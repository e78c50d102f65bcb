package stalekeys.standin.slack;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import java.util.function.Supplier;
import stalekeys.standin.slack.api.ResponseUrls;
import stalekeys.standin.slack.api.ViewAnswers;
import stalekeys.standin.slack.click.Ack;
import stalekeys.standin.slack.click.BotLink;
import stalekeys.standin.slack.click.Choice;
import stalekeys.standin.slack.click.Clicks;
import stalekeys.standin.slack.click.EventSender;
import stalekeys.standin.slack.click.Inputs;
import stalekeys.standin.slack.click.Payloads;
import stalekeys.standin.slack.click.SlashCommands;
import stalekeys.standin.slack.click.Target;
import stalekeys.standin.slack.click.TextView;
import stalekeys.standin.slack.workspace.Channel;
import stalekeys.standin.slack.workspace.Json;
import stalekeys.standin.slack.workspace.Message;
import stalekeys.standin.slack.workspace.OpenView;
import stalekeys.standin.slack.workspace.Person;
import stalekeys.standin.slack.workspace.Workspace;

/** One person at their Slack client: what they see, and what they do. */
public final class SlackUser {
    private static final Duration USUAL_WAIT = Duration.ofSeconds(10);

    private final Person person;
    private final Workspace workspace;
    private final SlashCommands commands;
    private final BotLink bot;
    private final EventSender events;
    private final Payloads payloads;
    private final TextView textView;
    private final ViewAnswers viewAnswers;
    private final Clicks clicks;
    private final AtomicLong accessRecheck = new AtomicLong();

    SlackUser(
            Person person,
            Workspace workspace,
            ResponseUrls responseUrls,
            BotLink bot,
            EventSender events,
            ViewAnswers viewAnswers) {
        this.person = person;
        this.workspace = workspace;
        this.commands = new SlashCommands(workspace, responseUrls, bot);
        this.clicks = new Clicks(person, workspace, responseUrls, bot);
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
        return commands.send(person, workspace.findChannel(channelId).orElseThrow(), commandLine);
    }

    /** Clicks a button (by its text or action id) or an overflow option in the message as it is now. */
    public Ack clicks(Message message, String label) {
        return clicks(message, label, "");
    }

    /** Clicks the first such button in or after the block that shows {@code beside}: one card of a list. */
    public Ack clicks(Message message, String label, String beside) {
        return clicks.click(newest(message), label, beside);
    }

    /** Clicks in exactly this version of the message: someone whose client has not drawn the newest one yet. */
    public Ack clicksAsShown(Message message, String label, String beside) {
        return clicks.click(message, label, beside);
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
        return clicks.click(openDialog(), label, beside);
    }

    public Ack clicksInHome(String label) {
        return clicksInHome(label, "");
    }

    public Ack clicksInHome(String label, String beside) {
        OpenView home = home().orElseThrow(
                        () -> new AssertionError("no \"" + label + "\" anywhere:\n" + String.join("\n", sees())));
        return clicks.click(home, label, beside);
    }

    /** Chooses in a select, checkbox, date picker or so of a message; multiple values are separated by commas. */
    public Ack selects(Message message, String actionId, String value) {
        return clicks.select(newest(message), actionId, value);
    }

    /** The same in the open dialog, or in Home where none is open. */
    public Ack selectsInView(String actionId, String value) {
        return clicks.select(modal().or(this::home).orElseThrow(), actionId, value);
    }

    /** Uses exactly this element of the message as it is now, as a client does that draws it. */
    public Ack uses(Message message, Choice choice) {
        return clicks.use(newest(message), choice);
    }

    /** The same in a dialog or in Home. */
    public Ack uses(OpenView view, Choice choice) {
        return clicks.use(view, choice);
    }

    /** Sends a click that no client offers: any action id and value, as if from this message. */
    public Ack forges(Message message, String actionId, String value) {
        return clicks.forge(message, actionId, value);
    }

    /** The same as if from a modal or Home, whoever's it is. */
    public Ack forges(OpenView view, String actionId, String value) {
        return clicks.forge(view, actionId, value);
    }

    /** Submits the open dialog. */
    public Ack submits(Map<String, String> values) {
        return submits(openDialog(), values);
    }

    /**
     * Submits this version of a dialog.
     *
     * @param values by label, block id, action id or {@code block_id/action_id}; what is not named keeps its value
     * @return status 0 where the client itself refuses, a required input being empty for example
     */
    public Ack submits(OpenView view, Map<String, String> values) {
        Map<String, ObjectNode> typed = new LinkedHashMap<>(clicks.enteredIn(view));
        typed.putAll(Inputs.named(view.blocks(), values));
        Map<String, String> refused = Inputs.refusedByClient(view.blocks(), Inputs.state(view.blocks(), typed));
        if (!refused.isEmpty()) {
            workspace.views().showErrors(view, refused);
            return new Ack(0, "not sent: " + refused, Duration.ZERO);
        }
        clicks.enter(view, typed);
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
                        person.id(), "close " + view.title(), payloads.closing(view, clicks.enteredIn(view), false)))
                : Optional.empty();
    }

    /** Closes the dialog on top and all beneath it, as the cross in its corner does. */
    public void closesAll() {
        List<OpenView> stack = workspace.modals(person.id());
        workspace.views().closeAll(person.id());
        stack.stream()
                .filter(OpenView::notifiesOnClose)
                .forEach(view -> bot.interaction(
                        person.id(), "close " + view.title(), payloads.closing(view, clicks.enteredIn(view), true)));
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
        return clicks.payloadOfClick(message, label);
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
            long before = accessRecheck.getAndSet(workspace.revision());
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

    private <T> T await(Supplier<Optional<T>> look, String what, Duration atMost) {
        return workspace
                .monitor()
                .await(
                        atMost,
                        look,
                        () -> person.name() + " does not see " + what + ", but:\n" + String.join("\n", sees()));
    }

    private Message newest(Message message) {
        return workspace
                .messages()
                .find(message.channel(), message.ts())
                .orElseThrow(() -> new AssertionError("the message is gone"));
    }

    private OpenView openDialog() {
        return modal().orElseThrow(() -> new AssertionError("no dialog is open"));
    }

    private static boolean shows(List<String> lines, String text) {
        return String.join("\n", lines).contains(text);
    }
}
