package stalekeys.slack.view;

import java.util.List;
import stalekeys.words.Names;

/** Private answers of a sentence or two. What they say is plain text: nothing in it is markup. */
public final class SentenceView {
    private SentenceView() {}

    public static Drawn of(String sentence) {
        String shown = sentence.isBlank() ? "There is nothing to say." : Parts.cut(sentence, 2_900);
        return new Drawn(Mrkdwn.escape(shown), List.of(Parts.plainSection(shown)));
    }

    /** The log and the outbox can't be reached. */
    public static Drawn databaseAway() {
        return of(
                "stale-keys can't reach its database right now, and nothing more was done. Please try again in a minute.");
    }

    /**
     * Something went wrong in here.
     *
     * @param reference what the log calls it, so that whoever is told can find it
     */
    public static Drawn error(String reference) {
        return of(
                "Something went wrong, and nothing more was done. Please try again; if it stays like this, tell whoever "
                        + "runs stale-keys this reference: " + Names.cut(reference, 64));
    }
}
