package stalekeys.slack.interaction;

import stalekeys.slack.view.ResendWords;
import stalekeys.slack.view.SentenceView;
import stalekeys.slack.view.block.Actions;
import stalekeys.work.outbox.OutboxWorker;
import stalekeys.work.people.Role;

/** A click on Send again, beside a message that may not have arrived. Its value is the message's row, not a key. */
public final class SendAgainClick {
    private final OutboxWorker worker;
    private final KeyList list;
    private final Replies replies;

    public SendAgainClick(OutboxWorker worker, KeyList list, Replies replies) {
        this.worker = worker;
        this.list = list;
        this.replies = replies;
    }

    public void listen(Listeners to) {
        to.action(Actions.SEND_AGAIN, this::send);
    }

    private void send(Click click) {
        if (click.who().role() != Role.ADMIN) {
            replies.say(click.replyTo(), SentenceView.of(ResendWords.ONLY_ADMINS));
            return;
        }
        String sentence = worker.sendAgain(click.button().handle(), click.who())
                .map(ResendWords::sentence)
                .orElse(ResendWords.NOT_OPEN);
        if (click.inList()) {
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
