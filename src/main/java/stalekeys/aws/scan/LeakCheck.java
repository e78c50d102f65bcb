package stalekeys.aws.scan;

import java.util.Map;
import java.util.TreeMap;
import stalekeys.aws.client.AwsError;
import stalekeys.aws.iam.Iam;
import stalekeys.keys.model.Leak;

/**
 * Whether AWS has quarantined a user, by whichever of three optional permissions there is. AWS attaches its policy to the
 * user itself, so groups are not looked at. Nothing is thrown: what can't be told is unknown, with the reason.
 */
public final class LeakCheck {
    private static final String OF_ONE = "iam:ListAttachedUserPolicies";
    private static final String OF_ALL = "iam:ListEntitiesForPolicy";

    private final Iam iam;

    public LeakCheck(Iam iam) {
        this.iam = iam;
    }

    /** By the policies attached to the user, which is one call; where that is refused, by what is read of everybody. */
    public Leak of(String userName) {
        Leak unknown;
        try {
            return own(userName);
        } catch (RuntimeException e) {
            AwsError error = AwsError.of(e, OF_ONE);
            unknown = Leak.unknown(error.sentence());
            if (hopeless(error)) {
                return unknown;
            }
        }
        // IAM ignores case in names, so this works for whatever way of writing the name.
        Map<String, String> leaked = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        try {
            iam.quarantined(leaked::put);
            return found(leaked, userName, Leak.none());
        } catch (RuntimeException e) {
            if (hopeless(AwsError.of(e, OF_ALL))) {
                return found(leaked, userName, unknown);
            }
        }
        Map<String, Leak> everybody = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        try {
            iam.details(user -> everybody.put(user.name(), user.leak()));
        } catch (RuntimeException e) {
            // What came before a failure half-way is true all the same.
        }
        return found(leaked, userName, everybody.getOrDefault(userName, unknown));
    }

    private static Leak found(Map<String, String> leaked, String userName, Leak otherwise) {
        String policy = leaked.get(userName);
        return policy == null ? otherwise : Leak.quarantined(policy);
    }

    /** By the policies attached to the user alone. */
    Leak byOwnPolicies(String userName) {
        try {
            return own(userName);
        } catch (RuntimeException e) {
            AwsError error = AwsError.of(e, OF_ONE);
            // Of a user that was deleted meanwhile nothing is left that could have leaked.
            return error.kind() == AwsError.Kind.GONE ? Leak.none() : Leak.unknown(error.sentence());
        }
    }

    private Leak own(String userName) {
        return iam.attachedPolicies(userName).stream()
                .filter(Iam::isQuarantine)
                .findFirst()
                .map(Leak::quarantined)
                .orElseGet(Leak::none);
    }

    /** Whether nobody has to be asked anything more: the answer would be the same, after as long a wait. */
    private static boolean hopeless(AwsError error) {
        return switch (error.kind()) {
            case CREDENTIALS, UNREACHABLE -> true;
            case DENIED, GONE, BUSY, OTHER -> false;
        };
    }
}
