package stalekeys.slack;

import java.util.Optional;
import stalekeys.keys.KeyHistory;
import stalekeys.keys.KeyRef;
import stalekeys.slack.view.AskedWords;
import stalekeys.slack.view.ButtonValue;
import stalekeys.slack.view.SentenceView;
import stalekeys.work.AskOwner;
import stalekeys.work.Ledger;
import stalekeys.work.People;
import stalekeys.work.Person;

/** A click on Ask owner to rotate. */
final class AskClick {
    private final People people;
    private final Ledger ledger;
    private final AskOwner askOwner;
    private final KeyList list;
    private final Replies replies;

    AskClick(People people, Ledger ledger, AskOwner askOwner, KeyList list, Replies replies) {
        this.people = people;
        this.ledger = ledger;
        this.askOwner = askOwner;
        this.list = list;
        this.replies = replies;
    }

    void ask(Person person, ButtonValue button, boolean inList, String responseUrl) {
        Optional<KeyRef> key = ledger.byHandle(button.handle());
        if (key.isEmpty()) {
            replies.say(responseUrl, SentenceView.of(SlackBot.TOO_OLD));
            return;
        }
        AskOwner.Asked asked = askOwner.ask(key.get(), person);
        KeyHistory.Ask earlier = asked.earlier();
        String earlierBy = earlier == null ? "" : people.person(earlier.by()).name();
        String sentence = AskedWords.sentence(asked, key.get(), earlierBy, person);
        if (inList && person.role().mayAsk()) {
            replies.replace(responseUrl, list.again(person, button.position(), sentence, null));
        } else {
            replies.say(responseUrl, SentenceView.of(sentence));
        }
    }
}
