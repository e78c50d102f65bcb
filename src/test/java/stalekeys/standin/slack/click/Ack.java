package stalekeys.standin.slack.click;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import stalekeys.standin.slack.workspace.Json;

/**
 * How the bot acknowledged.
 *
 * @param status the HTTP status; 0 where there was no answer, or nothing was sent because the client refused
 * @param body the answer's body, or why there was none
 * @param took measured, whatever the workspace's clock says
 */
public record Ack(int status, String body, Duration took) {

    public boolean isOk() {
        return status == 200;
    }

    JsonNode json() {
        return Json.parse(body);
    }
}
