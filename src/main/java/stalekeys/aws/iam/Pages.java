package stalekeys.aws.iam;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import stalekeys.aws.client.InvalidResponse;

/**
 * Leads through the pages of one list, and notices where it would never end: more is said to follow, but not where; a marker
 * that was given before; more pages than any list has.
 */
public final class Pages {
    /** IAM's largest quota is some 10,000 users to an account, and a page of many may hold one. */
    private static final int MOST_PAGES = 20_000;

    private final Set<String> seen = new HashSet<>();

    /**
     * Where the next page begins; null after the last one.
     *
     * @param more whether AWS says that more follows
     * @param marker where, as AWS says
     * @throws InvalidResponse where that makes no sense: then nothing of the list may be taken for the whole
     */
    public @Nullable String next(boolean more, @Nullable String marker) {
        if (!more) {
            return null;
        }
        if (marker == null || marker.isEmpty()) {
            throw new InvalidResponse("more follows, but not where");
        }
        if (!seen.add(marker) || seen.size() >= MOST_PAGES) {
            throw new InvalidResponse("the pages of the list never end");
        }
        return marker;
    }
}
