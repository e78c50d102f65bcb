package stalekeys.work.ledger;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import stalekeys.keys.lifecycle.AnnouncedAction;
import stalekeys.keys.lifecycle.AskCounts;
import stalekeys.keys.report.AccountCoverage;
import stalekeys.keys.report.ChangeCounts;
import stalekeys.keys.report.Counts;
import stalekeys.keys.report.WeekCount;

/**
 * A message to a person or a channel, as data. The slack package draws it, so that it can be drawn again when the truth
 * about its keys has changed.
 */
public sealed interface Message extends Payload {
    /** The keys it shows; each copy is redrawn when one of them changes. */
    List<Card> cards();

    /** The same message with newer states, in the order of {@link #cards()}. */
    Message with(List<Card> cards);

    /** The timestamp of the message in whose thread it goes; empty where it is a message of its own. */
    default Optional<String> inThread() {
        return Optional.empty();
    }

    private static List<String> whom(String askedBy, List<String> contacts) {
        return Stream.concat(Stream.of(askedBy), contacts.stream())
                .distinct()
                .limit(3)
                .toList();
    }

    /**
     * To the owner: please rotate this key.
     *
     * @param askedBy Slack user id of who asked
     * @param contacts Slack user ids of people who can help (admins), at most a few; empty where none are configured
     * @param toChannel whether it goes to a team's channel: masked ids, and nobody gets an owner's rights
     */
    record Ask(Card card, String askedBy, List<String> contacts, int maxAgeDays, boolean toChannel) implements Message {
        public Ask {
            contacts = List.copyOf(contacts);
        }

        /** Whom to turn to: who asked, then others, three at most. */
        public List<String> whom() {
            return Message.whom(askedBy, contacts);
        }

        @Override
        public List<Card> cards() {
            return List.of(card);
        }

        @Override
        public Message with(List<Card> cards) {
            return new Ask(cards.get(0), askedBy, contacts, maxAgeDays, toChannel);
        }
    }

    /** To the owner: this key of yours was switched off, switched on again, or deleted. */
    record Changed(Card card) implements Message {
        @Override
        public List<Card> cards() {
            return List.of(card);
        }

        @Override
        public Message with(List<Card> cards) {
            return new Changed(cards.get(0));
        }
    }

    /** To the channel: this key was switched off, or deleted, without anyone's click. */
    record Announcement(Card card) implements Message {
        @Override
        public List<Card> cards() {
            return List.of(card);
        }

        @Override
        public Message with(List<Card> cards) {
            return new Announcement(cards.get(0));
        }
    }

    /**
     * To whoever asked for a change, where no dialog is open any more to tell them.
     *
     * @param detail what AWS said, as a sentence; empty where the outcome says it all
     */
    record Outcome(Card card, KeyChange.TargetState wanted, ChangeOutcome outcome, String detail) implements Message {
        @Override
        public List<Card> cards() {
            return List.of(card);
        }

        @Override
        public Message with(List<Card> cards) {
            return new Outcome(cards.get(0), wanted, outcome, detail);
        }
    }

    /**
     * To whoever asked: the owner could not be told after all.
     *
     * @param problem Slack's error name, or a sentence
     */
    record NotAsked(Card card, String problem) implements Message {
        @Override
        public List<Card> cards() {
            return List.of(card);
        }

        @Override
        public Message with(List<Card> cards) {
            return new NotAsked(cards.get(0), problem);
        }
    }

    /**
     * To the channel: where things stand.
     *
     * @param sentBy who sent it by hand; empty for the scheduled one
     * @param progress what changed since the last scheduled digest; null where there is none to compare with
     * @param worst the worst few, worst first
     * @param staleUsers how many IAM users the stale keys belong to
     * @param accounts coverage, shortened for showing
     * @param unconfirmed how many messages of the bot's may not have arrived
     * @param nextExcuseEnds the last day of the excuse that ends first; null where there is none
     * @param asking how far asking has come; null where it was not counted
     * @param weeks how many keys were stale week by week, oldest first, this digest's count last
     * @param details what follows in its thread; null where the digest says everything
     */
    record Digest(
            Instant takenAt,
            String sentBy,
            int maxAgeDays,
            int criticalAgeDays,
            Counts counts,
            @Nullable ChangeCounts progress,
            List<Card> worst,
            int staleUsers,
            List<AccountCoverage> accounts,
            int unconfirmed,
            @Nullable LocalDate nextExcuseEnds,
            @Nullable AskCounts asking,
            List<WeekCount> weeks,
            @Nullable DigestDetails details)
            implements Message {
        public Digest {
            weeks = List.copyOf(weeks);
            worst = List.copyOf(worst);
            accounts = List.copyOf(accounts);
        }

        @Override
        public List<Card> cards() {
            return worst;
        }

        @Override
        public Message with(List<Card> cards) {
            return new Digest(
                    takenAt,
                    sentBy,
                    maxAgeDays,
                    criticalAgeDays,
                    counts,
                    progress,
                    cards,
                    staleUsers,
                    accounts,
                    unconfirmed,
                    nextExcuseEnds,
                    asking,
                    weeks,
                    details);
        }
    }

    /**
     * To the channel, in the thread of a digest: what it did not have the room for.
     *
     * @param digestTs the timestamp of the digest
     * @param since when the digest compared with was taken; null where there is none
     * @param accounts coverage, as in the digest
     */
    record DigestReply(
            String digestTs,
            Instant takenAt,
            @Nullable Instant since,
            List<AccountCoverage> accounts,
            DigestDetails details)
            implements Message {
        public DigestReply {
            accounts = List.copyOf(accounts);
        }

        @Override
        public List<Card> cards() {
            return details.oldest();
        }

        @Override
        public Message with(List<Card> cards) {
            return new DigestReply(digestTs, takenAt, since, accounts, details.with(cards));
        }

        @Override
        public Optional<String> inThread() {
            return Optional.of(digestTs);
        }
    }

    /**
     * To the fallback, once a week: stale keys nobody is named for.
     *
     * @param total how many there are; the cards are the worst few
     * @param unknownOwners how many owners could not be looked up: their keys are not among them
     */
    record Unowned(Instant takenAt, int total, int unknownOwners, List<Card> cards) implements Message {
        public Unowned {
            cards = List.copyOf(cards);
        }

        @Override
        public Message with(List<Card> newer) {
            return new Unowned(takenAt, total, unknownOwners, newer);
        }
    }

    /** To a person who did not ask for it: several of their keys at once, and what of them is decided by an event each. */
    sealed interface Unasked extends Message {
        /** A Slack user id or an address. */
        String to();

        List<Item> items();

        @Override
        default List<Card> cards() {
            return items().stream().map(Item::card).toList();
        }
    }

    /**
     * A key in an unasked message.
     *
     * @param decided the dedupe key of the event by which it was decided
     * @param askedAt when the person was first asked; null where they were not
     * @param announced what a final notice says will follow
     */
    record Item(
            Card card, Why why, String decided, @Nullable Instant askedAt, AnnouncedAction announced) {
        public Item {
            // A row of an earlier version has none.
            announced = Objects.requireNonNullElse(announced, AnnouncedAction.OPEN);
        }

        /** Whether there is nothing left to rotate. */
        public boolean off() {
            return card.state().change().ends();
        }

        /** Whether the reader is still to rotate the key. */
        public boolean toRotate() {
            return why.asks() && !off();
        }

        /** Why it is said. */
        public enum Why {
            ASK,
            REMINDER,
            FINAL_NOTICE,
            /** the key is off, and will be deleted */
            DELETION,
            AHEAD,
            THANKS;

            /** Whether the reader is to rotate the key. */
            public boolean asks() {
                return switch (this) {
                    case ASK, REMINDER, FINAL_NOTICE -> true;
                    case DELETION, AHEAD, THANKS -> false;
                };
            }
        }

        static List<Item> with(List<Item> items, List<Card> newer) {
            List<Item> result = new ArrayList<>();
            for (int place = 0; place < items.size(); place++) {
                Item item = items.get(place);
                result.add(new Item(newer.get(place), item.why(), item.decided(), item.askedAt(), item.announced()));
            }
            return result;
        }
    }

    /**
     * To an owner, once on a working day: what there is to say about their keys.
     *
     * @param to the Slack user id, or the address
     * @param more how many of their keys wait for another day
     * @param askedBy Slack user id of who asked for all of it; null where it comes by itself
     * @param contacts as in {@link Ask}
     */
    record FollowUp(
            String to, List<Item> items, int more, @Nullable String askedBy, List<String> contacts, int maxAgeDays)
            implements Unasked {
        public FollowUp {
            items = List.copyOf(items);
            contacts = List.copyOf(contacts);
        }

        /**
         * Asks about several keys at once, or about one somebody who has no owner's rights: not a {@link Message.Ask}, which
         * shows its whole id.
         *
         * @param decided the dedupe keys of the events by which it was decided, one a card
         */
        public static FollowUp asking(
                String to,
                List<Card> cards,
                List<String> decided,
                @Nullable String askedBy,
                List<String> contacts,
                int maxAgeDays) {
            List<Item> items = new ArrayList<>();
            for (int place = 0; place < cards.size(); place++) {
                Card card = cards.get(place);
                items.add(new Item(
                        card.with(card.state(), Set.of()),
                        Item.Why.ASK,
                        decided.get(place),
                        null,
                        AnnouncedAction.OPEN));
            }
            return new FollowUp(to, items, 0, askedBy, contacts, maxAgeDays);
        }

        /** Whom to turn to. */
        public List<String> whom() {
            return askedBy == null ? contacts : Message.whom(askedBy, contacts);
        }

        @Override
        public Message with(List<Card> cards) {
            return new FollowUp(to, Item.with(items, cards), more, askedBy, contacts, maxAgeDays);
        }
    }

    /**
     * To an owner: the last that is said by itself.
     *
     * @param to the Slack user id, or the address
     * @param lastDay the day up to which they have time, where they are
     * @param adminsMayAct whether anybody could switch the keys off from here after that
     * @param more how many of their keys wait for another day
     * @param contacts as in {@link Ask}
     */
    record FinalNotice(
            String to, LocalDate lastDay, boolean adminsMayAct, List<Item> items, int more, List<String> contacts)
            implements Unasked {
        public FinalNotice {
            items = List.copyOf(items);
            contacts = List.copyOf(contacts);
        }

        @Override
        public Message with(List<Card> cards) {
            return new FinalNotice(to, lastDay, adminsMayAct, Item.with(items, cards), more, contacts);
        }
    }

    /**
     * To an owner: keys of theirs that stale-keys switched off will be deleted.
     *
     * @param to the Slack user id
     * @param lastDay the day up to which they can be switched on again for certain, where the owner is
     * @param more how many of their keys wait for another day
     * @param contacts as in {@link Ask}
     */
    record DeletionNotice(String to, LocalDate lastDay, List<Item> items, int more, List<String> contacts)
            implements Unasked {
        public DeletionNotice {
            items = List.copyOf(items);
            contacts = List.copyOf(contacts);
        }

        @Override
        public Message with(List<Card> cards) {
            return new DeletionNotice(to, lastDay, Item.with(items, cards), more, contacts);
        }
    }

    /**
     * The first thing a channel, or a person, hears: what the bot does, what it will post and when, and what is missing.
     *
     * @param toPerson whether it goes to a person, who may get messages about their own keys
     * @param digestChannel an id or #name; null where there is no digest
     * @param nextDigest null where there is no digest
     * @param adminsMissing whether nobody may change keys, since nobody is configured as an admin
     */
    record Welcome(
            boolean toPerson,
            @Nullable String digestChannel,
            @Nullable Instant nextDigest,
            boolean adminsMissing) implements Message {
        @Override
        public List<Card> cards() {
            return List.of();
        }

        @Override
        public Message with(List<Card> cards) {
            return this;
        }
    }

    /**
     * To an admin: a post could not be made.
     *
     * @param target the channel it was meant for
     * @param problem Slack's error name, or a sentence
     */
    record NotPosted(String target, String problem) implements Message {
        @Override
        public List<Card> cards() {
            return List.of();
        }

        @Override
        public Message with(List<Card> cards) {
            return this;
        }
    }

    /**
     * To an admin: messages that stand somewhere are not brought up to date there any more.
     *
     * @param channel the id of the channel
     * @param problem a sentence
     */
    record NotRedrawn(String channel, String problem) implements Message {
        @Override
        public List<Card> cards() {
            return List.of();
        }

        @Override
        public Message with(List<Card> cards) {
            return this;
        }
    }
}
