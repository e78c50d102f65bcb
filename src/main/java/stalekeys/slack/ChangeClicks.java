package stalekeys.slack;

import com.slack.api.model.view.View;
import java.util.Optional;
import java.util.function.Consumer;
import stalekeys.keys.KeyRef;
import stalekeys.slack.view.ChangeDialogView;
import stalekeys.slack.view.Drawn;
import stalekeys.slack.view.SentenceView;
import stalekeys.work.ChangeKey;
import stalekeys.work.ChangeOutcome;
import stalekeys.work.KeyChange;
import stalekeys.work.Ledger;
import stalekeys.work.MakeChange;
import stalekeys.work.People;
import stalekeys.work.Person;
import stalekeys.work.ShowKeys;

/** The dialog in which a key is switched off or on. */
final class ChangeClicks {
    private final Dialogs dialogs;
    private final People people;
    private final Ledger ledger;
    private final ChangeKey changeKey;
    private final ShowKeys showKeys;
    private final KeyList list;
    private final Replies replies;

    ChangeClicks(
            Dialogs dialogs,
            People people,
            Ledger ledger,
            ChangeKey changeKey,
            ShowKeys showKeys,
            KeyList list,
            Replies replies) {
        this.dialogs = dialogs;
        this.people = people;
        this.ledger = ledger;
        this.changeKey = changeKey;
        this.showKeys = showKeys;
        this.list = list;
        this.replies = replies;
    }

    /** A click on Deactivate or Reactivate: a dialog at once, and in it what is true now. */
    void open(Person person, Trigger trigger, DialogMemory memory) {
        Optional<KeyRef> key = ledger.byHandle(memory.button().handle());
        if (key.isEmpty() || !changeKey.mayOpen(key.get(), person)) {
            replies.say(memory.responseUrl(), SentenceView.of(refusal(memory.wanted(), person, key.isEmpty())));
            return;
        }
        String viewId = dialogs.open(trigger, ChangeDialogView.loading(memory.wanted(), memory.print()));
        if (viewId == null) {
            replies.say(memory.responseUrl(), SentenceView.of(Dialogs.NOT_OPENED));
            return;
        }
        show(viewId, key.get(), person, memory, false);
    }

    /** What to show at once when the dialog is submitted. */
    static View working(DialogMemory memory) {
        return ChangeDialogView.working(memory.wanted(), memory.print());
    }

    /** The dialog was submitted: carry it out and say in it what became of it. */
    void submit(Person person, String viewId, DialogMemory memory, String reason) {
        Optional<KeyRef> found = ledger.byHandle(memory.button().handle());
        if (found.isEmpty() || !changeKey.mayOpen(found.get(), person)) {
            dialogs.update(
                    viewId,
                    ChangeDialogView.sentence(memory.wanted(), refusal(memory.wanted(), person, found.isEmpty())));
            return;
        }
        KeyRef key = found.get();
        MakeChange.Changed changed = changeKey.submit(key, memory.wanted(), person, reason, memory.shown());
        if (changed.outcome() == ChangeOutcome.USED_SINCE) {
            show(viewId, key, person, memory, true);
            return;
        }
        dialogs.update(viewId, ChangeDialogView.outcome(memory.wanted(), key, changed.outcome(), changed.detail()));
        if (memory.inList()) {
            replies.replace(
                    memory.responseUrl(),
                    list.again(
                            person,
                            memory.button().position(),
                            ChangeDialogView.sentence(memory.wanted(), key, changed.outcome(), changed.detail()),
                            changed.outcome() == ChangeOutcome.DONE
                                    ? showKeys.card(key).orElse(null)
                                    : null));
        }
    }

    /** Where a dialog is open, that is where trouble is told. */
    Consumer<Drawn> troubleIn(String viewId, DialogMemory memory) {
        return drawn -> dialogs.update(viewId, ChangeDialogView.sentence(memory.wanted(), drawn.text()));
    }

    private void show(String viewId, KeyRef key, Person person, DialogMemory memory, boolean usedSince) {
        ChangeKey.Opened opened = changeKey.open(key, memory.wanted(), person, usedSince);
        if (opened.dialog() != null) {
            DialogMemory showing = memory.showing(opened.dialog().key().lastUse());
            dialogs.update(viewId, ChangeDialogView.confirm(opened.dialog(), showing.print()));
        } else if (opened.outcome() != null) {
            dialogs.update(viewId, ChangeDialogView.outcome(memory.wanted(), key, opened.outcome(), opened.detail()));
        }
    }

    private String refusal(KeyChange.Wanted wanted, Person person, boolean unknownHandle) {
        if (!people.hasAdmins()) {
            return "Nobody may change keys from here: no admins are configured. Nothing was changed.";
        }
        if (!person.role().mayChangeKeys()) {
            if (person.refusal() != null) {
                return person.refusal() + " Nothing was changed.";
            }
            return ChangeDialogView.onlyAdmins(wanted);
        }
        return unknownHandle ? SlackBot.TOO_OLD : "";
    }
}
