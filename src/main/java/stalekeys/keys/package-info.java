/**
 * What is true of an access key: ages, verdicts, owners, coverage, history. Pure: values in, values out, the time is
 * handed in, and nothing here reads a clock, a file or a socket.
 */
package stalekeys.keys;
