/**
 * The way out: through which proxy a server is reached, and whose certificates are believed. One rule for AWS, Slack and
 * mail. Knows no client library.
 */
package stalekeys.net;
