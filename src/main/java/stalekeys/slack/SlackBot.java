package stalekeys.slack;

import com.slack.api.Slack;
import com.slack.api.app_backend.events.payload.EventsApiPayload;
import com.slack.api.app_backend.interactive_components.payload.BlockActionPayload;
import com.slack.api.app_backend.slash_commands.payload.SlashCommandPayload;
import com.slack.api.app_backend.views.payload.ViewSubmissionPayload;
import com.slack.api.bolt.App;
import com.slack.api.bolt.context.builtin.ActionContext;
import com.slack.api.bolt.context.builtin.EventContext;
import com.slack.api.bolt.context.builtin.SlashCommandContext;
import com.slack.api.bolt.context.builtin.ViewSubmissionContext;
import com.slack.api.bolt.request.builtin.BlockActionRequest;
import com.slack.api.bolt.request.builtin.SlashCommandRequest;
import com.slack.api.bolt.request.builtin.ViewSubmissionRequest;
import com.slack.api.bolt.response.Response;
import com.slack.api.methods.MethodsClient;
import com.slack.api.model.event.AppHomeOpenedEvent;
import com.slack.api.model.event.MemberJoinedChannelEvent;
import java.time.LocalDate;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import stalekeys.slack.view.Actions;
import stalekeys.slack.view.ButtonValue;
import stalekeys.slack.view.ChangeDialogView;
import stalekeys.slack.view.Drawn;
import stalekeys.slack.view.ExcuseView;
import stalekeys.slack.view.HistoryView;
import stalekeys.slack.view.SentenceView;
import stalekeys.slack.view.UsageView;
import stalekeys.work.AskMany;
import stalekeys.work.AskOwner;
import stalekeys.work.ChangeKey;
import stalekeys.work.ExcuseKey;
import stalekeys.work.ExportKeys;
import stalekeys.work.KeyChange;
import stalekeys.work.Ledger;
import stalekeys.work.OutboxWorker;
import stalekeys.work.OwnerAnswers;
import stalekeys.work.People;
import stalekeys.work.Person;
import stalekeys.work.Role;
import stalekeys.work.ShowDetails;
import stalekeys.work.ShowHistory;
import stalekeys.work.ShowKeys;

/**
 * The table of listeners. Each acknowledges at once (Slack waits 3 seconds) and leaves the rest to the background; who
 * acts is looked up each time, and their right is checked before anything is read or done.
 */
public final class SlackBot {
    static final String TOO_OLD = "This button is too old. Please run /stale-keys.";

    private final People people;
    private final Background background;
    private final HomeTab homes;
    private final Introduction introduction;
    private final Replies replies;
    private final KeyList list;
    private final ShowHistory showHistory;
    private final ExportCommand exportCommand;
    private final DetailsClick detailsClick;
    private final AskClick askClick;
    private final AskManyClicks askManyClicks;
    private final SendAgainClick sendAgainClick;
    private final ChangeClicks changeClicks;
    private final OwnerClicks ownerClicks;
    private final ExcuseClicks excuseClicks;

    public SlackBot(
            Slack slack,
            MethodsClient client,
            Executor executor,
            People people,
            HomeTab homes,
            Introduction introduction,
            Ledger ledger,
            ShowKeys showKeys,
            ShowHistory showHistory,
            ShowDetails showDetails,
            ExportKeys exportKeys,
            AskOwner askOwner,
            AskMany askMany,
            ChangeKey changeKey,
            OwnerAnswers answers,
            ExcuseKey excuseKey,
            OutboxWorker worker) {
        this.people = people;
        this.background = new Background(executor);
        this.homes = homes;
        this.introduction = introduction;
        Dialogs dialogs = new Dialogs(client);
        this.replies = new Replies(slack, homes, dialogs);
        this.list = new KeyList(showKeys, background);
        this.showHistory = showHistory;
        this.exportCommand = new ExportCommand(client, people, list, exportKeys, replies);
        this.detailsClick = new DetailsClick(dialogs, ledger, showDetails, replies);
        this.askClick = new AskClick(people, ledger, askOwner, list, replies);
        this.askManyClicks = new AskManyClicks(background, dialogs, people, ledger, askMany, list, replies);
        this.sendAgainClick = new SendAgainClick(worker, list, replies);
        this.changeClicks = new ChangeClicks(dialogs, people, ledger, changeKey, showKeys, list, replies);
        this.ownerClicks = new OwnerClicks(dialogs, ledger, answers, replies);
        this.excuseClicks = new ExcuseClicks(dialogs, ledger, excuseKey, list, replies);
    }

    /** Tells Bolt who listens to what. */
    public void register(App app) {
        app.command("/stale-keys", this::command);
        app.blockAction(Actions.NEXT, this::turn);
        app.blockAction(Actions.PREVIOUS, this::turn);
        app.blockAction(Actions.REFRESH, this::refresh);
        onClick(
                app,
                Actions.ASK_OWNER,
                (person, button, payload, url) -> askClick.ask(person, button, Entered.isPrivate(payload), url));
        onClick(
                app,
                Actions.DETAILS,
                (person, button, payload, url) -> detailsClick.open(person, Entered.trigger(payload), button, url));
        onClick(
                app,
                Actions.ASK_SEVERAL,
                (person, button, payload, url) -> askManyClicks.open(person, Entered.trigger(payload), button, url));
        app.viewSubmission(Actions.ASK_SEVERAL_CHOSEN, askManyClicks::chosen);
        app.viewSubmission(Actions.ASK_SEVERAL_SUBMIT, askManyClicks::submitted);
        app.blockAction(Actions.CONSOLE, (request, context) -> context.ack());
        onClick(app, Actions.DEACTIVATE, change(KeyChange.Wanted.OFF));
        onClick(app, Actions.DEACTIVATE_OWN, change(KeyChange.Wanted.OFF));
        onClick(app, Actions.REACTIVATE, change(KeyChange.Wanted.ON));
        onClick(app, Actions.DONE, answer(OwnerClicks.Answer.ROTATED));
        onClick(app, Actions.LATER, answer(OwnerClicks.Answer.LATER));
        onClick(app, Actions.NOT_MINE, answer(OwnerClicks.Answer.NOT_MINE));
        onClick(app, Actions.CLAIM, answer(OwnerClicks.Answer.CLAIM));
        onClick(
                app,
                Actions.SHOW_HOW,
                (person, button, payload, url) -> ownerClicks.how(person, Entered.trigger(payload), button, url));
        onClick(
                app,
                Actions.EXCUSE,
                (person, button, payload, url) ->
                        excuseClicks.open(person, Entered.trigger(payload), new ExcuseClicks.Memory(button, url)));
        onClick(
                app,
                Actions.SEND_AGAIN,
                (person, button, payload, url) -> sendAgainClick.send(person, button, Entered.isPrivate(payload), url));
        app.event(AppHomeOpenedEvent.class, this::homeOpened);
        app.event(MemberJoinedChannelEvent.class, this::joined);
        app.blockAction(Actions.REFRESH_HOME, this::refreshHome);
        app.viewSubmission(Actions.CHANGE_SUBMIT, this::submit);
        app.viewSubmission(Actions.EXCUSE_SUBMIT, this::submitExcuse);
    }

    private Response command(SlashCommandRequest request, SlashCommandContext context) {
        SlashCommandPayload payload = request.getPayload();
        String url = payload.getResponseUrl();
        Consumer<Drawn> say = drawn -> replies.say(url, drawn);
        background.run(() -> answer(payload, say), say);
        return context.ack();
    }

    private void answer(SlashCommandPayload payload, Consumer<Drawn> say) {
        SlashCommand typed = SlashCommand.parse(payload.getText());
        Person person = people.person(payload.getUserId(), payload.getTeamId());
        if (person.role() == Role.NOBODY) {
            say.accept(SentenceView.of(refusal(person)));
            return;
        }
        switch (typed.kind()) {
            case SHOW -> list.show(person, Objects.requireNonNull(typed.filter()), 1, false, say, say);
            case HISTORY -> history(person, typed, 1, say, say);
            case EXPORT -> exportCommand.export(person, say);
            case SHARE -> exportCommand.share(person, payload.getChannelId(), payload.getResponseUrl(), say);
            case HELP -> say.accept(UsageView.help());
            case NOT_UNDERSTOOD -> say.accept(UsageView.notUnderstood(String.valueOf(payload.getText())));
        }
    }

    private void history(Person person, SlashCommand typed, int page, Consumer<Drawn> show, Consumer<Drawn> say) {
        showHistory
                .page(person, typed.userName(), page)
                .map(HistoryView::draw)
                .ifPresentOrElse(show, () -> say.accept(SentenceView.of(HistoryView.ONLY_ADMINS)));
    }

    private Response turn(BlockActionRequest request, ActionContext context) {
        redraw(request.getPayload(), false);
        return context.ack();
    }

    private Response refresh(BlockActionRequest request, ActionContext context) {
        redraw(request.getPayload(), true);
        return context.ack();
    }

    private void redraw(BlockActionPayload payload, boolean anew) {
        String url = payload.getResponseUrl();
        Consumer<Drawn> say = drawn -> replies.say(url, drawn);
        background.run(
                () -> {
                    Person person = who(payload);
                    ButtonValue.Position position =
                            Entered.button(payload).map(ButtonValue::position).orElse(null);
                    if (person.role() == Role.NOBODY) {
                        say.accept(SentenceView.of(refusal(person)));
                    } else if (position == null) {
                        say.accept(SentenceView.of(TOO_OLD));
                    } else {
                        redraw(person, position, anew, drawn -> replies.replace(url, drawn), say);
                    }
                },
                say);
    }

    private void redraw(
            Person person, ButtonValue.Position position, boolean anew, Consumer<Drawn> replace, Consumer<Drawn> say) {
        SlashCommand shown = SlashCommand.parse(position.filterText());
        int page = position.page();
        switch (shown.kind()) {
            case SHOW -> list.show(person, Objects.requireNonNull(shown.filter()), page, anew, replace, say);
            case HISTORY -> history(person, shown, page, replace, say);
            case EXPORT, SHARE, HELP, NOT_UNDERSTOOD -> say.accept(SentenceView.of(TOO_OLD));
        }
    }

    private Response homeOpened(EventsApiPayload<AppHomeOpenedEvent> payload, EventContext context) {
        AppHomeOpenedEvent event = payload.getEvent();
        String user = event.getUser();
        String hash = event.getView() == null ? null : event.getView().getHash();
        if (user == null) {
            return context.ack();
        }
        if ("home".equals(event.getTab())) {
            background.run(() -> homes.opened(user, hash), homes.troubleFor(user));
        }
        background.run(() -> introduction.opened(event), untold -> {});
        return context.ack();
    }

    private Response joined(EventsApiPayload<MemberJoinedChannelEvent> payload, EventContext context) {
        background.run(() -> introduction.joined(payload.getEvent()), untold -> {});
        return context.ack();
    }

    private Response refreshHome(BlockActionRequest request, ActionContext context) {
        String user = request.getPayload().getUser().getId();
        background.run(() -> homes.lookAgain(user), homes.troubleFor(user));
        return context.ack();
    }

    /** What a button of a key does. */
    private interface Click {
        void on(Person person, ButtonValue button, BlockActionPayload payload, String responseUrl);
    }

    /** Listens to a button of a key: acknowledges, and does it in the background for whoever clicked. */
    private void onClick(App app, String action, Click click) {
        app.blockAction(action, (request, context) -> {
            BlockActionPayload payload = request.getPayload();
            String url = Entered.replyTo(payload);
            Consumer<Drawn> say = drawn -> replies.say(url, drawn);
            background.run(
                    () -> Entered.button(payload)
                            .ifPresentOrElse(
                                    value -> click.on(who(payload), value, payload, url),
                                    () -> say.accept(SentenceView.of(TOO_OLD))),
                    say);
            return context.ack();
        });
    }

    private Click change(KeyChange.Wanted wanted) {
        return (person, button, payload, url) -> changeClicks.open(
                person,
                Entered.trigger(payload),
                new DialogMemory(wanted, button, null, Entered.isPrivate(payload), url));
    }

    private Click answer(OwnerClicks.Answer answer) {
        return (person, button, payload, url) -> ownerClicks.answer(answer, person, button, url);
    }

    private Response submit(ViewSubmissionRequest request, ViewSubmissionContext context) {
        ViewSubmissionPayload payload = request.getPayload();
        Optional<DialogMemory> memory = DialogMemory.parse(payload.getView().getPrivateMetadata());
        if (memory.isEmpty()) {
            return context.ackWithUpdate(ChangeDialogView.sentence(KeyChange.Wanted.OFF, TOO_OLD));
        }
        String reason = Entered.reason(payload);
        if (reason.isBlank()) {
            return context.ackWithErrors(
                    Map.of(Actions.REASON_BLOCK, "Please say why: the owner and the audit log will show it."));
        }
        String viewId = payload.getView().getId();
        background.runAfterAck(
                () -> changeClicks.submit(
                        people.person(
                                payload.getUser().getId(), payload.getUser().getTeamId()),
                        viewId,
                        memory.get(),
                        reason),
                changeClicks.troubleIn(viewId, memory.get()));
        return context.ackWithUpdate(ChangeClicks.working(memory.get()));
    }

    private Response submitExcuse(ViewSubmissionRequest request, ViewSubmissionContext context) {
        ViewSubmissionPayload payload = request.getPayload();
        Optional<ExcuseClicks.Memory> memory =
                ExcuseClicks.Memory.parse(String.valueOf(payload.getView().getPrivateMetadata()));
        Optional<LocalDate> day = Entered.day(payload);
        if (memory.isEmpty()) {
            return context.ackWithUpdate(ExcuseView.sentence(TOO_OLD));
        }
        String reason = Entered.reason(payload);
        if (reason.isBlank()) {
            return context.ackWithErrors(Map.of(Actions.REASON_BLOCK, "Please say why: the audit log will show it."));
        }
        Optional<String> objection =
                day.isEmpty() ? Optional.of("Please choose a day.") : excuseClicks.objection(day.get());
        if (day.isEmpty() || objection.isPresent()) {
            return context.ackWithErrors(Map.of(Actions.DAY_BLOCK, objection.orElse("")));
        }
        String viewId = payload.getView().getId();
        background.runAfterAck(
                () -> excuseClicks.submit(
                        people.person(
                                payload.getUser().getId(), payload.getUser().getTeamId()),
                        viewId,
                        memory.get(),
                        reason,
                        day.get()),
                excuseClicks.troubleIn(viewId));
        return context.ackWithUpdate(ExcuseView.working());
    }

    private Person who(BlockActionPayload payload) {
        return people.person(payload.getUser().getId(), payload.getUser().getTeamId());
    }

    static String refusal(Person person) {
        return person.refusal() == null ? "You may not use this here." : person.refusal();
    }
}
