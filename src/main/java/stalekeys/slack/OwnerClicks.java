package stalekeys.slack;

import java.util.function.BiFunction;
import stalekeys.keys.AccessKey;
import stalekeys.keys.KeyRef;
import stalekeys.slack.view.Actions;
import stalekeys.slack.view.AnswerView;
import stalekeys.slack.view.HowView;
import stalekeys.work.OwnerAnswers;
import stalekeys.work.OwnerAnswers.Answered;
import stalekeys.work.Person;
import stalekeys.work.Role;

/** The buttons under an ask or a reminder, and *Claim* under a key nobody is asked about. */
final class OwnerClicks {
    private final Dialogs dialogs;
    private final OwnerAnswers answers;
    private final Replies replies;

    OwnerClicks(Dialogs dialogs, OwnerAnswers answers, Replies replies) {
        this.dialogs = dialogs;
        this.answers = answers;
        this.replies = replies;
    }

    void listen(Listeners to) {
        to.keyButton(Actions.DONE, (click, key) -> answer(click, key, answers::rotated));
        to.keyButton(
                Actions.LATER, (click, key) -> answer(click, key, (it, who) -> answers.later(it, who, days(click))));
        to.keyButton(Actions.NOT_MINE, (click, key) -> answer(click, key, answers::notMine));
        to.keyButton(Actions.CLAIM, (click, key) -> answer(click, key, answers::claim));
        to.keyButton(Actions.SHOW_HOW, this::how);
    }

    private void answer(Click click, KeyRef key, BiFunction<KeyRef, Person, Answered> answer) {
        Answered answered = answer.apply(key, click.who());
        boolean mayDeactivate = answered.owner() && answers.mayDeactivate(key, click.who());
        replies.say(click.replyTo(), click.who(), AnswerView.draw(answered, click.button(), mayDeactivate));
    }

    /** The value of the choice has, in place of a page, the number of days. */
    private static int days(Click click) {
        return click.button().position() == null ? 0 : click.button().position().page();
    }

    /** A dialog at once, and in it the steps for this key. */
    private void how(Click click, KeyRef key) {
        String viewId = replies.openDialog(click, HowView.loading());
        if (viewId == null) {
            return;
        }
        Answered looked = answers.look(key, click.who());
        AccessKey found = looked.key();
        dialogs.update(
                viewId,
                click.who(),
                looked.kind() == Answered.Kind.NOT_YET && found != null
                        ? HowView.draw(
                                key,
                                found.lastUse(),
                                looked.owner() || click.who().role() == Role.ADMIN)
                        : HowView.sentence(AnswerView.sentence(looked)));
    }
}
