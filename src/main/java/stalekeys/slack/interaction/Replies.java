package stalekeys.slack.interaction;

import com.slack.api.Slack;
import com.slack.api.model.view.View;
import org.jspecify.annotations.Nullable;
import stalekeys.slack.api.ResponsePost;
import stalekeys.slack.view.DetailsView;
import stalekeys.slack.view.SentenceView;
import stalekeys.slack.view.block.RenderedMessage;
import stalekeys.work.people.Person;

/**
 * Private answers to a command or a click, by the response URL Slack gave with it (5 uses within 30 minutes), or in the
 * Home or dialog that was clicked. They are replies, not messages of the outbox: one that fails is logged, and the person asks again.
 */
public final class Replies {
    /** Stands before a user id in place of a response URL: clicks in Home come without one. */
    private static final String HOME = "home:";

    /** The same before a view id, for clicks in a dialog. */
    private static final String DIALOG = "dialog:";

    private final ResponsePost post;
    private final HomeTab homes;
    private final Dialogs dialogs;
    private final AccessRecheck accessRecheck;

    public Replies(Slack slack, HomeTab homes, Dialogs dialogs, AccessRecheck accessRecheck) {
        this.accessRecheck = accessRecheck;
        this.post = new ResponsePost(slack);
        this.homes = homes;
        this.dialogs = dialogs;
    }

    static String inHomeOf(String userId) {
        return HOME + userId;
    }

    static String inDialog(String viewId) {
        return DIALOG + viewId;
    }

    /** Whether an answer to a command can be sent there: what is no address of Slack's is logged. */
    public boolean canAnswer(@Nullable String responseUrl) {
        return post.isSlacks(responseUrl);
    }

    /** A new answer only this person sees, where they may still see what was made for them. */
    public void say(@Nullable String responseUrl, Person madeFor, RenderedMessage rendered) {
        send(responseUrl, stillFor(madeFor, rendered), false);
    }

    /** A new answer that anybody may see: nothing of a key. */
    public void say(@Nullable String responseUrl, RenderedMessage rendered) {
        send(responseUrl, rendered, false);
    }

    /** In place of the private message that was clicked. */
    public void replace(@Nullable String responseUrl, Person madeFor, RenderedMessage rendered) {
        send(responseUrl, stillFor(madeFor, rendered), true);
    }

    private RenderedMessage stillFor(Person madeFor, RenderedMessage rendered) {
        return accessRecheck.objection(madeFor).map(SentenceView::of).orElse(rendered);
    }

    /** For everybody in the channel where the command was typed. */
    void share(String responseUrl, RenderedMessage rendered) {
        post.post(responseUrl, "in_channel", rendered, false);
    }

    /**
     * Opens a dialog at once: a click lets that be done for 3 seconds only.
     *
     * @return the id of the view; null where Slack did not open it, and the person was told
     */
    @Nullable
    String openDialog(Click click, View view) {
        String viewId = dialogs.open(click.trigger(), view);
        if (viewId == null) {
            say(click.replyTo(), SentenceView.of(SentenceView.NOT_OPENED));
        }
        return viewId;
    }

    private void send(@Nullable String responseUrl, RenderedMessage rendered, boolean replace) {
        if (responseUrl == null || responseUrl.isEmpty()) {
            return;
        }
        if (responseUrl.startsWith(HOME)) {
            homes.answer(responseUrl.substring(HOME.length()), rendered);
            return;
        }
        if (responseUrl.startsWith(DIALOG)) {
            dialogs.update(responseUrl.substring(DIALOG.length()), DetailsView.answer(rendered));
            return;
        }
        post.post(responseUrl, "ephemeral", rendered, replace);
    }
}
