package stalekeys.work;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import stalekeys.keys.Event;
import stalekeys.keys.Finding;
import stalekeys.keys.KeyCourse;
import stalekeys.keys.KeyRef;

/**
 * The findings nobody is asked about: no owner is named, or nobody who is here, or who is named says that the key is not
 * theirs; and nobody has claimed it.
 *
 * @param disowned who is named and says no, by key
 */
record Orphans(List<Finding> findings, Map<KeyRef, Owner> disowned) {
    static Orphans among(List<Finding> findings, Ledger ledger, People people) {
        List<KeyRef> refs =
                findings.stream().flatMap(finding -> finding.ref().stream()).toList();
        Map<KeyRef, List<Event>> events = ledger.events(refs);
        List<Finding> orphans = new ArrayList<>();
        Map<KeyRef, Owner> disowned = new HashMap<>();
        for (Finding finding : findings) {
            Optional<KeyRef> ref = finding.ref();
            KeyCourse course = KeyCourse.of(
                    ref.map(key -> events.getOrDefault(key, List.of())).orElse(List.of()));
            Owner owner = people.owner(finding.owner());
            boolean orphan = switch (owner.kind()) {
                case NONE, GONE, DISOWNED, ADDRESS_ONLY, FOREIGN_ADDRESS -> !claimed(course, null, people);
                case PERSON, MAILBOX -> !claimed(course, owner.target(), people);
                case CHANNEL, UNREADABLE -> false;
            };
            if (orphan) {
                orphans.add(finding);
                if (owner.kind() == Owner.Kind.PERSON) {
                    ref.ifPresent(key -> disowned.put(key, new Owner(Owner.Kind.DISOWNED, "", owner.label())));
                }
            }
        }
        return new Orphans(orphans, disowned);
    }

    /** The card, with what the named owner says. */
    Card shown(Card card) {
        Owner known = card.finding().ref().map(disowned::get).orElse(null);
        return known == null ? card : new Card(card.finding(), known, card.handle(), card.state(), card.actions());
    }

    /** Whether somebody is there to be asked. */
    private static boolean claimed(KeyCourse course, @Nullable String named, People people) {
        Optional<String> responsible = course.responsible(named);
        return responsible.isPresent()
                && (responsible.get().equals(named)
                        || people.person(responsible.get()).role() != Role.NOBODY);
    }
}
