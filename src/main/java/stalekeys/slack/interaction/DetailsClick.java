package stalekeys.slack.interaction;

import stalekeys.keys.model.KeyRef;
import stalekeys.slack.lane.BackgroundTasks;
import stalekeys.slack.view.DetailsView;
import stalekeys.slack.view.block.Actions;
import stalekeys.work.people.Person;
import stalekeys.work.show.ShowDetails;

/** A click on Details: a dialog at once, and in it what this person may see of the key. */
public final class DetailsClick {
    private final BackgroundTasks background;
    private final Dialogs dialogs;
    private final ShowDetails showDetails;
    private final Replies replies;

    public DetailsClick(BackgroundTasks background, Dialogs dialogs, ShowDetails showDetails, Replies replies) {
        this.background = background;
        this.dialogs = dialogs;
        this.showDetails = showDetails;
        this.replies = replies;
    }

    public void listen(Listeners to) {
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
                    error -> dialogs.update(viewId, DetailsView.sentence(error.text())));
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
