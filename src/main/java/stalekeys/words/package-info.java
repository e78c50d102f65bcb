/**
 * What is known of keys as plain English for people in a hurry. Pure, over keys only: used wherever something is shown.
 *
 * <p>Text that came from outside (names, services, policies) passes through the given quote function, so that each surface
 * can set it apart in its own way; {@code UnaryOperator.identity()} gives plain text.
 */
package stalekeys.words;
