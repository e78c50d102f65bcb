package stalekeys.work.followup;

import java.time.ZoneOffset;
import java.util.Objects;
import java.util.Optional;
import stalekeys.keys.lifecycle.EnforcementPolicy;
import stalekeys.keys.lifecycle.KeyLifecycle;
import stalekeys.keys.lifecycle.Observation;
import stalekeys.keys.lifecycle.Observation.KeyPresence;
import stalekeys.keys.lifecycle.Observation.ResolvedOwner;
import stalekeys.keys.model.KeyRef;
import stalekeys.keys.report.Finding;
import stalekeys.keys.report.Reason;
import stalekeys.keys.report.Severity;
import stalekeys.work.accounts.Accounts;
import stalekeys.work.cards.Cards;
import stalekeys.work.people.Owner;
import stalekeys.work.people.People;
import stalekeys.work.people.Person;
import stalekeys.work.people.Role;

/** Puts together what the rules ask for: what was seen of a key, and who Slack says its owner is. */
final class ObservationFactory {
    private final People people;
    private final Cards cards;
    private final Accounts accounts;

    ObservationFactory(People people, Cards cards, Accounts accounts) {
        this.people = people;
        this.cards = cards;
        this.accounts = accounts;
    }

    /** How an active key was found. */
    static KeyPresence presence(Finding finding) {
        boolean tagsUnread =
                finding.verdict().reasons().stream().anyMatch(reason -> reason.kind() == Reason.Kind.TAGS_UNREADABLE);
        if (tagsUnread) {
            return KeyPresence.UNREADABLE;
        }
        return finding.verdict().severity() == Severity.FRESH ? KeyPresence.FRESH : KeyPresence.STALE;
    }

    Observation observed(SweepScan.Seen seen, KeyLifecycle lifecycle) {
        // What an admin said of the key before it leaked does not hold any more.
        KeyLifecycle counts = seen.finding().quarantined() ? lifecycle.withoutExcuse() : lifecycle;
        return new Observation(
                seen.presence(), seen.finding().ageDays(), seen.tagged(), named(seen, lifecycle), counts);
    }

    EnforcementPolicy.Facts facts(SweepScan.Seen seen, Observation observed) {
        Optional<Person> owner = Optional.of(observed.named().slackId())
                .filter(id -> !id.isEmpty())
                .map(people::person)
                // Slack did not answer, so nobody knows when they are at work.
                .filter(person -> person.role() != Role.NOBODY);
        return new EnforcementPolicy.Facts(
                observed,
                seen.finding().lastUse(),
                seen.finding().leakUnknown(),
                seen.finding().smtpUser(),
                owner.isPresent()
                        && cards.changeable(seen.ref())
                        && !seen.finding().isProtected()
                        && !mayBeOwnKey(seen.ref()),
                owner.map(Person::zone).orElse(ZoneOffset.UTC));
    }

    private boolean mayBeOwnKey(KeyRef key) {
        return accounts.keySwitch(key.accountId())
                .filter(there -> there.mayBeOwnKey(key))
                .isPresent();
    }

    private ResolvedOwner named(SweepScan.Seen seen, KeyLifecycle lifecycle) {
        ResolvedOwner owner = named(people.owner(seen.finding().owner()));
        String claimer = lifecycle.people().claimedBy();
        boolean claimerCounts = claimer != null
                && lifecycle
                        .responsible(owner.slackId().isEmpty() ? null : owner.slackId())
                        .filter(claimer::equals)
                        .isPresent();
        if (!claimerCounts) {
            return owner;
        }
        Person claims = people.person(Objects.requireNonNull(claimer));
        if (!claims.known()) {
            return ResolvedOwner.of(ResolvedOwner.Kind.UNREADABLE);
        }
        // A claim by somebody who has left since is nobody's.
        return claims.role() == Role.NOBODY ? ResolvedOwner.of(ResolvedOwner.Kind.LEFT) : owner;
    }

    private static ResolvedOwner named(Owner owner) {
        return switch (owner.kind()) {
            case PERSON -> ResolvedOwner.person(owner.slackId());
            case MAILBOX -> ResolvedOwner.mailbox(owner.target());
            case CHANNEL -> ResolvedOwner.of(ResolvedOwner.Kind.TEAM);
            case ADDRESS_ONLY, FOREIGN_ADDRESS, GONE, DISOWNED, NONE -> ResolvedOwner.of(ResolvedOwner.Kind.NOBODY);
            case UNREADABLE -> ResolvedOwner.of(ResolvedOwner.Kind.UNREADABLE);
        };
    }
}
