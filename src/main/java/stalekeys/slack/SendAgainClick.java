package stalekeys.slack;

import stalekeys.slack.view.ButtonValue;
import stalekeys.slack.view.SentAgainWords;
import stalekeys.slack.view.SentenceView;
import stalekeys.work.OutboxWorker;
import stalekeys.work.Person;
import stalekeys.work.Role;

/** A click on Send again, beside a message that may not have arrived. Its value is the message's row, not a key. */
final class SendAgainClick {
    private final OutboxWorker worker;
    private final KeyList list;
    private final Replies replies;

    SendAgainClick(OutboxWorker worker, KeyList list, Replies replies) {
        this.worker = worker;
        this.list = list;
        this.replies = replies;
    }

    void send(Person person, ButtonValue button, boolean inList, String responseUrl) {
        if (person.role() != Role.ADMIN) {
            replies.say(responseUrl, SentenceView.of(SentAgainWords.ONLY_ADMINS));
            return;
        }
        String sentence = worker.sendAgain(button.handle(), person)
                .map(SentAgainWords::sentence)
                .orElse(SentAgainWords.NOT_OPEN);
        if (inList) {
            replies.replace(responseUrl, list.again(person, button.position(), sentence, null));
        } else {
            replies.say(responseUrl, SentenceView.of(sentence));
        }
    }
}
