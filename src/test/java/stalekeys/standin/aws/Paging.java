package stalekeys.standin.aws;

/** How a list comes in pages. All but the first are what a broken endpoint, or a list that changes meanwhile, may show. */
public enum Paging {
    /** each page begins after the last of the one before */
    AS_AWS,
    /** each page begins with the last of the one before */
    OVERLAPPING,
    /** more follows each page, always from the same marker */
    SAME_MARKER,
    /** more follows each page, and the third marker leads back to the first */
    CIRCLE,
    /** more follows, but not where */
    NO_MARKER;

    boolean ends() {
        return this == AS_AWS || this == OVERLAPPING;
    }

    /** What is said to be next after this marker; empty where nothing is. */
    String next(String marker) {
        return switch (this) {
            case SAME_MARKER -> "again";
            case CIRCLE ->
                switch (marker) {
                    case "one" -> "two";
                    case "two" -> "three";
                    default -> "one";
                };
            case AS_AWS, OVERLAPPING, NO_MARKER -> "";
        };
    }
}
