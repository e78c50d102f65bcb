package stalekeys.work;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import stalekeys.keys.Finding;
import stalekeys.keys.KeyFilter;
import stalekeys.keys.Report;

/** Puts the page of keys together that one person may see. */
public final class ShowKeys {
    private static final int UNCONFIRMED_SHOWN = 3;

    private final Reports reports;
    private final Cards cards;
    private final People people;
    private final Ledger ledger;
    private final int maxAgeDays;

    public ShowKeys(Reports reports, Cards cards, People people, Ledger ledger, int maxAgeDays) {
        this.reports = reports;
        this.cards = cards;
        this.people = people;
        this.ledger = ledger;
        this.maxAgeDays = maxAgeDays;
    }

    /** The kept report for this filter, if there is one: then the answer is instant. */
    public Optional<Report> kept(KeyFilter filter) {
        return reports.kept(filter.horizonDays(maxAgeDays));
    }

    /** A new look at everything. */
    public CompletableFuture<Report> look(KeyFilter filter) {
        return reports.refresh(filter.horizonDays(maxAgeDays));
    }

    /**
     * The page.
     *
     * @param wantedPage 1 and up; one beyond the end shows the last
     * @param note what just happened, to stand on top; may be empty
     */
    public KeyPage page(Report report, Person viewer, KeyFilter filter, int wantedPage, String note) {
        boolean ownOnly = !viewer.role().seesEverything();
        List<Finding> findings = report.findings().stream()
                .filter(finding -> filter.matches(finding, report.takenAt()))
                .filter(finding -> !ownOnly || viewer.isNamedBy(finding.owner()))
                .toList();
        findings = switch (filter.kind()) {
            case MINE ->
                findings.stream()
                        .filter(finding -> viewer.isNamedBy(finding.owner()))
                        .toList();
            case OWNED_BY -> ownedBy(people.person(filter.text()), findings);
            case STALE, CRITICAL, USER, OLDER_THAN, UNUSED -> findings;
        };
        int pages = Math.max(1, (findings.size() + KeyPage.SIZE - 1) / KeyPage.SIZE);
        int page = Math.min(Math.max(1, wantedPage), pages);
        List<Finding> shown =
                findings.subList((page - 1) * KeyPage.SIZE, Math.min(page * KeyPage.SIZE, findings.size()));
        return new KeyPage(
                note,
                filter,
                ownOnly,
                page,
                pages,
                findings.size(),
                allowed(cards.of(shown, report.takenAt()), viewer.role()),
                report.takenAt(),
                maxAgeDays,
                viewer.role().seesTotals() ? report.counts() : null,
                viewer.role().seesTotals() ? report.coverage().accounts() : List.of(),
                viewer.role() == Role.ADMIN && page == 1 ? unconfirmed() : List.of());
    }

    private static List<Finding> ownedBy(Person owner, List<Finding> findings) {
        return findings.stream()
                .filter(finding -> owner.isNamedBy(finding.owner()))
                .toList();
    }

    private static List<Card> allowed(List<Card> cards, Role role) {
        List<Card> result = new ArrayList<>();
        for (Card card : cards) {
            Set<Card.Action> actions = EnumSet.noneOf(Card.Action.class);
            for (Card.Action action : card.actions()) {
                boolean may = switch (action) {
                    case ASK -> role.mayAsk();
                    case DEACTIVATE, REACTIVATE -> role.mayChangeKeys();
                };
                if (may) {
                    actions.add(action);
                }
            }
            result.add(card.with(card.state(), actions));
        }
        return result;
    }

    private List<KeyPage.Unconfirmed> unconfirmed() {
        List<KeyPage.Unconfirmed> result = new ArrayList<>();
        for (OutboxItem item : ledger.inState(OutboxItem.State.UNKNOWN, UNCONFIRMED_SHOWN)) {
            if (item.payload() instanceof Message message) {
                result.add(new KeyPage.Unconfirmed(item.id(), message, item.nextTry()));
            }
        }
        return result;
    }
}
