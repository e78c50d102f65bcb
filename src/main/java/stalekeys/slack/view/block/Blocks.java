package stalekeys.slack.view.block;

import com.slack.api.model.block.ActionsBlock;
import com.slack.api.model.block.ContextBlock;
import com.slack.api.model.block.ContextBlockElement;
import com.slack.api.model.block.DividerBlock;
import com.slack.api.model.block.HeaderBlock;
import com.slack.api.model.block.LayoutBlock;
import com.slack.api.model.block.SectionBlock;
import com.slack.api.model.block.composition.MarkdownTextObject;
import com.slack.api.model.block.composition.PlainTextObject;
import com.slack.api.model.block.element.BlockElement;
import com.slack.api.model.block.element.ButtonElement;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The few kinds of block everything here is made of, each inside its limit. */
public final class Blocks {
    /** Slack's limit for any text object. */
    public static final int LONGEST_TEXT = 3_000;

    private static final int LONGEST_LABEL = 75;

    private Blocks() {}

    public static LayoutBlock header(String text) {
        return HeaderBlock.builder().text(plain(text, 150)).build();
    }

    public static LayoutBlock section(String mrkdwn) {
        return SectionBlock.builder().text(mrkdwn(mrkdwn)).build();
    }

    public static LayoutBlock plainSection(String text) {
        return SectionBlock.builder().text(plain(text, LONGEST_TEXT)).build();
    }

    public static LayoutBlock context(String mrkdwn) {
        return context(List.of(mrkdwn(mrkdwn)));
    }

    public static LayoutBlock plainContext(String text) {
        return context(List.of(plain(text, LONGEST_TEXT)));
    }

    public static LayoutBlock divider() {
        return DividerBlock.builder().build();
    }

    public static LayoutBlock actions(List<BlockElement> buttons) {
        return ActionsBlock.builder().elements(buttons).build();
    }

    /**
     * A button.
     *
     * @param spoken what a screen reader says in place of the text
     */
    public static BlockElement button(
            String actionId, String text, ButtonValue value, @Nullable String style, String spoken) {
        return ButtonElement.builder()
                .actionId(actionId)
                .text(plain(text, LONGEST_LABEL))
                .value(value.print())
                .style(style)
                .accessibilityLabel(cut(spoken, LONGEST_LABEL))
                .build();
    }

    /** A button that opens a page. Slack tells of a click on it all the same. */
    public static BlockElement link(String actionId, String text, String url, String spoken) {
        return ButtonElement.builder()
                .actionId(actionId)
                .text(plain(text, LONGEST_LABEL))
                .url(url)
                .value(actionId)
                .accessibilityLabel(cut(spoken, LONGEST_LABEL))
                .build();
    }

    public static PlainTextObject plain(String text, int most) {
        return PlainTextObject.builder().text(cut(text, most)).emoji(false).build();
    }

    public static MarkdownTextObject mrkdwn(String text) {
        return MarkdownTextObject.builder()
                .text(cut(text, LONGEST_TEXT))
                .verbatim(true)
                .build();
    }

    /** The last resort: whoever makes a text keeps it short, with every name in it bounded. */
    public static String cut(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most - 1) + "…";
    }

    public static LayoutBlock context(List<ContextBlockElement> elements) {
        return ContextBlock.builder().elements(elements).build();
    }
}
