package stalekeys.work.audit;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import stalekeys.keys.lifecycle.Event;
import stalekeys.keys.lifecycle.Exemption;
import stalekeys.keys.lifecycle.KeyLifecycle;
import stalekeys.keys.model.KeyRef;
import stalekeys.work.ledger.Ledger;

/** What admins have excused. Tags are not among it: they are read with the user. */
@FunctionalInterface
public interface Exemptions {
    Exemptions NONE = keys -> Map.of();

    /** The latest excuse of each key that has one, over or not. */
    Map<KeyRef, Exemption> of(Collection<KeyRef> keys);

    static Exemptions in(Ledger ledger) {
        return keys -> {
            Map<KeyRef, Exemption> exemptions = new HashMap<>();
            Map<KeyRef, List<Event>> events = ledger.events(keys);
            events.forEach((key, known) -> {
                Exemption exemption = KeyLifecycle.of(known).exemption();
                if (exemption != null) {
                    exemptions.put(key, exemption);
                }
            });
            return exemptions;
        };
    }
}
