package stalekeys.slack;

import com.slack.api.Slack;
import com.slack.api.app_backend.interactive_components.ActionResponseSender;
import com.slack.api.app_backend.interactive_components.response.ActionResponse;
import com.slack.api.webhook.WebhookResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import stalekeys.slack.view.Drawn;

/**
 * Private answers to a command or a click, by the response URL Slack gave with it (5 uses within 30 minutes), or in Home
 * where it was clicked there. They are
 * replies, not messages of the outbox: one that fails is logged, and the person asks again.
 */
final class Replies {
    private static final Logger LOG = LoggerFactory.getLogger(Replies.class);

    /** Stands before a user id in place of a response URL: clicks in Home come without one. */
    private static final String HOME = "home:";

    private final ActionResponseSender sender;
    private final HomeTab homes;

    Replies(Slack slack, HomeTab homes) {
        this.sender = new ActionResponseSender(slack);
        this.homes = homes;
    }

    static String inHomeOf(String userId) {
        return HOME + userId;
    }

    /** A new answer only this person sees. */
    void say(@Nullable String responseUrl, Drawn drawn) {
        send(responseUrl, drawn, false);
    }

    /** In place of the private message that was clicked. */
    void replace(@Nullable String responseUrl, Drawn drawn) {
        send(responseUrl, drawn, true);
    }

    private void send(@Nullable String responseUrl, Drawn drawn, boolean replace) {
        if (responseUrl == null || responseUrl.isEmpty()) {
            return;
        }
        if (responseUrl.startsWith(HOME)) {
            homes.answer(responseUrl.substring(HOME.length()), drawn);
            return;
        }
        ActionResponse body = ActionResponse.builder()
                .responseType("ephemeral")
                .replaceOriginal(replace)
                .text(drawn.text())
                .blocks(drawn.blocks())
                .build();
        try {
            WebhookResponse response = sender.send(responseUrl, body);
            if (response.getCode() != 200) {
                LOG.warn("Slack did not take a private answer: HTTP {}", response.getCode());
            }
        } catch (IOException | IllegalArgumentException failure) {
            // The second where what came with the click is no URL.

            LOG.warn(
                    "A private answer did not get through: {}",
                    failure.getClass().getSimpleName());
        }
    }
}
