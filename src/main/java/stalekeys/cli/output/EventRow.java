package stalekeys.cli.output;

import java.time.Instant;
import java.util.List;
import stalekeys.keys.lifecycle.Event;
import stalekeys.keys.model.KeyRef;
import stalekeys.words.EventWords;

/**
 * An event as the audit log tells it, the same in every format.
 *
 * @param event its kind as a word that programs may rely on
 * @param what the same for people
 * @param username the IAM user; empty, as are the key's id, creation and account, where no single key is concerned
 */
public record EventRow(
        Instant time,
        String event,
        String what,
        String actor,
        String username,
        String accessKey,
        String created,
        String account,
        String why,
        String source) {
    static final List<String> COLUMNS =
            List.of("Time", "Event", "Actor", "Username", "AccessKey", "Created", "Account", "Why", "Source");

    public static EventRow of(Event event) {
        KeyRef key = event.key();
        return new EventRow(
                event.at(),
                ReportWords.word(event.kind()),
                EventWords.what(event.kind()),
                event.actor(),
                key == null ? "" : key.userName(),
                key == null ? "" : key.keyId().full(),
                key == null ? "" : key.created().toString(),
                key == null ? "" : key.accountId(),
                event.why(),
                event.source());
    }

    /** In the order of {@link #COLUMNS}. */
    List<String> values() {
        return List.of(time.toString(), event, actor, username, accessKey, created, account, why, source);
    }
}
