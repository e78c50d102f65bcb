package stalekeys.slack.interaction;

import com.slack.api.bolt.response.Response;
import java.time.LocalDate;
import java.util.Optional;
import stalekeys.keys.model.KeyRef;
import stalekeys.slack.view.ExemptView;
import stalekeys.slack.view.SentenceView;
import stalekeys.slack.view.block.Actions;
import stalekeys.slack.view.block.ButtonValue;
import stalekeys.work.actions.ExemptKey;
import stalekeys.work.ledger.Ledger;
import stalekeys.work.people.Person;
import stalekeys.work.people.Role;

/** The dialog in which an admin excuses a key. */
public final class ExemptClicks {
    private final Dialogs dialogs;
    private final Ledger ledger;
    private final ExemptKey exemptKey;
    private final KeyList list;
    private final Replies replies;

    public ExemptClicks(Dialogs dialogs, Ledger ledger, ExemptKey exemptKey, KeyList list, Replies replies) {
        this.dialogs = dialogs;
        this.ledger = ledger;
        this.exemptKey = exemptKey;
        this.list = list;
        this.replies = replies;
    }

    /**
     * What the dialog carries from the click to the submit.
     *
     * @param responseUrl where the list can be drawn again; may be empty
     */
    record Memory(ButtonValue button, String responseUrl) {
        String print() {
            return responseUrl + "\n" + button.print();
        }

        static Optional<Memory> parse(String text) {
            String[] lines = text.split("\n", 2);
            return lines.length < 2
                    ? Optional.empty()
                    : ButtonValue.parse(lines[1]).map(button -> new Memory(button, lines[0]));
        }
    }

    public void listen(Listeners to) {
        to.keyDialog(Actions.EXCUSE, this::open);
        to.dialog(Actions.EXCUSE_SUBMIT, this::submitted);
    }

    private void open(Click click, KeyRef key) {
        if (click.who().role() != Role.ADMIN) {
            replies.say(click.replyTo(), SentenceView.of(ExemptView.ONLY_ADMINS));
            return;
        }
        replies.openDialog(click, ExemptView.ask(key, new Memory(click.button(), click.replyTo()).print()));
    }

    private Response submitted(Submission dialog) {
        Optional<Memory> memory = Memory.parse(dialog.memory());
        if (memory.isEmpty()) {
            return dialog.showInstead(ExemptView.sentence(SentenceView.TOO_OLD));
        }
        String reason = dialog.reason();
        if (reason.isBlank()) {
            return dialog.complain(Actions.REASON_BLOCK, ExemptView.NO_REASON);
        }
        LocalDate day = dialog.day().orElse(null);
        if (day == null) {
            return dialog.complain(Actions.DAY_BLOCK, ExemptView.NO_DAY);
        }
        if (!exemptKey.takes(day)) {
            return dialog.complain(Actions.DAY_BLOCK, ExemptView.notThatDay(exemptKey.lastDay()));
        }
        return dialog.workOn(
                ExemptView.working(),
                person -> exemption(person, dialog.viewId(), memory.get(), reason, day),
                error -> dialogs.update(dialog.viewId(), ExemptView.sentence(error.text())));
    }

    /** Excuses the key, and says in the dialog and in the list what became of it. */
    private void exemption(Person person, String viewId, Memory memory, String reason, LocalDate lastDay) {
        Optional<KeyRef> key = ledger.byHandle(memory.button().handle());
        if (key.isEmpty()) {
            dialogs.update(viewId, ExemptView.sentence(SentenceView.TOO_OLD));
            return;
        }
        String sentence = ExemptView.sentence(key.get(), exemptKey.exemption(key.get(), person, reason, lastDay));
        dialogs.update(viewId, person, ExemptView.sentence(sentence));
        if (person.role() == Role.ADMIN) {
            list.again(
                    person,
                    memory.button().position(),
                    sentence,
                    null,
                    rendered -> replies.replace(memory.responseUrl(), person, rendered));
        }
    }
}
