/** The AWS accounts as the jobs see them: read a key, change a key. */
package stalekeys.work.accounts;
