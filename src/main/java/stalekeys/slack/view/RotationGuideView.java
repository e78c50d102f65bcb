package stalekeys.slack.view;

import com.slack.api.model.block.LayoutBlock;
import com.slack.api.model.view.View;
import java.util.ArrayList;
import java.util.List;
import stalekeys.keys.model.KeyRef;
import stalekeys.keys.model.LastUse;
import stalekeys.slack.view.block.Actions;
import stalekeys.slack.view.block.Blocks;
import stalekeys.slack.view.block.Modal;
import stalekeys.slack.view.block.Mrkdwn;
import stalekeys.words.RotationAdvice;

/** The dialog that shows how to rotate one key, command by command. */
public final class RotationGuideView {
    private RotationGuideView() {}

    /** Opened at once; reading the key may take longer than a click's trigger lives. */
    public static View loading() {
        return view(List.of(Blocks.plainSection(Modal.READING)));
    }

    /** Ends the dialog with a sentence. */
    public static View sentence(String sentence) {
        return view(List.of(Blocks.plainSection(sentence)));
    }

    /**
     * The steps.
     *
     * @param use the last use, which says what kind of program it is
     * @param full whether this person may see the key's id in full; else they fill it in
     */
    public static View draw(KeyRef key, LastUse use, boolean full) {
        List<LayoutBlock> blocks = new ArrayList<>();
        blocks.add(Blocks.section("User " + Mrkdwn.code(key.userName()) + " in account " + Mrkdwn.name(key.accountId())
                + ", key " + Mrkdwn.code(full ? key.keyId().full() : key.keyId().masked())));
        blocks.add(Blocks.section(RotationAdvice.instead(use)));
        blocks.add(Blocks.section("Otherwise, with the AWS command line and the rights for it:"));
        for (RotationAdvice.Step step :
                RotationAdvice.commands(key.userName(), full ? key.keyId().full() : "OLD_KEY_ID")) {
            blocks.add(Blocks.section(step.what() + "\n```" + code(step.command()) + "```"));
        }
        blocks.add(Blocks.context("A user can have two keys. If there are two already, one of them has to go first."));
        return view(blocks);
    }

    private static String code(String command) {
        return Mrkdwn.escape(command.replace('`', '\''));
    }

    private static View view(List<LayoutBlock> blocks) {
        return Modal.of(Actions.SHOW_HOW, "Rotate a key", "Close", blocks).build();
    }
}
