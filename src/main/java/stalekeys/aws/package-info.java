/** Reads and switches access keys in AWS. The only package that knows the AWS SDK, and nothing of it leaves here. */
package stalekeys.aws;
