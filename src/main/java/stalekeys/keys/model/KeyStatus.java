package stalekeys.keys.model;

/** The status IAM gives a key. */
public enum KeyStatus {
    ACTIVE,
    INACTIVE,
    /** A newer status of IAM's: the key can't be used any more, and counts with the inactive ones. */
    EXPIRED,
    /** A word this version does not know. Such a key is reported as not seen, never judged. */
    UNKNOWN;

    /** Reads IAM's own word ("Active", "Inactive", "Expired"). */
    public static KeyStatus of(String word) {
        for (KeyStatus status : values()) {
            if (status != UNKNOWN && status.name().equalsIgnoreCase(word)) {
                return status;
            }
        }
        return UNKNOWN;
    }

    /** The word as IAM writes it. */
    public String word() {
        return name().charAt(0) + name().substring(1).toLowerCase(java.util.Locale.ROOT);
    }
}
