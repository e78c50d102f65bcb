/** Checks of tokens, scopes, channels and people for {@code doctor}. */
package stalekeys.slack.doctor;
