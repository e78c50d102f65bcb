package stalekeys.slack;

import com.slack.api.methods.MethodsClient;
import com.slack.api.methods.SlackApiException;
import com.slack.api.methods.response.views.ViewsOpenResponse;
import com.slack.api.model.view.View;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import stalekeys.keys.KeyRef;
import stalekeys.slack.view.ChangeDialogView;
import stalekeys.slack.view.Drawn;
import stalekeys.slack.view.SentenceView;
import stalekeys.work.ChangeKey;
import stalekeys.work.ChangeOutcome;
import stalekeys.work.KeyChange;
import stalekeys.work.Ledger;
import stalekeys.work.MakeChange;
import stalekeys.work.People;
import stalekeys.work.Person;
import stalekeys.work.ShowKeys;

/** The dialog in which a key is switched off or on. */
final class ChangeClicks {
    private static final Logger LOG = LoggerFactory.getLogger(ChangeClicks.class);

    private final MethodsClient client;
    private final People people;
    private final Ledger ledger;
    private final ChangeKey changeKey;
    private final ShowKeys showKeys;
    private final KeyList list;
    private final Replies replies;

    ChangeClicks(
            MethodsClient client,
            People people,
            Ledger ledger,
            ChangeKey changeKey,
            ShowKeys showKeys,
            KeyList list,
            Replies replies) {
        this.client = client;
        this.people = people;
        this.ledger = ledger;
        this.changeKey = changeKey;
        this.showKeys = showKeys;
        this.list = list;
        this.replies = replies;
    }

    /** A click on Deactivate or Reactivate: a dialog at once, and in it what is true now. */
    void open(Person person, String triggerId, DialogMemory memory) {
        Optional<KeyRef> key = ledger.byHandle(memory.button().handle());
        if (!person.role().mayChangeKeys() || key.isEmpty()) {
            replies.say(memory.responseUrl(), SentenceView.of(refusal(memory.wanted(), person, key.isEmpty())));
            return;
        }
        String viewId = openLoading(triggerId, memory);
        if (viewId == null) {
            replies.say(
                    memory.responseUrl(),
                    SentenceView.of("Slack did not open the dialog in time. Please click again."));
            return;
        }
        show(viewId, key.get(), person, memory, false);
    }

    /** What to show at once when the dialog is submitted. */
    static View working(DialogMemory memory) {
        return ChangeDialogView.working(memory.wanted(), memory.print());
    }

    /** The dialog was submitted: carry it out and say in it what became of it. */
    void submit(Person person, String viewId, DialogMemory memory, String reason) {
        Optional<KeyRef> found = ledger.byHandle(memory.button().handle());
        if (!person.role().mayChangeKeys() || found.isEmpty()) {
            update(
                    viewId,
                    ChangeDialogView.sentence(memory.wanted(), refusal(memory.wanted(), person, found.isEmpty())));
            return;
        }
        KeyRef key = found.get();
        MakeChange.Changed changed = changeKey.submit(key, memory.wanted(), person, reason, memory.shown());
        if (changed.outcome() == ChangeOutcome.USED_SINCE) {
            show(viewId, key, person, memory, true);
            return;
        }
        update(viewId, ChangeDialogView.outcome(memory.wanted(), key, changed.outcome(), changed.detail()));
        if (memory.inList()) {
            replies.replace(
                    memory.responseUrl(),
                    list.again(
                            person,
                            memory.button().position(),
                            ChangeDialogView.sentence(memory.wanted(), key, changed.outcome(), changed.detail()),
                            changed.outcome() == ChangeOutcome.DONE
                                    ? showKeys.card(key).orElse(null)
                                    : null));
        }
    }

    /** Where a dialog is open, that is where trouble is told. */
    Consumer<Drawn> troubleIn(String viewId, DialogMemory memory) {
        return drawn -> update(viewId, ChangeDialogView.sentence(memory.wanted(), drawn.text()));
    }

    private void show(String viewId, KeyRef key, Person person, DialogMemory memory, boolean usedSince) {
        ChangeKey.Opened opened = changeKey.open(key, memory.wanted(), person, usedSince);
        if (opened.dialog() != null) {
            DialogMemory showing = memory.showing(opened.dialog().key().lastUse());
            update(viewId, ChangeDialogView.confirm(opened.dialog(), showing.print()));
        } else if (opened.outcome() != null) {
            update(viewId, ChangeDialogView.outcome(memory.wanted(), key, opened.outcome(), opened.detail()));
        }
    }

    private @Nullable String openLoading(String triggerId, DialogMemory memory) {
        try {
            View loading = ChangeDialogView.loading(memory.wanted(), memory.print());
            ViewsOpenResponse response =
                    client.viewsOpen(request -> request.triggerId(triggerId).view(loading));
            if (response.isOk() && response.getView() != null) {
                return response.getView().getId();
            }
            LOG.warn("Slack did not open a dialog: {}", response.getError());
        } catch (IOException | SlackApiException failure) {
            LOG.warn("Slack did not open a dialog: {}", failure.getClass().getSimpleName());
        }
        return null;
    }

    private void update(String viewId, View view) {
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

    private String refusal(KeyChange.Wanted wanted, Person person, boolean unknownHandle) {
        if (!people.hasAdmins()) {
            return "Nobody may change keys from here: no admins are configured. Nothing was changed.";
        }
        if (!person.role().mayChangeKeys()) {
            if (person.refusal() != null) {
                return person.refusal() + " Nothing was changed.";
            }
            return switch (wanted) {
                case OFF -> "Only an admin may switch a key off. Nothing was changed.";
                case ON -> "Only an admin may switch a key on again. Nothing was changed; please ask one.";
            };
        }
        return unknownHandle ? SlackBot.TOO_OLD : "";
    }
}
