package stalekeys.slack;

import com.slack.api.app_backend.interactive_components.payload.BlockActionPayload;
import com.slack.api.bolt.App;
import com.slack.api.bolt.response.Response;
import java.util.function.Consumer;
import stalekeys.keys.KeyRef;
import stalekeys.slack.view.Drawn;
import stalekeys.slack.view.SentenceView;
import stalekeys.work.Ledger;
import stalekeys.work.People;

/**
 * Tells Bolt what is listened to. Each click is acknowledged at once (Slack waits 3 seconds) and dealt with in the
 * background, for whoever clicked, looked up anew: what opens a dialog in one lane, what does something in another.
 */
final class Listeners {
    private final App app;
    private final People people;
    private final Ledger ledger;
    private final Background background;
    private final Replies replies;

    Listeners(App app, People people, Ledger ledger, Background background, Replies replies) {
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
        deed(action, ofKey(then));
    }

    /** A button with a value of another kind that opens a dialog. */
    void opener(String action, OnClick then) {
        button(action, background.lanes().opening(), then);
    }

    /** A button with a value of another kind that does something at once. */
    void deed(String action, OnClick then) {
        button(action, background.lanes().changes(), then);
    }

    private OnClick ofKey(OnKeyClick then) {
        return click -> ledger.byHandle(click.button().handle())
                .ifPresentOrElse(key -> then.clicked(click, key), () -> tooOld(click.replyTo()));
    }

    private void button(String action, Lane lane, OnClick then) {
        app.blockAction(action, (request, context) -> {
            BlockActionPayload payload = request.getPayload();
            String replyTo = Entered.replyTo(payload);
            Consumer<Drawn> say = drawn -> replies.say(replyTo, drawn);
            background.run(
                    lane,
                    payload.getUser().getId(),
                    () -> Entered.button(payload)
                            .ifPresentOrElse(
                                    value -> then.clicked(new Click(
                                            people.person(
                                                    payload.getUser().getId(),
                                                    payload.getUser().getTeamId()),
                                            value,
                                            replyTo,
                                            Entered.trigger(payload),
                                            Entered.isPrivate(payload))),
                                    () -> tooOld(replyTo)),
                    say);
            return context.ack();
        });
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
