package stalekeys.aws;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import stalekeys.work.Check;
import stalekeys.work.CheckResult;

/**
 * What the credentials may do in one account: reads are tried, on whatever user and key come first, and a change is put to
 * IAM's own simulator. None of it changes anything; of a credential report at most a new one is made.
 */
final class PermissionCheck implements Check {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final String IDENTITY = "sts:GetCallerIdentity";

    private final Clients clients;
    private final Iam iam;
    private final boolean mayChange;

    /** @param mayChange whether somebody is configured who may change keys */
    PermissionCheck(Clients clients, boolean mayChange) {
        this.clients = clients;
        this.iam = new Iam(clients, PATIENCE);
        this.mayChange = mayChange;
    }

    /** Tries one permission; false where there is nothing to try it on. */
    private interface Attempt {
        boolean on(Samples samples);
    }

    /** @param otherwise what is so without it; null where nothing works without it */
    private record Trial(String action, @Nullable String otherwise, Attempt attempt) {}

    @Override
    public List<CheckResult> look() {
        List<CheckResult> results = new ArrayList<>();
        Arn caller = null;
        try {
            caller = new Arn(String.valueOf(clients.sts().getCallerIdentity().arn()));
            results.add(CheckResult.ok(
                    "AWS credentials", "They are of " + caller.name() + " in the account " + caller.accountId() + "."));
        } catch (RuntimeException e) {
            Trouble trouble = Trouble.of(e, IDENTITY);
            results.add(failed("AWS credentials", trouble));
            if (trouble.kind() == Trouble.Kind.CREDENTIALS) {
                return withRest(results);
            }
        }
        Samples samples = new Samples(iam);
        for (Trial trial : reads()) {
            CheckResult result = attempt(trial, samples);
            results.add(result);
            if (result.kind() == CheckResult.Kind.UNREACHABLE) {
                return withRest(results);
            }
        }
        results.add(change(caller));
        return results;
    }

    private List<Trial> reads() {
        return List.of(
                new Trial("iam:ListUsers", null, Samples::findUsers),
                new Trial("iam:ListAccessKeys", null, Samples::findKey),
                new Trial("iam:GetAccessKeyLastUsed", null, Samples::lastUse),
                new Trial("iam:ListUserTags", null, Samples::tags),
                trial("iam:GetAccountSummary", "the report says that root keys were not checked", iam::rootHasKeys),
                trial(
                        "iam:GenerateCredentialReport",
                        "every user is listed live, which takes longer",
                        iam::reportIsReady),
                trial("iam:GetCredentialReport", "every user is listed live, which takes longer", iam::report),
                trial("iam:ListAccountAliases", "the account is shown by its number alone", iam::alias),
                trial(
                        "iam:ListEntitiesForPolicy",
                        "leaked keys are seen only by iam:GetAccountAuthorizationDetails",
                        iam::quarantined),
                trial(
                        "iam:GetAccountAuthorizationDetails",
                        "tags are read user by user, and leaked keys are seen only by iam:ListEntitiesForPolicy",
                        iam::glanceAtDetails));
    }

    private static Trial trial(String action, String otherwise, Runnable call) {
        return new Trial(action, otherwise, samples -> {
            call.run();
            return true;
        });
    }

    private static CheckResult attempt(Trial trial, Samples samples) {
        String action = trial.action();
        try {
            return trial.attempt().on(samples)
                    ? CheckResult.ok(action, "Allowed.")
                    : CheckResult.note(action, "Not checked: there is no user or key to try it on.");
        } catch (RuntimeException e) {
            Trouble trouble = Trouble.of(e, action);
            return switch (trouble.kind()) {
                case DENIED ->
                    trial.otherwise() == null
                            ? CheckResult.wrong(action, trouble.sentence())
                            : CheckResult.note(action, trouble.sentence() + " Without it " + trial.otherwise() + ".");
                // IAM looks at permissions first: whatever else it says, it was allowed to be asked.
                case GONE, OTHER ->
                    e instanceof AwsServiceException
                            ? CheckResult.ok(action, "Allowed.")
                            : CheckResult.unreachable(action, trouble.sentence());
                case CREDENTIALS, UNREACHABLE, BUSY -> failed(action, trouble);
            };
        }
    }

    /** A change is never tried. */
    private CheckResult change(@Nullable Arn caller) {
        String action = "iam:UpdateAccessKey";
        if (!mayChange) {
            return CheckResult.note(action, "Not needed: STALE_KEYS_ADMINS is not set, so no key is changed.");
        }
        String principal = caller == null ? null : caller.principal().orElse(null);
        if (caller == null || principal == null) {
            return CheckResult.note(action, "Not checked: AWS did not say whose policies to ask about.");
        }
        try {
            // A user without path and tags: no statement about protected users is meant.
            return iam.mayDo(principal, action, caller.userOfAccount("stale-keys-doctor"))
                    ? CheckResult.ok(action, "Allowed, by IAM's simulator.")
                    : CheckResult.wrong(
                            action,
                            "Not allowed, by IAM's simulator: admins can't switch keys off. The policy in "
                                    + Trouble.policyFile(action) + " allows it.");
        } catch (RuntimeException e) {
            Trouble trouble = Trouble.of(e, "iam:SimulatePrincipalPolicy");
            return switch (trouble.kind()) {
                case DENIED ->
                    CheckResult.note(
                            action,
                            "Not checked: that takes iam:SimulatePrincipalPolicy, which "
                                    + Trouble.policyFile("iam:SimulatePrincipalPolicy") + " allows.");
                case GONE -> CheckResult.note(action, "Not checked: AWS does not tell the path of the role.");
                case CREDENTIALS, UNREACHABLE, BUSY -> failed(action, trouble);
                case OTHER -> CheckResult.note(action, "Not checked: " + trouble.sentence());
            };
        }
    }

    private static CheckResult failed(String what, Trouble trouble) {
        return trouble.kind() == Trouble.Kind.CREDENTIALS || trouble.kind() == Trouble.Kind.DENIED
                ? CheckResult.wrong(what, trouble.sentence())
                : CheckResult.unreachable(what, trouble.sentence());
    }

    private static List<CheckResult> withRest(List<CheckResult> results) {
        results.add(CheckResult.note("all else in AWS", "Not checked: it takes an AWS that answers."));
        return results;
    }
}
