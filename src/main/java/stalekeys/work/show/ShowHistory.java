package stalekeys.work.show;

import java.util.Optional;
import stalekeys.work.ledger.Ledger;
import stalekeys.work.people.Person;

/** Reads the event log for an admin, a page at a time. */
public final class ShowHistory {
    private final Ledger ledger;

    public ShowHistory(Ledger ledger) {
        this.ledger = ledger;
    }

    /**
     * The page; empty for who may not read the history. An event that is added while somebody turns the pages moves the
     * older ones down, so that one may be seen twice and none is missed.
     *
     * @param userName an IAM user, in upper or lower case; empty for everything
     * @param wantedPage 1 and up; one beyond the end shows the last
     */
    public Optional<HistoryPage> page(Person viewer, String userName, int wantedPage) {
        if (!viewer.role().readsHistory()) {
            return Optional.empty();
        }
        int total = ledger.countEvents(userName);
        int pages = Math.max(1, (total + HistoryPage.SIZE - 1) / HistoryPage.SIZE);
        int page = Math.min(Math.max(1, wantedPage), pages);
        return Optional.of(new HistoryPage(
                userName,
                page,
                pages,
                total,
                ledger.newestEvents(userName, (page - 1) * HistoryPage.SIZE, HistoryPage.SIZE)));
    }
}
