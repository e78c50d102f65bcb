package stalekeys.slack.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.slack.api.Slack;
import com.slack.api.app_backend.interactive_components.payload.BlockActionPayload;
import com.slack.api.bolt.request.Request;
import com.slack.api.bolt.request.RequestType;
import com.slack.api.bolt.request.builtin.BlockActionRequest;
import com.slack.api.bolt.request.builtin.EventRequest;
import com.slack.api.bolt.request.builtin.ViewSubmissionRequest;
import com.slack.api.bolt.response.Response;
import com.slack.api.methods.MethodsClient;
import com.slack.api.methods.SlackApiException;
import com.slack.api.model.view.View;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import stalekeys.slack.api.ResponsePost;
import stalekeys.slack.api.SlackJson;
import stalekeys.slack.interaction.ActionPayloads;
import stalekeys.slack.lane.BackgroundTasks;
import stalekeys.slack.lane.Lanes;
import stalekeys.slack.view.HomeView;
import stalekeys.slack.view.SentenceView;
import stalekeys.slack.view.block.Modal;
import stalekeys.slack.view.block.RenderedMessage;

/**
 * Tells whoever uses the app where it can't work that nothing is done, and why: a command and a submitted dialog with the
 * acknowledgement, a click where it was made, and who opens Home there. Nothing is looked up of anybody.
 */
final class ForeignWorkspaceReply {
    private static final Logger LOG = LoggerFactory.getLogger(ForeignWorkspaceReply.class);

    private final MethodsClient client;
    private final ResponsePost post;
    private final BackgroundTasks background;

    ForeignWorkspaceReply(Slack slack, String botToken, Lanes lanes) {
        this.client = slack.methods(botToken);
        this.post = new ResponsePost(slack);
        this.background = new BackgroundTasks(lanes);
    }

    /**
     * The acknowledgement; what does not fit into it follows.
     *
     * @param ourToken whether the bot token is good where it comes from, so that a view can be shown there
     */
    Response refused(Request<?> request, String sentence, boolean ourToken) {
        if (request instanceof ViewSubmissionRequest submission) {
            return submission.getContext().ackWithUpdate(Modal.sentence(sentence));
        }
        if (request instanceof BlockActionRequest click) {
            clicked(click.getPayload(), sentence, ourToken);
        } else if (request instanceof EventRequest event && ourToken) {
            opened(event, sentence);
        }
        return Response.builder()
                .statusCode(200)
                .contentType("text/plain")
                .body(request.getRequestType() == RequestType.Command ? sentence : "")
                .build();
    }

    private void clicked(BlockActionPayload payload, String sentence, boolean ourToken) {
        if (payload.getUser() == null || payload.getUser().getId() == null) {
            return;
        }
        String user = payload.getUser().getId();
        String url = ActionPayloads.responseUrl(payload);
        View view = payload.getView();
        if (url != null) {
            background.run(
                    background.lanes().refusals(), user, () -> post.say(url, SentenceView.of(sentence)), untold -> {});
        } else if (view != null && ourToken) {
            boolean home = "home".equals(view.getType());
            tell(user, () -> {
                if (home) {
                    publish(user, sentence);
                } else {
                    client.viewsUpdate(update -> update.viewId(view.getId()).view(Modal.sentence(sentence)));
                }
            });
        }
    }

    private void opened(EventRequest request, String sentence) {
        String user = opener(request.getRequestBodyAsString());
        if (user != null) {
            tell(user, () -> publish(user, sentence));
        }
    }

    /** Who opened Home; null where that is not what happened. */
    private static @Nullable String opener(String body) {
        JsonNode event = SlackJson.read(body).path("event");
        boolean home = event.path("type").asText("").equals("app_home_opened")
                && event.path("tab").asText("").equals("home");
        return home && event.path("user").isTextual() ? event.path("user").asText() : null;
    }

    private void publish(String user, String sentence) throws IOException, SlackApiException {
        client.viewsPublish(publish -> publish.userId(user).view(HomeView.sentence(sentence)));
    }

    private interface Telling {
        void tell() throws IOException, SlackApiException;
    }

    private void tell(String user, Telling telling) {
        background.run(
                background.lanes().refusals(),
                user,
                () -> {
                    try {
                        telling.tell();
                    } catch (IOException | SlackApiException failure) {
                        LOG.warn(
                                "Somebody could not be told that stale-keys works in one workspace: {}",
                                failure.getClass().getSimpleName());
                    }
                },
                ForeignWorkspaceReply::untold);
    }

    private static void untold(RenderedMessage rendered) {
        // They hear of it at their next click.
    }
}
