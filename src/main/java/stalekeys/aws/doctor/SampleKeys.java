package stalekeys.aws.doctor;

import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import stalekeys.aws.iam.Iam;
import stalekeys.aws.iam.ListedKey;
import stalekeys.aws.iam.ListedUser;

/** A few users, and one key of theirs, to try permissions on. */
final class SampleKeys {
    private static final int USERS = 20;

    private final Iam iam;
    private List<ListedUser> users = List.of();
    private @Nullable String keyId;

    SampleKeys(Iam iam) {
        this.iam = iam;
    }

    boolean findUsers() {
        users = iam.someUsers(USERS);
        return true;
    }

    /** Whether there was a user to look for one at. */
    boolean findKey() {
        for (ListedUser user : users) {
            for (ListedKey key : iam.keys(user.name())) {
                if (key.id() != null) {
                    keyId = key.id();
                    return true;
                }
            }
        }
        return !users.isEmpty();
    }

    boolean lastUse() {
        String known = keyId;
        if (known == null) {
            return false;
        }
        iam.lastUse(known);
        return true;
    }

    boolean tags() {
        return onAUser(iam::tags);
    }

    /** Whether there was a user to try it on. */
    boolean onAUser(Consumer<String> call) {
        users.stream().findFirst().ifPresent(user -> call.accept(user.name()));
        return !users.isEmpty();
    }
}
