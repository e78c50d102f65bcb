package stalekeys.aws.doctor;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import stalekeys.aws.client.AwsError;
import stalekeys.aws.iam.Arn;
import stalekeys.aws.iam.Iam;
import stalekeys.work.doctor.Check;
import stalekeys.work.doctor.CheckResult;

/** Whether keys of one account could be switched, and deleted: put to IAM's own simulator, and never tried. */
public final class ChangeCheck implements Check {
    private static final String SWITCH = "iam:UpdateAccessKey";
    private static final String DELETE = "iam:DeleteAccessKey";

    private final String account;
    private final Iam iam;
    private final Supplier<Optional<Arn>> changer;
    private final boolean mayDelete;

    /**
     * @param account put before what is checked, where there are several; else empty
     * @param changer the user or role whose policies count; empty where AWS does not tell
     * @param mayDelete whether keys that stay off are deleted, so that it matters whether they could be
     */
    public ChangeCheck(String account, Iam iam, Supplier<Optional<Arn>> changer, boolean mayDelete) {
        this.account = account;
        this.iam = iam;
        this.changer = changer;
        this.mayDelete = mayDelete;
    }

    /** Where no key is changed at all. */
    public static Check notNeeded(String account, String setting) {
        return () -> List.of(CheckResult.note(
                PermissionCheck.named(account, SWITCH),
                "Not needed: " + setting + " is not set, so no key is changed"
                        + (account.isEmpty() ? "." : " there.")));
    }

    @Override
    public List<CheckResult> look() {
        CheckResult switching = ask(SWITCH, "admins can't deactivate keys");
        return mayDelete
                ? List.of(switching, ask(DELETE, "keys that stay inactive are not deleted"))
                : List.of(switching);
    }

    private CheckResult ask(String action, String otherwise) {
        String what = PermissionCheck.named(account, action);
        Optional<Arn> principal = changer.get();
        if (principal.isEmpty()) {
            return CheckResult.note(what, "Not checked: AWS did not say whose policies to ask about.");
        }
        try {
            // A user without path and tags: no statement about protected users is meant.
            return iam.mayDo(principal.get().text(), action, principal.get().userOfAccount("stale-keys-doctor"))
                    ? CheckResult.ok(what, "Allowed, by IAM's simulator.")
                    : CheckResult.wrong(
                            what,
                            "Not allowed, by IAM's simulator: " + otherwise + ". The policy in "
                                    + AwsError.policyFile(action) + " allows it.");
        } catch (RuntimeException e) {
            AwsError error = AwsError.of(e, "iam:SimulatePrincipalPolicy");
            return switch (error.kind()) {
                case DENIED ->
                    CheckResult.note(
                            what,
                            "Not checked: that takes iam:SimulatePrincipalPolicy, which "
                                    + AwsError.policyFile("iam:SimulatePrincipalPolicy") + " allows.");
                case GONE -> CheckResult.note(what, "Not checked: AWS does not know the role by this path.");
                case CREDENTIALS, UNREACHABLE, BUSY -> error.result(what);
                case OTHER -> CheckResult.note(what, "Not checked: " + error.sentence());
            };
        }
    }
}
