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
    private final Background background;
    private final Dialogs dialogs;
    private final OwnerAnswers answers;
    private final Replies replies;

    OwnerClicks(Background background, Dialogs dialogs, OwnerAnswers answers, Replies replies) {
        this.background = background;
        this.dialogs = dialogs;
        this.answers = answers;
        this.replies = replies;
    }

    void listen(Listeners to) {
        to.keyDeed(Actions.DONE, (click, key) -> answer(click, key, answers::rotated));
        to.keyDeed(Actions.LATER, (click, key) -> answer(click, key, (it, who) -> answers.later(it, who, days(click))));
        to.keyDeed(Actions.NOT_MINE, (click, key) -> answer(click, key, answers::notMine));
        to.keyDeed(Actions.CLAIM, (click, key) -> answer(click, key, answers::claim));
        to.keyDialog(Actions.SHOW_HOW, this::how);
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
        if (viewId != null) {
            background.run(
                    background.lanes().reading(),
                    click.who().id(),
                    () -> showHow(viewId, click, key),
                    trouble -> dialogs.update(viewId, HowView.sentence(trouble.text())));
        }
    }

    private void showHow(String viewId, Click click, KeyRef key) {
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
