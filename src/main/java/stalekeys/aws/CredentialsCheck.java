package stalekeys.aws;

import java.util.List;
import stalekeys.work.Check;
import stalekeys.work.CheckResult;

/** Whose the credentials are. */
final class CredentialsCheck implements Check {
    private static final String WHAT = "AWS credentials";

    private final OwnIdentity own;

    CredentialsCheck(OwnIdentity own) {
        this.own = own;
    }

    @Override
    public List<CheckResult> look() {
        try {
            Arn caller = own.ask();
            return List.of(CheckResult.ok(
                    WHAT, "They are of " + caller.name() + " in the account " + caller.accountId() + "."));
        } catch (RuntimeException e) {
            return List.of(Trouble.of(e, "sts:GetCallerIdentity").result(WHAT));
        }
    }

    /** Whether there is no use in asking AWS anything more. */
    boolean nothingElseWorks(List<CheckResult> results) {
        return results.stream().anyMatch(result -> result.kind() == CheckResult.Kind.WRONG);
    }
}
