package stalekeys.slack.interaction;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import stalekeys.keys.report.KeyFilter;
import stalekeys.slack.lane.BackgroundTasks;
import stalekeys.slack.lane.Lane;
import stalekeys.slack.lane.Lanes;
import stalekeys.slack.view.KeyListView;
import stalekeys.slack.view.RefreshLimitWords;
import stalekeys.slack.view.ScanProgressView;
import stalekeys.slack.view.SentenceView;
import stalekeys.slack.view.block.ButtonValue;
import stalekeys.slack.view.block.RenderedMessage;
import stalekeys.work.audit.Listing;
import stalekeys.work.ledger.Card;
import stalekeys.work.people.Person;
import stalekeys.work.show.KeyPage;
import stalekeys.work.show.ShowKeys;

/** The private list: shown for a command, turned, refreshed, and drawn again after something was done in it. */
public final class KeyList {
    /** Longer than the first of them without a word looks broken. A response URL takes five answers, the list is one. */
    private static final List<Duration> WORDS_AFTER =
            List.of(Duration.ofSeconds(2), Duration.ofSeconds(15), Duration.ofMinutes(1));

    private final ShowKeys showKeys;
    private final BackgroundTasks background;

    public KeyList(ShowKeys showKeys, BackgroundTasks background) {
        this.showKeys = showKeys;
        this.background = background;
    }

    /** Where a list by this filter is made: one that has to ask AWS keeps no other waiting. */
    public Lane lane(@Nullable KeyFilter filter) {
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
    public CompletableFuture<?> show(
            Person viewer,
            KeyFilter filter,
            int page,
            boolean anew,
            Consumer<RenderedMessage> show,
            Consumer<RenderedMessage> tell) {
        return page(viewer, filter, page, anew, shown -> show.accept(KeyListView.draw(shown)), tell);
    }

    /** The same, for whoever makes something else of the page. */
    CompletableFuture<?> page(
            Person viewer,
            KeyFilter filter,
            int page,
            boolean anew,
            Consumer<KeyPage> use,
            Consumer<RenderedMessage> tell) {
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
            Person viewer,
            KeyFilter filter,
            boolean anew,
            BiConsumer<Listing, String> use,
            Consumer<RenderedMessage> tell) {
        Listing kept = anew ? null : showKeys.kept(filter).orElse(null);
        if (kept != null) {
            use.accept(kept, "");
            return BackgroundTasks.DONE;
        }
        ShowKeys.Look look = showKeys.look(filter, viewer);
        if (look.coming() != null) {
            return await(look.coming(), viewer, filter, use, tell);
        }
        if (look.kept() != null && look.notBefore() != null) {
            use.accept(look.kept(), RefreshLimitWords.sentence(look.kept().takenAt(), look.notBefore()));
        } else if (look.notBefore() != null) {
            tell.accept(SentenceView.of(RefreshLimitWords.sentence(look.notBefore())));
        }
        return BackgroundTasks.DONE;
    }

    private CompletableFuture<?> await(
            CompletableFuture<Listing> look,
            Person viewer,
            KeyFilter filter,
            BiConsumer<Listing, String> use,
            Consumer<RenderedMessage> tell) {
        for (Duration each : WORDS_AFTER) {
            CompletableFuture.delayedExecutor(each.toMillis(), TimeUnit.MILLISECONDS, Runnable::run)
                    .execute(() -> {
                        if (!look.isDone()) {
                            goOn(
                                    viewer,
                                    filter,
                                    () -> tell.accept(ScanProgressView.draw(showKeys.howFar(filter))),
                                    tell);
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

    private void goOn(Person viewer, KeyFilter filter, Runnable rest, Consumer<RenderedMessage> tell) {
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
            Consumer<RenderedMessage> show) {
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
