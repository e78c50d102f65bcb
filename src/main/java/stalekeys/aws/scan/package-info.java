/** Reads all keys of one account with as few calls as possible. */
package stalekeys.aws.scan;
