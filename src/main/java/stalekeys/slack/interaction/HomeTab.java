package stalekeys.slack.interaction;

import com.slack.api.methods.MethodsClient;
import com.slack.api.methods.SlackApiException;
import com.slack.api.methods.response.views.ViewsPublishResponse;
import com.slack.api.model.view.View;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import stalekeys.keys.report.Report;
import stalekeys.slack.lane.BackgroundTasks;
import stalekeys.slack.lane.Lanes;
import stalekeys.slack.view.HomeView;
import stalekeys.slack.view.RefreshLimitWords;
import stalekeys.slack.view.SentenceView;
import stalekeys.slack.view.block.RenderedMessage;
import stalekeys.work.audit.Reports;
import stalekeys.work.ledger.LedgerUnavailable;
import stalekeys.work.people.People;
import stalekeys.work.people.Person;
import stalekeys.work.people.Role;
import stalekeys.work.show.ShowHome;

/**
 * The Home tab: published when somebody opens it, and for a day again whenever what it shows has changed. One that is older
 * is left as it is, unless the person may see less by now than it shows. The answer to a click in it stands on top until
 * the next answer, or the next opening.
 */
public final class HomeTab {
    private static final Duration KEPT_UP = Duration.ofDays(1);

    /** Slack draws a Home it has anew on a device that was away for long. */
    private static final Duration WITHDRAWN_WITHIN = Duration.ofDays(60);

    private static final Logger LOG = LoggerFactory.getLogger(HomeTab.class);

    private final MethodsClient client;
    private final People people;
    private final ShowHome showHome;
    private final Clock clock;
    private final Map<String, Shown> homes = new ConcurrentHashMap<>();
    private final BackgroundTasks background;
    /** Null where a Home may be out of date though nothing has happened: then all are drawn again. */
    private volatile ShowHome.@Nullable Basis drawnFrom;

    public HomeTab(MethodsClient client, Lanes lanes, People people, ShowHome showHome, Clock clock) {
        this.client = client;
        this.background = new BackgroundTasks(lanes);
        this.people = people;
        this.showHome = showHome;
        this.clock = clock;
    }

    /**
     * Somebody opened their Home: what is known is published at once. A look at the keys is begun where the last one is old.
     *
     * @param hash of what Slack showed them; null where it showed nothing yet
     * @return completes when nothing more is waited for
     */
    public CompletableFuture<?> opened(String userId, @Nullable String hash) {
        of(userId).opened(clock.instant(), hash);
        Person person = people.person(userId);
        return person.role() == Role.NOBODY
                ? BackgroundTasks.DONE
                : whenLooked(showHome.prepare(person), userId, () -> {});
    }

    /** Somebody wants everything read again. */
    public CompletableFuture<?> lookAgain(String userId) {
        Shown home = of(userId);
        Person person = people.person(userId);
        if (person.role() == Role.NOBODY) {
            home.publish();
            return BackgroundTasks.DONE;
        }
        Reports.Asked asked = showHome.look(person);
        if (asked.look() == null) {
            home.answer(tooSoon(asked));
            return BackgroundTasks.DONE;
        }
        RenderedMessage note = HomeView.lookingAgain();
        home.answer(note);
        return whenLooked(asked, userId, () -> home.forget(note));
    }

    private static RenderedMessage tooSoon(Reports.Asked asked) {
        Instant notBefore = asked.notBefore();
        Report kept = asked.kept();
        return kept == null || notBefore == null
                ? HomeView.notRead()
                : SentenceView.of(RefreshLimitWords.sentence(kept.takenAt(), notBefore));
    }

    /** The answer to a click in Home. */
    void answer(String userId, RenderedMessage rendered) {
        of(userId).answer(rendered);
    }

    public Consumer<RenderedMessage> errorFor(String userId) {
        return rendered -> answer(userId, rendered);
    }

    /**
     * Publishes the Homes that were opened within a day anew, where anything has happened since the last time; and older ones
     * whose person has lost a right since.
     */
    public void refresh() {
        Instant now = clock.instant();
        Instant yesterday = now.minus(KEPT_UP);
        homes.values().removeIf(home -> home.isOver(yesterday, now.minus(WITHDRAWN_WITHIN)));
        if (homes.isEmpty()) {
            return;
        }
        ShowHome.Basis basis = showHome.basis();
        if (basis.equals(drawnFrom)) {
            return;
        }
        drawnFrom = basis;
        People inTurn = people.inTurn();
        try {
            boolean allDone = true;
            for (Shown home : inOrder()) {
                // So that many Homes at once don't use up what Slack allows: the look-up that follows is answered from
                // memory.
                Person person = inTurn.person(home.userId);
                allDone &= home.openedAt.isBefore(yesterday) ? home.withdraw(person) : home.keepUp(person);
            }
            if (!allDone) {
                drawnFrom = null;
            }
        } catch (RuntimeException failure) {
            drawnFrom = null;
            throw failure;
        }
    }

    /** Those opened last first: the others are looked at only for what they may not show any more. */
    private List<Shown> inOrder() {
        return homes.values().stream()
                .sorted(Comparator.comparing((Shown home) -> home.openedAt).reversed())
                .toList();
    }

    private Shown of(String userId) {
        return homes.computeIfAbsent(userId, id -> new Shown(id, clock.instant()));
    }

    /** In the background, since the thread that looked has the next look to do. */
    private CompletableFuture<?> whenLooked(Reports.Asked asked, String userId, Runnable then) {
        CompletableFuture<Report> look = asked.look();
        if (look == null) {
            answer(userId, tooSoon(asked));
            return BackgroundTasks.DONE;
        }
        CompletableFuture<Void> told = new CompletableFuture<>();
        look.whenComplete((report, failure) -> background.goOn(
                        background.lanes().lists(),
                        userId,
                        () -> {
                            try {
                                if (failure == null) {
                                    then.run();
                                } else {
                                    answer(userId, HomeView.notRead());
                                }
                            } finally {
                                told.complete(null);
                            }
                        },
                        errorFor(userId)))
                .exceptionally(failed -> null);
        return told;
    }

    /** @param role what it was drawn for */
    private record HomeFor(View view, Role role) {}

    private HomeFor draw(String userId, @Nullable RenderedMessage said, Role saidTo) {
        Person person = people.person(userId);
        Role role = person.role();
        if (role == Role.NOBODY) {
            return new HomeFor(HomeView.sentence(SentenceView.refusal(person)), role);
        }
        RenderedMessage note = role.hasAllOf(saidTo) ? said : null;
        return new HomeFor(
                showHome.home(person).map(home -> HomeView.draw(home, note)).orElseGet(() -> HomeView.reading(note)),
                role);
    }

    /** One person's Home as it was published last. */
    private final class Shown {
        private final String userId;
        private volatile Instant openedAt;
        private @Nullable RenderedMessage note;
        /** What they were when it was said: with fewer rights it is not shown any more. */
        private Role noteFor = Role.NOBODY;

        private @Nullable View view;
        private @Nullable String hash;
        /** What they were when what Slack shows was drawn. */
        private Role drawnFor = Role.NOBODY;

        Shown(String userId, Instant openedAt) {
            this.userId = userId;
            this.openedAt = openedAt;
        }

        synchronized void opened(Instant at, @Nullable String shownHash) {
            openedAt = at;
            note = null;
            view = null;
            hash = shownHash;
            publish();
        }

        /** What is said does not depend on whether there is anything to draw below it. */
        synchronized void answer(RenderedMessage rendered) {
            note = rendered;
            noteFor = people.person(userId).role();
            try {
                publish();
            } catch (RuntimeException undrawable) {
                if (!(undrawable instanceof LedgerUnavailable)) {
                    // Of that one the log has heard already.
                    LOG.warn("A Home could not be drawn: {}", undrawable.getMessage());
                }
                send(only(rendered), null);
                drawnFrom = null;
            }
        }

        private HomeFor only(RenderedMessage rendered) {
            Person person = people.person(userId);
            return new HomeFor(
                    person.role() == Role.NOBODY
                            ? HomeView.sentence(SentenceView.refusal(person))
                            : HomeView.only(rendered),
                    person.role());
        }

        /** Whether nothing has to be done about it any more: nobody keeps it up, and it shows nothing. */
        synchronized boolean isOver(Instant yesterday, Instant longAgo) {
            return openedAt.isBefore(yesterday) && (drawnFor == Role.NOBODY || openedAt.isBefore(longAgo));
        }

        /** False where it has to be tried again, since it shows more than they may see, or nobody could tell what they may. */
        synchronized boolean keepUp(Person person) {
            publish();
            return person.known() && person.role().hasAllOf(drawnFor);
        }

        /** The same for one that is not kept up. */
        synchronized boolean withdraw(Person person) {
            // Nobody draws it again, so what it looks like need not be kept.
            view = null;
            note = null;
            if (!person.known()) {
                return false;
            }
            if (!person.role().hasAllOf(drawnFor)) {
                publish();
            }
            return person.role().hasAllOf(drawnFor);
        }

        synchronized void forget(RenderedMessage old) {
            if (old.equals(note)) {
                note = null;
                publish();
            }
        }

        synchronized void publish() {
            HomeFor rendered = draw(userId, note, noteFor);
            if (rendered.view().equals(view)) {
                return;
            }
            if (!send(rendered, hash)) {
                // Another process has published something since: what is true now may be newer than what was drawn.
                send(draw(userId, note, noteFor), null);
            }
        }

        /** False where Slack shows something else by now than what has this hash. */
        private boolean send(HomeFor rendered, @Nullable String shownHash) {
            try {
                ViewsPublishResponse response = client.viewsPublish(
                        publish -> publish.userId(userId).view(rendered.view()).hash(shownHash));
                if (response.isOk()) {
                    view = rendered.view();
                    drawnFor = rendered.role();
                    hash = response.getView() == null
                            ? null
                            : response.getView().getHash();
                    return true;
                }
                if ("hash_conflict".equals(response.getError())) {
                    return shownHash == null;
                }
                LOG.warn("Slack did not publish a Home: {}", response.getError());
            } catch (IOException | SlackApiException failure) {
                LOG.warn("Slack did not publish a Home: {}", failure.getClass().getSimpleName());
            }
            // Drawn again when it is opened again, or something happens.
            view = null;
            return true;
        }
    }
}
