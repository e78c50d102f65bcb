/** The sweep: reminders, final notices, and automatic changes. */
package stalekeys.work.followup;
