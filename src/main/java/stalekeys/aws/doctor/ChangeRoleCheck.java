package stalekeys.aws.doctor;

import java.util.ArrayList;
import java.util.List;
import stalekeys.aws.iam.ChangeSession;
import stalekeys.work.accounts.AwsFailure;
import stalekeys.work.doctor.Check;
import stalekeys.work.doctor.CheckResult;

/** Whether the role for changes in another account lets us in, with a source identity; and then what it allows. */
public final class ChangeRoleCheck implements Check {
    private final String account;
    private final ChangeSession role;
    private final Check allows;

    public ChangeRoleCheck(String account, ChangeSession role, Check allows) {
        this.account = account;
        this.role = role;
        this.allows = allows;
    }

    @Override
    public List<CheckResult> look() {
        String what = PermissionCheck.named(account, "role for changes");
        List<CheckResult> results = new ArrayList<>();
        try {
            role.onBehalfOf("doctor");
            results.add(CheckResult.ok(what, "It can be assumed, and says for whom."));
            results.addAll(allows.look());
        } catch (AwsFailure failure) {
            results.add(CheckResult.wrong(what, failure.sentence()));
        }
        return results;
    }
}
