/** Findings, events and digests as table, text, CSV and JSON. */
package stalekeys.cli.output;
