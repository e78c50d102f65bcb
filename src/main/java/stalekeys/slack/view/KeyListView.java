package stalekeys.slack.view;

import com.slack.api.model.block.LayoutBlock;
import com.slack.api.model.block.element.BlockElement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import stalekeys.keys.report.KeyFilter;
import stalekeys.slack.view.block.Actions;
import stalekeys.slack.view.block.Blocks;
import stalekeys.slack.view.block.ButtonValue;
import stalekeys.slack.view.block.ButtonValue.Position;
import stalekeys.slack.view.block.Mrkdwn;
import stalekeys.slack.view.block.RenderedMessage;
import stalekeys.words.CoverageWords;
import stalekeys.words.Plural;
import stalekeys.words.TotalsWords;
import stalekeys.work.ledger.Card;
import stalekeys.work.ledger.Message;
import stalekeys.work.show.KeyPage;

/** A page of the private list. */
public final class KeyListView {
    /** So that five cards with all there is to say about them, and these, stay inside Slack's 50 blocks. */
    private static final int MOST_UNCONFIRMED = 3;

    /** To who sees only their own keys. */
    static final String NOT_SHOWN = "Keys that name no owner, or could not be read, don't show here.";

    /** The same, where it is not even known that they name nobody. */
    static final String OWNERS_UNKNOWN =
            ":warning: *Some owners could not be looked up right now*, so keys may be missing"
                    + " here. Please try again in a few minutes.";

    private KeyListView() {}

    public static RenderedMessage draw(KeyPage page) {
        List<LayoutBlock> blocks = new ArrayList<>();
        if (!page.note().isBlank()) {
            blocks.add(Blocks.plainSection(page.note()));
        }
        Position here = new Position(page.page(), page.filter().toString());
        if (page.changed() != null) {
            blocks.addAll(CardView.blocks(page.changed(), CardView.Place.PRIVATE, page.takenAt(), here));
        }
        blocks.add(Blocks.header(title(page)));
        blocks.add(Blocks.section(page.total() == 0 ? nothing(page) : lead(page)));
        blocks.add(Blocks.context(asOf(page)));
        for (Card card : page.cards()) {
            blocks.add(Blocks.divider());
            blocks.addAll(CardView.blocks(card, CardView.Place.PRIVATE, page.takenAt(), here));
        }
        coverage(page).forEach(blocks::add);
        unconfirmed(page).forEach(blocks::add);
        blocks.add(Blocks.actions(navigation(page)));
        return new RenderedMessage(summary(page), blocks);
    }

    private static String title(KeyPage page) {
        boolean own = page.ownOnly() || page.filter().kind() == KeyFilter.Kind.MINE;
        return switch (page.filter().kind()) {
            case STALE, MINE -> own ? "Your stale access keys" : "Stale access keys";
            case CRITICAL -> own ? "Your critical access keys" : "Critical access keys";
            case OWNED_BY -> "Stale access keys of one person";
            case USER -> "Access keys of one user";
            case ACCOUNT -> own ? "Your stale access keys in one account" : "Stale access keys of one account";
            case OLDER_THAN -> "Access keys by age";
            case UNUSED -> "Unused access keys";
        };
    }

    /** "7 keys, worst first. Page 1 of 2." */
    private static String lead(KeyPage page) {
        String pages = page.pages() > 1 ? " Page " + page.page() + " of " + page.pages() + "." : "";
        return "*" + Plural.of(page.total(), noun(page)) + "*" + wanted(page) + ", worst first." + pages
                + onlyOwn(page);
    }

    private static String noun(KeyPage page) {
        return switch (page.filter().kind()) {
            case STALE, MINE, OWNED_BY, ACCOUNT -> "stale key";
            case CRITICAL -> "critical key";
            case USER, OLDER_THAN, UNUSED -> "key";
        };
    }

    private static String wanted(KeyPage page) {
        KeyFilter filter = page.filter();
        return switch (filter.kind()) {
            case STALE, MINE, CRITICAL -> "";
            case OWNED_BY -> " of " + Mrkdwn.person(filter.text());
            case USER -> " of " + Mrkdwn.code(filter.text());
            case ACCOUNT -> " in account " + Mrkdwn.name(filter.text());
            case OLDER_THAN -> " of " + Plural.of(filter.days(), "day") + " or more";
            case UNUSED -> " without a use in the last " + Plural.of(filter.days(), "day");
        };
    }

    private static String onlyOwn(KeyPage page) {
        String own = page.ownOnly() ? "\nYou see the keys that name you as their owner." : "";
        return page.ownersUnknown() ? own + "\n" + OWNERS_UNKNOWN : own;
    }

    /** A good word only where everything was seen; else what the emptiness does not say. */
    private static String nothing(KeyPage page) {
        if (page.ownersUnknown()) {
            return OWNERS_UNKNOWN;
        }
        String none = "No " + kind(page) + " found" + (page.ownOnly() ? " that names you as its owner" : "") + ".";
        if (page.ownOnly()) {
            return none + " " + NOT_SHOWN;
        }
        if (page.filter().kind() == KeyFilter.Kind.ACCOUNT && page.accounts().isEmpty()) {
            return "No account " + Mrkdwn.name(page.filter().text())
                    + " is looked at. Accounts go by their name, alias or number, as a whole.";
        }
        if (!CoverageWords.complete(page.accounts())) {
            return none + " But *not everything could be read*, so there may be some.";
        }
        return switch (page.filter().kind()) {
            case STALE -> {
                boolean exempt = page.counts() != null && page.counts().exempt() > 0;
                yield ":white_check_mark: *Nothing is stale" + (exempt ? " but what is exempt" : "")
                        + ".* Every user was checked.";
            }
            case CRITICAL, OLDER_THAN -> none + " Every user was checked.";
            case ACCOUNT -> none + " Every user there was checked.";
            case MINE, OWNED_BY -> none + " Keys whose owner is not known don't show here.";
            case UNUSED -> none + " Keys whose last use could not be read don't show here.";
            case USER -> none + " IAM user names are compared as a whole.";
        };
    }

    private static String kind(KeyPage page) {
        KeyFilter filter = page.filter();
        return switch (filter.kind()) {
            case STALE -> "stale key";
            case MINE -> page.ownOnly() ? "stale key" : "stale key of yours";
            case CRITICAL -> "critical key";
            case OWNED_BY -> "stale key of " + Mrkdwn.person(filter.text());
            case USER -> "key of a user " + Mrkdwn.code(filter.text());
            case ACCOUNT -> "stale key in account " + Mrkdwn.name(filter.text());
            case OLDER_THAN -> "active key of " + Plural.of(filter.days(), "day") + " or more";
            case UNUSED ->
                "active key that is " + Plural.of(filter.days(), "day") + " old and was not used in that time";
        };
    }

    private static String asOf(KeyPage page) {
        String totals =
                page.counts() == null ? "" : "All keys: " + TotalsWords.of(page.counts(), page.accounts()) + ". ";
        return totals + "Stale from " + Plural.of(page.maxAgeDays(), "day") + ". As of " + Mrkdwn.date(page.takenAt())
                + ". Only you can see this.";
    }

    private static List<LayoutBlock> coverage(KeyPage page) {
        if (page.accounts().isEmpty()) {
            return List.of();
        }
        String lines = String.join("\n", CoverageWords.lines(page.accounts()));
        return List.of(Blocks.divider(), Blocks.plainContext(lines));
    }

    /** What may not have arrived is shown, not resent: an admin decides. */
    private static List<LayoutBlock> unconfirmed(KeyPage page) {
        if (page.unconfirmed().isEmpty()) {
            return List.of();
        }
        List<LayoutBlock> blocks = new ArrayList<>();
        blocks.add(Blocks.divider());
        for (KeyPage.Unconfirmed one :
                page.unconfirmed().stream().limit(MOST_UNCONFIRMED).toList()) {
            blocks.addAll(
                    unconfirmed(one, new Position(page.page(), page.filter().toString())));
        }
        int more = page.unconfirmed().size() - MOST_UNCONFIRMED;
        if (more > 0) {
            blocks.add(Blocks.context("And " + Plural.of(more, "more message") + " that may not have arrived."));
        }
        return blocks;
    }

    /** @param here where in a list it stands; null elsewhere */
    static List<LayoutBlock> unconfirmed(KeyPage.Unconfirmed one, @Nullable Position here) {
        return List.of(
                Blocks.context(List.of(
                        Blocks.mrkdwn(
                                ":warning: *This message may not have arrived*, tried " + Mrkdwn.date(one.at()) + "."),
                        Blocks.plain(what(one.message()), Blocks.LONGEST_TEXT))),
                Blocks.actions(List.of(sendAgain(one, here))));
    }

    private static BlockElement sendAgain(KeyPage.Unconfirmed one, @Nullable Position here) {
        return Blocks.button(
                Actions.SEND_AGAIN,
                "Send again",
                new ButtonValue(one.outboxId(), here),
                null,
                "Send this message again");
    }

    private static String what(Message message) {
        return Mrkdwn.unescape(MessageView.posted(message).text());
    }

    private static List<BlockElement> navigation(KeyPage page) {
        List<BlockElement> buttons = new ArrayList<>();
        if (page.page() > 1) {
            buttons.add(turn(Actions.PREVIOUS, "Previous", page, page.page() - 1));
        }
        if (page.page() < page.pages()) {
            buttons.add(turn(Actions.NEXT, "Next", page, page.page() + 1));
        }
        buttons.add(turn(Actions.REFRESH, "Refresh", page, page.page()));
        if (page.cards().stream().filter(Card::askable).count() > 1) {
            buttons.add(Blocks.button(
                    Actions.ASK_SEVERAL,
                    "Ask several…",
                    at(page, page.page()),
                    null,
                    "Ask the owners of several keys of this page"));
        }
        return buttons;
    }

    private static ButtonValue at(KeyPage page, int target) {
        return new ButtonValue("", new Position(target, page.filter().toString()));
    }

    private static BlockElement turn(String action, String text, KeyPage page, int target) {
        String spoken = action.equals(Actions.REFRESH)
                ? "Refresh: read everything again"
                : text + ": page " + target + " of " + page.pages();
        return Blocks.button(action, text, at(page, target), null, spoken);
    }

    private static String summary(KeyPage page) {
        if (page.total() == 0) {
            if (page.ownersUnknown()) {
                return title(page) + ": some owners could not be looked up right now.";
            }
            return title(page) + ": none found"
                    + (page.ownOnly() || CoverageWords.complete(page.accounts())
                            ? "."
                            : ", but not everything could be read.");
        }
        String shown = page.pages() > 1 ? ", page " + page.page() + " of " + page.pages() : "";
        return title(page) + ": " + Plural.of(page.total(), "key") + shown + ".";
    }
}
