package stalekeys.keys.report;

/** From good to bad; the order is used for sorting. */
public enum Severity {
    /** Younger than the threshold. Green. */
    FRESH,
    /** At or over the threshold. Yellow. */
    STALE,
    /** Over the critical age, or a root key, or one AWS has quarantined. Red. */
    CRITICAL
}
