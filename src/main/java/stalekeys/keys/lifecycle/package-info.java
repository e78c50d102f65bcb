/** What has happened to a key, and what is due next: the fold of its events, follow-up, enforcement, exemptions. */
package stalekeys.keys.lifecycle;
