package stalekeys.standin.aws;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;

/**
 * A page of a list that is ordered by some key; the marker is opaque and survives changes between two pages.
 *
 * @param more whether more is said to follow; where, if the marker is not empty
 */
record Page<T>(List<T> items, boolean more, String marker) {
    static <T> Page<T> of(NavigableMap<String, T> all, Request request) {
        Paging paging = request.account().paging(request.action());
        if (!paging.ends()) {
            return new Page<>(
                    List.copyOf(all.values()),
                    true,
                    paging.next(request.optional("Marker").orElse("")));
        }
        NavigableMap<String, T> rest = request.optional("Marker")
                .map(marker -> all.tailMap(decode(marker), paging == Paging.OVERLAPPING))
                .orElse(all);
        List<Map.Entry<String, T>> taken =
                rest.entrySet().stream().limit(request.maxItems() + 1L).toList();
        if (taken.size() <= request.maxItems()) {
            return new Page<>(taken.stream().map(Map.Entry::getValue).toList(), false, "");
        }
        List<Map.Entry<String, T>> shown = taken.subList(0, request.maxItems());
        String last = shown.get(shown.size() - 1).getKey();
        return new Page<>(shown.stream().map(Map.Entry::getValue).toList(), true, encode(last));
    }

    String truncation() {
        return Xml.text("IsTruncated", more) + (marker.isEmpty() ? "" : Xml.text("Marker", marker));
    }

    private static String encode(String last) {
        return Base64.getEncoder().encodeToString(last.getBytes(StandardCharsets.UTF_8));
    }

    private static String decode(String marker) {
        try {
            return new String(Base64.getDecoder().decode(marker), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw ErrorResponse.invalid("Invalid Marker.");
        }
    }
}
