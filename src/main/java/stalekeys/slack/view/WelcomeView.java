package stalekeys.slack.view;

import java.util.List;
import org.jspecify.annotations.Nullable;
import stalekeys.slack.view.block.Blocks;
import stalekeys.slack.view.block.Mrkdwn;
import stalekeys.slack.view.block.RenderedMessage;
import stalekeys.work.ledger.Message;

/** The bot introduces itself: what it does, what it will post and when, and what is missing. */
final class WelcomeView {
    private static final String WHAT =
            "I find AWS access keys that nobody has rotated for long, and help their owners to rotate them.";

    private WelcomeView() {}

    static RenderedMessage draw(Message.Welcome welcome) {
        String lines = WHAT + "\n" + posts(welcome) + "\n" + missing(welcome);
        return new RenderedMessage("Hello. " + WHAT, List.of(Blocks.section(lines)));
    }

    private static String posts(Message.Welcome welcome) {
        String digest = welcome.digestChannel() == null || welcome.nextDigest() == null
                ? "no digest"
                : "a digest in " + channel(welcome.digestChannel()) + ", next on " + Mrkdwn.date(welcome.nextDigest());
        return welcome.toPerson()
                ? "I write to you when a key of yours is due, and post " + digest + ". Your own keys are under Home."
                : "I post " + digest
                        + ", and here only what I am set up to post here or what somebody asks me to. What you ask me, I"
                        + " answer to you alone.";
    }

    private static String missing(Message.Welcome welcome) {
        @Nullable
        String digest = welcome.digestChannel() == null
                ? "Still missing: a channel for the digest (`STALE_KEYS_CHANNEL`)"
                : null;
        if (welcome.adminsMissing()) {
            return (digest == null ? "Still missing:" : digest + ", and")
                    + " admins (`STALE_KEYS_ADMINS`); until then nobody can deactivate a key from here.";
        }
        return digest == null
                ? "Type `/stale-keys` to begin; `/stale-keys help` says what else there is."
                : digest + ".";
    }

    private static String channel(String idOrName) {
        return Mrkdwn.channel(idOrName, Mrkdwn.name(idOrName));
    }
}
