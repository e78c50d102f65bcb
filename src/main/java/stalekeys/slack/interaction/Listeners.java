package stalekeys.slack.interaction;

import com.slack.api.app_backend.interactive_components.payload.BlockActionPayload;
import com.slack.api.bolt.App;
import com.slack.api.bolt.response.Response;
import java.util.function.Consumer;
import stalekeys.keys.model.KeyRef;
import stalekeys.slack.lane.BackgroundTasks;
import stalekeys.slack.lane.Lane;
import stalekeys.slack.view.SentenceView;
import stalekeys.slack.view.block.Actions;
import stalekeys.slack.view.block.ButtonValue;
import stalekeys.slack.view.block.RenderedMessage;
import stalekeys.work.ledger.Ledger;
import stalekeys.work.people.People;
import stalekeys.work.people.Person;
import stalekeys.work.people.Role;

/**
 * Tells Bolt what is listened to. Each click is acknowledged at once (Slack waits 3 seconds) and dealt with in the
 * background, for whoever clicked, looked up anew: what opens a dialog in one lane, what does something in another.
 */
public final class Listeners {
    private final App app;
    private final People people;
    private final Ledger ledger;
    private final BackgroundTasks background;
    private final Replies replies;

    public Listeners(App app, People people, Ledger ledger, BackgroundTasks background, Replies replies) {
        this.app = app;
        this.people = people;
        this.ledger = ledger;
        this.background = background;
        this.replies = replies;
    }

    /** What a button does. */
    interface OnClick {
        void clicked(Click click);
    }

    /** What a button of a key does. */
    interface OnKeyClick {
        void clicked(Click click, KeyRef key);
    }

    /** What a dialog does when it is submitted. */
    interface OnSubmit {
        Response submitted(Submission dialog);
    }

    /**
     * A button of a key that opens a dialog. Its value is the key's handle; one nobody knows is too old, and goes no
     * further.
     */
    void keyDialog(String action, OnKeyClick then) {
        opener(action, ofKey(then));
    }

    /** A button of a key that does something at once. */
    void keyDeed(String action, OnKeyClick then) {
        action(action, ofKey(then));
    }

    /** A button with a value of another kind that opens a dialog. */
    void opener(String action, OnClick then) {
        button(action, background.lanes().opening(), then);
    }

    /** A button with a value of another kind that does something at once. */
    void action(String action, OnClick then) {
        button(action, background.lanes().changes(), then);
    }

    private OnClick ofKey(OnKeyClick then) {
        return click -> ledger.byHandle(click.button().handle())
                .ifPresentOrElse(key -> then.clicked(click, key), () -> tooOld(click.replyTo()));
    }

    private void button(String action, Lane lane, OnClick then) {
        app.blockAction(action, (request, context) -> {
            BlockActionPayload payload = request.getPayload();
            String replyTo = ActionPayloads.replyTo(payload);
            Consumer<RenderedMessage> say = rendered -> replies.say(replyTo, rendered);
            background.run(
                    lane,
                    payload.getUser().getId(),
                    () -> ActionPayloads.button(payload)
                            .ifPresentOrElse(
                                    value -> clicked(action, payload, value, replyTo, then), () -> tooOld(replyTo)),
                    say);
            return context.ack();
        });
    }

    /** Who may not use this at all is told so, before anything is looked up that could name a key. */
    private void clicked(String action, BlockActionPayload payload, ButtonValue value, String replyTo, OnClick then) {
        Person person =
                people.person(payload.getUser().getId(), payload.getUser().getTeamId());
        if (person.role() == Role.NOBODY) {
            replies.say(replyTo, SentenceView.of(SentenceView.refusal(person) + notDone(action)));
            return;
        }
        then.clicked(
                new Click(person, value, replyTo, ActionPayloads.trigger(payload), ActionPayloads.isPrivate(payload)));
    }

    private static String notDone(String action) {
        return switch (action) {
            case Actions.ASK_OWNER, Actions.ASK_SEVERAL -> " Nobody was asked.";
            case Actions.SEND_AGAIN -> " Nothing was sent.";
            case Actions.DETAILS, Actions.SHOW_HOW -> "";
            default -> " Nothing was changed.";
        };
    }

    /** A link: Slack tells of the click, and nothing is to be done. */
    void link(String action) {
        app.blockAction(action, (request, context) -> context.ack());
    }

    void dialog(String callbackId, OnSubmit then) {
        app.viewSubmission(
                callbackId,
                (request, context) ->
                        then.submitted(new Submission(request.getPayload(), context, people, background)));
    }

    private void tooOld(String replyTo) {
        replies.say(replyTo, SentenceView.of(SentenceView.TOO_OLD));
    }
}
