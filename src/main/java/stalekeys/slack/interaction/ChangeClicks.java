package stalekeys.slack.interaction;

import com.slack.api.bolt.response.Response;
import java.util.Optional;
import stalekeys.keys.model.KeyRef;
import stalekeys.slack.lane.BackgroundTasks;
import stalekeys.slack.view.ChangeDialogView;
import stalekeys.slack.view.SentenceView;
import stalekeys.slack.view.block.Actions;
import stalekeys.work.actions.ChangeKey;
import stalekeys.work.ledger.ChangeOutcome;
import stalekeys.work.ledger.KeyChange;
import stalekeys.work.ledger.Ledger;
import stalekeys.work.outbox.ApplyChange;
import stalekeys.work.people.People;
import stalekeys.work.people.Person;
import stalekeys.work.show.ShowKeys;

/** The dialog in which a key is switched off or on. */
public final class ChangeClicks {
    private final BackgroundTasks background;
    private final Dialogs dialogs;
    private final People people;
    private final Ledger ledger;
    private final ChangeKey changeKey;
    private final ShowKeys showKeys;
    private final KeyList list;
    private final Replies replies;

    public ChangeClicks(
            BackgroundTasks background,
            Dialogs dialogs,
            People people,
            Ledger ledger,
            ChangeKey changeKey,
            ShowKeys showKeys,
            KeyList list,
            Replies replies) {
        this.background = background;
        this.dialogs = dialogs;
        this.people = people;
        this.ledger = ledger;
        this.changeKey = changeKey;
        this.showKeys = showKeys;
        this.list = list;
        this.replies = replies;
    }

    public void listen(Listeners to) {
        to.keyDialog(Actions.DEACTIVATE, (click, key) -> open(click, key, KeyChange.TargetState.OFF));
        to.keyDialog(Actions.DEACTIVATE_OWN, (click, key) -> open(click, key, KeyChange.TargetState.OFF));
        to.keyDialog(Actions.REACTIVATE, (click, key) -> open(click, key, KeyChange.TargetState.ON));
        to.dialog(Actions.CHANGE_SUBMIT, this::submitted);
    }

    /** A dialog at once, and in it what is true now. */
    private void open(Click click, KeyRef key, KeyChange.TargetState wanted) {
        if (!changeKey.mayOpen(key, click.who())) {
            replies.say(click.replyTo(), SentenceView.of(refusal(wanted, click.who())));
            return;
        }
        DialogState memory = new DialogState(wanted, click.button(), null, click.inList(), click.replyTo());
        String viewId = replies.openDialog(click, ChangeDialogView.loading(wanted, memory.print()));
        if (viewId != null) {
            background.run(
                    background.lanes().reading(),
                    click.who().id(),
                    () -> show(viewId, key, click.who(), memory, false),
                    error -> dialogs.update(viewId, ChangeDialogView.sentence(wanted, error.text())));
        }
    }

    private Response submitted(Submission dialog) {
        Optional<DialogState> carried = DialogState.parse(dialog.memory());
        if (carried.isEmpty()) {
            return dialog.showInstead(ChangeDialogView.sentence(KeyChange.TargetState.OFF, SentenceView.TOO_OLD));
        }
        DialogState memory = carried.get();
        String reason = dialog.reason();
        if (reason.isBlank()) {
            return dialog.complain(Actions.REASON_BLOCK, ChangeDialogView.NO_REASON);
        }
        return dialog.workOn(
                ChangeDialogView.working(memory.wanted(), memory.print()),
                person -> change(person, dialog.viewId(), memory, reason),
                error -> dialogs.update(dialog.viewId(), ChangeDialogView.sentence(memory.wanted(), error.text())));
    }

    /** Carries it out, and says in the dialog what became of it. */
    private void change(Person person, String viewId, DialogState memory, String reason) {
        Optional<KeyRef> found = ledger.byHandle(memory.button().handle());
        if (found.isEmpty() || !changeKey.mayOpen(found.get(), person)) {
            String why = found.isEmpty() ? SentenceView.TOO_OLD : refusal(memory.wanted(), person);
            dialogs.update(viewId, person, ChangeDialogView.sentence(memory.wanted(), why));
            return;
        }
        KeyRef key = found.get();
        ApplyChange.Changed changed = changeKey.submit(key, memory.wanted(), person, reason, memory.shown());
        if (changed.outcome() == ChangeOutcome.USED_SINCE) {
            show(viewId, key, person, memory, true);
            return;
        }
        dialogs.update(
                viewId, person, ChangeDialogView.outcome(memory.wanted(), key, changed.outcome(), changed.detail()));
        if (memory.inList()) {
            list.again(
                    person,
                    memory.button().position(),
                    ChangeDialogView.sentence(memory.wanted(), key, changed.outcome(), changed.detail()),
                    changed.outcome() == ChangeOutcome.DONE ? showKeys.card(key).orElse(null) : null,
                    rendered -> replies.replace(memory.responseUrl(), person, rendered));
        }
    }

    private void show(String viewId, KeyRef key, Person person, DialogState memory, boolean usedSince) {
        ChangeKey.Opened opened = changeKey.open(key, memory.wanted(), person, usedSince);
        if (opened.dialog() != null) {
            DialogState showing = memory.showing(opened.dialog().key().lastUse());
            dialogs.update(viewId, person, ChangeDialogView.confirm(opened.dialog(), showing.print()));
        } else if (opened.outcome() != null) {
            dialogs.update(
                    viewId, person, ChangeDialogView.outcome(memory.wanted(), key, opened.outcome(), opened.detail()));
        }
    }

    private String refusal(KeyChange.TargetState wanted, Person person) {
        if (!people.hasAdmins()) {
            return ChangeDialogView.NO_ADMINS;
        }
        return person.refusal() == null
                ? ChangeDialogView.onlyAdmins(wanted)
                : person.refusal() + " Nothing was changed.";
    }
}
