package stalekeys.slack.view.block;

import com.slack.api.model.block.InputBlock;
import com.slack.api.model.block.LayoutBlock;
import com.slack.api.model.block.element.PlainTextInputElement;
import com.slack.api.model.view.View;
import com.slack.api.model.view.ViewClose;
import com.slack.api.model.view.ViewSubmit;
import com.slack.api.model.view.ViewTitle;
import java.util.List;

/** What all dialogs have in common. */
public final class Modal {
    /** As long as a reason may be: it is shown on cards for weeks. */
    public static final int LONGEST_REASON = 300;

    /** Shown at once, since Slack waits for a dialog no longer than three seconds. */
    public static final String READING = "Reading the key as it is now…";

    private Modal() {}

    /** A dialog that says why nothing more is shown in it. */
    public static View sentence(String sentence) {
        return of(Actions.DETAILS, "AWS access keys", "Close", List.of(Blocks.plainSection(sentence)))
                .build();
    }

    /** A dialog that only shows something; Slack takes at most 24 characters of title and of close. */
    public static View.ViewBuilder of(String callbackId, String title, String close, List<LayoutBlock> blocks) {
        return View.builder()
                .type("modal")
                .callbackId(callbackId)
                .title(ViewTitle.builder()
                        .type("plain_text")
                        .text(title)
                        .emoji(false)
                        .build())
                .close(ViewClose.builder()
                        .type("plain_text")
                        .text(close)
                        .emoji(false)
                        .build())
                .blocks(blocks);
    }

    public static ViewSubmit submit(String text) {
        return ViewSubmit.builder().type("plain_text").text(text).emoji(false).build();
    }

    /** Asks why. Without an answer Slack does not let the dialog be submitted. */
    public static LayoutBlock reason(String hint) {
        return InputBlock.builder()
                .blockId(Actions.REASON_BLOCK)
                .label(Blocks.plain("Reason", 2_000))
                .hint(Blocks.plain(hint, 2_000))
                .optional(false)
                .element(PlainTextInputElement.builder()
                        .actionId(Actions.REASON)
                        .minLength(1)
                        .maxLength(LONGEST_REASON)
                        .build())
                .build();
    }
}
