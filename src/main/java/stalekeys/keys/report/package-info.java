/** What an audit finds: severity, reasons, filters, coverage, and what changed since the last one. */
package stalekeys.keys.report;
