package stalekeys.slack.view;

import com.slack.api.model.block.LayoutBlock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import stalekeys.keys.lifecycle.AnnouncedAction;
import stalekeys.keys.report.Finding;
import stalekeys.slack.view.CardView.Place;
import stalekeys.slack.view.block.Blocks;
import stalekeys.slack.view.block.Mrkdwn;
import stalekeys.slack.view.block.RenderedMessage;
import stalekeys.words.AskWords;
import stalekeys.words.KeyWords;
import stalekeys.words.Plural;
import stalekeys.words.Times;
import stalekeys.work.ledger.Card;
import stalekeys.work.ledger.Message;
import stalekeys.work.people.Owner;

/** What an owner is told without having asked: reminders and the like in one message, and the final notice. */
final class FollowUpView {
    private FollowUpView() {}

    static RenderedMessage draw(Message.FollowUp message) {
        List<LayoutBlock> blocks = new ArrayList<>();
        String title = title(message.items());
        blocks.add(Blocks.header(title));
        for (Message.Item item : message.items()) {
            blocks.addAll(item(item, message.to(), lead(item, message.maxAgeDays())));
        }
        if (message.items().stream().anyMatch(Message.Item::toRotate)) {
            blocks.add(Blocks.section(AskView.advice(AskWords.advice())));
        }
        blocks.add(Blocks.context(foot(message)));
        return new RenderedMessage(title + ": " + spoken(message.items()), blocks);
    }

    static RenderedMessage draw(Message.FinalNotice notice) {
        String title = AskWords.finalTitle(notice.lastDay());
        List<LayoutBlock> blocks = new ArrayList<>();
        blocks.add(Blocks.header(title));
        List<AnnouncedAction> endings =
                notice.items().stream().map(Message.Item::announced).toList();
        blocks.add(
                Blocks.section(AskWords.finalNotice(endings, notice.lastDay(), notice.adminsMayAct(), Mrkdwn::strong)));
        boolean allEnd = endings.stream().allMatch(AnnouncedAction::switchesOff);
        for (Message.Item item : notice.items()) {
            blocks.addAll(item(item, notice.to(), lead(item, 0) + (allEnd ? "" : announced(item)) + though(item)));
        }
        blocks.add(Blocks.section(AskView.advice(AskWords.advice())));
        blocks.add(Blocks.context(foot(notice.more(), notice.contacts())));
        return new RenderedMessage(title + ": " + spoken(notice.items()), blocks);
    }

    static RenderedMessage draw(Message.DeletionNotice notice) {
        String day = Times.longDay(notice.lastDay());
        boolean one = notice.items().size() == 1;
        String title = "Final notice: inactive AWS access " + (one ? "key" : "keys") + " will be deleted after " + day;
        List<LayoutBlock> blocks = new ArrayList<>();
        blocks.add(Blocks.header(title));
        blocks.add(Blocks.section("After *" + day + "* I will delete " + (one ? "this key" : "these keys")
                + " for good, on a day from Monday to Thursday. That can't be undone. If anything still needs "
                + (one ? "it" : "one of them")
                + ", tell an admin before: a key that is reactivated is not deleted."));
        for (Message.Item item : notice.items()) {
            blocks.addAll(item(item, notice.to(), lead(item, 0)));
        }
        blocks.add(Blocks.context(foot(notice.more(), notice.contacts())));
        return new RenderedMessage(title + ": " + spoken(notice.items()), blocks);
    }

    private static String announced(Message.Item item) {
        return item.announced().switchesOff()
                ? " After that day I will deactivate this key, on a day from Monday to Thursday."
                : "";
    }

    private static String though(Message.Item item) {
        return item.announced() == AnnouncedAction.OFF_THOUGH_USED
                ? " It is in use: *what uses it will stop working then*."
                : "";
    }

    private static String title(List<Message.Item> items) {
        return AskWords.title(
                items.stream().filter(Message.Item::toRotate).count(),
                items.stream().allMatch(item -> item.why() == Message.Item.Why.THANKS));
    }

    private static List<LayoutBlock> item(Message.Item item, String reader, String lead) {
        Card card = item.card();
        Finding finding = card.finding();
        // Who only claims a key is asked about it, and has no owner's rights.
        boolean own = card.owner().kind() == Owner.Kind.PERSON
                && card.owner().slackId().equals(reader);
        List<LayoutBlock> blocks = new ArrayList<>();
        blocks.add(Blocks.divider());
        blocks.add(Blocks.section(lead + "\n" + MessageView.identity(finding, own) + use(item)));
        CardView.description(finding.description()).ifPresent(blocks::add);
        blocks.addAll(CardView.state(AskView.withoutAsk(card.state()), Place.PRIVATE));
        CardView.buttons(card, null).ifPresent(blocks::add);
        return blocks;
    }

    private static String lead(Message.Item item, int maxAgeDays) {
        Finding finding = item.card().finding();
        String place = CardView.severity(finding.verdict().severity()) + ": *" + KeyWords.age(finding.ageDays()) + "*.";
        if (item.why() != Message.Item.Why.DELETION && item.off()) {
            return AskWords.IS_OFF;
        }
        return switch (item.why()) {
            case ASK -> place + " " + AskWords.due(maxAgeDays);
            case REMINDER, FINAL_NOTICE -> place + asked(item);
            case DELETION -> item.card().state().change() == Card.Change.DEACTIVATED ? "This key is inactive." : place;
            case AHEAD -> AskWords.turnsStale(turnsStale(finding, maxAgeDays), Mrkdwn::strong);
            case THANKS -> ":white_check_mark: " + AskWords.thanks(finding);
        };
    }

    private static String asked(Message.Item item) {
        return item.askedAt() == null ? "" : " " + AskWords.askedOn(Mrkdwn.day(item.askedAt()));
    }

    private static String turnsStale(Finding finding, int maxAgeDays) {
        return finding.created() == null ? "" : Times.day(finding.created().plus(Duration.ofDays(maxAgeDays)));
    }

    private static String use(Message.Item item) {
        return item.why() == Message.Item.Why.THANKS
                ? ""
                : "\n" + KeyWords.capital(CardView.lastUse(item.card().finding(), null));
    }

    private static String foot(Message.FollowUp message) {
        String askedBy = message.askedBy();
        if (askedBy == null) {
            return foot(message.more(), message.contacts());
        }
        List<String> whom = message.whom().stream().map(Mrkdwn::person).toList();
        return AskWords.askedBy(
                        Mrkdwn.person(askedBy),
                        String.join(" or ", whom),
                        message.items().size())
                + " " + foot(message.more(), List.of());
    }

    private static String foot(int more, List<String> contacts) {
        String rest = more == 0 ? "" : AskWords.more(more) + " ";
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
