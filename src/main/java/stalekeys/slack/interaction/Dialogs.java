package stalekeys.slack.interaction;

import com.slack.api.methods.MethodsClient;
import com.slack.api.methods.SlackApiException;
import com.slack.api.methods.response.views.ViewsOpenResponse;
import com.slack.api.methods.response.views.ViewsPushResponse;
import com.slack.api.model.view.View;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import stalekeys.slack.view.block.Modal;
import stalekeys.work.people.Person;

/** Opens and updates dialogs. */
public final class Dialogs {
    private static final Logger LOG = LoggerFactory.getLogger(Dialogs.class);

    private final MethodsClient client;
    private final AccessRecheck accessRecheck;

    public Dialogs(MethodsClient client, AccessRecheck accessRecheck) {
        this.client = client;
        this.accessRecheck = accessRecheck;
    }

    /** The id of the view; null where Slack did not open it. */
    @Nullable
    String open(Trigger trigger, View view) {
        try {
            return trigger.inDialog() ? onTop(trigger.id(), view) : alone(trigger.id(), view);
        } catch (IOException | SlackApiException failure) {
            LOG.warn("Slack did not open a dialog: {}", failure.getClass().getSimpleName());
        }
        return null;
    }

    private @Nullable String alone(String triggerId, View view) throws IOException, SlackApiException {
        ViewsOpenResponse response =
                client.viewsOpen(request -> request.triggerId(triggerId).view(view));
        return opened(response.isOk(), response.getView(), response.getError());
    }

    private @Nullable String onTop(String triggerId, View view) throws IOException, SlackApiException {
        ViewsPushResponse response =
                client.viewsPush(request -> request.triggerId(triggerId).view(view));
        return opened(response.isOk(), response.getView(), response.getError());
    }

    private static @Nullable String opened(boolean ok, @Nullable View view, @Nullable String error) {
        if (ok && view != null) {
            return view.getId();
        }
        LOG.warn("Slack did not open a dialog: {}", error);
        return null;
    }

    /** Shows it to who it was made for, where they may still see it. */
    void update(String viewId, Person madeFor, View view) {
        update(viewId, accessRecheck.objection(madeFor).map(Modal::sentence).orElse(view));
    }

    /** Shows what anybody may see: nothing of a key. */
    void update(String viewId, View view) {
        try {
            var response = client.viewsUpdate(request -> request.viewId(viewId).view(view));
            // not_found: the person closed the dialog, which is theirs to do.
            if (!response.isOk() && !"not_found".equals(response.getError())) {
                LOG.warn("Slack did not update a dialog: {}", response.getError());
            }
        } catch (IOException | SlackApiException failure) {
            LOG.warn("Slack did not update a dialog: {}", failure.getClass().getSimpleName());
        }
    }
}
