package stalekeys.slack;

import java.util.Optional;
import stalekeys.keys.KeyRef;
import stalekeys.slack.view.ButtonValue;
import stalekeys.slack.view.DetailsView;
import stalekeys.slack.view.SentenceView;
import stalekeys.work.Ledger;
import stalekeys.work.Person;
import stalekeys.work.Role;
import stalekeys.work.ShowDetails;

/** A click on Details: a dialog at once, and in it what this person may see of the key. */
final class DetailsClick {
    private final Dialogs dialogs;
    private final Ledger ledger;
    private final ShowDetails showDetails;
    private final Replies replies;

    DetailsClick(Dialogs dialogs, Ledger ledger, ShowDetails showDetails, Replies replies) {
        this.dialogs = dialogs;
        this.ledger = ledger;
        this.showDetails = showDetails;
        this.replies = replies;
    }

    void open(Person person, Trigger trigger, ButtonValue button, String replyTo) {
        Optional<KeyRef> key = ledger.byHandle(button.handle());
        if (person.role() == Role.NOBODY || key.isEmpty()) {
            replies.say(replyTo, SentenceView.of(key.isEmpty() ? SlackBot.TOO_OLD : SlackBot.refusal(person)));
            return;
        }
        String viewId = dialogs.open(trigger, DetailsView.loading());
        if (viewId == null) {
            replies.say(replyTo, SentenceView.of(Dialogs.NOT_OPENED));
            return;
        }
        dialogs.update(
                viewId,
                showDetails
                        .details(key.get(), person)
                        .map(DetailsView::draw)
                        .orElseGet(() -> DetailsView.sentence(DetailsView.NOT_YOURS)));
    }
}
