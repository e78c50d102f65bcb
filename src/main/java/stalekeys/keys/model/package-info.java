/** What AWS tells of users and access keys, as plain values, and who their owner is. */
package stalekeys.keys.model;
