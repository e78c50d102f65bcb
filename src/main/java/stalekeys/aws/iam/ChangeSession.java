package stalekeys.aws.iam;

import stalekeys.work.accounts.AwsFailure;

/** IAM of one account for somebody who changes a key there. */
@FunctionalInterface
public interface ChangeSession {
    /**
     * IAM with the credentials for this one change.
     *
     * @param actor who wants it, for AWS's own trail
     * @throws AwsFailure where they can't be had; nothing was changed then
     */
    Iam onBehalfOf(String actor) throws AwsFailure;
}
