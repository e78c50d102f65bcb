package stalekeys.standin.aws;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;

/** A page of a list that is ordered by some key; the marker is opaque and survives changes between two pages. */
record Page<T>(List<T> items, Optional<String> marker) {
    static <T> Page<T> of(NavigableMap<String, T> all, Request request) {
        NavigableMap<String, T> rest = request.optional("Marker")
                .map(marker -> all.tailMap(decode(marker), false))
                .orElse(all);
        List<Map.Entry<String, T>> taken =
                rest.entrySet().stream().limit(request.maxItems() + 1L).toList();
        if (taken.size() <= request.maxItems()) {
            return new Page<>(taken.stream().map(Map.Entry::getValue).toList(), Optional.empty());
        }
        List<Map.Entry<String, T>> shown = taken.subList(0, request.maxItems());
        String last = shown.get(shown.size() - 1).getKey();
        return new Page<>(shown.stream().map(Map.Entry::getValue).toList(), Optional.of(encode(last)));
    }

    String truncation() {
        return Xml.text("IsTruncated", marker.isPresent())
                + marker.map(value -> Xml.text("Marker", value)).orElse("");
    }

    private static String encode(String last) {
        return Base64.getEncoder().encodeToString(last.getBytes(StandardCharsets.UTF_8));
    }

    private static String decode(String marker) {
        try {
            return new String(Base64.getDecoder().decode(marker), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw AwsError.invalid("Invalid Marker.");
        }
    }
}
