package stalekeys.work.cards;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import stalekeys.keys.lifecycle.Event;
import stalekeys.keys.lifecycle.KeyLifecycle;
import stalekeys.keys.model.KeyRef;
import stalekeys.keys.report.Finding;
import stalekeys.work.ledger.Card;
import stalekeys.work.ledger.Ledger;
import stalekeys.work.people.Owner;
import stalekeys.work.people.People;
import stalekeys.work.people.Person;
import stalekeys.work.people.Role;

/**
 * The findings nobody is asked about: no owner is named, or nobody who is here, or who is named says that the key is not
 * theirs; and nobody has claimed it. Where that can't be told, since somebody could not be looked up, a finding is none.
 *
 * @param owners what was found out about who is named, by key
 * @param unknown who could not be looked up: their ids or addresses, or the IAM users whose tags could not be read
 */
public record UnownedKeys(List<Finding> findings, Map<KeyRef, Owner> owners, Set<String> unknown) {
    public static UnownedKeys among(List<Finding> findings, Ledger ledger, People people) {
        List<KeyRef> refs =
                findings.stream().flatMap(finding -> finding.ref().stream()).toList();
        Map<KeyRef, List<Event>> events = ledger.events(refs);
        UnownedKeys unownedKeys = new UnownedKeys(new ArrayList<>(), new HashMap<>(), new HashSet<>());
        for (Finding finding : findings) {
            KeyLifecycle lifecycle = KeyLifecycle.of(finding.ref()
                    .map(key -> events.getOrDefault(key, List.of()))
                    .orElse(List.of()));
            unownedKeys.add(finding, lifecycle, people);
        }
        return unownedKeys;
    }

    /** The card, with what is known of who is named. */
    public Card shown(Card card) {
        Owner known = card.finding().ref().map(owners::get).orElse(null);
        return known == null ? card : new Card(card.finding(), known, card.handle(), card.state(), card.actions());
    }

    /** Who it is that could not be looked up, where somebody is named whom nobody can tell anything of. */
    public static String unknown(Finding finding) {
        return finding.owner().value().isEmpty()
                ? finding.account().id() + "/" + finding.userName()
                : finding.owner().value();
    }

    private void add(Finding finding, KeyLifecycle lifecycle, People people) {
        Owner owner = people.owner(finding.owner());
        switch (owner.kind()) {
            case NONE, GONE, DISOWNED, ADDRESS_ONLY, FOREIGN_ADDRESS ->
                addUnlessClaimed(finding, owner, lifecycle, people);
            case PERSON, MAILBOX -> {
                boolean disowned = lifecycle
                        .responsible(owner.target())
                        .filter(owner.target()::equals)
                        .isEmpty();
                if (disowned) {
                    addUnlessClaimed(finding, new Owner(Owner.Kind.DISOWNED, "", owner.label()), lifecycle, people);
                }
            }
            case CHANNEL -> {
                // There is somebody to be asked.
            }
            case UNREADABLE -> unknown.add(unknown(finding));
        }
    }

    private void addUnlessClaimed(Finding finding, Owner owner, KeyLifecycle lifecycle, People people) {
        @Nullable String claimer = lifecycle.people().claimedBy();
        Optional<Person> claims = Optional.ofNullable(claimer).map(people::person);
        if (claims.filter(person -> !person.known()).isPresent()) {
            unknown.add(claims.get().id());
        } else if (claims.filter(person -> person.role() != Role.NOBODY).isEmpty()) {
            findings.add(finding);
            finding.ref().ifPresent(key -> owners.put(key, owner));
        }
    }
}
