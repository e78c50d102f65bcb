package stalekeys.work;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import stalekeys.work.ledger.Message;
import stalekeys.work.outbox.Messenger;

/** Slack's side of sending: takes what it gets, unless it is told to answer otherwise. */
public final class FakeMessenger implements Messenger {
    /** A message that stands in Slack. */
    public record Posted(String target, Message message, String channel, String ts) {}

    public final List<Posted> posts = new ArrayList<>();
    public final List<Posted> updates = new ArrayList<>();
    public final Deque<Delivery> answers = new ArrayDeque<>();
    public Runnable whilePosting = () -> {};
    public Runnable whileUpdating = () -> {};
    public int calls;

    @Override
    public Delivery post(String target, Message message) {
        calls++;
        Runnable meanwhile = whilePosting;
        whilePosting = () -> {};
        meanwhile.run();
        if (!answers.isEmpty()) {
            return answers.remove();
        }
        String channel = target.startsWith("U") ? "D" + target.substring(1) : target;
        Posted posted = new Posted(target, message, channel, "1772442000." + posts.size());
        posts.add(posted);
        return Delivery.sent(channel, posted.ts());
    }

    @Override
    public Delivery update(String channel, String ts, Message message) {
        whileUpdating.run();
        if (!answers.isEmpty()) {
            return answers.remove();
        }
        updates.add(new Posted(channel, message, channel, ts));
        return Delivery.sent(channel, ts);
    }

    /** What this person or channel got, oldest first. */
    public List<Message> to(String target) {
        return posts.stream()
                .filter(post -> post.target().equals(target))
                .map(Posted::message)
                .toList();
    }
}
