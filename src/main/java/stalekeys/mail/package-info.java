/** Mail servers: so far only whether there is one. The only package that speaks to them. */
package stalekeys.mail;
