package stalekeys.slack;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import stalekeys.keys.KeyFilter;
import stalekeys.slack.view.ButtonValue;
import stalekeys.slack.view.Drawn;
import stalekeys.slack.view.KeyListView;
import stalekeys.slack.view.PatienceView;
import stalekeys.slack.view.SentenceView;
import stalekeys.work.Card;
import stalekeys.work.KeyPage;
import stalekeys.work.Listing;
import stalekeys.work.Person;
import stalekeys.work.ShowKeys;

/** The private list: shown for a command, turned, refreshed, and drawn again after something was done in it. */
final class KeyList {
    /** Longer than the first of them without a word looks broken. A response URL takes five answers, the list is one. */
    private static final List<Duration> WORDS_AFTER =
            List.of(Duration.ofSeconds(2), Duration.ofSeconds(15), Duration.ofMinutes(1));

    private final ShowKeys showKeys;
    private final Background background;

    KeyList(ShowKeys showKeys, Background background) {
        this.showKeys = showKeys;
        this.background = background;
    }

    /**
     * Shows the list, at once from the kept report where there is one.
     *
     * @param anew look at everything again first
     * @param show shows the list
     * @param tell shows a sentence that is not the list: that it takes a while, or that something went wrong
     */
    void show(Person viewer, KeyFilter filter, int page, boolean anew, Consumer<Drawn> show, Consumer<Drawn> tell) {
        page(viewer, filter, page, anew, shown -> show.accept(KeyListView.draw(shown)), tell);
    }

    /** The same, for whoever makes something else of the page. */
    void page(Person viewer, KeyFilter filter, int page, boolean anew, Consumer<KeyPage> use, Consumer<Drawn> tell) {
        listing(filter, anew, listing -> use.accept(showKeys.page(listing, viewer, filter, page, "", null)), tell);
    }

    /**
     * Gets what a list is made from, at once where there is a kept report.
     *
     * @param anew look at everything again first
     * @param tell shows a sentence: that it takes a while, or that something went wrong
     */
    void listing(KeyFilter filter, boolean anew, Consumer<Listing> use, Consumer<Drawn> tell) {
        Listing kept = anew ? null : showKeys.kept(filter).orElse(null);
        if (kept != null) {
            use.accept(kept);
            return;
        }
        CompletableFuture<Listing> look = showKeys.look(filter);
        for (Duration each : WORDS_AFTER) {
            CompletableFuture.delayedExecutor(each.toMillis(), TimeUnit.MILLISECONDS, Runnable::run)
                    .execute(() -> {
                        if (!look.isDone()) {
                            background.run(() -> tell.accept(PatienceView.draw(showKeys.howFar(filter))), tell);
                        }
                    });
        }
        look.whenComplete((listing, failure) -> background.run(
                        () -> {
                            if (failure != null) {
                                throw new IllegalStateException("the audit failed", failure);
                            }
                            use.accept(listing);
                        },
                        tell))
                .exceptionally(told -> null);
    }

    /**
     * The list a click came from, drawn again with a sentence on top; just the sentence where it can't be.
     *
     * @param changed the key something was done to, as it is now; null where nothing was
     */
    Drawn again(Person viewer, ButtonValue.@Nullable Position position, String note, @Nullable Card changed) {
        KeyFilter filter = position == null
                ? null
                : SlashCommand.parse(position.filterText()).filter();
        if (position == null || filter == null) {
            return SentenceView.of(note);
        }
        Listing listing = showKeys.kept(filter).orElse(null);
        if (listing == null && filter.kind() == KeyFilter.Kind.USER) {
            listing = showKeys.look(filter).join();
        }
        return listing == null
                ? SentenceView.of(note)
                : KeyListView.draw(showKeys.page(listing, viewer, filter, position.page(), note, changed));
    }
}
