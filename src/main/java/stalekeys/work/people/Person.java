package stalekeys.work.people;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import stalekeys.keys.model.OwnerHint;

/**
 * A person as Slack tells it, at most 5 minutes ago.
 *
 * @param name what their colleagues see; plain text, to be escaped
 * @param address their address where Slack has verified it; null otherwise
 * @param refusal for {@link Role#NOBODY}, a sentence that says why
 * @param known false where Slack did not tell who they are: no rights, but nobody can say that they have left either
 */
public record Person(
        String id,
        String name,
        @Nullable String address,
        ZoneId zone,
        Role role,
        @Nullable String refusal,
        boolean known) {
    public Person(String id, String name, @Nullable String address, ZoneId zone, Role role, @Nullable String refusal) {
        this(id, name, address, zone, role, refusal, true);
    }

    /** Of whom Slack did not tell anything. */
    public static Person unknown(String id, String refusal) {
        return new Person(id, "", null, ZoneOffset.UTC, Role.NOBODY, refusal, false);
    }

    /** Whether AWS-side data names this very person. */
    public boolean isNamedBy(OwnerHint hint) {
        if (role == Role.NOBODY) {
            return false;
        }
        return switch (hint.kind()) {
            case PERSON -> hint.value().equals(id);
            case ADDRESS -> address != null && hint.value().equalsIgnoreCase(address);
            case CHANNEL, NONE, UNREADABLE -> false;
        };
    }

    public Optional<String> verifiedAddress() {
        return Optional.ofNullable(address);
    }
}
