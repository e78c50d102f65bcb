package stalekeys.work.show;

import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import stalekeys.keys.lifecycle.Event;
import stalekeys.keys.lifecycle.KeyLifecycle;
import stalekeys.keys.model.KeyRef;
import stalekeys.keys.model.OwnerHint;
import stalekeys.keys.report.Finding;
import stalekeys.keys.report.Report;
import stalekeys.work.audit.Reports;
import stalekeys.work.cards.Cards;
import stalekeys.work.doctor.CheckResult;
import stalekeys.work.ledger.Card;
import stalekeys.work.ledger.Ledger;
import stalekeys.work.ledger.OutboxItem;
import stalekeys.work.people.Person;
import stalekeys.work.people.Role;

/** Puts together what one person may see in their Home. */
public final class ShowHome {
    /** What people did, or what became of it; not how each message fared. */
    private static final Set<Event.Kind> DEEDS = EnumSet.of(
            Event.Kind.ASKED,
            Event.Kind.DEACTIVATED,
            Event.Kind.REACTIVATED,
            Event.Kind.DELETED,
            Event.Kind.CHANGE_NOT_DONE,
            Event.Kind.POSTPONED,
            Event.Kind.NOT_MINE,
            Event.Kind.CLAIMED,
            Event.Kind.EXCUSED,
            Event.Kind.ROTATED,
            Event.Kind.SEEN_ON_AGAIN);

    /** Among so many events there are a few deeds. */
    private static final int LOOKED_THROUGH = 50;

    private final Reports reports;
    private final ShowKeys showKeys;
    private final Cards cards;
    private final Ledger ledger;
    private final SetupStatus setupStatus;
    private final int maxAgeDays;
    private volatile @Nullable Shared shared;

    public ShowHome(
            Reports reports, ShowKeys showKeys, Cards cards, Ledger ledger, SetupStatus setupStatus, int maxAgeDays) {
        this.reports = reports;
        this.showKeys = showKeys;
        this.cards = cards;
        this.ledger = ledger;
        this.setupStatus = setupStatus;
        this.maxAgeDays = maxAgeDays;
    }

    /**
     * What all Homes are made from: while it stays the same they do.
     *
     * @param revision of the kept report; 0 where there is none
     * @param last the last thing that happened
     */
    public record Basis(long revision, List<Event> last, int unconfirmed, List<CheckResult> missing) {}

    /** What is the same in everybody's overview, worked out once for each basis. */
    private record Shared(Basis basis, int unowned, int unknown, int waiting, List<Card> worst, List<Event> actions) {}

    public Basis basis() {
        return basis(reports.latest(maxAgeDays).map(Reports.Kept::revision).orElse(0L));
    }

    private Basis basis(long revision) {
        return new Basis(
                revision, ledger.newestEvents("", 0, 1), ledger.count(OutboxItem.State.UNKNOWN), setupStatus.known());
    }

    /** Makes sure that there will be something to show: a look is begun where there is none, or an old one. */
    public Reports.Asked prepare(Person viewer) {
        return reports.kept(maxAgeDays)
                .map(kept -> Reports.Asked.waitFor(CompletableFuture.completedFuture(kept)))
                .orElseGet(() -> look(viewer));
    }

    /** A new look at everything, unless it is too early for one. */
    public Reports.Asked look(Person viewer) {
        return reports.ask(maxAgeDays, viewer.role());
    }

    /** The Home as of the last look; empty where there was none yet. */
    public Optional<Home> home(Person viewer) {
        return reports.latest(maxAgeDays).map(kept -> home(kept, viewer));
    }

    private Home home(Reports.Kept kept, Person viewer) {
        Report report = kept.report();
        Role role = viewer.role();
        List<Finding> stale = report.stale();
        List<Finding> own = stale.stream()
                .filter(finding -> viewer.isNamedBy(finding.owner()))
                .toList();
        return new Home(
                report.takenAt(),
                maxAgeDays,
                cards.ofOwner(own.stream().limit(Home.OWN).toList(), report.takenAt(), viewer),
                own.size(),
                role.seesTotals() ? report.counts() : null,
                role.seesTotals() ? report.coverage().accounts() : List.of(),
                role.seesEverything() ? overview(kept, stale, role) : null,
                ShowKeys.ownersUnknown(stale));
    }

    private Home.Overview overview(Reports.Kept kept, List<Finding> stale, Role role) {
        boolean admin = role == Role.ADMIN;
        Shared all = shared(kept, stale);
        return new Home.Overview(
                all.worst().stream().map(card -> ShowKeys.allowed(card, role)).toList(),
                all.unowned(),
                all.unknown(),
                all.waiting(),
                all.basis().unconfirmed(),
                admin ? showKeys.unconfirmed() : List.of(),
                all.actions().stream()
                        .map(event -> role.readsHistory() ? event : event.anonymous())
                        .toList(),
                admin ? setupStatus.missing() : List.of());
    }

    private Shared shared(Reports.Kept kept, List<Finding> stale) {
        Basis now = basis(kept.revision());
        Shared known = shared;
        if (known == null || !known.basis().equals(now)) {
            List<Finding> worst = stale.stream().limit(Home.Overview.WORST).toList();
            known = new Shared(
                    now,
                    naming(OwnerHint.Kind.NONE, stale),
                    naming(OwnerHint.Kind.UNREADABLE, stale),
                    waiting(stale),
                    cards.of(worst, kept.report().takenAt()),
                    actions());
            shared = known;
        }
        return known;
    }

    /** Whether the name is anybody's is not asked here: for all owners at once that would take long. */
    private static int naming(OwnerHint.Kind kind, List<Finding> stale) {
        return (int) stale.stream()
                .filter(finding ->
                        finding.kind() == Finding.Kind.KEY && finding.owner().kind() == kind)
                .count();
    }

    private int waiting(List<Finding> stale) {
        Collection<KeyRef> refs =
                stale.stream().flatMap(finding -> finding.ref().stream()).toList();
        return (int) ledger.events(refs).values().stream()
                .filter(events -> KeyLifecycle.of(events).cycle() != null)
                .count();
    }

    private List<Event> actions() {
        return ledger.newestEvents("", 0, LOOKED_THROUGH).stream()
                .filter(event -> DEEDS.contains(event.kind()))
                .limit(Home.Overview.RECENT)
                .toList();
    }
}
