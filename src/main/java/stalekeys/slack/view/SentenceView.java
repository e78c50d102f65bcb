package stalekeys.slack.view;

import java.util.List;
import stalekeys.slack.view.block.Blocks;
import stalekeys.slack.view.block.Mrkdwn;
import stalekeys.slack.view.block.RenderedMessage;
import stalekeys.words.Names;
import stalekeys.work.people.Person;

/** Private answers of a sentence or two. What they say is plain text: nothing in it is markup. */
public final class SentenceView {
    /** To a click on what nobody knows any more. */
    public static final String TOO_OLD = "This button is too old. Please run /stale-keys.";

    /** Slack lets a dialog be opened for 3 seconds after the click. */
    public static final String NOT_OPENED = "Slack did not open the dialog in time. Please click again.";

    /** So many things wait already that this one was not begun. */
    public static final String TOO_MUCH = "There is too much to do at once. Please try again in a minute.";

    /** In the acknowledgement of a command, where Slack named no address of its own for the answer. */
    public static final String NOWHERE_TO_ANSWER =
            "This command came without an address of Slack's to answer to, so nothing was done. Please try again; if it"
                    + " stays like this, tell whoever runs stale-keys.";

    /** One person has as much under way as one person may. */
    public static final String SEVERAL_RUNNING = "You have several requests running; try again when they finish.";

    private SentenceView() {}

    /** To who may not use stale-keys at all. */
    public static String refusal(Person person) {
        return person.refusal() == null ? "You may not use this here." : person.refusal();
    }

    public static RenderedMessage of(String sentence) {
        String shown = sentence.isBlank() ? "There is nothing to say." : Blocks.cut(sentence, 2_900);
        return new RenderedMessage(Mrkdwn.escape(shown), List.of(Blocks.plainSection(shown)));
    }

    /** The log and the outbox can't be reached. */
    public static RenderedMessage databaseAway() {
        return of(
                "stale-keys can't reach its database right now, and nothing more was done. Please try again in a minute.");
    }

    /**
     * Something went wrong in here.
     *
     * @param reference what the log calls it, so that whoever is told can find it
     */
    public static RenderedMessage error(String reference) {
        return of(
                "Something went wrong, and nothing more was done. Please try again; if it stays like this, tell whoever "
                        + "runs stale-keys this reference: " + Names.cut(reference, 64));
    }
}
