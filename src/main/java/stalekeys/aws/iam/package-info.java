/** IAM's calls in one account, in our own terms. */
package stalekeys.aws.iam;
