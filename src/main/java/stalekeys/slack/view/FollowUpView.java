package stalekeys.slack.view;

import com.slack.api.model.block.LayoutBlock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import stalekeys.keys.Ending;
import stalekeys.keys.Finding;
import stalekeys.keys.KeyStatus;
import stalekeys.slack.view.CardView.Place;
import stalekeys.words.KeyWords;
import stalekeys.words.Plural;
import stalekeys.words.RotationAdvice;
import stalekeys.words.Times;
import stalekeys.work.Card;
import stalekeys.work.Message;
import stalekeys.work.Owner;

/** What an owner is told without having asked: reminders and the like in one message, and the final notice. */
final class FollowUpView {
    private FollowUpView() {}

    static Drawn draw(Message.FollowUp message) {
        List<LayoutBlock> blocks = new ArrayList<>();
        String title = title(message.items());
        blocks.add(Parts.header(title));
        for (Message.Item item : message.items()) {
            blocks.addAll(item(item, message.to(), lead(item, message.maxAgeDays())));
        }
        if (message.items().stream().anyMatch(FollowUpView::toRotate)) {
            blocks.add(Parts.section(advice()));
        }
        blocks.add(Parts.context(foot(message.more(), message.contacts())));
        return new Drawn(title + ": " + spoken(message.items()), blocks);
    }

    static Drawn draw(Message.FinalNotice notice) {
        String day = Times.longDay(notice.lastDay());
        String title = "Final notice: please rotate by " + day;
        List<LayoutBlock> blocks = new ArrayList<>();
        blocks.add(Parts.header(title));
        String which = notice.items().size() == 1 ? "this AWS access key" : "these AWS access keys";
        blocks.add(Parts.section("Please rotate " + which + " by *" + day + "*" + otherwise(notice)));
        boolean allEnd = notice.items().stream().allMatch(item -> item.ending().switchesOff());
        for (Message.Item item : notice.items()) {
            blocks.addAll(item(item, notice.to(), lead(item, 0) + (allEnd ? "" : ending(item)) + though(item)));
        }
        blocks.add(Parts.section(advice()));
        blocks.add(Parts.context(foot(notice.more(), notice.contacts())));
        return new Drawn(title + ": " + spoken(notice.items()), blocks);
    }

    static Drawn draw(Message.DeletionNotice notice) {
        String day = Times.longDay(notice.lastDay());
        boolean one = notice.items().size() == 1;
        String title =
                "Final notice: switched-off AWS access " + (one ? "key" : "keys") + " will be deleted after " + day;
        List<LayoutBlock> blocks = new ArrayList<>();
        blocks.add(Parts.header(title));
        blocks.add(Parts.section("After *" + day + "* I will delete " + (one ? "this key" : "these keys")
                + " for good, on a day from Monday to Thursday. That can't be undone. If anything still needs "
                + (one ? "it" : "one of them")
                + ", tell an admin before: a key that is switched on again is not deleted."));
        for (Message.Item item : notice.items()) {
            blocks.addAll(item(item, notice.to(), lead(item, 0)));
        }
        blocks.add(Parts.context(foot(notice.more(), notice.contacts())));
        return new Drawn(title + ": " + spoken(notice.items()), blocks);
    }

    /** What follows: only what is certain is said to happen by itself. */
    private static String otherwise(Message.FinalNotice notice) {
        String them = notice.items().size() == 1 ? "it" : "them";
        if (notice.items().stream().allMatch(item -> item.ending().switchesOff())) {
            return "; after that I will switch " + them + " off, on a day from Monday to Thursday.";
        }
        if (notice.items().stream().anyMatch(item -> item.ending().switchesOff())) {
            return ".";
        }
        return notice.adminsMayAct() ? "; after that an admin may switch " + them + " off." : ".";
    }

    private static String ending(Message.Item item) {
        return item.ending().switchesOff()
                ? " After that day I will switch this key off, on a day from Monday to Thursday."
                : "";
    }

    private static String though(Message.Item item) {
        return item.ending() == Ending.OFF_THOUGH_USED ? " It is in use: *what uses it will stop working then*." : "";
    }

    private static String title(List<Message.Item> items) {
        long toRotate = items.stream().filter(FollowUpView::toRotate).count();
        if (toRotate > 0) {
            return toRotate == 1
                    ? "Please rotate this AWS access key"
                    : "Please rotate these " + toRotate + " AWS access keys";
        }
        return items.stream().allMatch(item -> item.why() == Message.Item.Why.THANKS)
                ? "Thank you"
                : "News of your AWS access keys";
    }

    private static boolean toRotate(Message.Item item) {
        return item.why().asks() && !off(item);
    }

    private static boolean off(Message.Item item) {
        return item.card().state().change().ends();
    }

    private static List<LayoutBlock> item(Message.Item item, String reader, String lead) {
        Card card = item.card();
        Finding finding = card.finding();
        // Who only claims a key is asked about it, and has no owner's rights.
        boolean own = card.owner().kind() == Owner.Kind.PERSON
                && card.owner().slackId().equals(reader);
        List<LayoutBlock> blocks = new ArrayList<>();
        blocks.add(Parts.divider());
        blocks.add(Parts.section(lead + "\n" + MessageView.identity(finding, own) + use(item)));
        CardView.description(finding.description()).ifPresent(blocks::add);
        blocks.addAll(CardView.state(AskView.withoutAsk(card.state()), Place.PRIVATE));
        CardView.buttons(card, null).ifPresent(blocks::add);
        return blocks;
    }

    private static String lead(Message.Item item, int maxAgeDays) {
        Finding finding = item.card().finding();
        String standing =
                CardView.severity(finding.verdict().severity()) + ": *" + KeyWords.age(finding.ageDays()) + "*.";
        if (item.why() != Message.Item.Why.DELETION && off(item)) {
            return "This key was switched off.";
        }
        return switch (item.why()) {
            case ASK -> standing + " Keys here are due at " + Plural.of(maxAgeDays, "day") + ".";
            case REMINDER, FINAL_NOTICE -> standing + asked(item);
            case DELETION -> item.card().state().change() == Card.Change.DEACTIVATED ? "This key is off." : standing;
            case AHEAD ->
                "This key *turns stale on " + turnsStale(finding, maxAgeDays) + "*. There is time to plan it.";
            case THANKS ->
                finding.status() == KeyStatus.UNKNOWN
                        ? ":white_check_mark: This key is no longer there. Thank you."
                        : ":white_check_mark: This key is switched off now. Thank you. If nothing misses it, delete it in some weeks.";
        };
    }

    private static String asked(Message.Item item) {
        return item.askedAt() == null ? "" : " You were asked about it on " + Mrkdwn.day(item.askedAt()) + ".";
    }

    private static String turnsStale(Finding finding, int maxAgeDays) {
        return finding.created() == null ? "" : Times.day(finding.created().plus(Duration.ofDays(maxAgeDays)));
    }

    private static String use(Message.Item item) {
        return item.why() == Message.Item.Why.THANKS
                ? ""
                : "\n" + CardView.capital(CardView.lastUse(item.card().finding(), null));
    }

    private static String advice() {
        List<String> lines = new ArrayList<>();
        lines.add("*What to do*");
        lines.add(RotationAdvice.role());
        lines.add("Otherwise:");
        int number = 1;
        for (String step : RotationAdvice.steps()) {
            lines.add(number++ + ". " + step);
        }
        return String.join("\n", lines);
    }

    private static String foot(int more, List<String> contacts) {
        String rest = more == 0 ? "" : "There is something to say about " + Plural.of(more, "more key") + " of yours. ";
        String questions = contacts.isEmpty()
                ? ""
                : " Questions? Tell "
                        + String.join(
                                " or ", contacts.stream().map(Mrkdwn::person).toList()) + ".";
        return rest + "See all: `/stale-keys mine`." + questions;
    }

    private static String spoken(List<Message.Item> items) {
        Optional<Message.Item> first = items.stream().findFirst();
        return first.map(item -> MessageView.spoken(item.card().finding())).orElse("")
                + (items.size() > 1 ? " and " + Plural.of(items.size() - 1, "more key") : "") + ".";
    }
}
