package stalekeys.mail;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import stalekeys.keys.model.KeyId;
import stalekeys.keys.report.Finding;
import stalekeys.keys.report.Reason;
import stalekeys.words.AskWords;
import stalekeys.words.ChangeNoticeWords;
import stalekeys.words.KeyWords;
import stalekeys.words.LastUseWords;
import stalekeys.words.Names;
import stalekeys.words.Plural;
import stalekeys.words.Times;
import stalekeys.work.ledger.Card;
import stalekeys.work.ledger.Message;

/**
 * Writes the messages an owner gets, as mails: the words of Slack's, without buttons, and with the last four characters of
 * a key's id only. The same data gives the same mail.
 */
final class MailView {
    private static final int LONGEST_NAME = 128;

    private MailView() {}

    /**
     * Writes it.
     *
     * @param named a person's name, and how to reach them, from their Slack user id
     */
    static Mail of(Message message, UnaryOperator<String> named) {
        if (message instanceof Message.Ask ask) {
            return ask(ask, named);
        }
        if (message instanceof Message.FollowUp followUp) {
            return followUp(followUp, named);
        }
        if (message instanceof Message.FinalNotice notice) {
            return finalNotice(notice, named);
        }
        if (message instanceof Message.Changed changed) {
            return changed(changed, named);
        }
        throw new IllegalArgumentException(
                "not for an owner: " + message.getClass().getName());
    }

    private static Mail ask(Message.Ask ask, UnaryOperator<String> named) {
        Finding finding = ask.card().finding();
        Mail mail = Mail.titled(AskWords.ROTATE, AskWords.ROTATE + ": " + inShort(finding))
                .paragraph(facts(finding, place(finding) + " " + AskWords.due(ask.maxAgeDays())))
                .heading(AskWords.WHAT_TO_DO)
                .paragraph(AskWords.advice(finding));
        return foot(mail.smallPrint(AskWords.askedBy(named.apply(ask.askedBy()), joined(ask.whom(), named), 1)));
    }

    private static Mail followUp(Message.FollowUp message, UnaryOperator<String> named) {
        List<Message.Item> items = message.items();
        long toRotate = items.stream().filter(Message.Item::toRotate).count();
        String title = AskWords.title(toRotate, items.stream().allMatch(item -> item.why() == Message.Item.Why.THANKS));
        Mail mail = Mail.titled(title, title + ": " + inShort(items));
        items.forEach(item -> mail.paragraph(item(item, message.maxAgeDays())));
        if (toRotate > 0) {
            mail.heading(AskWords.WHAT_TO_DO).paragraph(AskWords.advice());
        }
        String askedBy = message.askedBy();
        return askedBy == null
                ? foot(mail, message.more(), message.contacts(), named)
                : foot(mail.smallPrint(
                        AskWords.askedBy(named.apply(askedBy), joined(message.whom(), named), items.size())));
    }

    private static Mail finalNotice(Message.FinalNotice notice, UnaryOperator<String> named) {
        String title = AskWords.finalTitle(notice.lastDay());
        Mail mail = Mail.titled(title, title + ": " + inShort(notice.items()))
                .paragraph(List.of(AskWords.finalNotice(
                        notice.items().stream().map(Message.Item::announced).toList(),
                        notice.lastDay(),
                        notice.adminsMayAct(),
                        UnaryOperator.identity())));
        notice.items().forEach(item -> mail.paragraph(item(item, 0)));
        mail.heading(AskWords.WHAT_TO_DO).paragraph(AskWords.advice());
        return foot(mail, notice.more(), notice.contacts(), named);
    }

    private static Mail changed(Message.Changed changed, UnaryOperator<String> named) {
        Card card = changed.card();
        String what = switch (card.state().change()) {
            case DEACTIVATED -> ChangeNoticeWords.OFF;
            case DELETED -> ChangeNoticeWords.GONE;
            case REACTIVATED -> ChangeNoticeWords.ON;
            case SWITCHING -> "is being changed";
            case NONE -> "was changed";
        };
        String title = "Your AWS access key " + what;
        Mail mail = Mail.titled(title, title + ": " + inShort(card.finding())).paragraph(identity(card.finding()));
        Instant at = card.state().at();
        if (at != null) {
            mail.paragraph(
                    List.of("It " + what + " by " + named.apply(card.state().by()) + ", " + Times.minute(at) + "."));
        }
        if (!card.state().reason().isBlank()) {
            mail.paragraph(List.of("Reason: " + card.state().reason()));
        }
        if (card.state().change() == Card.Change.DEACTIVATED) {
            mail.paragraph(List.of(ChangeNoticeWords.undo(
                    named.apply(card.state().by()), card.finding().mayBeLeaked())));
        }
        return foot(mail);
    }

    private static List<String> item(Message.Item item, int maxAgeDays) {
        Finding finding = item.card().finding();
        String lead = lead(item, maxAgeDays);
        return item.why() == Message.Item.Why.THANKS
                ? Stream.concat(Stream.of(lead), identity(finding).stream()).toList()
                : facts(finding, lead);
    }

    private static String lead(Message.Item item, int maxAgeDays) {
        Finding finding = item.card().finding();
        if (item.off() && item.why() != Message.Item.Why.THANKS) {
            return AskWords.IS_OFF;
        }
        Instant askedAt = item.askedAt();
        return switch (item.why()) {
            case ASK -> place(finding) + " " + AskWords.due(maxAgeDays);
            case REMINDER, FINAL_NOTICE ->
                place(finding) + (askedAt == null ? "" : " " + AskWords.askedOn(Times.day(askedAt)));
            case AHEAD -> AskWords.turnsStale(turnsStale(finding, maxAgeDays), UnaryOperator.identity());
            case THANKS -> AskWords.thanks(finding);
            case DELETION -> throw new IllegalArgumentException("nothing is deleted after a mail");
        };
    }

    private static String turnsStale(Finding finding, int maxAgeDays) {
        return finding.created() == null ? "" : Times.day(finding.created().plus(Duration.ofDays(maxAgeDays)));
    }

    /** "Critical: 412 days old." */
    private static String place(Finding finding) {
        return KeyWords.capital(KeyWords.severity(finding.verdict().severity())) + ": "
                + KeyWords.age(finding.ageDays()) + ".";
    }

    private static List<String> facts(Finding finding, String lead) {
        List<String> lines = new ArrayList<>();
        lines.add(lead);
        lines.addAll(identity(finding));
        lines.add(KeyWords.capital(lastUse(finding)) + ".");
        if (finding.description() != null && !finding.description().isBlank()) {
            lines.add("Description: " + Names.cut(finding.description(), LONGEST_NAME));
        }
        finding.verdict().reasons().stream()
                .filter(reason -> reason.kind() == Reason.Kind.QUARANTINED)
                .map(reason -> KeyWords.reason(reason, MailView::name))
                .forEach(lines::add);
        return lines;
    }

    private static List<String> identity(Finding finding) {
        KeyId id = finding.keyId();
        return Arrays.asList(KeyWords.identity(finding, id == null ? "" : id.masked(), MailView::name, MailView::name)
                .split("\n", -1));
    }

    private static String lastUse(Finding finding) {
        Instant at = finding.lastUse().at();
        return LastUseWords.dated(finding.lastUse(), at == null ? "" : "on " + Times.minute(at), MailView::name);
    }

    private static String name(String name) {
        String line = Names.cut(name, LONGEST_NAME).strip();
        return line.isEmpty() ? "(blank)" : line;
    }

    private static String inShort(List<Message.Item> items) {
        String rest = items.size() > 1 ? " and " + Plural.of(items.size() - 1, "more key") : "";
        return inShort(items.get(0).card().finding()) + rest;
    }

    private static String inShort(Finding finding) {
        KeyId id = finding.keyId();
        return "user " + Names.cut(finding.userName(), 64)
                + (id == null ? "" : ", key " + id.masked() + ", " + KeyWords.age(finding.ageDays()));
    }

    private static String joined(List<String> people, UnaryOperator<String> named) {
        return String.join(" or ", people.stream().map(named).toList());
    }

    private static Mail foot(Mail mail, int more, List<String> contacts, UnaryOperator<String> named) {
        if (more > 0) {
            mail.smallPrint(AskWords.more(more));
        }
        if (!contacts.isEmpty()) {
            mail.smallPrint("Questions? Tell " + joined(contacts, named) + ".");
        }
        return foot(mail);
    }

    private static Mail foot(Mail mail) {
        return mail.smallPrint(
                "You get this by mail because nobody in our Slack has your address. stale-keys sends no links and never asks"
                        + " for a password or a key.");
    }
}
