package stalekeys.mail;

import java.time.Duration;

/**
 * How long a mail server is waited for.
 *
 * @param step for the connection, for each answer, and for each write
 * @param taking for the answer to a mail that was handed over: a relay may look for spam first, and whoever does not wait
 *     for it does not know what became of the mail
 * @param whole for all answers together. One more write may follow, so with a step added it has to stay below the lease of
 *     the outbox (45 seconds), after which another process takes the row for abandoned.
 */
record Patience(Duration step, Duration taking, Duration whole) {
    static final Patience USUAL = new Patience(Duration.ofSeconds(5), Duration.ofSeconds(30), Duration.ofSeconds(38));
}
