package stalekeys.slack.view;

import com.slack.api.model.block.LayoutBlock;
import com.slack.api.model.block.element.BlockElement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import stalekeys.keys.lifecycle.Event;
import stalekeys.keys.model.KeyRef;
import stalekeys.slack.view.block.Actions;
import stalekeys.slack.view.block.Blocks;
import stalekeys.slack.view.block.ButtonValue;
import stalekeys.slack.view.block.ButtonValue.Position;
import stalekeys.slack.view.block.Mrkdwn;
import stalekeys.slack.view.block.RenderedMessage;
import stalekeys.words.EventWords;
import stalekeys.words.Names;
import stalekeys.words.Plural;
import stalekeys.work.show.HistoryPage;

/** A page of what happened, for an admin alone: who did what, when and why. */
public final class HistoryView {
    /** The command that shows it: typed, and carried by its buttons. */
    public static final String COMMAND = "history";

    /** To anybody else. */
    public static final String ONLY_ADMINS = "Only admins can read the history.";

    private static final int LONGEST_WHY = 300;

    private HistoryView() {}

    public static RenderedMessage draw(HistoryPage page) {
        List<LayoutBlock> blocks = new ArrayList<>();
        blocks.add(Blocks.header("History"));
        blocks.add(Blocks.section(page.total() == 0 ? nothing(page) : lead(page)));
        for (Event event : page.events()) {
            blocks.add(Blocks.divider());
            blocks.add(Blocks.section(line(event)));
            String why = Names.cut(event.why(), LONGEST_WHY);
            if (!why.isBlank()) {
                blocks.add(Blocks.plainContext(why));
            }
        }
        blocks.add(Blocks.divider());
        blocks.add(Blocks.context("Only you can see this. `audit-log` on the command line has the full key ids."));
        List<BlockElement> buttons = navigation(page);
        if (!buttons.isEmpty()) {
            blocks.add(Blocks.actions(buttons));
        }
        return new RenderedMessage(summary(page), blocks);
    }

    /** "*Deactivated, confirmed by IAM*, 21 September at 15:33" and, below it, which key and who. */
    private static String line(Event event) {
        String head = "*" + EventWords.what(event.kind()) + "*, " + Mrkdwn.date(event.at());
        return head + "\n" + which(event.key()) + "by " + Mrkdwn.person(event.actor());
    }

    private static String which(@Nullable KeyRef key) {
        return key == null
                ? ""
                : Mrkdwn.code(key.userName()) + ", key "
                        + Mrkdwn.code(key.keyId().masked()) + ", account " + Mrkdwn.name(key.accountId()) + ", ";
    }

    private static String lead(HistoryPage page) {
        String pages = page.pages() > 1 ? " Page " + page.page() + " of " + page.pages() + "." : "";
        return "*" + Plural.of(page.total(), "event") + "*" + about(page) + ", newest first." + pages;
    }

    private static String nothing(HistoryPage page) {
        return page.userName().isEmpty()
                ? "Nothing was asked for or done yet."
                : "Nothing is recorded" + about(page) + ". IAM user names are compared as a whole.";
    }

    private static String about(HistoryPage page) {
        return page.userName().isEmpty() ? "" : " about keys of " + Mrkdwn.code(page.userName());
    }

    private static List<BlockElement> navigation(HistoryPage page) {
        List<BlockElement> buttons = new ArrayList<>();
        if (page.page() > 1) {
            buttons.add(turn(Actions.PREVIOUS, "Previous", page, page.page() - 1));
        }
        if (page.page() < page.pages()) {
            buttons.add(turn(Actions.NEXT, "Next", page, page.page() + 1));
        }
        return buttons;
    }

    private static BlockElement turn(String action, String text, HistoryPage page, int target) {
        String typed = page.userName().isEmpty() ? COMMAND : COMMAND + " user " + page.userName();
        ButtonValue value = new ButtonValue("", new Position(target, typed));
        return Blocks.button(action, text, value, null, text + ": page " + target + " of " + page.pages());
    }

    private static String summary(HistoryPage page) {
        String shown = page.pages() > 1 ? ", page " + page.page() + " of " + page.pages() : "";
        return "History" + about(page) + ": " + Plural.of(page.total(), "event") + shown + ".";
    }
}
