package stalekeys.slack;

import com.slack.api.app_backend.interactive_components.payload.BlockActionPayload;
import com.slack.api.app_backend.views.payload.ViewSubmissionPayload;
import com.slack.api.model.view.View;
import com.slack.api.model.view.ViewState;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import stalekeys.slack.view.Actions;
import stalekeys.slack.view.ButtonValue;
import stalekeys.slack.view.Modal;

/** What somebody clicked or filled in, out of what Slack sent. Anything in it may be forged or missing. */
final class Entered {
    private Entered() {}

    /** What the button, or the chosen line of a menu, carries. */
    static Optional<ButtonValue> button(BlockActionPayload payload) {
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
        if (payload.getResponseUrl() != null) {
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

    static Trigger trigger(BlockActionPayload payload) {
        View view = payload.getView();
        return new Trigger(payload.getTriggerId(), view != null && "modal".equals(view.getType()));
    }

    /** An ephemeral message is the private list; anything else is seen by others, or stays. */
    static boolean isPrivate(BlockActionPayload payload) {
        return payload.getContainer() != null && payload.getContainer().isEphemeral();
    }

    /** The reason, not longer than a dialog takes; blank where there is none. */
    static String reason(ViewSubmissionPayload payload) {
        String text = field(payload, Actions.REASON_BLOCK, Actions.REASON)
                .map(ViewState.Value::getValue)
                .orElse("");
        String trimmed = text.strip();
        return trimmed.length() > Modal.LONGEST_REASON ? trimmed.substring(0, Modal.LONGEST_REASON) : trimmed;
    }

    static Optional<LocalDate> day(ViewSubmissionPayload payload) {
        try {
            return field(payload, Actions.DAY_BLOCK, Actions.DAY)
                    .map(ViewState.Value::getSelectedDate)
                    .map(LocalDate::parse);
        } catch (DateTimeParseException notADay) {
            return Optional.empty();
        }
    }

    /** What stands behind the boxes that are ticked. */
    static List<String> ticked(ViewSubmissionPayload payload, String block, String action) {
        return field(payload, block, action)
                .map(ViewState.Value::getSelectedOptions)
                .map(chosen -> chosen.stream()
                        .map(ViewState.SelectedOption::getValue)
                        .filter(Objects::nonNull)
                        .toList())
                .orElse(List.of());
    }

    private static Optional<ViewState.Value> field(ViewSubmissionPayload payload, String block, String action) {
        ViewState state = payload.getView().getState();
        return Optional.ofNullable(state == null ? null : state.getValues())
                .map(blocks -> blocks.get(block))
                .map(fields -> fields.get(action));
    }
}
