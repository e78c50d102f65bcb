package stalekeys.slack.view;

import java.util.Optional;
import stalekeys.slack.view.block.RenderedMessage;
import stalekeys.words.Plural;
import stalekeys.work.audit.Reports;

/** Said to somebody who waits for an audit. */
public final class ScanProgressView {
    private ScanProgressView() {}

    public static RenderedMessage draw(Optional<Reports.HowFar> howFar) {
        String soFar = howFar.filter(known -> known.total() > 0)
                .map(known -> " So far I have read " + known.done() + " of " + Plural.of(known.total(), "user") + ".")
                .orElse("");
        return SentenceView.of("I am reading all keys as they are now." + soFar
                + " In a large account that takes some minutes; the list comes by itself.");
    }
}
