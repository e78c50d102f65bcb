package stalekeys.work.digest;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.IsoFields;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import stalekeys.keys.lifecycle.AskCounts;
import stalekeys.keys.lifecycle.Event;
import stalekeys.keys.lifecycle.Exemption;
import stalekeys.keys.model.KeyRef;
import stalekeys.keys.report.Baseline;
import stalekeys.keys.report.ChangedKeys;
import stalekeys.keys.report.Finding;
import stalekeys.keys.report.Report;
import stalekeys.keys.report.WeekCount;
import stalekeys.work.audit.Audit;
import stalekeys.work.cards.Cards;
import stalekeys.work.cards.UnownedKeys;
import stalekeys.work.ledger.Card;
import stalekeys.work.ledger.Decision;
import stalekeys.work.ledger.DigestDetails;
import stalekeys.work.ledger.Ledger;
import stalekeys.work.ledger.Message;
import stalekeys.work.ledger.OutboxItem;
import stalekeys.work.outbox.OutboxWorker;
import stalekeys.work.outbox.SendMessage;
import stalekeys.work.people.People;

/** Tells the channel where things stand, and the fallback, once a week, which stale keys have no owner. */
public final class PostDigest {
    private static final int WORST = 5;

    /** As long as no account can be read, the digest waits this long for AWS before it says so. */
    private static final Duration WAIT_FOR_AWS = Duration.ofHours(2);

    private final Audit audit;
    private final Ledger ledger;
    private final People people;
    private final Cards cards;
    private final OutboxWorker worker;
    private final Clock clock;
    private final ZoneId zone;
    private final Optional<String> channel;
    private final Optional<String> fallback;

    public PostDigest(
            Audit audit,
            Ledger ledger,
            People people,
            Cards cards,
            OutboxWorker worker,
            Clock clock,
            ZoneId zone,
            @Nullable String channel,
            @Nullable String fallback) {
        this.audit = audit;
        this.ledger = ledger;
        this.people = people;
        this.cards = cards;
        this.worker = worker;
        this.clock = clock;
        this.zone = zone;
        this.channel = Optional.ofNullable(channel);
        this.fallback = Optional.ofNullable(fallback);
    }

    /** No account could be read; the digest should be tried again a little later. */
    public static final class NothingSeenException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NothingSeenException() {
            super("no account could be read; the digest is tried again");
        }
    }

    /**
     * The scheduled digest. Doing it twice for one due time posts once.
     *
     * @throws NothingSeenException where AWS let us see nothing and there is still time to try again
     */
    public void scheduled(Instant due) {
        boolean digestDone =
                channel.isEmpty() || ledger.find(digestKey(channel.get(), due)).isPresent();
        boolean unownedDone = fallback.isEmpty()
                || ledger.find(unownedKey(fallback.get(), due)).isPresent();
        if (digestDone && unownedDone) {
            return;
        }
        Optional<Baseline> before = channel.flatMap(ledger::lastBaseline);
        Report report = look(before, isFirstOfTheWeek(before, due));
        boolean sawNothing = !report.coverage().accounts().isEmpty()
                && report.coverage().failed().size()
                        == report.coverage().accounts().size();
        if (sawNothing && clock.instant().isBefore(due.plus(WAIT_FOR_AWS))) {
            throw new NothingSeenException();
        }
        if (!digestDone) {
            String key = digestKey(channel.get(), due);
            Instant now = clock.instant();
            Event event = new Event(now, Event.Kind.DIGEST, null, Event.SYSTEM, "", "schedule", key);
            Decision.Outgoing post = new Decision.Outgoing(key, channel.get(), digest(report, before, ""), now, null);
            // A look that saw nothing is nothing to compare with: the one before it stays the baseline.
            ledger.commit(new Decision(List.of(event), List.of(post), sawNothing ? null : Baseline.of(report)));
        }
        if (!unownedDone) {
            listUnowned(report, fallback.get(), unownedKey(fallback.get(), due));
        }
        worker.wake();
    }

    /** What a digest sent now by hand would say; nothing is sent or kept. */
    public Message.Digest draft(String sentBy) {
        Optional<Baseline> before = channel.flatMap(ledger::lastBaseline);
        return digest(look(before, false), before, sentBy);
    }

    /** Posts a digest by hand: always, says who sent it, and the next one does not compare itself with it. */
    public OutboxItem byHand(String to, String sentBy) {
        Message.Digest digest = draft(sentBy);
        Instant now = clock.instant();
        String key = "digest-by-hand:" + UUID.randomUUID();
        ledger.commit(Decision.of(
                new Event(now, Event.Kind.DIGEST_BY_HAND, null, sentBy, "", "cli", key),
                new Decision.Outgoing(key, to, digest, now.plus(OutboxWorker.HEAD_START), null)));
        OutboxItem sent = worker.carryOut(key);
        worker.carryOutIfPlanned(SendMessage.replyKey(key));
        return sent;
    }

    /**
     * Once a week, however often digests come, every user is looked at live: that is what holds the credential report, by
     * which audits leave users out, against the truth.
     */
    private boolean isFirstOfTheWeek(Optional<Baseline> before, Instant due) {
        return before.filter(last -> week(last.takenAt()).equals(week(due))).isEmpty();
    }

    private Report look(Optional<Baseline> before, boolean full) {
        int horizon = before.map(Baseline::maxAgeDays)
                .map(then -> Math.min(then, audit.policy().maxAgeDays()))
                .orElse(audit.policy().maxAgeDays());
        return audit.run(horizon, full, Audit.Progress.SILENT);
    }

    private Message.Digest digest(Report report, Optional<Baseline> before, String sentBy) {
        Optional<ChangedKeys> changes = before.map(then -> ChangedKeys.between(then, report));
        List<Finding> stale = report.stale();
        List<Finding> worst = stale.subList(0, Math.min(WORST, stale.size()));
        long users = stale.stream()
                .map(finding -> finding.account().id() + "/" + finding.userName())
                .distinct()
                .count();
        return new Message.Digest(
                report.takenAt(),
                sentBy,
                report.policy().maxAgeDays(),
                report.policy().criticalAgeDays(),
                report.counts(),
                changes.map(ChangedKeys::counted).orElse(null),
                cards.of(worst, report.takenAt()),
                (int) users,
                report.coverage().shortened().accounts(),
                ledger.count(OutboxItem.State.UNKNOWN),
                report.exempt().stream()
                        .flatMap(finding -> finding.exemption().stream())
                        .map(Exemption::lastDay)
                        .min(Comparator.naturalOrder())
                        .orElse(null),
                asking(report.takenAt()),
                weeks(report),
                details(report, changes));
    }

    private @Nullable DigestDetails details(Report report, Optional<ChangedKeys> changes) {
        List<Finding> oldest = report.stale().size() > WORST ? DigestDetails.oldest(report) : List.of();
        DigestDetails details = DigestDetails.of(
                changes.map(some -> DigestDetails.changes(some, report)).orElse(List.of()),
                cards.of(oldest, report.takenAt()),
                report);
        return details.isEmpty() ? null : details;
    }

    private List<WeekCount> weeks(Report report) {
        Instant since = report.takenAt().minus(WeekCount.LOOK_BACK);
        List<WeekCount> counts = new ArrayList<>();
        channel.map(posted -> ledger.digests(posted, since)).orElse(List.of()).stream()
                .map(digest -> WeekCount.of(digest.takenAt(), digest.counts(), digest.accounts()))
                .forEach(counts::add);
        counts.add(WeekCount.of(
                report.takenAt(), report.counts(), report.coverage().accounts()));
        return WeekCount.weekly(counts);
    }

    private AskCounts asking(Instant now) {
        Set<KeyRef> asked = new HashSet<>();
        for (Event event : ledger.eventsSince(now.minus(AskCounts.WINDOW))) {
            if (event.kind() == Event.Kind.ASK_DELIVERED && event.key() != null) {
                asked.add(event.key());
            }
        }
        return AskCounts.of(ledger.events(asked).values(), now);
    }

    private void listUnowned(Report report, String target, String key) {
        List<Finding> stale = report.stale().stream()
                .filter(finding -> finding.kind() != Finding.Kind.ROOT_KEY)
                .toList();
        UnownedKeys unownedKeys = UnownedKeys.among(stale, ledger, people.inTurn());
        List<Finding> unowned = unownedKeys.findings();
        int unknown = unownedKeys.unknown().size();
        if (unowned.isEmpty() && unknown == 0) {
            return;
        }
        Instant now = clock.instant();
        List<Card> worst = cards.of(unowned.subList(0, Math.min(WORST * 2, unowned.size())), report.takenAt()).stream()
                .map(unownedKeys::shown)
                .toList();
        ledger.commit(Decision.of(
                new Event(now, Event.Kind.UNOWNED_LISTED, null, Event.SYSTEM, "", "schedule", key),
                new Decision.Outgoing(
                        key,
                        target,
                        new Message.Unowned(report.takenAt(), unowned.size(), unknown, worst),
                        now,
                        null)));
    }

    private static String digestKey(String channel, Instant due) {
        return "digest:" + channel + ":" + due;
    }

    /** One a week, even where the digest comes daily: the ISO week of the due time in the digest's zone. */
    private String unownedKey(String target, Instant due) {
        return "unowned:" + target + ":" + week(due);
    }

    private String week(Instant time) {
        var date = time.atZone(zone).toLocalDate();
        return date.get(IsoFields.WEEK_BASED_YEAR) + "-W" + date.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR);
    }
}
