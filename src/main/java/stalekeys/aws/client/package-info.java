/** The AWS SDK's clients: HTTP, credentials, rate limit, and what went wrong with a call. */
package stalekeys.aws.client;
