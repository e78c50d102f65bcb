package stalekeys.slack.api;

import com.slack.api.Slack;
import com.slack.api.app_backend.interactive_components.ActionResponseSender;
import com.slack.api.app_backend.interactive_components.response.ActionResponse;
import com.slack.api.webhook.WebhookResponse;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import stalekeys.slack.view.block.RenderedMessage;

/**
 * Sends answers to the response URL Slack gave with a command or a click, and looks at what comes back: Slack says
 * {@code ok}, in text or JSON, and nothing else means that it was shown.
 */
public final class ResponsePost {
    private static final Logger LOG = LoggerFactory.getLogger(ResponsePost.class);

    private final ActionResponseSender sender;
    private final ResponseUrl allowed;
    private final AtomicBoolean refusalLogged = new AtomicBoolean();

    public ResponsePost(Slack slack) {
        this.sender = new ActionResponseSender(slack);
        this.allowed = new ResponseUrl(slack.getConfig().getMethodsEndpointUrlPrefix());
    }

    /** Whether an answer can be sent there: what is no address of Slack's is logged. */
    public boolean isSlacks(@Nullable String responseUrl) {
        if (allowed.isSlacks(responseUrl)) {
            return true;
        }
        if (refusalLogged.compareAndSet(false, true)) {
            // Never the URL: where it is Slack's, it is a secret.
            LOG.warn("A response URL that is not Slack's was not used (said once)");
        }
        return false;
    }

    /** A new answer that only this person sees. */
    public void say(String responseUrl, RenderedMessage rendered) {
        post(responseUrl, "ephemeral", rendered, false);
    }

    public void post(String responseUrl, String type, RenderedMessage rendered, boolean replace) {
        if (!isSlacks(responseUrl)) {
            return;
        }
        ResponseAnswer answer = send(
                responseUrl,
                body(type, rendered, replace).blocks(rendered.blocks()).build());
        if (answer.kind() == ResponseAnswer.Kind.SHOWN) {
            return;
        }
        LOG.warn("Slack did not take an answer: {}", answer.problem());
        if (answer.kind() == ResponseAnswer.Kind.REFUSED) {
            // Surely not shown: perhaps it can be without its blocks.
            ResponseAnswer plain =
                    send(responseUrl, body(type, rendered, replace).build());
            if (plain.kind() != ResponseAnswer.Kind.SHOWN) {
                LOG.warn("Nor did it take the text alone: {}", plain.problem());
            }
        }
    }

    private static ActionResponse.ActionResponseBuilder body(String type, RenderedMessage rendered, boolean replace) {
        return ActionResponse.builder()
                .responseType(type)
                .replaceOriginal(replace)
                .text(rendered.text());
    }

    private ResponseAnswer send(String responseUrl, ActionResponse body) {
        try {
            WebhookResponse response = sender.send(responseUrl, body);
            return ResponseAnswer.of(response.getCode(), response.getBody());
        } catch (IOException failure) {
            return ResponseAnswer.of(SlackError.of(failure));
        }
    }
}
