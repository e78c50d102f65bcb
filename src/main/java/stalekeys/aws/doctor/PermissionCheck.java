package stalekeys.aws.doctor;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import stalekeys.aws.client.AwsError;
import stalekeys.aws.iam.Iam;
import stalekeys.work.doctor.Check;
import stalekeys.work.doctor.CheckResult;

/**
 * What may be read and changed in one account: reads are tried, on whatever user and key come first. None of it changes
 * anything; of a credential report at most a new one is made.
 */
public final class PermissionCheck implements Check {
    private static final String OF_ONE = "iam:ListAttachedUserPolicies";
    private static final String OF_ALL = "iam:ListEntitiesForPolicy";
    private static final String DETAILS = "iam:GetAccountAuthorizationDetails";
    private static final Set<String> LEAKS = Set.of(OF_ONE, OF_ALL, DETAILS);
    private static final String NO_RIGHTS = "the details of a key don't say what its user may do";

    private final String account;
    private final Iam iam;
    private final Check changes;

    /**
     * @param account put before what is checked, where there are several; else empty
     * @param changes asked last, where reading works at all
     */
    public PermissionCheck(String account, Iam iam, Check changes) {
        this.account = account;
        this.iam = iam;
        this.changes = changes;
    }

    /** Tries one permission; false where there is nothing to try it on. */
    private interface Attempt {
        boolean on(SampleKeys samples);
    }

    /** @param otherwise what is so without it; null where nothing works without it */
    private record Trial(String action, @Nullable String otherwise, Attempt attempt) {}

    @Override
    public List<CheckResult> look() {
        List<CheckResult> results = new ArrayList<>();
        SampleKeys samples = new SampleKeys(iam);
        Set<String> refused = new HashSet<>();
        for (Trial trial : reads()) {
            try {
                results.add(attempt(trial, samples, refused));
            } catch (NothingWorks failure) {
                results.add(failure.error.result(named(account, trial.action())));
                results.add(notTried(account));
                return results;
            }
        }
        if (refused.containsAll(LEAKS)) {
            results.add(CheckResult.note(
                    named(account, "leaked keys"),
                    "Not known of any user, so every key counts as leaked: none can be exempt or reactivated, and none is"
                            + " changed automatically. One of the three permissions named above is enough."));
        }
        results.addAll(changes.look());
        return results;
    }

    /** What is said once instead of everything that was not tried. */
    public static CheckResult notTried(String account) {
        return CheckResult.note(named(account, "all else in AWS"), "Not checked: it takes an AWS that answers.");
    }

    /** The thing, in an account. */
    static String named(String account, String what) {
        return account.isEmpty() ? what : account + ": " + what;
    }

    private List<Trial> reads() {
        return List.of(
                new Trial("iam:ListUsers", null, SampleKeys::findUsers),
                new Trial("iam:ListAccessKeys", null, SampleKeys::findKey),
                new Trial("iam:GetAccessKeyLastUsed", null, SampleKeys::lastUse),
                new Trial("iam:ListUserTags", null, SampleKeys::tags),
                ofUser("iam:GetUser", "to look up one user takes the list of all", iam::spelling),
                ofUser("iam:ListGroupsForUser", NO_RIGHTS, iam::groups),
                ofUser(
                        OF_ONE,
                        NO_RIGHTS + ", and whether one user's key leaked is seen only by " + OF_ALL + " or " + DETAILS,
                        iam::attachedPolicies),
                ofUser("iam:ListUserPolicies", NO_RIGHTS, iam::inlinePolicies),
                trial("iam:GetAccountSummary", "the report says that root keys were not checked", iam::rootHasKeys),
                trial(
                        "iam:GenerateCredentialReport",
                        "every user is listed live, which takes longer",
                        iam::reportIsReady),
                trial("iam:GetCredentialReport", "every user is listed live, which takes longer", iam::report),
                trial("iam:ListAccountAliases", "the account is shown by its number alone", iam::alias),
                trial(
                        OF_ALL,
                        "leaked keys are seen only by " + DETAILS + ", or of one user by " + OF_ONE,
                        () -> iam.quarantined((user, policy) -> {})),
                trial(
                        DETAILS,
                        "tags are read user by user, and leaked keys are seen only by " + OF_ALL
                                + ", or of one user by " + OF_ONE,
                        iam::glanceAtDetails));
    }

    private static Trial ofUser(String action, String otherwise, Consumer<String> call) {
        return new Trial(action, otherwise, samples -> samples.onAUser(call));
    }

    private static Trial trial(String action, String otherwise, Runnable call) {
        return new Trial(action, otherwise, samples -> {
            call.run();
            return true;
        });
    }

    private CheckResult attempt(Trial trial, SampleKeys samples, Set<String> refused) throws NothingWorks {
        String what = named(account, trial.action());
        try {
            return trial.attempt().on(samples)
                    ? CheckResult.ok(what, "Allowed.")
                    : CheckResult.note(what, "Not checked: there is no user or key to try it on.");
        } catch (RuntimeException e) {
            AwsError error = AwsError.of(e, trial.action());
            return switch (error.kind()) {
                case DENIED -> {
                    refused.add(trial.action());
                    yield trial.otherwise() == null
                            ? CheckResult.wrong(what, error.sentence())
                            : CheckResult.note(what, error.sentence() + " Without it " + trial.otherwise() + ".");
                }
                // IAM looks at permissions first: whatever else it says, it was allowed to be asked.
                case GONE, OTHER -> {
                    if (e instanceof AwsServiceException) {
                        yield CheckResult.ok(what, "Allowed.");
                    }
                    throw new NothingWorks(error);
                }
                case CREDENTIALS, UNREACHABLE, BUSY -> throw new NothingWorks(error);
            };
        }
    }

    /** There is no use in trying anything more here. */
    private static final class NothingWorks extends Exception {
        private static final long serialVersionUID = 1L;

        private final transient AwsError error;

        private NothingWorks(AwsError error) {
            super(error.sentence());
            this.error = error;
        }
    }
}
