package stalekeys.slack;

import stalekeys.keys.KeyRef;
import stalekeys.slack.view.Actions;
import stalekeys.slack.view.DetailsView;
import stalekeys.work.Person;
import stalekeys.work.ShowDetails;

/** A click on Details: a dialog at once, and in it what this person may see of the key. */
final class DetailsClick {
    private final Background background;
    private final Dialogs dialogs;
    private final ShowDetails showDetails;
    private final Replies replies;

    DetailsClick(Background background, Dialogs dialogs, ShowDetails showDetails, Replies replies) {
        this.background = background;
        this.dialogs = dialogs;
        this.showDetails = showDetails;
        this.replies = replies;
    }

    void listen(Listeners to) {
        to.keyDialog(Actions.DETAILS, this::open);
        to.link(Actions.CONSOLE);
    }

    private void open(Click click, KeyRef key) {
        String viewId = replies.openDialog(click, DetailsView.loading());
        if (viewId != null) {
            background.run(
                    background.lanes().reading(),
                    click.who().id(),
                    () -> show(viewId, key, click.who()),
                    trouble -> dialogs.update(viewId, DetailsView.sentence(trouble.text())));
        }
    }

    private void show(String viewId, KeyRef key, Person viewer) {
        dialogs.update(
                viewId,
                viewer,
                showDetails
                        .details(key, viewer)
                        .map(DetailsView::draw)
                        .orElseGet(() -> DetailsView.sentence(DetailsView.NOT_YOURS)));
    }
}
