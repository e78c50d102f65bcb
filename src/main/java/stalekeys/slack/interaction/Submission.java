package stalekeys.slack.interaction;

import com.slack.api.app_backend.views.payload.ViewSubmissionPayload;
import com.slack.api.bolt.context.builtin.ViewSubmissionContext;
import com.slack.api.bolt.response.Response;
import com.slack.api.model.view.View;
import com.slack.api.model.view.ViewState;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import stalekeys.slack.lane.BackgroundTasks;
import stalekeys.slack.view.SentenceView;
import stalekeys.slack.view.block.Actions;
import stalekeys.slack.view.block.Modal;
import stalekeys.slack.view.block.RenderedMessage;
import stalekeys.work.people.People;
import stalekeys.work.people.Person;
import stalekeys.work.people.Role;

/**
 * A dialog that was submitted: what was filled in, which may be forged or missing, and the ways to acknowledge it. Nothing
 * may be looked up before that.
 */
final class Submission {
    private final ViewSubmissionPayload payload;
    private final ViewSubmissionContext context;
    private final People people;
    private final BackgroundTasks background;

    Submission(
            ViewSubmissionPayload payload, ViewSubmissionContext context, People people, BackgroundTasks background) {
        this.payload = payload;
        this.context = context;
        this.people = people;
        this.background = background;
    }

    String viewId() {
        return payload.getView().getId();
    }

    /** What the dialog was given to carry; may be empty. */
    String memory() {
        String carried = payload.getView().getPrivateMetadata();
        return carried == null ? "" : carried;
    }

    /** The reason, not longer than a dialog takes; blank where there is none. */
    String reason() {
        String text = field(Actions.REASON_BLOCK, Actions.REASON)
                .map(ViewState.Value::getValue)
                .orElse("");
        String trimmed = text.strip();
        return trimmed.length() > Modal.LONGEST_REASON ? trimmed.substring(0, Modal.LONGEST_REASON) : trimmed;
    }

    Optional<LocalDate> day() {
        try {
            return field(Actions.DAY_BLOCK, Actions.DAY)
                    .map(ViewState.Value::getSelectedDate)
                    .map(LocalDate::parse);
        } catch (DateTimeParseException notADay) {
            return Optional.empty();
        }
    }

    /** What stands behind the boxes that are ticked. */
    List<String> ticked(String block, String action) {
        return field(block, action)
                .map(ViewState.Value::getSelectedOptions)
                .map(chosen -> chosen.stream()
                        .map(ViewState.SelectedOption::getValue)
                        .filter(Objects::nonNull)
                        .toList())
                .orElse(List.of());
    }

    /** A field has to be filled in again: says so below it. */
    Response complain(String block, String sentence) {
        return context.ackWithErrors(Map.of(block, sentence));
    }

    /** Nothing is to be done. */
    Response showInstead(View view) {
        return context.ackWithUpdate(view);
    }

    /**
     * It is done after the acknowledgement, by whoever submitted it.
     *
     * @param meanwhile what the dialog shows until then
     * @param onTrouble where trouble is told: in the dialog
     */
    Response workOn(View meanwhile, Consumer<Person> work, Consumer<RenderedMessage> onTrouble) {
        background.runAfterAck(
                background.lanes().changes(), payload.getUser().getId(), () -> work(work, onTrouble), onTrouble);
        return context.ackWithUpdate(meanwhile);
    }

    /** Who may not use this at all is told so, before anything is looked up that could name a key. */
    private void work(Consumer<Person> work, Consumer<RenderedMessage> refuse) {
        Person person =
                people.person(payload.getUser().getId(), payload.getUser().getTeamId());
        if (person.role() == Role.NOBODY) {
            refuse.accept(SentenceView.of(SentenceView.refusal(person)));
        } else {
            work.accept(person);
        }
    }

    private Optional<ViewState.Value> field(String block, String action) {
        ViewState state = payload.getView().getState();
        return Optional.ofNullable(state == null ? null : state.getValues())
                .map(blocks -> blocks.get(block))
                .map(fields -> fields.get(action));
    }
}
