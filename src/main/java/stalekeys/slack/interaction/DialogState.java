package stalekeys.slack.interaction;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import stalekeys.keys.model.LastUse;
import stalekeys.slack.view.block.ButtonValue;
import stalekeys.work.ledger.KeyChange;

/**
 * What a dialog carries in private_metadata from the click to the submit; Slack keeps it, and its signature vouches for it.
 *
 * @param button the button that was clicked: handle and place in the list
 * @param shown the last use the dialog showed; null before it showed one
 * @param responseUrl where the list that was clicked can be drawn again; may be empty
 */
record DialogState(
        KeyChange.TargetState wanted,
        ButtonValue button,
        @Nullable LastUse shown,
        boolean inList,
        String responseUrl) {

    String print() {
        return String.join(
                "\n",
                wanted.name(),
                shown == null ? "" : shown.kind().name(),
                shown == null || shown.at() == null ? "" : shown.at().toString(),
                inList ? "list" : "message",
                responseUrl,
                button.print());
    }

    static Optional<DialogState> parse(@Nullable String text) {
        List<String> lines = Arrays.asList((text == null ? "" : text).split("\n", 6));
        if (lines.size() != 6) {
            return Optional.empty();
        }
        try {
            KeyChange.TargetState wanted = KeyChange.TargetState.valueOf(lines.get(0));
            LastUse shown = lines.get(1).isEmpty() ? null : lastUse(LastUse.Kind.valueOf(lines.get(1)), lines.get(2));
            return ButtonValue.parse(lines.get(5))
                    .map(button ->
                            new DialogState(wanted, button, shown, lines.get(3).equals("list"), lines.get(4)));
        } catch (IllegalArgumentException | DateTimeParseException notOurs) {
            return Optional.empty();
        }
    }

    private static LastUse lastUse(LastUse.Kind kind, String at) {
        return switch (kind) {
            case USED -> LastUse.used(Instant.parse(at), null, null);
            case NEVER -> LastUse.never();
            case UNREADABLE -> LastUse.unreadable();
        };
    }

    DialogState showing(LastUse use) {
        return new DialogState(wanted, button, use, inList, responseUrl);
    }
}
