/** Mail to owners whom Slack does not know. The only package that speaks to mail servers. */
package stalekeys.mail;
