package stalekeys.slack.view.block;

import com.slack.api.model.block.LayoutBlock;
import java.util.List;

/**
 * A message, or a private answer, ready to be sent.
 *
 * @param text the summary that notifications show and screen readers read; never empty
 */
public record RenderedMessage(String text, List<LayoutBlock> blocks) {
    public RenderedMessage {
        blocks = List.copyOf(blocks);
    }
}
