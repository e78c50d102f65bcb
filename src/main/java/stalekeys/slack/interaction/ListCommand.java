package stalekeys.slack.interaction;

import com.slack.api.app_backend.interactive_components.payload.BlockActionPayload;
import com.slack.api.app_backend.slash_commands.payload.SlashCommandPayload;
import com.slack.api.bolt.App;
import com.slack.api.bolt.context.builtin.ActionContext;
import com.slack.api.bolt.context.builtin.SlashCommandContext;
import com.slack.api.bolt.request.builtin.BlockActionRequest;
import com.slack.api.bolt.request.builtin.SlashCommandRequest;
import com.slack.api.bolt.response.Response;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import stalekeys.slack.lane.BackgroundTasks;
import stalekeys.slack.view.HistoryView;
import stalekeys.slack.view.SentenceView;
import stalekeys.slack.view.UsageView;
import stalekeys.slack.view.block.Actions;
import stalekeys.slack.view.block.ButtonValue;
import stalekeys.slack.view.block.RenderedMessage;
import stalekeys.work.people.People;
import stalekeys.work.people.Person;
import stalekeys.work.people.Role;
import stalekeys.work.show.ShowHistory;

/**
 * {@code /stale-keys} and the pages it shows. Acknowledged at once (Slack waits 3 seconds); the answer comes by the
 * response URL, from the lane of what was asked for. Who asks is looked up each time.
 */
public final class ListCommand {
    private final People people;
    private final BackgroundTasks background;
    private final Replies replies;
    private final KeyList list;
    private final ExportCommand exportCommand;
    private final ShowHistory showHistory;

    public ListCommand(
            People people,
            BackgroundTasks background,
            Replies replies,
            KeyList list,
            ExportCommand exportCommand,
            ShowHistory showHistory) {
        this.people = people;
        this.background = background;
        this.replies = replies;
        this.list = list;
        this.exportCommand = exportCommand;
        this.showHistory = showHistory;
    }

    /** Tells Bolt to call this for the command, and for the buttons that turn its pages. */
    public void listen(App app) {
        app.command("/stale-keys", this::command);
        app.blockAction(Actions.NEXT, this::turn);
        app.blockAction(Actions.PREVIOUS, this::turn);
        app.blockAction(Actions.REFRESH, this::refresh);
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
            Person person,
            SlashCommand typed,
            int page,
            Consumer<RenderedMessage> show,
            Consumer<RenderedMessage> say) {
        showHistory
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
            Person person,
            SlashCommand shown,
            int page,
            boolean anew,
            Consumer<RenderedMessage> replace,
            Consumer<RenderedMessage> say) {
        return switch (shown.kind()) {
            case SHOW -> list.show(person, Objects.requireNonNull(shown.filter()), page, anew, replace, say);
            case HISTORY -> history(person, shown, page, replace, say);
            case EXPORT, SHARE, HELP, NOT_UNDERSTOOD -> said(say, SentenceView.of(SentenceView.TOO_OLD));
        };
    }

    private Person who(BlockActionPayload payload) {
        return people.person(payload.getUser().getId(), payload.getUser().getTeamId());
    }
}
