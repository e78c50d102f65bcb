package stalekeys.slack.interaction;

import stalekeys.keys.lifecycle.KeyHistory;
import stalekeys.keys.model.KeyRef;
import stalekeys.slack.view.AskResultWords;
import stalekeys.slack.view.SentenceView;
import stalekeys.slack.view.block.Actions;
import stalekeys.work.actions.AskOwner;
import stalekeys.work.people.People;

/** A click on Ask owner to rotate. */
public final class AskClick {
    private final People people;
    private final AskOwner askOwner;
    private final KeyList list;
    private final Replies replies;

    public AskClick(People people, AskOwner askOwner, KeyList list, Replies replies) {
        this.people = people;
        this.askOwner = askOwner;
        this.list = list;
        this.replies = replies;
    }

    public void listen(Listeners to) {
        to.keyDeed(Actions.ASK_OWNER, this::ask);
    }

    private void ask(Click click, KeyRef key) {
        AskOwner.Asked asked = askOwner.ask(key, click.who());
        KeyHistory.Ask earlier = asked.earlier();
        String earlierBy = earlier == null ? "" : people.person(earlier.by()).name();
        String sentence = AskResultWords.sentence(asked, key, earlierBy, click.who());
        if (click.inList() && click.who().role().mayAsk()) {
            list.again(
                    click.who(),
                    click.button().position(),
                    sentence,
                    null,
                    rendered -> replies.replace(click.replyTo(), click.who(), rendered));
        } else {
            replies.say(click.replyTo(), click.who(), SentenceView.of(sentence));
        }
    }
}
