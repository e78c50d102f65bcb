package stalekeys.slack.view;

import com.slack.api.model.block.LayoutBlock;
import com.slack.api.model.view.View;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import stalekeys.keys.lifecycle.Event;
import stalekeys.keys.report.Counts;
import stalekeys.slack.view.CardView.Place;
import stalekeys.slack.view.block.Actions;
import stalekeys.slack.view.block.Blocks;
import stalekeys.slack.view.block.ButtonValue;
import stalekeys.slack.view.block.Mrkdwn;
import stalekeys.slack.view.block.RenderedMessage;
import stalekeys.words.CoverageWords;
import stalekeys.words.EventWords;
import stalekeys.words.Names;
import stalekeys.words.Plural;
import stalekeys.words.TotalsWords;
import stalekeys.work.doctor.CheckResult;
import stalekeys.work.ledger.Card;
import stalekeys.work.show.Home;
import stalekeys.work.show.KeyPage;

/** A person's Home. */
public final class HomeView {
    /** So that the whole stays far inside Slack's 100 blocks. */
    private static final int MOST_MISSING = 8;

    private HomeView() {}

    /**
     * The whole Home.
     *
     * @param note the answer to what was just clicked in it, to stand on top; null where there is none
     */
    public static View draw(Home home, @Nullable RenderedMessage note) {
        List<LayoutBlock> blocks = new ArrayList<>();
        if (note != null) {
            blocks.addAll(note.blocks());
            blocks.add(Blocks.divider());
        }
        own(home, blocks);
        if (home.overview() != null) {
            overview(home, home.overview(), blocks);
        } else if (home.counts() != null) {
            blocks.add(Blocks.divider());
            blocks.add(Blocks.section("*All keys:* " + TotalsWords.of(home.counts(), home.accounts()) + "."));
        }
        blocks.add(Blocks.divider());
        blocks.add(Blocks.context("Stale from " + Plural.of(home.maxAgeDays(), "day") + ". As of "
                + Mrkdwn.date(home.takenAt()) + ". Only you can see this. `/stale-keys help` says what can be typed."));
        blocks.add(Blocks.actions(List.of(Blocks.button(
                Actions.REFRESH_HOME, "Refresh", ButtonValue.of("home"), null, "Refresh: read everything again"))));
        return view(blocks);
    }

    /** Shown at once where nothing is known yet. */
    public static View reading(@Nullable RenderedMessage note) {
        List<LayoutBlock> blocks = new ArrayList<>(note == null ? List.of() : note.blocks());
        blocks.add(Blocks.plainSection("I am reading all keys as they are now. In a large account that takes some"
                + " minutes; this page fills by itself."));
        return view(blocks);
    }

    /** The answer to a click on Refresh. */
    public static RenderedMessage lookingAgain() {
        return SentenceView.of("I am reading everything again. This page changes by itself when that is done.");
    }

    /** Where no look could be made. */
    public static RenderedMessage notRead() {
        return SentenceView.of("The keys could not be read just now. Please try again in a few minutes.");
    }

    /** The answer alone, where nothing can be drawn below it. */
    public static View only(RenderedMessage note) {
        return view(note.blocks());
    }

    /** A Home that only says something. */
    public static View sentence(String sentence) {
        return view(List.of(Blocks.plainSection(sentence)));
    }

    private static void own(Home home, List<LayoutBlock> blocks) {
        blocks.add(Blocks.header("Your access keys"));
        if (home.ownersUnknown()) {
            blocks.add(Blocks.section(KeyListView.OWNERS_UNKNOWN));
        }
        if (home.ownTotal() == 0) {
            if (home.ownersUnknown()) {
                return;
            }
            blocks.add(
                    Blocks.section("*None of the stale keys names you as its owner*, so there is nothing for you to do."
                            + " When a key of yours is due, I write to you under Messages.\n"
                            + KeyListView.NOT_SHOWN));
            return;
        }
        blocks.add(Blocks.section("*" + Plural.of(home.ownTotal(), "key of yours is", "keys of yours are")
                + " due for rotation*, worst first."));
        for (Card card : home.own()) {
            blocks.addAll(CardView.blocks(card, Place.PRIVATE, home.takenAt(), null));
        }
        int more = home.ownTotal() - home.own().size();
        if (more > 0) {
            blocks.add(Blocks.context(
                    "And " + Plural.of(more, "more key") + " of yours. `/stale-keys mine` shows them all."));
        }
    }

    private static void overview(Home home, Home.Overview overview, List<LayoutBlock> blocks) {
        missing(overview.missing(), blocks);
        blocks.add(Blocks.divider());
        blocks.add(Blocks.header("All access keys"));
        blocks.add(Blocks.section(place(home, overview)));
        for (Card card : overview.worst()) {
            blocks.addAll(CardView.blocks(card, Place.PRIVATE, home.takenAt(), null));
        }
        Counts counts = home.counts();
        int more = counts == null ? 0 : counts.allStale() - overview.worst().size();
        MessageView.more(more).ifPresent(blocks::add);
        unconfirmed(overview, blocks);
        recent(overview.recent(), blocks);
        blocks.add(Blocks.plainContext(String.join("\n", CoverageWords.lines(home.accounts()))));
    }

    private static String place(Home home, Home.Overview overview) {
        List<String> lines = new ArrayList<>();
        Counts counts = home.counts();
        if (counts != null) {
            lines.add(
                    counts.allStale() == 0 && !CoverageWords.complete(home.accounts())
                            ? CoverageWords.noneFound(Mrkdwn::strong)
                            : "*" + TotalsWords.of(counts, home.accounts()) + "*");
        }
        if (overview.unowned() > 0) {
            lines.add(Plural.of(overview.unowned(), "stale key names", "stale keys name")
                    + " no owner: tag the IAM user, `owner` = an address or a Slack member id.");
        }
        if (overview.unknown() > 0) {
            lines.add(Plural.of(overview.unknown(), "owner") + " could not be looked up: AWS did not show the tags.");
        }
        if (overview.waiting() > 0) {
            lines.add("Of " + Plural.of(overview.waiting(), "stale key") + " the owner was asked; "
                    + (overview.waiting() == 1 ? "it is" : "they are") + " not rotated yet.");
        }
        return String.join("\n", lines);
    }

    private static void unconfirmed(Home.Overview overview, List<LayoutBlock> blocks) {
        if (overview.unconfirmed() == 0) {
            return;
        }
        blocks.add(Blocks.section(":warning: *" + Plural.of(overview.unconfirmed(), "message")
                + " may not have arrived*. An admin decides what is sent again."));
        for (KeyPage.Unconfirmed one : overview.toSendAgain()) {
            blocks.addAll(KeyListView.unconfirmed(one, null));
        }
    }

    private static void recent(List<Event> recent, List<LayoutBlock> blocks) {
        if (recent.isEmpty()) {
            return;
        }
        List<String> lines = new ArrayList<>();
        lines.add("*What was done last*");
        for (Event event : recent) {
            String by = event.actor().isEmpty() ? "" : ", by " + Mrkdwn.person(event.actor());
            String user =
                    event.key() == null ? "" : " " + Mrkdwn.code(event.key().userName());
            lines.add(EventWords.what(event.kind()) + ":" + user + by + ", " + Mrkdwn.date(event.at()));
        }
        blocks.add(Blocks.section(String.join("\n", lines)));
    }

    private static void missing(List<CheckResult> missing, List<LayoutBlock> blocks) {
        if (missing.isEmpty()) {
            return;
        }
        blocks.add(Blocks.divider());
        blocks.add(Blocks.header("What is missing in the set-up"));
        List<String> lines = missing.stream()
                .limit(MOST_MISSING)
                .map(one -> Names.cut(one.what() + ": " + one.sentence(), 300))
                .toList();
        blocks.add(Blocks.plainSection(String.join("\n", lines)));
        blocks.add(Blocks.context("`stale-keys doctor` on the command line looks at everything."));
    }

    private static View view(List<LayoutBlock> blocks) {
        return View.builder().type("home").blocks(blocks).build();
    }
}
