package stalekeys.work;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import stalekeys.keys.Event;
import stalekeys.keys.Excuse;
import stalekeys.keys.KeyCourse;
import stalekeys.keys.KeyRef;

/** What admins have excused. Tags are not among it: they are read with the user. */
@FunctionalInterface
public interface Excuses {
    Excuses NONE = keys -> Map.of();

    /** The latest excuse of each key that has one, over or not. */
    Map<KeyRef, Excuse> of(Collection<KeyRef> keys);

    static Excuses in(Ledger ledger) {
        return keys -> {
            Map<KeyRef, Excuse> excuses = new HashMap<>();
            Map<KeyRef, List<Event>> events = ledger.events(keys);
            events.forEach((key, known) -> {
                Excuse excuse = KeyCourse.of(known).excuse();
                if (excuse != null) {
                    excuses.put(key, excuse);
                }
            });
            return excuses;
        };
    }
}
