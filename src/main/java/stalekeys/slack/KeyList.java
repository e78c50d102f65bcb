package stalekeys.slack;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import stalekeys.keys.KeyFilter;
import stalekeys.slack.view.ButtonValue;
import stalekeys.slack.view.Drawn;
import stalekeys.slack.view.KeyListView;
import stalekeys.slack.view.PatienceView;
import stalekeys.slack.view.SentenceView;
import stalekeys.slack.view.TooSoonWords;
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

    /** Where a list by this filter is made: one that has to ask AWS keeps no other waiting. */
    Lane lane(@Nullable KeyFilter filter) {
        Lanes lanes = background.lanes();
        return filter != null && filter.kind() == KeyFilter.Kind.USER ? lanes.lookUps() : lanes.lists();
    }

    /**
     * Shows the list, at once from the kept report where there is one.
     *
     * @param anew look at everything again first
     * @param show shows the list
     * @param tell shows a sentence that is not the list: that it takes a while, or that something went wrong
     * @return completes when it was shown
     */
    CompletableFuture<?> show(
            Person viewer, KeyFilter filter, int page, boolean anew, Consumer<Drawn> show, Consumer<Drawn> tell) {
        return page(viewer, filter, page, anew, shown -> show.accept(KeyListView.draw(shown)), tell);
    }

    /** The same, for whoever makes something else of the page. */
    CompletableFuture<?> page(
            Person viewer, KeyFilter filter, int page, boolean anew, Consumer<KeyPage> use, Consumer<Drawn> tell) {
        return listing(
                viewer,
                filter,
                anew,
                (listing, note) -> use.accept(showKeys.page(listing, viewer, filter, page, note, null)),
                tell);
    }

    /**
     * Gets what a list is made from, at once where there is a kept report.
     *
     * @param anew look at everything again first
     * @param use gets it, and a sentence to stand on top, which may be empty
     * @param tell shows a sentence: that it takes a while, or that something went wrong
     * @return completes when it was used
     */
    CompletableFuture<?> listing(
            Person viewer, KeyFilter filter, boolean anew, BiConsumer<Listing, String> use, Consumer<Drawn> tell) {
        Listing kept = anew ? null : showKeys.kept(filter).orElse(null);
        if (kept != null) {
            use.accept(kept, "");
            return Background.DONE;
        }
        ShowKeys.Look look = showKeys.look(filter, viewer);
        if (look.coming() != null) {
            return await(look.coming(), viewer, filter, use, tell);
        }
        if (look.kept() != null && look.notBefore() != null) {
            use.accept(look.kept(), TooSoonWords.sentence(look.kept().takenAt(), look.notBefore()));
        } else if (look.notBefore() != null) {
            tell.accept(SentenceView.of(TooSoonWords.sentence(look.notBefore())));
        }
        return Background.DONE;
    }

    private CompletableFuture<?> await(
            CompletableFuture<Listing> look,
            Person viewer,
            KeyFilter filter,
            BiConsumer<Listing, String> use,
            Consumer<Drawn> tell) {
        for (Duration each : WORDS_AFTER) {
            CompletableFuture.delayedExecutor(each.toMillis(), TimeUnit.MILLISECONDS, Runnable::run)
                    .execute(() -> {
                        if (!look.isDone()) {
                            goOn(viewer, filter, () -> tell.accept(PatienceView.draw(showKeys.howFar(filter))), tell);
                        }
                    });
        }
        CompletableFuture<Void> used = new CompletableFuture<>();
        look.whenComplete((listing, failure) -> goOn(
                        viewer,
                        filter,
                        () -> {
                            try {
                                if (isFull(failure)) {
                                    tell.accept(SentenceView.of(SentenceView.TOO_MUCH));
                                } else if (failure != null) {
                                    throw new IllegalStateException("the keys could not be read", failure);
                                } else {
                                    use.accept(listing, "");
                                }
                            } finally {
                                used.complete(null);
                            }
                        },
                        tell))
                .exceptionally(told -> null);
        return used;
    }

    private void goOn(Person viewer, KeyFilter filter, Runnable rest, Consumer<Drawn> tell) {
        background.goOn(lane(filter), viewer.id(), rest, tell);
    }

    /** Futures that follow from others wrap what went wrong. */
    private static boolean isFull(@Nullable Throwable failure) {
        return failure != null
                && (failure instanceof RejectedExecutionException
                        || failure.getCause() instanceof RejectedExecutionException);
    }

    /**
     * The list a click came from, drawn again with a sentence on top; just the sentence where it can't be.
     *
     * @param changed the key something was done to, as it is now; null where nothing was
     * @param show shows it, perhaps a little later
     */
    void again(
            Person viewer,
            ButtonValue.@Nullable Position position,
            String note,
            @Nullable Card changed,
            Consumer<Drawn> show) {
        KeyFilter filter = position == null
                ? null
                : SlashCommand.parse(position.filterText()).filter();
        if (position == null || filter == null) {
            show.accept(SentenceView.of(note));
            return;
        }
        Consumer<Listing> draw = listing ->
                show.accept(KeyListView.draw(showKeys.page(listing, viewer, filter, position.page(), note, changed)));
        Listing kept = showKeys.kept(filter).orElse(null);
        if (kept != null) {
            draw.accept(kept);
            return;
        }
        // What was done is done: nobody else's change waits while the user is read again.
        CompletableFuture<Listing> look = filter.kind() == KeyFilter.Kind.USER
                ? showKeys.look(filter, viewer).coming()
                : null;
        if (look == null) {
            show.accept(SentenceView.of(note));
            return;
        }
        look.whenComplete((listing, failure) -> goOn(
                        viewer,
                        filter,
                        () -> {
                            if (failure == null) {
                                draw.accept(listing);
                            } else {
                                show.accept(SentenceView.of(note));
                            }
                        },
                        show))
                .exceptionally(told -> null);
    }
}
