/** The log: to standard error, in code and without XML, since start-up pays for both. */
package stalekeys.logging;
