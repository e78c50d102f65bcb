package stalekeys.slack.interaction;

import com.slack.api.app_backend.interactive_components.payload.BlockActionPayload;
import com.slack.api.model.view.View;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import stalekeys.slack.view.block.ButtonValue;

/** What somebody clicked, out of what Slack sent. Anything in it may be forged or missing. */
public final class ActionPayloads {
    private ActionPayloads() {}

    /** What the button, or the chosen line of a menu, carries. */
    public static Optional<ButtonValue> button(BlockActionPayload payload) {
        if (payload.getActions() == null || payload.getActions().isEmpty()) {
            return Optional.empty();
        }
        BlockActionPayload.Action action = payload.getActions().get(0);
        String chosen = action.getSelectedOption() == null
                ? action.getValue()
                : action.getSelectedOption().getValue();
        return ButtonValue.parse(chosen);
    }

    /** Where the answer to a click goes: to Slack's response URL or, where there is none, into the Home or dialog. */
    static String replyTo(BlockActionPayload payload) {
        if (isUrl(payload.getResponseUrl())) {
            return payload.getResponseUrl();
        }
        View view = payload.getView();
        if (view == null) {
            return "";
        }
        return "home".equals(view.getType())
                ? Replies.inHomeOf(payload.getUser().getId())
                : Replies.inDialog(view.getId());
    }

    /** Null where there is none; whatever else stands there is not to be taken for one of our own places to answer in. */
    public static @Nullable String responseUrl(BlockActionPayload payload) {
        return isUrl(payload.getResponseUrl()) ? payload.getResponseUrl() : null;
    }

    private static boolean isUrl(@Nullable String text) {
        return text != null && text.startsWith("http");
    }

    static Trigger trigger(BlockActionPayload payload) {
        View view = payload.getView();
        return new Trigger(payload.getTriggerId(), view != null && "modal".equals(view.getType()));
    }

    /** An ephemeral message is the private list; anything else is seen by others, or stays. */
    static boolean isPrivate(BlockActionPayload payload) {
        return payload.getContainer() != null && payload.getContainer().isEphemeral();
    }
}
