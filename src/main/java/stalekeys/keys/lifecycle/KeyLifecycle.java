package stalekeys.keys.lifecycle;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where a key is on its way from asking to done: the fold of its events.
 *
 * @param history asks and changes of the key
 * @param cycle the follow-up that is under way; null where nobody was asked, or it has ended
 * @param resumes whether a lap ended in a way that calls for a new ask, once nothing speaks against it
 * @param quietUntil until when nobody is written to because the key was switched on again; null where it was not
 * @param rotation what is to be thanked for; null where there is nothing, or it was done
 * @param exemption the latest an admin gave, over or not; null where there was none
 * @param people who said that it is theirs, or not
 * @param warnedAhead whether somebody was told that it will turn stale
 * @param deletionNotice says that the key, switched off, will be deleted; null where that was not said since
 */
public record KeyLifecycle(
        KeyHistory history,
        @Nullable FollowUpCycle cycle,
        boolean resumes,
        @Nullable Instant quietUntil,
        @Nullable Rotation rotation,
        @Nullable Exemption exemption,
        Claims people,
        boolean warnedAhead,
        @Nullable FinalNotice deletionNotice) {
    /** How long a key that was switched on again is left alone. */
    public static final Duration QUIET_AFTER_REACTIVATION = Duration.ofDays(30);

    private static final KeyLifecycle EMPTY = new KeyLifecycle(
            KeyHistory.of(List.of()), null, false, null, null, null, new Claims(Set.of(), null), false, null);

    /**
     * A key that was asked about was seen off or gone.
     *
     * @param person who had been asked, by Slack id or address; empty where an old event does not say
     */
    public record Rotation(String person, Instant seenAt) {}

    /**
     * Who said that the key is theirs, or not.
     *
     * @param notTheirs Slack user ids
     * @param claimedBy a Slack user id; null where nobody claims it
     */
    public record Claims(Set<String> notTheirs, @Nullable String claimedBy) {
        public Claims {
            notTheirs = Set.copyOf(notTheirs);
        }

        Claims notMine(String person) {
            Set<String> more = new HashSet<>(notTheirs);
            more.add(person);
            return new Claims(more, person.equals(claimedBy) ? null : claimedBy);
        }

        Claims mine(String person) {
            return new Claims(without(person), person);
        }

        /** Whoever asks them again knows better. */
        Claims asked(String person) {
            return new Claims(without(person), claimedBy);
        }

        private Set<String> without(String person) {
            Set<String> rest = new HashSet<>(notTheirs);
            rest.remove(person);
            return rest;
        }
    }

    /** Folds the events of one key, oldest first. */
    public static KeyLifecycle of(List<Event> events) {
        KeyLifecycle lifecycle = EMPTY;
        for (Event event : events) {
            lifecycle = lifecycle.then(event);
        }
        return lifecycle;
    }

    /** Whether there is anything to do with this key that nobody has to ask for. */
    public boolean begun() {
        return cycle != null || resumes || rotation != null;
    }

    /**
     * Who is written to about the key.
     *
     * @param named who is named as the owner, as a Slack user id or an address; null where nobody is who can be asked
     */
    public Optional<String> responsible(@Nullable String named) {
        if (named != null && !people.notTheirs().contains(named)) {
            return Optional.of(named);
        }
        return Optional.ofNullable(people.claimedBy());
    }

    /** The same once this has happened as well. */
    public KeyLifecycle then(Event event) {
        KeyLifecycle next = new KeyLifecycle(
                history.then(event),
                cycle,
                resumes,
                quietUntil,
                rotation,
                exemption,
                people,
                warnedAhead,
                deletionNotice);
        return switch (event.kind()) {
            case ASK_DELIVERED, ASK_MAILED -> next.askTaken(event, history);
            case REMINDED -> cycle == null ? next : next.on(cycle.remindedAt(event.at()));
            case FINAL_NOTICE -> cycle == null ? next : next.on(cycle.noticed(event));
            case FINAL_NOTICE_DELIVERED -> cycle == null ? next : next.on(cycle.noticeDelivered(event));
            case DELETION_NOTICE -> next.announced(FinalNotice.decided(event));
            case DELETION_NOTICE_DELIVERED ->
                deletionNotice == null || !deletionNotice.isOf(event)
                        ? next
                        : next.announced(deletionNotice.delivered(event.at(), event.why()));
            case FOLLOW_UP_FAILED -> cycle == null ? next.notAnnounced(event) : next.on(cycle.notSaid(event));
            case POSTPONED -> cycle == null ? next : next.on(cycle.postponed(event.at(), time(event.why())));
            case EXCUSED -> next.exempt(Exemption.of(event).orElse(exemption));
            case EXCUSED_BY_TAG -> next.exempt(exemption);
            case NOT_MINE -> next.disowned(event.actor());
            case CLAIMED -> next.with(people.mine(event.actor()));
            case ROTATED -> next.ended(false, null, cycle == null ? null : new Rotation(cycle.person(), event.at()));
            case THANKED -> next.ended(resumes, quietUntil, null);
            case DEACTIVATED, DELETED -> next.ended(false, null, null);
            case REACTIVATED -> next.ended(true, event.at().plus(QUIET_AFTER_REACTIVATION), null);
            // Asked about since, it is known to be on: what is under way goes on.
            case SEEN_ON_AGAIN ->
                cycle == null
                        ? next.ended(true, event.at().plus(QUIET_AFTER_REACTIVATION), null)
                        : next.announced(null);
            case WARNED_AHEAD ->
                new KeyLifecycle(
                        next.history, cycle, resumes, quietUntil, rotation, exemption, people, true, deletionNotice);
            case ASKED,
                    ASK_POSTED,
                    ASK_FAILED,
                    DEACTIVATION_REQUESTED,
                    REACTIVATION_REQUESTED,
                    DELETION_REQUESTED,
                    CHANGE_NOT_DONE,
                    DIGEST,
                    DIGEST_BY_HAND,
                    UNOWNED_LISTED,
                    NOT_POSTED,
                    SENT_AGAIN,
                    REMINDER_DELIVERED,
                    REMINDER_MAILED,
                    FINAL_NOTICE_MAILED,
                    UNASKED_MESSAGE,
                    AUTOMATIC_CHANGE,
                    PRUNED -> next;
        };
    }

    private KeyLifecycle askTaken(Event event, KeyHistory before) {
        KeyHistory.Ask ask = history.lastAsk();
        if (ask == null || ask.equals(before.lastAsk())) {
            // It is an earlier ask that arrived late.
            return this;
        }
        FollowUpCycle newer =
                cycle == null ? FollowUpCycle.begins(ask.to(), event.at()) : after(ask, cycle, event.at());
        return new KeyLifecycle(
                history, newer, false, null, null, exemption, people.asked(ask.to()), warnedAhead, null);
    }

    /** The sweep asks by itself only where nothing is under way with this person. */
    private static FollowUpCycle after(KeyHistory.Ask ask, FollowUpCycle running, Instant at) {
        boolean anew =
                running.suspended() || !running.isOf(ask.to()) || ask.by().equals(Event.SYSTEM);
        return anew ? FollowUpCycle.begins(ask.to(), at) : running.askedAgain(at);
    }

    private KeyLifecycle on(FollowUpCycle newer) {
        return new KeyLifecycle(
                history, newer, resumes, quietUntil, rotation, exemption, people, warnedAhead, deletionNotice);
    }

    private KeyLifecycle with(Claims newer) {
        return new KeyLifecycle(
                history, cycle, resumes, quietUntil, rotation, exemption, newer, warnedAhead, deletionNotice);
    }

    private KeyLifecycle announced(@Nullable FinalNotice newer) {
        return new KeyLifecycle(history, cycle, resumes, quietUntil, rotation, exemption, people, warnedAhead, newer);
    }

    /** Slack did not take it, so it was not said. */
    private KeyLifecycle notAnnounced(Event refused) {
        return deletionNotice == null || deletionNotice.deliveredAt() != null || !deletionNotice.isOf(refused)
                ? this
                : announced(null);
    }

    private KeyLifecycle exempt(@Nullable Exemption newer) {
        FollowUpCycle stopped = cycle == null ? null : cycle.suspend();
        return new KeyLifecycle(
                history, stopped, resumes, quietUntil, rotation, newer, people, warnedAhead, deletionNotice);
    }

    /** The same as if no admin had ever excused it, as it is with a leaked key: what an excuse stopped begins anew. */
    public KeyLifecycle withoutExcuse() {
        return new KeyLifecycle(
                history, cycle, resumes, quietUntil, rotation, null, people, warnedAhead, deletionNotice);
    }

    private KeyLifecycle disowned(String person) {
        KeyLifecycle told = with(people.notMine(person));
        return cycle != null && cycle.isOf(person) ? told.ended(true, quietUntil, null) : told;
    }

    private KeyLifecycle ended(boolean toResume, @Nullable Instant quiet, @Nullable Rotation toThank) {
        return new KeyLifecycle(history, null, toResume, quiet, toThank, exemption, people, warnedAhead, null);
    }

    /** When somebody wants to be reminded, from the event that says so; null where it is no time. */
    public static @Nullable Instant time(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException notATime) {
            return null;
        }
    }
}
