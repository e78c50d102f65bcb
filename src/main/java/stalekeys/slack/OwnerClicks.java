package stalekeys.slack;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import stalekeys.keys.AccessKey;
import stalekeys.keys.KeyRef;
import stalekeys.slack.view.AnswerView;
import stalekeys.slack.view.ButtonValue;
import stalekeys.slack.view.HowView;
import stalekeys.slack.view.SentenceView;
import stalekeys.work.Ledger;
import stalekeys.work.OwnerAnswers;
import stalekeys.work.OwnerAnswers.Answered;
import stalekeys.work.Person;
import stalekeys.work.Role;

/** The buttons under an ask or a reminder, and *Claim* under a key nobody is asked about. */
final class OwnerClicks {
    private final Dialogs dialogs;
    private final Ledger ledger;
    private final OwnerAnswers answers;
    private final Replies replies;

    OwnerClicks(Dialogs dialogs, Ledger ledger, OwnerAnswers answers, Replies replies) {
        this.dialogs = dialogs;
        this.ledger = ledger;
        this.answers = answers;
        this.replies = replies;
    }

    /** Which of the buttons. */
    enum Answer {
        ROTATED,
        /** the value of the choice is the key's handle and, in place of a page, the number of days */
        LATER,
        NOT_MINE,
        CLAIM
    }

    void answer(Answer answer, Person person, ButtonValue button, @Nullable String responseUrl) {
        Optional<KeyRef> key = ledger.byHandle(button.handle());
        if (key.isEmpty()) {
            replies.say(responseUrl, SentenceView.of(SlackBot.TOO_OLD));
            return;
        }
        Answered answered = switch (answer) {
            case ROTATED -> answers.rotated(key.get(), person);
            case LATER ->
                answers.later(
                        key.get(),
                        person,
                        button.position() == null ? 0 : button.position().page());
            case NOT_MINE -> answers.notMine(key.get(), person);
            case CLAIM -> answers.claim(key.get(), person);
        };
        boolean mayDeactivate = answered.owner() && answers.mayDeactivate(key.get(), person);
        replies.say(responseUrl, AnswerView.draw(answered, button, mayDeactivate));
    }

    /** A dialog at once, and in it the steps for this key. */
    void how(Person person, Trigger trigger, ButtonValue button, @Nullable String responseUrl) {
        Optional<KeyRef> key = ledger.byHandle(button.handle());
        if (key.isEmpty()) {
            replies.say(responseUrl, SentenceView.of(SlackBot.TOO_OLD));
            return;
        }
        String viewId = dialogs.open(trigger, HowView.loading());
        if (viewId == null) {
            replies.say(responseUrl, SentenceView.of(Dialogs.NOT_OPENED));
            return;
        }
        Answered looked = answers.look(key.get(), person);
        AccessKey found = looked.key();
        dialogs.update(
                viewId,
                looked.kind() == Answered.Kind.NOT_YET && found != null
                        ? HowView.draw(key.get(), found.lastUse(), looked.owner() || person.role() == Role.ADMIN)
                        : HowView.sentence(AnswerView.sentence(looked)));
    }
}
