package stalekeys.work.cards;

import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import stalekeys.keys.lifecycle.Event;
import stalekeys.keys.lifecycle.Exemption;
import stalekeys.keys.lifecycle.FollowUpCycle;
import stalekeys.keys.lifecycle.KeyLifecycle;
import stalekeys.keys.model.KeyStatus;
import stalekeys.keys.report.Finding;
import stalekeys.work.ledger.Card;
import stalekeys.work.ledger.Message;
import stalekeys.work.people.MailDomains;
import stalekeys.work.people.Owner;

/** Which buttons the owner of a key has in their direct messages, in Home and in a key's details, and what was last said about it. */
final class OwnerActions {
    private OwnerActions() {}

    /**
     * The buttons of a person who was asked to rotate the key.
     *
     * @param own whether they are named as the owner, and so have an owner's rights
     * @param changeable whether keys of its account may be changed from here at all
     */
    static Set<Card.Action> of(
            Finding finding, Card.State state, KeyLifecycle lifecycle, boolean own, boolean changeable) {
        Set<Card.Action> actions = EnumSet.noneOf(Card.Action.class);
        boolean off = state.change().ends() || state.change() == Card.Change.SWITCHING;
        Card.Word word = state.word();
        boolean over =
                word != null && (word.kind() == Card.Word.Kind.NOT_MINE || word.kind() == Card.Word.Kind.ROTATED);
        if (finding.status() != KeyStatus.ACTIVE || off || over) {
            return actions;
        }
        actions.add(Card.Action.DONE);
        FollowUpCycle cycle = lifecycle.cycle();
        // It may not be known yet that the ask arrived: the click will tell.
        if (cycle == null || (!cycle.suspended() && cycle.postponements() < FollowUpCycle.MOST_POSTPONEMENTS)) {
            actions.add(Card.Action.LATER);
        }
        actions.add(Card.Action.NOT_MINE);
        if (own && changeable) {
            actions.add(Card.Action.DEACTIVATE_OWN);
        }
        actions.add(Card.Action.SHOW_HOW);
        return actions;
    }

    /** What was last said about a key; a later ask, reminder or change makes it old. */
    static Card.@Nullable Word word(List<Event> events) {
        Card.Word word = null;
        for (Event event : events) {
            word = switch (event.kind()) {
                case POSTPONED -> new Card.Word(Card.Word.Kind.POSTPONED, event.actor(), event.at(), until(event));
                case NOT_MINE -> new Card.Word(Card.Word.Kind.NOT_MINE, event.actor(), event.at(), null);
                case CLAIMED -> new Card.Word(Card.Word.Kind.CLAIMED, event.actor(), event.at(), null);
                case ROTATED -> new Card.Word(Card.Word.Kind.ROTATED, event.actor(), event.at(), null);
                case EXCUSED ->
                    new Card.Word(
                            Card.Word.Kind.EXCUSED,
                            event.actor(),
                            event.at(),
                            Exemption.of(event).map(Exemption::ends).orElse(null));
                case ASKED, REMINDED, FINAL_NOTICE, DEACTIVATED, REACTIVATED, DELETED, SEEN_ON_AGAIN -> null;
                case ASK_DELIVERED,
                        ASK_POSTED,
                        ASK_MAILED,
                        ASK_FAILED,
                        DEACTIVATION_REQUESTED,
                        REACTIVATION_REQUESTED,
                        CHANGE_NOT_DONE,
                        DIGEST,
                        DIGEST_BY_HAND,
                        UNOWNED_LISTED,
                        NOT_POSTED,
                        SENT_AGAIN,
                        REMINDER_DELIVERED,
                        REMINDER_MAILED,
                        FINAL_NOTICE_DELIVERED,
                        FINAL_NOTICE_MAILED,
                        FOLLOW_UP_FAILED,
                        WARNED_AHEAD,
                        THANKED,
                        EXCUSED_BY_TAG,
                        UNASKED_MESSAGE,
                        AUTOMATIC_CHANGE,
                        DELETION_NOTICE,
                        DELETION_NOTICE_DELIVERED,
                        DELETION_REQUESTED,
                        PRUNED -> word;
            };
        }
        return word;
    }

    private static @Nullable Instant until(Event event) {
        return KeyLifecycle.time(event.why());
    }

    /** Whether the message's reader was asked to rotate the key, and who that is; empty for all other messages. */
    static Optional<String> asked(Message message, int place, Card card) {
        if (message instanceof Message.Ask && card.owner().kind() == Owner.Kind.PERSON) {
            return Optional.of(card.owner().slackId());
        }
        if (message instanceof Message.FollowUp followUp) {
            return followUp.items().get(place).why().asks() ? clicker(followUp.to()) : Optional.empty();
        }
        if (message instanceof Message.FinalNotice notice) {
            return clicker(notice.to());
        }
        return Optional.empty();
    }

    /** A mail has no buttons. */
    private static Optional<String> clicker(String to) {
        return MailDomains.isAddress(to) ? Optional.empty() : Optional.of(to);
    }
}
