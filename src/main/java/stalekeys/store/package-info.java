/**
 * The ledger on SQLite or PostgreSQL: opening, migrating, rows in and out. The only package that knows JDBC. Migrations
 * are numbered SQL under {@code db/migration}, the same for both databases.
 */
package stalekeys.store;
