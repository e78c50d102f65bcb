/**
 * When to run: the digest by cron and zone, kept in the database so that no due time is lost or done twice, and the outbox
 * every few seconds. The only package that knows db-scheduler.
 */
package stalekeys.schedule;
