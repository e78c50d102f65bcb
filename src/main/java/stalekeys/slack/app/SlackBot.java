package stalekeys.slack.app;

import stalekeys.slack.interaction.AccessRecheck;
import stalekeys.slack.interaction.ActionPayloads;
import stalekeys.slack.interaction.AskClick;
import stalekeys.slack.interaction.AskManyClicks;
import stalekeys.slack.interaction.ChangeClicks;
import stalekeys.slack.interaction.CommandText;
import stalekeys.slack.interaction.DetailsClick;
import stalekeys.slack.interaction.Dialogs;
import stalekeys.slack.interaction.ExemptClicks;
import stalekeys.slack.interaction.ExportCommand;
import stalekeys.slack.interaction.HomeTab;
import stalekeys.slack.interaction.KeyList;
import stalekeys.slack.interaction.Listeners;
import stalekeys.slack.interaction.OwnerClicks;
import stalekeys.slack.interaction.Replies;
import stalekeys.slack.interaction.SendAgainClick;
import stalekeys.slack.interaction.SlashCommand;
import stalekeys.slack.interaction.WelcomeEvents;
import stalekeys.slack.lane.BackgroundTasks;
import stalekeys.slack.lane.Lanes;
import stalekeys.slack.view.HistoryView;
import stalekeys.slack.view.SentenceView;
import stalekeys.slack.view.UsageView;
import stalekeys.slack.view.block.Actions;
import stalekeys.slack.view.block.ButtonValue;
import stalekeys.slack.view.block.RenderedMessage;
import stalekeys.work.actions.AskMany;
import stalekeys.work.actions.AskOwner;
import stalekeys.work.actions.ChangeKey;
import stalekeys.work.actions.ExemptKey;
import stalekeys.work.actions.OwnerAnswers;
import stalekeys.work.ledger.Ledger;
import stalekeys.work.outbox.OutboxWorker;
import stalekeys.work.people.People;
import stalekeys.work.people.Person;
import stalekeys.work.people.Role;
import stalekeys.work.show.ExportKeys;
import stalekeys.work.show.ShowDetails;
import stalekeys.work.show.ShowHistory;
import stalekeys.work.show.ShowKeys;

import com.slack.api.Slack;
import com.slack.api.app_backend.events.payload.EventsApiPayload;
import com.slack.api.app_backend.interactive_components.payload.BlockActionPayload;
import com.slack.api.app_backend.slash_commands.payload.SlashCommandPayload;
import com.slack.api.bolt.App;
import com.slack.api.bolt.context.builtin.ActionContext;
import com.slack.api.bolt.context.builtin.EventContext;
import com.slack.api.bolt.context.builtin.SlashCommandContext;
import com.slack.api.bolt.request.builtin.BlockActionRequest;
import com.slack.api.bolt.request.builtin.SlashCommandRequest;
import com.slack.api.bolt.response.Response;
import com.slack.api.methods.MethodsClient;
import com.slack.api.model.event.AppHomeOpenedEvent;
import com.slack.api.model.event.MemberJoinedChannelEvent;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * The table of listeners. Each acknowledges at once (Slack waits 3 seconds) and leaves the rest to the background; who
 * acts is looked up each time, and their right is checked before anything is read or done.
 */
public final class SlackBot {
    private final People people;
    private final BackgroundTasks background;
    private final HomeTab homes;
    private final WelcomeEvents introduction;
    private final Replies replies;
    private final KeyList list;
    private final ExportCommand exportCommand;
    private final Dialogs dialogs;
    private final Work work;

    /** What people set in motion by commands and clicks. */
    public interface Work {
        People people();

        Ledger ledger();

        ShowKeys showKeys();

        ShowHistory showHistory();

        ShowDetails showDetails();

        ExportKeys exportKeys();

        AskOwner askOwner();

        AskMany askMany();

        ChangeKey changeKey();

        OwnerAnswers ownerAnswers();

        ExemptKey exemptKey();

        OutboxWorker worker();
    }

    public SlackBot(
            Slack slack, MethodsClient client, Lanes lanes, HomeTab homes, WelcomeEvents introduction, Work work) {
        this.people = work.people();
        this.background = new BackgroundTasks(lanes);
        this.homes = homes;
        this.introduction = introduction;
        AccessRecheck accessRecheck = new AccessRecheck(people);
        this.dialogs = new Dialogs(client, accessRecheck);
        this.replies = new Replies(slack, homes, dialogs, accessRecheck);
        this.list = new KeyList(work.showKeys(), background);
        this.exportCommand = new ExportCommand(client, people, list, work.exportKeys(), replies, accessRecheck);
        this.work = work;
    }

    /** Tells Bolt who listens to what. */
    public void register(App app) {
        app.command("/stale-keys", this::command);
        app.blockAction(Actions.NEXT, this::turn);
        app.blockAction(Actions.PREVIOUS, this::turn);
        app.blockAction(Actions.REFRESH, this::refresh);
        app.event(AppHomeOpenedEvent.class, this::homeOpened);
        app.event(MemberJoinedChannelEvent.class, this::joined);
        app.blockAction(Actions.REFRESH_HOME, this::refreshHome);
        Listeners listeners = new Listeners(app, people, work.ledger(), background, replies);
        new AskClick(people, work.askOwner(), list, replies).listen(listeners);
        new AskManyClicks(background, dialogs, people, work.ledger(), work.askMany(), list, replies).listen(listeners);
        new DetailsClick(background, dialogs, work.showDetails(), replies).listen(listeners);
        new ChangeClicks(background, dialogs, people, work.ledger(), work.changeKey(), work.showKeys(), list, replies)
                .listen(listeners);
        new OwnerClicks(background, dialogs, work.ownerAnswers(), replies).listen(listeners);
        new ExemptClicks(dialogs, work.ledger(), work.exemptKey(), list, replies).listen(listeners);
        new SendAgainClick(work.worker(), list, replies).listen(listeners);
    }

    private Response command(SlashCommandRequest request, SlashCommandContext context) {
        SlashCommandPayload payload = request.getPayload();
        String url = payload.getResponseUrl();
        if (!replies.canAnswer(url)) {
            return context.ack(SentenceView.NOWHERE_TO_ANSWER);
        }
        Consumer<RenderedMessage> say = rendered -> replies.say(url, rendered);
        String text = CommandText.plain(payload.getText());
        SlashCommand typed = SlashCommand.parse(text);
        return background
                .tryBegin(list.lane(typed.filter()), payload.getUserId(), () -> answer(typed, text, payload, say), say)
                .map(refusal -> context.ack(refusal.text()))
                .orElseGet(context::ack);
    }

    private CompletableFuture<?> answer(
            SlashCommand typed, String text, SlashCommandPayload payload, Consumer<RenderedMessage> say) {
        Person person = people.person(payload.getUserId(), payload.getTeamId());
        if (person.role() == Role.NOBODY) {
            return said(say, SentenceView.of(SentenceView.refusal(person)));
        }
        Consumer<RenderedMessage> show = rendered -> replies.say(payload.getResponseUrl(), person, rendered);
        return switch (typed.kind()) {
            case SHOW -> list.show(person, Objects.requireNonNull(typed.filter()), 1, false, show, show);
            case HISTORY -> history(person, typed, 1, show, say);
            case EXPORT -> exportCommand.export(person, show);
            case SHARE -> exportCommand.share(person, payload.getChannelId(), payload.getResponseUrl(), show);
            case HELP -> said(say, UsageView.help());
            case NOT_UNDERSTOOD -> said(say, UsageView.notUnderstood(text));
        };
    }

    private static CompletableFuture<?> said(Consumer<RenderedMessage> say, RenderedMessage rendered) {
        say.accept(rendered);
        return BackgroundTasks.DONE;
    }

    private CompletableFuture<?> history(
            Person person, SlashCommand typed, int page, Consumer<RenderedMessage> show, Consumer<RenderedMessage> say) {
        work.showHistory()
                .page(person, typed.userName(), page)
                .map(HistoryView::draw)
                .ifPresentOrElse(show, () -> say.accept(SentenceView.of(HistoryView.ONLY_ADMINS)));
        return BackgroundTasks.DONE;
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
        String url = ActionPayloads.responseUrl(payload);
        Consumer<RenderedMessage> say = rendered -> replies.say(url, rendered);
        ButtonValue.Position position =
                ActionPayloads.button(payload).map(ButtonValue::position).orElse(null);
        SlashCommand shown = position == null ? null : SlashCommand.parse(position.filterText());
        background.begin(
                list.lane(shown == null ? null : shown.filter()),
                payload.getUser().getId(),
                () -> {
                    Person person = who(payload);
                    if (person.role() == Role.NOBODY) {
                        return said(say, SentenceView.of(SentenceView.refusal(person)));
                    }
                    return position == null || shown == null
                            ? said(say, SentenceView.of(SentenceView.TOO_OLD))
                            : redraw(
                                    person,
                                    shown,
                                    position.page(),
                                    anew,
                                    rendered -> replies.replace(url, person, rendered),
                                    rendered -> replies.say(url, person, rendered));
                },
                say);
    }

    private CompletableFuture<?> redraw(
            Person person, SlashCommand shown, int page, boolean anew, Consumer<RenderedMessage> replace, Consumer<RenderedMessage> say) {
        return switch (shown.kind()) {
            case SHOW -> list.show(person, Objects.requireNonNull(shown.filter()), page, anew, replace, say);
            case HISTORY -> history(person, shown, page, replace, say);
            case EXPORT, SHARE, HELP, NOT_UNDERSTOOD -> said(say, SentenceView.of(SentenceView.TOO_OLD));
        };
    }

    private Response homeOpened(EventsApiPayload<AppHomeOpenedEvent> payload, EventContext context) {
        AppHomeOpenedEvent event = payload.getEvent();
        String user = event.getUser();
        String hash = event.getView() == null ? null : event.getView().getHash();
        if (user == null) {
            return context.ack();
        }
        Lanes lanes = background.lanes();
        if ("home".equals(event.getTab())) {
            background.begin(lanes.lists(), user, () -> homes.opened(user, hash), homes.errorFor(user));
        }
        background.run(lanes.changes(), user, () -> introduction.opened(event), untold -> {});
        return context.ack();
    }

    private Response joined(EventsApiPayload<MemberJoinedChannelEvent> payload, EventContext context) {
        String joined = String.valueOf(payload.getEvent().getUser());
        background.run(
                background.lanes().changes(), joined, () -> introduction.joined(payload.getEvent()), untold -> {});
        return context.ack();
    }

    private Response refreshHome(BlockActionRequest request, ActionContext context) {
        String user = request.getPayload().getUser().getId();
        background.begin(background.lanes().lists(), user, () -> homes.lookAgain(user), homes.errorFor(user));
        return context.ack();
    }

    private Person who(BlockActionPayload payload) {
        return people.person(payload.getUser().getId(), payload.getUser().getTeamId());
    }
}
