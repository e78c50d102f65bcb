package stalekeys.store;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import stalekeys.keys.lifecycle.AskCounts;
import stalekeys.keys.lifecycle.Event;
import stalekeys.keys.lifecycle.KeyHistory;
import stalekeys.keys.model.Account;
import stalekeys.keys.model.KeyId;
import stalekeys.keys.model.KeyRef;
import stalekeys.keys.model.KeyStatus;
import stalekeys.keys.model.LastUse;
import stalekeys.keys.model.OwnerHint;
import stalekeys.keys.report.AccountCoverage;
import stalekeys.keys.report.Baseline;
import stalekeys.keys.report.ChangeCounts;
import stalekeys.keys.report.ChangedKeys;
import stalekeys.keys.report.Counts;
import stalekeys.keys.report.Coverage;
import stalekeys.keys.report.Finding;
import stalekeys.keys.report.Reason;
import stalekeys.keys.report.Severity;
import stalekeys.keys.report.Verdict;
import stalekeys.keys.report.WeekCount;
import stalekeys.work.ledger.Card;
import stalekeys.work.ledger.Decision;
import stalekeys.work.ledger.DigestDetails;
import stalekeys.work.ledger.KeyChange;
import stalekeys.work.ledger.Message;
import stalekeys.work.ledger.Payload;
import stalekeys.work.people.Owner;

/** Keys, cards, messages and decisions to put into a ledger. */
final class SampleEvents {
    static final Instant NOW = Instant.parse("2026-03-02T09:00:00.123Z");
    static final Account ACCOUNT = new Account("111122223333", "example-prod");

    private SampleEvents() {}

    static KeyRef key(int number) {
        return new KeyRef(
                ACCOUNT.id(),
                "user-" + number,
                new KeyId("AKIAIOSFOD%010d".formatted(number)),
                Instant.parse("2025-01-01T00:00:00Z").plusSeconds(number));
    }

    static Card card(KeyRef key) {
        Finding finding = new Finding(
                Finding.Kind.KEY,
                ACCOUNT,
                key.userName(),
                key.keyId(),
                key.created(),
                KeyStatus.ACTIVE,
                425,
                LastUse.used(NOW.minus(Duration.ofHours(2)), "s3", "eu-west-1"),
                "nightly \"backup\" → ärger",
                false,
                new OwnerHint(OwnerHint.Kind.PERSON, "U0EXAMPLE1", OwnerHint.Source.TAG),
                new Verdict(Severity.CRITICAL, List.of(new Reason(Reason.Kind.AGE, 425, ""))));
        return new Card(
                finding,
                new Owner(Owner.Kind.PERSON, "U0EXAMPLE1", "Ana"),
                "handle-" + key.userName(),
                new Card.State(
                        Card.Change.DEACTIVATED,
                        "U0ADMIN",
                        NOW,
                        "no longer used",
                        "U0ADMIN",
                        null,
                        KeyHistory.Arrival.DELIVERED,
                        null),
                Set.of(Card.Action.REACTIVATE));
    }

    /** A finding that is no key: everything that may be absent is absent. */
    static Card rootCard() {
        Finding finding = new Finding(
                Finding.Kind.ROOT_KEY,
                ACCOUNT,
                "<root_account>",
                null,
                null,
                KeyStatus.ACTIVE,
                0,
                LastUse.unreadable(),
                null,
                false,
                OwnerHint.none(),
                new Verdict(Severity.CRITICAL, List.of(Reason.of(Reason.Kind.ROOT))));
        return new Card(finding, Owner.none(), "", Card.State.NOTHING, Set.of());
    }

    static Message.Ask ask(KeyRef key) {
        return new Message.Ask(card(key), "U0ADMIN", List.of("U0ADMIN", "U0OTHER"), 90, false);
    }

    static KeyChange change(KeyRef key) {
        return new KeyChange(key, KeyChange.TargetState.OFF, "U0ADMIN", "left the company", LastUse.never(), false);
    }

    static Message.Digest digest(KeyRef key) {
        AccountCoverage coverage = new AccountCoverage(
                ACCOUNT,
                AccountCoverage.Way.CREDENTIAL_REPORT,
                412,
                40,
                1,
                2,
                List.of(
                        new AccountCoverage.Unread("bob", key.keyId(), "throttled"),
                        new AccountCoverage.Unread("eve", null, "denied")),
                Set.of(AccountCoverage.Gap.TAGS),
                null);
        return new Message.Digest(
                NOW,
                "",
                90,
                365,
                new Counts(1, 2, 3, 4, 0),
                new ChangeCounts(NOW.minus(Duration.ofDays(7)), 1, 2, 3, 4, 5),
                List.of(card(key), rootCard()),
                4,
                List.of(coverage, AccountCoverage.failed(new Account("444455556666", ""), "access denied")),
                1,
                null,
                new AskCounts(12, 5, 2, 4, new AskCounts.Time(3, 6, 19)),
                List.of(new WeekCount(NOW.minus(Duration.ofDays(7)), 1, 2, false), new WeekCount(NOW, 3, 4, true)),
                details(key));
    }

    static DigestDetails details(KeyRef key) {
        return new DigestDetails(
                List.of(new DigestDetails.Change(
                        ChangedKeys.Kind.GONE, 7, List.of(new DigestDetails.Named(key, ACCOUNT, 91)))),
                List.of(card(key)),
                List.of(new DigestDetails.AccountTotal(ACCOUNT, 1, 2)),
                1);
    }

    static Baseline baseline(KeyRef... keys) {
        return new Baseline(NOW, 90, Set.of(keys), new Coverage.Seen(Map.of(ACCOUNT.id(), Set.of("bob"))));
    }

    static Event event(Event.Kind kind, @Nullable KeyRef key, Instant at, String dedupeKey) {
        return new Event(at, kind, key, "U0ADMIN", "because \"so\" → ü", "slack", dedupeKey);
    }

    static Decision.Outgoing outgoing(String dedupeKey, Payload payload) {
        return new Decision.Outgoing(dedupeKey, "U0EXAMPLE1", payload, NOW, null);
    }

    /** Asking about the key, with its message, both under this dedupe key. */
    static Decision asking(KeyRef key, String dedupeKey) {
        return Decision.of(event(Event.Kind.ASKED, key, NOW, dedupeKey), outgoing(dedupeKey, ask(key)));
    }

    static Decision digestDecision(String channel, String due, KeyRef... stale) {
        String dedupeKey = "digest:" + channel + ":" + due;
        return new Decision(
                List.of(event(Event.Kind.DIGEST, null, NOW, dedupeKey)),
                List.of(new Decision.Outgoing(dedupeKey, channel, digest(key(1)), NOW, null)),
                baseline(stale));
    }
}
