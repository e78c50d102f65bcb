package stalekeys.slack.interaction;

import java.util.function.BiFunction;
import stalekeys.keys.model.AccessKey;
import stalekeys.keys.model.KeyRef;
import stalekeys.slack.lane.BackgroundTasks;
import stalekeys.slack.view.AnswerView;
import stalekeys.slack.view.RotationGuideView;
import stalekeys.slack.view.block.Actions;
import stalekeys.work.actions.OwnerAnswers;
import stalekeys.work.actions.OwnerAnswers.Answered;
import stalekeys.work.people.Person;
import stalekeys.work.people.Role;

/** The buttons under an ask or a reminder, and *Claim* under a key nobody is asked about. */
public final class OwnerClicks {
    private final BackgroundTasks background;
    private final Dialogs dialogs;
    private final OwnerAnswers answers;
    private final Replies replies;

    public OwnerClicks(BackgroundTasks background, Dialogs dialogs, OwnerAnswers answers, Replies replies) {
        this.background = background;
        this.dialogs = dialogs;
        this.answers = answers;
        this.replies = replies;
    }

    public void listen(Listeners to) {
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
        String viewId = replies.openDialog(click, RotationGuideView.loading());
        if (viewId != null) {
            background.run(
                    background.lanes().reading(),
                    click.who().id(),
                    () -> showHow(viewId, click, key),
                    error -> dialogs.update(viewId, RotationGuideView.sentence(error.text())));
        }
    }

    private void showHow(String viewId, Click click, KeyRef key) {
        Answered looked = answers.look(key, click.who());
        AccessKey found = looked.key();
        dialogs.update(
                viewId,
                click.who(),
                looked.kind() == Answered.Kind.NOT_YET && found != null
                        ? RotationGuideView.draw(
                                key,
                                found.lastUse(),
                                looked.owner() || click.who().role() == Role.ADMIN)
                        : RotationGuideView.sentence(AnswerView.sentence(looked)));
    }
}
