@org.jspecify.annotations.NullMarked
package stalekeys.mail;
