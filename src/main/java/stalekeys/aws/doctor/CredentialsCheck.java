package stalekeys.aws.doctor;

import java.util.List;
import stalekeys.aws.client.AwsError;
import stalekeys.aws.iam.Arn;
import stalekeys.aws.iam.CallerIdentity;
import stalekeys.work.doctor.Check;
import stalekeys.work.doctor.CheckResult;

/** Whose the credentials are. */
public final class CredentialsCheck implements Check {
    private static final String WHAT = "AWS credentials";

    private final CallerIdentity own;

    public CredentialsCheck(CallerIdentity own) {
        this.own = own;
    }

    @Override
    public List<CheckResult> look() {
        try {
            Arn caller = own.ask();
            return List.of(CheckResult.ok(
                    WHAT, "They are of " + caller.name() + " in the account " + caller.accountId() + "."));
        } catch (RuntimeException e) {
            return List.of(AwsError.of(e, "sts:GetCallerIdentity").result(WHAT));
        }
    }

    /** Whether there is no use in asking AWS anything more. */
    public boolean nothingElseWorks(List<CheckResult> results) {
        return results.stream().anyMatch(result -> result.kind() == CheckResult.Kind.WRONG);
    }
}
