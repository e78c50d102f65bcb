package stalekeys.slack;

import com.slack.api.bolt.response.Response;
import java.time.LocalDate;
import java.util.Optional;
import stalekeys.keys.KeyRef;
import stalekeys.slack.view.Actions;
import stalekeys.slack.view.ButtonValue;
import stalekeys.slack.view.ExcuseView;
import stalekeys.slack.view.SentenceView;
import stalekeys.work.ExcuseKey;
import stalekeys.work.Ledger;
import stalekeys.work.Person;
import stalekeys.work.Role;

/** The dialog in which an admin excuses a key. */
final class ExcuseClicks {
    private final Dialogs dialogs;
    private final Ledger ledger;
    private final ExcuseKey excuseKey;
    private final KeyList list;
    private final Replies replies;

    ExcuseClicks(Dialogs dialogs, Ledger ledger, ExcuseKey excuseKey, KeyList list, Replies replies) {
        this.dialogs = dialogs;
        this.ledger = ledger;
        this.excuseKey = excuseKey;
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

    void listen(Listeners to) {
        to.keyDialog(Actions.EXCUSE, this::open);
        to.dialog(Actions.EXCUSE_SUBMIT, this::submitted);
    }

    private void open(Click click, KeyRef key) {
        if (click.who().role() != Role.ADMIN) {
            replies.say(click.replyTo(), SentenceView.of(ExcuseView.ONLY_ADMINS));
            return;
        }
        replies.openDialog(click, ExcuseView.ask(key, new Memory(click.button(), click.replyTo()).print()));
    }

    private Response submitted(Submission dialog) {
        Optional<Memory> memory = Memory.parse(dialog.memory());
        if (memory.isEmpty()) {
            return dialog.showInstead(ExcuseView.sentence(SentenceView.TOO_OLD));
        }
        String reason = dialog.reason();
        if (reason.isBlank()) {
            return dialog.complain(Actions.REASON_BLOCK, ExcuseView.NO_REASON);
        }
        LocalDate day = dialog.day().orElse(null);
        if (day == null) {
            return dialog.complain(Actions.DAY_BLOCK, ExcuseView.NO_DAY);
        }
        if (!excuseKey.takes(day)) {
            return dialog.complain(Actions.DAY_BLOCK, ExcuseView.notThatDay(excuseKey.lastDay()));
        }
        return dialog.workOn(
                ExcuseView.working(),
                person -> excuse(person, dialog.viewId(), memory.get(), reason, day),
                trouble -> dialogs.update(dialog.viewId(), ExcuseView.sentence(trouble.text())));
    }

    /** Excuses the key, and says in the dialog and in the list what became of it. */
    private void excuse(Person person, String viewId, Memory memory, String reason, LocalDate lastDay) {
        Optional<KeyRef> key = ledger.byHandle(memory.button().handle());
        if (key.isEmpty()) {
            dialogs.update(viewId, ExcuseView.sentence(SentenceView.TOO_OLD));
            return;
        }
        String sentence = ExcuseView.sentence(key.get(), excuseKey.excuse(key.get(), person, reason, lastDay));
        dialogs.update(viewId, person, ExcuseView.sentence(sentence));
        if (person.role() == Role.ADMIN) {
            list.again(
                    person,
                    memory.button().position(),
                    sentence,
                    null,
                    drawn -> replies.replace(memory.responseUrl(), person, drawn));
        }
    }
}
