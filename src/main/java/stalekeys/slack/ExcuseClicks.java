package stalekeys.slack;

import java.time.LocalDate;
import java.util.Optional;
import java.util.function.Consumer;
import stalekeys.keys.KeyRef;
import stalekeys.slack.view.ButtonValue;
import stalekeys.slack.view.Drawn;
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

    void open(Person person, Trigger trigger, Memory memory) {
        Optional<KeyRef> key = ledger.byHandle(memory.button().handle());
        if (person.role() != Role.ADMIN || key.isEmpty()) {
            replies.say(
                    memory.responseUrl(), SentenceView.of(key.isEmpty() ? SlackBot.TOO_OLD : ExcuseView.ONLY_ADMINS));
            return;
        }
        if (dialogs.open(trigger, ExcuseView.ask(key.get(), memory.print())) == null) {
            replies.say(memory.responseUrl(), SentenceView.of(Dialogs.NOT_OPENED));
        }
    }

    /** The dialog was submitted: excuse the key, and say in the dialog and in the list what became of it. */
    void submit(Person person, String viewId, Memory memory, String reason, LocalDate lastDay) {
        Optional<KeyRef> key = ledger.byHandle(memory.button().handle());
        if (key.isEmpty()) {
            dialogs.update(viewId, ExcuseView.sentence(SlackBot.TOO_OLD));
            return;
        }
        String sentence = ExcuseView.sentence(key.get(), excuseKey.excuse(key.get(), person, reason, lastDay));
        dialogs.update(viewId, ExcuseView.sentence(sentence));
        if (person.role() == Role.ADMIN) {
            replies.replace(
                    memory.responseUrl(), list.again(person, memory.button().position(), sentence, null));
        }
    }

    Consumer<Drawn> troubleIn(String viewId) {
        return drawn -> dialogs.update(viewId, ExcuseView.sentence(drawn.text()));
    }

    /** Why the day can't be taken; empty where it can. */
    Optional<String> objection(LocalDate lastDay) {
        return excuseKey.takes(lastDay) ? Optional.empty() : Optional.of(ExcuseView.notThatDay(excuseKey.lastDay()));
    }
}
