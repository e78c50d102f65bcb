package stalekeys.aws;

import stalekeys.work.AwsFailure;

/** IAM of one account for somebody who changes a key there. */
@FunctionalInterface
interface ChangingIam {
    /**
     * IAM with the credentials for this one change.
     *
     * @param actor who wants it, for AWS's own trail
     * @throws AwsFailure where they can't be had; nothing was changed then
     */
    Iam onBehalfOf(String actor) throws AwsFailure;
}
