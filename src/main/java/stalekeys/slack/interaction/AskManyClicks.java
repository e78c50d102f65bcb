package stalekeys.slack.interaction;

import com.slack.api.bolt.response.Response;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import stalekeys.keys.lifecycle.KeyHistory;
import stalekeys.keys.model.KeyRef;
import stalekeys.keys.report.KeyFilter;
import stalekeys.slack.lane.BackgroundTasks;
import stalekeys.slack.view.AskManyView;
import stalekeys.slack.view.AskResultWords;
import stalekeys.slack.view.SentenceView;
import stalekeys.slack.view.block.Actions;
import stalekeys.slack.view.block.ButtonValue;
import stalekeys.slack.view.block.RenderedMessage;
import stalekeys.work.actions.AskMany;
import stalekeys.work.ledger.Ledger;
import stalekeys.work.people.People;
import stalekeys.work.people.Person;
import stalekeys.work.show.KeyPage;

/** The dialog in which the owners of several keys of a page are asked at once: a choice, a preview, what became of it. */
public final class AskManyClicks {
    private final BackgroundTasks background;
    private final Dialogs dialogs;
    private final People people;
    private final Ledger ledger;
    private final AskMany askMany;
    private final KeyList list;
    private final Replies replies;

    public AskManyClicks(
            BackgroundTasks background,
            Dialogs dialogs,
            People people,
            Ledger ledger,
            AskMany askMany,
            KeyList list,
            Replies replies) {
        this.background = background;
        this.dialogs = dialogs;
        this.people = people;
        this.ledger = ledger;
        this.askMany = askMany;
        this.list = list;
        this.replies = replies;
    }

    /**
     * What the dialog carries from step to step.
     *
     * @param button the button that was clicked: the place in the list
     * @param responseUrl where the list can be drawn again
     * @param shown by handle, whom the preview said would be asked; empty before the preview
     */
    record Memory(ButtonValue button, String responseUrl, Map<String, String> shown) {
        private static final String APART = "\t";

        /** Far below the 3,000 characters Slack keeps: a page has few keys, and no tag in AWS is longer than 256. */
        String print() {
            StringBuilder keys = new StringBuilder();
            shown.forEach((handle, target) ->
                    keys.append(handle).append(APART).append(target).append(APART));
            return responseUrl + "\n" + keys + "\n" + button.print();
        }

        static Optional<Memory> parse(String text) {
            String[] lines = text.split("\n", 3);
            return lines.length < 3
                    ? Optional.empty()
                    : ButtonValue.parse(lines[2]).map(button -> new Memory(button, lines[0], shown(lines[1])));
        }

        private static Map<String, String> shown(String line) {
            Map<String, String> shown = new LinkedHashMap<>();
            Iterator<String> parts = List.of(line.split(APART)).iterator();
            while (parts.hasNext()) {
                String handle = parts.next();
                if (parts.hasNext()) {
                    shown.put(handle, parts.next());
                }
            }
            return shown;
        }

        Memory showing(Map<String, String> targets) {
            return new Memory(button, responseUrl, targets);
        }
    }

    public void listen(Listeners to) {
        to.opener(Actions.ASK_SEVERAL, this::open);
        to.dialog(Actions.ASK_SEVERAL_CHOSEN, this::chosen);
        to.dialog(Actions.ASK_SEVERAL_SUBMIT, this::submitted);
    }

    /** A dialog at once, and in it the keys of the page as it is now. */
    private void open(Click click) {
        ButtonValue.Position position = click.button().position();
        KeyFilter filter = position == null
                ? null
                : SlashCommand.parse(position.filterText()).filter();
        if (!click.who().role().mayAsk() || position == null || filter == null) {
            String sentence =
                    click.who().role().mayAsk() ? SentenceView.TOO_OLD : AskResultWords.notEntitled(click.who());
            replies.say(click.replyTo(), SentenceView.of(sentence));
            return;
        }
        String viewId = replies.openDialog(click, AskManyView.reading());
        if (viewId == null) {
            return;
        }
        String memory = new Memory(click.button(), click.replyTo(), Map.of()).print();
        Consumer<KeyPage> choice = page -> dialogs.update(viewId, click.who(), AskManyView.choice(page, memory));
        background.begin(
                background.lanes().reading(),
                click.who().id(),
                () -> list.page(click.who(), filter, position.page(), false, choice, progressIn(viewId, click.who())),
                troubleIn(viewId));
    }

    /** The keys were chosen: a preview of who gets a message. */
    private Response chosen(Submission dialog) {
        Optional<Memory> memory = Memory.parse(dialog.memory());
        if (memory.isEmpty()) {
            return dialog.showInstead(AskManyView.sentence(SentenceView.TOO_OLD));
        }
        List<String> handles = dialog.ticked(Actions.KEYS_BLOCK, Actions.KEYS);
        if (handles.isEmpty()) {
            return dialog.complain(Actions.KEYS_BLOCK, AskManyView.NONE_CHOSEN);
        }
        return dialog.workOn(
                AskManyView.reading(),
                person -> preview(person, dialog.viewId(), memory.get(), handles),
                troubleIn(dialog.viewId()));
    }

    private void preview(Person person, String viewId, Memory memory, List<String> handles) {
        Map<String, KeyRef> keys = keys(handles);
        Optional<String> refusal = refusal(person, keys.isEmpty());
        if (refusal.isPresent()) {
            dialogs.update(viewId, AskManyView.sentence(refusal.get()));
            return;
        }
        AskMany.Plan plan = askMany.plan(keys.values(), person);
        Map<KeyRef, String> targets = plan.targets();
        Map<String, String> shown = new LinkedHashMap<>();
        keys.forEach((handle, key) -> {
            String target = targets.get(key);
            if (target != null) {
                shown.put(handle, target);
            }
        });
        dialogs.update(
                viewId,
                person,
                AskManyView.preview(
                        plan,
                        sentences(plan.answers(), person),
                        memory.showing(shown).print()));
    }

    /** The preview was confirmed: ask, and say in the dialog and in the list what became of each key. */
    private Response submitted(Submission dialog) {
        Optional<Memory> memory = Memory.parse(dialog.memory());
        return memory.isEmpty()
                ? dialog.showInstead(AskManyView.sentence(SentenceView.TOO_OLD))
                : dialog.workOn(
                        AskManyView.sending(),
                        person -> ask(person, dialog.viewId(), memory.get()),
                        troubleIn(dialog.viewId()));
    }

    private void ask(Person person, String viewId, Memory memory) {
        Map<KeyRef, String> shown = new LinkedHashMap<>();
        keys(List.copyOf(memory.shown().keySet()))
                .forEach((handle, key) -> shown.put(key, memory.shown().getOrDefault(handle, "")));
        Optional<String> refusal = refusal(person, shown.isEmpty());
        if (refusal.isPresent()) {
            dialogs.update(viewId, AskManyView.sentence(refusal.get()));
            return;
        }
        String outcome = String.join("\n", sentences(askMany.ask(shown, person), person));
        dialogs.update(viewId, person, AskManyView.sentence(outcome));
        list.again(
                person,
                memory.button().position(),
                outcome,
                null,
                rendered -> replies.replace(memory.responseUrl(), person, rendered));
    }

    private static Optional<String> refusal(Person person, boolean unknownHandles) {
        if (!person.role().mayAsk()) {
            return Optional.of(AskResultWords.notEntitled(person));
        }
        return unknownHandles ? Optional.of(SentenceView.TOO_OLD) : Optional.empty();
    }

    /** Each key once, in the order they were chosen, and no more than a page has; those of unknown handles are left out. */
    private Map<String, KeyRef> keys(List<String> handles) {
        Map<String, KeyRef> keys = new LinkedHashMap<>();
        handles.stream()
                .distinct()
                .limit(KeyPage.SIZE)
                .forEach(handle -> ledger.byHandle(handle).ifPresent(key -> keys.put(handle, key)));
        return keys;
    }

    private List<String> sentences(List<AskMany.Answer> answers, Person reader) {
        return answers.stream()
                .map(answer -> {
                    KeyHistory.Ask earlier = answer.asked().earlier();
                    String by =
                            earlier == null ? "" : people.person(earlier.by()).name();
                    return AskResultWords.sentence(answer.asked(), answer.key(), by, reader);
                })
                .toList();
    }

    private Consumer<RenderedMessage> progressIn(String viewId, Person madeFor) {
        return rendered -> dialogs.update(viewId, madeFor, AskManyView.sentence(rendered.text()));
    }

    private Consumer<RenderedMessage> troubleIn(String viewId) {
        return rendered -> dialogs.update(viewId, AskManyView.sentence(rendered.text()));
    }
}
