package stalekeys.work.show;

import java.util.List;
import stalekeys.keys.lifecycle.Event;

/**
 * One page of what happened, newest first.
 *
 * @param userName the IAM user it is about; empty for everything
 * @param page 1 to pages; pages is at least 1
 * @param total how many events there are on all pages
 */
public record HistoryPage(String userName, int page, int pages, int total, List<Event> events) {
    /** About two screenfuls on a phone, and far inside Slack's 50 blocks and 13,000 characters. */
    public static final int SIZE = 10;

    public HistoryPage {
        events = List.copyOf(events);
    }
}
