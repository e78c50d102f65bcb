package stalekeys.stories;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import stalekeys.keys.lifecycle.Event;
import stalekeys.standin.aws.FakeAccount;
import stalekeys.standin.slack.SlackUser;
import stalekeys.standin.slack.workspace.Message;
import stalekeys.work.ledger.Ledger;
import stalekeys.work.ledger.OutboxItem;

/** A story that is told in days. */
abstract class LifecycleStory extends Story {
    static final String ASK = "Ask owner to rotate";

    LifecycleStory() {}

    LifecycleStory(Function<Clock, FakeAccount> fixture) {
        super(fixture);
    }

    final SlackUser goran() {
        return harness.user(GORAN);
    }

    final void adminAsks(String user) {
        answer(ada(), () -> ada().clicks(listFor(ada()), ASK, user), "has been asked");
        awaitEvent(Event.Kind.ASK_DELIVERED);
    }

    /** Days on which the bot runs: it sweeps on each of them. */
    final void daysPass(int days) {
        for (int day = 0; day < days; day++) {
            clock.advance(Duration.ofDays(1));
            sweeps();
        }
    }

    /** A sweep, and what it has to say is sent. */
    final void sweeps() {
        harness.sweep().run();
        allIsSent();
    }

    final void allIsSent() {
        Ledger ledger = harness.database().ledger();
        harness.slack.await(
                "the outbox to be done",
                () -> ledger.count(OutboxItem.State.PLANNED) + ledger.count(OutboxItem.State.SENDING) == 0
                        ? Optional.of(true)
                        : Optional.empty(),
                PATIENCE);
    }

    final List<Message> dms(SlackUser who) {
        return who.directMessages();
    }

    final String lastDm(SlackUser who) {
        List<Message> all = dms(who);
        return text(all.get(all.size() - 1));
    }

    /** What happened to keys, in order. */
    final List<Event.Kind> ofKeys() {
        return events().stream()
                .filter(event -> event.key() != null)
                .map(Event::kind)
                .toList();
    }
}
