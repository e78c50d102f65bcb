package stalekeys.slack.view;

import com.slack.api.model.block.LayoutBlock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import stalekeys.keys.model.AccessKey;
import stalekeys.keys.model.LastUse;
import stalekeys.slack.view.block.Actions;
import stalekeys.slack.view.block.Blocks;
import stalekeys.slack.view.block.ButtonValue;
import stalekeys.slack.view.block.Mrkdwn;
import stalekeys.slack.view.block.RenderedMessage;
import stalekeys.words.LastUseWords;
import stalekeys.words.Names;
import stalekeys.words.Times;
import stalekeys.work.actions.OwnerAnswers.Answered;

/** What a person is told, privately, for an answer they gave with a button. */
public final class AnswerView {
    private AnswerView() {}

    /**
     * Draws it.
     *
     * @param button the button that was clicked, for a next step
     * @param mayDeactivate whether to offer *Deactivate it now* where the key is still active
     */
    public static RenderedMessage draw(Answered answered, ButtonValue button, boolean mayDeactivate) {
        String sentence = sentence(answered);
        List<LayoutBlock> blocks = new ArrayList<>();
        blocks.add(Blocks.plainSection(sentence));
        if (answered.kind() == Answered.Kind.NOT_YET && mayDeactivate) {
            blocks.add(Blocks.actions(List.of(Blocks.button(
                    Actions.DEACTIVATE_OWN,
                    "Deactivate it now",
                    ButtonValue.of(button.handle()),
                    "danger",
                    "Deactivate " + which(answered)))));
        }
        return new RenderedMessage(Mrkdwn.escape(sentence), blocks);
    }

    /** The answer in plain text, with the key masked. */
    public static String sentence(Answered answered) {
        String which = which(answered);
        return switch (answered.kind()) {
            case ROTATED ->
                answered.key() == null
                        ? "Thank you: " + which + " is no longer there."
                        : "Thank you: " + which + " is inactive. If nothing breaks, delete it in a few weeks.";
            case NOT_YET -> "Not yet: " + which + " is still active. " + missing(answered);
            case POSTPONED ->
                "I will remind you of " + which + " on " + day(answered.until())
                        + ", or on the next working day. A final date that was named stays as it is.";
            case TOO_OFTEN -> "You have postponed " + which + " three times. Nothing was changed.";
            case NOT_TO_PUT_OFF ->
                "There is no reminder of " + which + " that could be postponed by so long. Nothing was changed.";
            case NOT_MINE -> "Thank you. I will not ask you about " + which + " again, and look for its owner.";
            case CLAIMED -> "Thank you: you are asked about " + which + " from now on. I have sent you what to do.";
            case HAS_OWNER -> "Somebody is asked about " + which + " already. Nothing was changed.";
            case OWNER_UNKNOWN ->
                "Whether somebody is asked about " + which
                        + " already could not be looked up just now. Nothing was changed. Please try again in a moment.";
            case NOT_YOURS ->
                "AWS does not name you as the owner of " + which + ", or not any more. Nothing was changed.";
            case NOT_DUE -> "The " + which + " is inactive, deleted, or not due for rotation. Nothing was changed.";
            case NOT_READ -> "The " + which + " could not be read just now. Nothing was changed. " + answered.detail();
        };
    }

    /** What is still to be done: is there a newer key, is that one used, and the old one no longer. */
    private static String missing(Answered answered) {
        Instant now = answered.at();
        AccessKey old = answered.key();
        AccessKey newer = answered.newer();
        List<String> parts = new ArrayList<>();
        if (newer == null) {
            parts.add("There is no newer active key of this user.");
        } else {
            String name = "newer key " + newer.ref().keyId().masked();
            parts.add(
                    switch (newer.lastUse().kind()) {
                        case USED -> "The " + name + " is in use, " + last(newer.lastUse(), now) + ".";
                        case NEVER -> "The " + name + " was never used, as far as AWS knows (it can be hours behind).";
                        case UNREADABLE -> "Whether the " + name + " is used could not be read.";
                    });
        }
        if (old != null) {
            parts.add("The old key: " + last(old.lastUse(), now) + ".");
        }
        parts.add("Deactivate or delete the old key to finish.");
        return String.join(" ", parts);
    }

    private static String last(LastUse use, Instant now) {
        return LastUseWords.ago(use, now, UnaryOperator.identity());
    }

    private static String day(@Nullable Instant until) {
        return until == null ? "that day" : Times.day(until);
    }

    private static String which(Answered answered) {
        return "key " + answered.ref().keyId().masked() + " of "
                + Names.cut(answered.ref().userName(), 64);
    }
}
