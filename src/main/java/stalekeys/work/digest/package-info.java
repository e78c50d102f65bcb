/** The weekly digest, and the bot introducing itself. */
package stalekeys.work.digest;
