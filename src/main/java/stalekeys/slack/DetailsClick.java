package stalekeys.slack;

import stalekeys.keys.KeyRef;
import stalekeys.slack.view.Actions;
import stalekeys.slack.view.DetailsView;
import stalekeys.work.ShowDetails;

/** A click on Details: a dialog at once, and in it what this person may see of the key. */
final class DetailsClick {
    private final Dialogs dialogs;
    private final ShowDetails showDetails;
    private final Replies replies;

    DetailsClick(Dialogs dialogs, ShowDetails showDetails, Replies replies) {
        this.dialogs = dialogs;
        this.showDetails = showDetails;
        this.replies = replies;
    }

    void listen(Listeners to) {
        to.keyButton(Actions.DETAILS, this::open);
        to.link(Actions.CONSOLE);
    }

    private void open(Click click, KeyRef key) {
        String viewId = replies.openDialog(click, DetailsView.loading());
        if (viewId != null) {
            dialogs.update(
                    viewId,
                    click.who(),
                    showDetails
                            .details(key, click.who())
                            .map(DetailsView::draw)
                            .orElseGet(() -> DetailsView.sentence(DetailsView.NOT_YOURS)));
        }
    }
}
