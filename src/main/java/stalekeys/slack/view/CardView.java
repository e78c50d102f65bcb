package stalekeys.slack.view;

import com.slack.api.model.block.ContextBlockElement;
import com.slack.api.model.block.LayoutBlock;
import com.slack.api.model.block.composition.OptionObject;
import com.slack.api.model.block.element.BlockElement;
import com.slack.api.model.block.element.StaticSelectElement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import stalekeys.keys.lifecycle.KeyHistory;
import stalekeys.keys.model.Account;
import stalekeys.keys.model.KeyId;
import stalekeys.keys.report.Finding;
import stalekeys.keys.report.Reason;
import stalekeys.keys.report.Severity;
import stalekeys.slack.view.block.Actions;
import stalekeys.slack.view.block.Blocks;
import stalekeys.slack.view.block.ButtonValue;
import stalekeys.slack.view.block.ButtonValue.Position;
import stalekeys.slack.view.block.Modal;
import stalekeys.slack.view.block.Mrkdwn;
import stalekeys.words.KeyWords;
import stalekeys.words.LastUseWords;
import stalekeys.words.Names;
import stalekeys.words.Plural;
import stalekeys.words.Times;
import stalekeys.work.actions.OwnerAnswers;
import stalekeys.work.ledger.Card;
import stalekeys.work.people.Owner;

/** One key: what is known of it, what has happened to it, and its buttons. */
final class CardView {
    private static final int LONGEST_DESCRIPTION = 256;
    /** The most a name may take of a button's spoken label. */
    private static final int LONGEST_SPOKEN_NAME = 34;

    /** Where a card stands: who reads it decides what it says. */
    enum Place {
        /** a private list or a person's DM: people are mentioned, which pings nobody here */
        PRIVATE,
        /** a new post in a channel: a mention would ping, so people go by their names */
        CHANNEL,
        /** a post in a channel that is drawn again: an edit pings nobody */
        CHANNEL_REDRAWN;

        boolean mentions() {
            return this != CHANNEL;
        }
    }

    private CardView() {}

    /**
     * The whole card.
     *
     * @param now makes "2 hours ago" of the last use; null writes the date instead, for what is read days later
     * @param position where the list is that the card stands in; null in messages
     */
    static List<LayoutBlock> blocks(Card card, Place place, @Nullable Instant now, @Nullable Position position) {
        List<LayoutBlock> blocks = withoutButtons(card, place, now);
        buttons(card, position).ifPresent(blocks::add);
        return blocks;
    }

    /** The same where the buttons stand elsewhere: description, owner and what has happened are in small print. */
    static List<LayoutBlock> withoutButtons(Card card, Place place, @Nullable Instant now) {
        List<LayoutBlock> blocks = new ArrayList<>();
        blocks.add(Blocks.section(facts(card.finding(), now)));
        description(card.finding().description()).ifPresent(blocks::add);
        if (card.finding().kind() != Finding.Kind.ROOT_KEY) {
            blocks.add(Blocks.context(owner(card.owner(), place)));
        }
        blocks.addAll(state(card.state(), place));
        return blocks;
    }

    static String facts(Finding finding, @Nullable Instant now) {
        return facts(finding, details(finding, now));
    }

    /** For the digest: the owner stands at the end of the second line. */
    static String factsWithOwner(Card card) {
        Finding finding = card.finding();
        String owner = finding.kind() == Finding.Kind.ROOT_KEY ? "" : " · " + ownerShort(card.owner());
        return facts(finding, details(finding, null) + owner);
    }

    private static String facts(Finding finding, String details) {
        List<String> lines = new ArrayList<>();
        lines.add(title(finding));
        lines.add(details);
        for (Reason reason : finding.verdict().reasons()) {
            if (worthALine(reason.kind())) {
                lines.add(
                        reason.kind() == Reason.Kind.LEAK_UNKNOWN
                                ? Mrkdwn.escape(KeyWords.reason(reason, Mrkdwn::name))
                                : KeyWords.reason(reason, Mrkdwn::name));
            }
        }
        return String.join("\n", lines);
    }

    private static String title(Finding finding) {
        String subject = place(finding) + ": " + subject(finding);
        return finding.keyId() == null
                ? subject
                : subject + ", key " + Mrkdwn.code(finding.keyId().masked()) + ", *" + KeyWords.age(finding.ageDays())
                        + "*";
    }

    private static String subject(Finding finding) {
        return switch (finding.kind()) {
            case KEY -> Mrkdwn.code(finding.userName());
            case ROOT_KEY -> "*access keys of the root user*";
            case QUARANTINED_USER -> Mrkdwn.code(finding.userName()) + ", user without an active key";
        };
    }

    private static String details(Finding finding, @Nullable Instant now) {
        List<String> parts = new ArrayList<>();
        if (finding.created() != null) {
            parts.add("created " + Times.day(finding.created()));
        }
        if (finding.kind() == Finding.Kind.KEY || finding.created() != null) {
            parts.add(lastUse(finding, now));
        }
        parts.add(account(finding.account()));
        String line = String.join(" · ", parts);
        return KeyWords.capital(line);
    }

    static String lastUse(Finding finding, @Nullable Instant now) {
        if (now != null) {
            return LastUseWords.ago(finding.lastUse(), now, Mrkdwn::name);
        }
        Instant at = finding.lastUse().at();
        return LastUseWords.dated(finding.lastUse(), at == null ? "" : Mrkdwn.date(at), Mrkdwn::name);
    }

    /** Which key it is, in one line; the user where there is no key. */
    static String line(Finding finding) {
        KeyId id = finding.keyId();
        return id == null
                ? Mrkdwn.code(Names.cut(finding.userName(), 64))
                : KeyWords.line(
                        finding.userName(), id, finding.ageDays(), finding.account(), Mrkdwn::code, Mrkdwn::name);
    }

    static String account(Account account) {
        return KeyWords.account(account, Mrkdwn::name);
    }

    /** How bad it is; a key that is off is not bad any more, however old. */
    private static String place(Finding finding) {
        return switch (finding.status()) {
            case ACTIVE -> severity(finding.verdict().severity());
            case INACTIVE, EXPIRED, UNKNOWN ->
                ":white_circle: " + finding.status().word();
        };
    }

    /** Colour and word: the colour alone would tell nothing to who can't see it. */
    static String severity(Severity severity) {
        String emoji = switch (severity) {
            case FRESH -> ":large_green_circle:";
            case STALE -> ":large_yellow_circle:";
            case CRITICAL -> ":red_circle:";
        };
        return emoji + " " + KeyWords.capital(KeyWords.severity(severity));
    }

    /** Age, use and "never used" stand in the card anyway. */
    private static boolean worthALine(Reason.Kind kind) {
        return switch (kind) {
            case AGE, NEVER_USED, LAST_USE_UNREADABLE -> false;
            case ROOT,
                    QUARANTINED,
                    LEAK_UNKNOWN,
                    TAGS_UNREADABLE,
                    EXCUSED_UNTIL,
                    EXEMPTION_ON_HOLD,
                    EXCUSE_INVALID,
                    PROTECTED -> true;
        };
    }

    static Optional<LayoutBlock> description(@Nullable String description) {
        if (description == null || description.isBlank()) {
            return Optional.empty();
        }
        return Optional.of(Blocks.plainContext("Description: " + Names.cut(description, LONGEST_DESCRIPTION)));
    }

    static String owner(Owner owner, Place place) {
        return switch (owner.kind()) {
            case PERSON -> "Owner: " + (place == Place.PRIVATE ? Mrkdwn.person(owner.slackId()) : label(owner));
            case CHANNEL -> "Owner: the team in " + team(owner);
            case ADDRESS_ONLY -> "Owner: " + label(owner) + ". Nobody in this Slack has that address.";
            case MAILBOX -> "Owner: " + label(owner) + ", by mail: nobody in this Slack has that address.";
            case FOREIGN_ADDRESS ->
                "Owner: " + label(owner)
                        + ". Nobody in this Slack has that address, and no mail is sent to that domain.";
            case GONE -> "The owner named in AWS" + named(owner) + " is not a member here, or not any more.";
            case DISOWNED -> "The owner named in AWS" + named(owner) + " says it is not theirs.";
            case NONE ->
                "No owner is named, so nobody can be asked. Tag the IAM user: `owner` = an address or a Slack "
                        + "member id.";
            case UNREADABLE -> "The owner could not be looked up just now.";
        };
    }

    /** The owner in a few words, for the end of a line. */
    static String ownerShort(Owner owner) {
        return switch (owner.kind()) {
            case PERSON, ADDRESS_ONLY, MAILBOX, FOREIGN_ADDRESS -> "owner " + label(owner);
            case CHANNEL -> "owner " + team(owner);
            case GONE -> "its owner has left";
            case DISOWNED -> "its owner says it is not theirs";
            case NONE -> "no owner";
            case UNREADABLE -> "owner not known just now";
        };
    }

    private static String team(Owner owner) {
        return Mrkdwn.channel(owner.slackId(), label(owner));
    }

    private static String label(Owner owner) {
        return owner.label().isBlank() ? "somebody in this Slack" : Mrkdwn.name(Names.cut(owner.label(), 80));
    }

    private static String named(Owner owner) {
        return owner.label().isBlank() ? "" : " (" + Mrkdwn.name(Names.cut(owner.label(), 80)) + ")";
    }

    /** What has happened to the key, in one block: the last change with its reason, and whether the owner was asked. */
    static List<LayoutBlock> state(Card.State state, Place place) {
        List<ContextBlockElement> lines = new ArrayList<>();
        change(state, place).map(Blocks::mrkdwn).ifPresent(lines::add);
        if (state.change() != Card.Change.NONE && !state.reason().isBlank()) {
            lines.add(Blocks.plain("Reason: " + Names.cut(state.reason(), Modal.LONGEST_REASON), Blocks.LONGEST_TEXT));
        }
        if (state.askedBy() != null && !state.change().ends()) {
            lines.add(Blocks.mrkdwn("The owner was asked" + by(state.askedBy(), place) + at(state.askedAt())
                    + arrival(state.askArrival())));
        }
        word(state.word(), place).map(Blocks::mrkdwn).ifPresent(lines::add);
        return lines.isEmpty() ? List.of() : List.of(Blocks.context(lines));
    }

    /** In a channel nobody is shown with what they said. */
    private static Optional<String> word(Card.@Nullable Word word, Place place) {
        if (word == null) {
            return Optional.empty();
        }
        if (place != Place.PRIVATE) {
            return word.kind() == Card.Word.Kind.CLAIMED
                    ? Optional.of("*Claimed*" + at(word.at()) + ": somebody is asked about it now.")
                    : Optional.empty();
        }
        return Optional.of(
                switch (word.kind()) {
                    case POSTPONED ->
                        "Reminder set" + (word.until() == null ? "" : " for " + Mrkdwn.day(word.until())) + ".";
                    case NOT_MINE -> "The owner says it is *not theirs*" + at(word.at()) + ".";
                    case CLAIMED -> "*Claimed*" + by(word.by(), place) + at(word.at()) + ".";
                    case ROTATED -> "*Seen inactive or deleted*" + at(word.at()) + ".";
                    case EXCUSED -> "*Exempted*" + by(word.by(), place) + at(word.at()) + ".";
                });
    }

    private static String arrival(KeyHistory.@Nullable Arrival arrival) {
        if (arrival == null) {
            return ".";
        }
        return switch (arrival) {
            case DELIVERED -> ".";
            case POSTED -> " in their team's channel.";
            case NOT_CONFIRMED -> "; it is not confirmed that the message arrived.";
            case MAILED -> " by mail; whether it was read is not known.";
            case FAILED -> "; the message was not taken.";
        };
    }

    static Optional<String> change(Card.State state, Place place) {
        String byAndWhen = by(state.by(), place) + at(state.at());
        return switch (state.change()) {
            case NONE -> Optional.empty();
            case SWITCHING -> Optional.of("A change was asked for" + byAndWhen + " and is under way.");
            case DEACTIVATED -> Optional.of("*Deactivated*" + byAndWhen + ".");
            case DELETED -> Optional.of("*Deleted*" + byAndWhen + ".");
            case REACTIVATED -> Optional.of("*Reactivated*" + byAndWhen + ".");
        };
    }

    static String by(String actor, Place place) {
        return actor.isEmpty() || (Mrkdwn.isPerson(actor) && !place.mentions()) ? "" : " by " + Mrkdwn.person(actor);
    }

    private static String at(@Nullable Instant at) {
        return at == null ? "" : ", " + Mrkdwn.date(at);
    }

    /** What can be done about the key, and its details. */
    static Optional<LayoutBlock> buttons(Card card, @Nullable Position position) {
        if (card.handle().isEmpty()) {
            return Optional.empty();
        }
        List<BlockElement> buttons = elements(card, position);
        buttons.add(Blocks.button(
                Actions.DETAILS,
                "Details",
                new ButtonValue(card.handle(), position),
                null,
                "Details of " + spokenKey(card.finding())));
        return Optional.of(Blocks.actions(buttons));
    }

    /** What can be done about the key. */
    static Optional<LayoutBlock> actions(Card card, @Nullable Position position) {
        List<BlockElement> buttons = elements(card, position);
        return card.handle().isEmpty() || buttons.isEmpty() ? Optional.empty() : Optional.of(Blocks.actions(buttons));
    }

    private static List<BlockElement> elements(Card card, @Nullable Position position) {
        ButtonValue value = new ButtonValue(card.handle(), position);
        List<BlockElement> buttons = new ArrayList<>();
        // In the order of the enum: a set has none.
        for (Card.Action action : Card.Action.values()) {
            if (card.actions().contains(action)) {
                buttons.add(button(action, value, card.finding()));
            }
        }
        return buttons;
    }

    private static BlockElement button(Card.Action action, ButtonValue value, Finding finding) {
        String key = spokenKey(finding);
        return switch (action) {
            case ASK ->
                Blocks.button(Actions.ASK_OWNER, "Ask owner to rotate", value, null, "Ask the owner to rotate " + key);
            case DEACTIVATE -> Blocks.button(Actions.DEACTIVATE, "Deactivate", value, "danger", "Deactivate " + key);
            case REACTIVATE -> Blocks.button(Actions.REACTIVATE, "Reactivate", value, null, "Reactivate " + key);
            case DONE -> Blocks.button(Actions.DONE, "I've rotated it", value, "primary", "I have rotated " + key);
            case LATER -> later(finding, value);
            case NOT_MINE -> Blocks.button(Actions.NOT_MINE, "Not mine", value, null, "Not mine: " + key);
            case DEACTIVATE_OWN ->
                Blocks.button(Actions.DEACTIVATE_OWN, "Deactivate it now", value, "danger", "Deactivate " + key);
            case SHOW_HOW -> Blocks.button(Actions.SHOW_HOW, "Show me how", value, null, "Show me how: " + key);
            case EXCUSE -> Blocks.button(Actions.EXCUSE, "Exempt", value, null, "Exempt " + key);
            case CLAIM -> Blocks.button(Actions.CLAIM, "Claim", value, null, "Claim " + key);
        };
    }

    private static BlockElement later(Finding finding, ButtonValue value) {
        List<OptionObject> options = OwnerAnswers.laterDays(finding).stream()
                .map(days -> OptionObject.builder()
                        .text(Blocks.plain("in " + Plural.of(days, "day"), 75))
                        .value(new ButtonValue(value.handle(), new Position(days, "")).print())
                        .build())
                .toList();
        return StaticSelectElement.builder()
                .actionId(Actions.LATER)
                .placeholder(Blocks.plain("Remind me later", 150))
                .options(options)
                .build();
    }

    private static String spokenKey(Finding finding) {
        KeyId id = finding.keyId();
        return (id == null ? "" : "key " + id.masked() + " of ") + Names.cut(finding.userName(), LONGEST_SPOKEN_NAME);
    }
}
