/**
 * What can be set from outside: one table of all settings, the records they become, and one reader that checks them all
 * and reports every mistake at once.
 */
package stalekeys.config;
