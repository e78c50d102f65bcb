package stalekeys.slack.view;

import com.slack.api.model.block.LayoutBlock;
import com.slack.api.model.view.View;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import stalekeys.keys.lifecycle.Event;
import stalekeys.keys.model.KeyRef;
import stalekeys.slack.view.block.Actions;
import stalekeys.slack.view.block.Blocks;
import stalekeys.slack.view.block.Modal;
import stalekeys.slack.view.block.Mrkdwn;
import stalekeys.slack.view.block.RenderedMessage;
import stalekeys.words.EventWords;
import stalekeys.words.Names;
import stalekeys.words.Plural;
import stalekeys.words.Times;
import stalekeys.work.accounts.Grants;
import stalekeys.work.show.Details;

/** The dialog with all there is to know of one key. */
public final class DetailsView {
    /** To whoever may not see the key. */
    public static final String NOT_YOURS = "AWS does not name you as the owner of this key, or can't be asked just now."
            + " Its details are for its owner, and for those who may see all keys.";

    private static final int MOST_NAMES = 20;
    private static final int LONGEST_WHY = 150;

    private DetailsView() {}

    /** Opened at once; reading the key may take longer than a click's trigger lives. */
    public static View loading() {
        return sentence(Modal.READING);
    }

    /** Ends the dialog with a sentence. */
    public static View sentence(String sentence) {
        return view(List.of(Blocks.plainSection(sentence)));
    }

    /** The answer to a click on one of the buttons in it. */
    public static View answer(RenderedMessage answer) {
        return view(answer.blocks());
    }

    public static View draw(Details details) {
        KeyRef key = details.key();
        List<LayoutBlock> blocks = new ArrayList<>();
        if (details.card() != null) {
            blocks.addAll(CardView.withoutButtons(details.card(), CardView.Place.PRIVATE, details.readAt()));
        } else {
            blocks.add(Blocks.section("User " + Mrkdwn.code(key.userName()) + " in account "
                    + Mrkdwn.name(key.accountId()) + ", key created " + Times.day(key.created())));
            blocks.add(Blocks.plainSection(
                    details.notRead().isEmpty()
                            ? "AWS no longer knows this key."
                            : "The key could not be read just now. " + details.notRead()));
        }
        blocks.add(Blocks.section("*Key id*\n```"
                + (details.full() ? key.keyId().full() : key.keyId().masked()) + "```"));
        grants(details, blocks);
        blocks.add(Blocks.section("*What happened to it*\n" + history(details.history())));
        if (details.card() != null) {
            CardView.actions(details.card(), null).ifPresent(blocks::add);
        }
        blocks.add(Blocks.actions(List.of(
                Blocks.link(Actions.CONSOLE, "Open in the AWS console", console(key), "Open the user in AWS"))));
        blocks.add(Blocks.context("Read " + Mrkdwn.date(details.readAt()) + ". Only you can see this."));
        return view(blocks);
    }

    private static void grants(Details details, List<LayoutBlock> blocks) {
        Grants grants = details.grants();
        if (grants == null) {
            if (!details.grantsNotRead().isEmpty()) {
                blocks.add(Blocks.plainSection("What the user may do could not be read. " + details.grantsNotRead()));
            }
            return;
        }
        boolean none = grants.groups().isEmpty()
                && grants.attached().isEmpty()
                && grants.inline().isEmpty();
        blocks.add(Blocks.section("*What its user may do, and what may stop working*\n"
                + (none
                        ? "The user is in no group and has no policy of its own, so the key may be good for nothing."
                        : "Groups: " + names(grants.groups()) + "\nManaged policies: " + names(grants.attached())
                                + "\nOwn policies: " + names(grants.inline()))));
    }

    private static String names(List<String> names) {
        if (names.isEmpty()) {
            return "none";
        }
        int more = names.size() - MOST_NAMES;
        return names.stream()
                        .limit(MOST_NAMES)
                        .map(name -> Mrkdwn.code(Names.cut(name, 64)))
                        .collect(Collectors.joining(", "))
                + (more <= 0 ? "" : " and " + Plural.of(more, "more", "more"));
    }

    private static String history(List<Event> history) {
        return history.isEmpty()
                ? "Nothing was asked for or done yet."
                : history.stream().map(DetailsView::line).collect(Collectors.joining("\n"));
    }

    private static String line(Event event) {
        String by = event.actor().isEmpty() ? "" : ", by " + Mrkdwn.person(event.actor());
        String why = event.why().isBlank() ? "" : ": " + Mrkdwn.code(Names.cut(event.why(), LONGEST_WHY));
        return Mrkdwn.date(event.at()) + " " + EventWords.what(event.kind()) + by + why;
    }

    private static String console(KeyRef key) {
        String user = URLEncoder.encode(key.userName(), StandardCharsets.UTF_8).replace("+", "%20");
        return "https://console.aws.amazon.com/iam/home#/users/details/" + user + "?section=security_credentials";
    }

    private static View view(List<LayoutBlock> blocks) {
        return Modal.of(Actions.DETAILS, "Details of a key", "Close", blocks).build();
    }
}
