/** Which accounts there are, how each is entered, and reading and changing keys in them. */
package stalekeys.aws.accounts;
