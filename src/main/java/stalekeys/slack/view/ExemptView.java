package stalekeys.slack.view;

import com.slack.api.model.block.InputBlock;
import com.slack.api.model.block.LayoutBlock;
import com.slack.api.model.block.element.DatePickerElement;
import com.slack.api.model.view.View;
import java.time.LocalDate;
import java.util.List;
import stalekeys.keys.lifecycle.Exemption;
import stalekeys.keys.model.KeyRef;
import stalekeys.slack.view.block.Actions;
import stalekeys.slack.view.block.Blocks;
import stalekeys.slack.view.block.Modal;
import stalekeys.slack.view.block.Mrkdwn;
import stalekeys.words.KeyWords;
import stalekeys.words.Names;
import stalekeys.words.Times;
import stalekeys.work.actions.ExemptKey.Excused;

/** The dialog in which an admin excuses a key. */
public final class ExemptView {
    /** To anybody else. */
    public static final String ONLY_ADMINS = "Only an admin may exempt a key. Nothing was changed.";

    /** Under the field of a reason that was left empty. */
    public static final String NO_REASON = "Please say why: the audit log will show it.";

    /** The same for the day. */
    public static final String NO_DAY = "Please choose a day.";

    private ExemptView() {}

    /** Under the field of a day that can't be taken. */
    public static String notThatDay(LocalDate last) {
        return "Please choose a day from today on, at most until " + last + ".";
    }

    /** Asks for the reason and the last day. */
    public static View ask(KeyRef key, String privateMetadata) {
        List<LayoutBlock> blocks = List.of(
                Blocks.section("User " + Mrkdwn.code(key.userName()) + ", key "
                        + Mrkdwn.code(key.keyId().full())
                        + "\nUp to the end of the day you choose (UTC) nobody is asked about it, and it does not count as stale."
                        + " Then it comes back by itself."),
                InputBlock.builder()
                        .blockId(Actions.DAY_BLOCK)
                        .label(Blocks.plain("Until", 2_000))
                        .hint(Blocks.plain("At most " + Exemption.LONGEST_DAYS + " days ahead.", 2_000))
                        .element(DatePickerElement.builder()
                                .actionId(Actions.DAY)
                                .build())
                        .build(),
                Modal.reason("It goes into the audit log."));
        return view(privateMetadata, "Cancel", blocks)
                .submit(Modal.submit("Exempt"))
                .build();
    }

    /** The acknowledgement of a submit. */
    public static View working() {
        return sentence(Modal.READING);
    }

    /** Ends the dialog with a sentence. */
    public static View sentence(String sentence) {
        return view("", "Close", List.of(Blocks.plainSection(sentence))).build();
    }

    /** What became of it, in plain text with the key masked. */
    public static String sentence(KeyRef key, Excused exempt) {
        String which = "Key " + key.keyId().masked() + " of " + Names.cut(key.userName(), 64);
        String day = Times.longDay(exempt.lastDay());
        return switch (exempt.outcome()) {
            case DONE -> which + " is exempt until " + day + ".";
            case NOT_ENTITLED -> exempt.detail().isEmpty() ? ONLY_ADMINS : exempt.detail();
            case NOT_A_DAY ->
                "A key can be exempted until a day from today on, at most " + Exemption.LONGEST_DAYS
                        + " days ahead. Nothing was changed.";
            case NOT_DUE -> which + " is inactive, deleted, or not due for rotation. Nothing was changed.";
            case QUARANTINED ->
                "AWS found a key of this user in public. A leaked key can't be exempted. Nothing was changed.";
            case LEAK_UNKNOWN -> KeyWords.LEAK_UNKNOWN + " Nothing was changed. " + exempt.detail();
            case OVERTAKEN -> "Somebody has just done something else about this key. Please look again.";
            case NOT_READ -> which + " could not be read just now. Nothing was changed. " + exempt.detail();
        };
    }

    private static View.ViewBuilder view(String privateMetadata, String close, List<LayoutBlock> blocks) {
        return Modal.of(Actions.EXCUSE_SUBMIT, "Exempt key", close, blocks).privateMetadata(privateMetadata);
    }
}
