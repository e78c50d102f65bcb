package stalekeys.standin.slack.click;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.Map;

/** A way from Slack to the bot. An answer with status 0 is none. */
public interface Delivery {
    Ack command(Map<String, String> fields, Duration patience);

    Ack interaction(ObjectNode payload, Duration patience);

    /**
     * Sends an event.
     *
     * @param retry 0 for the first try
     */
    Ack event(ObjectNode event, int retry, Duration patience);
}
