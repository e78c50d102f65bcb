package stalekeys.http;

import java.time.Duration;

/**
 * How long a client may take: an idle timeout alone never ends one who sends a byte a second.
 *
 * @param head from the connection to the end of the request's headers; then the connection is closed
 * @param body for the body after the headers (408), and for discarding the body of a refused request
 * @param stop for requests in flight when the server stops
 */
record Deadlines(Duration head, Duration body, Duration stop) {
    /** Slack itself gives up after 3 seconds. */
    static final Deadlines STANDARD =
            new Deadlines(Duration.ofSeconds(5), Duration.ofSeconds(5), Duration.ofSeconds(10));
}
