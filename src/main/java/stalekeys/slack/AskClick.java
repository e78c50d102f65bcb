package stalekeys.slack;

import stalekeys.keys.KeyHistory;
import stalekeys.keys.KeyRef;
import stalekeys.slack.view.Actions;
import stalekeys.slack.view.AskedWords;
import stalekeys.slack.view.SentenceView;
import stalekeys.work.AskOwner;
import stalekeys.work.People;

/** A click on Ask owner to rotate. */
final class AskClick {
    private final People people;
    private final AskOwner askOwner;
    private final KeyList list;
    private final Replies replies;

    AskClick(People people, AskOwner askOwner, KeyList list, Replies replies) {
        this.people = people;
        this.askOwner = askOwner;
        this.list = list;
        this.replies = replies;
    }

    void listen(Listeners to) {
        to.keyDeed(Actions.ASK_OWNER, this::ask);
    }

    private void ask(Click click, KeyRef key) {
        AskOwner.Asked asked = askOwner.ask(key, click.who());
        KeyHistory.Ask earlier = asked.earlier();
        String earlierBy = earlier == null ? "" : people.person(earlier.by()).name();
        String sentence = AskedWords.sentence(asked, key, earlierBy, click.who());
        if (click.inList() && click.who().role().mayAsk()) {
            list.again(
                    click.who(),
                    click.button().position(),
                    sentence,
                    null,
                    drawn -> replies.replace(click.replyTo(), click.who(), drawn));
        } else {
            replies.say(click.replyTo(), click.who(), SentenceView.of(sentence));
        }
    }
}
