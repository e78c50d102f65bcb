package stalekeys.work.ledger;

/** What became of a request to switch a key off or on. */
public enum ChangeOutcome {
    /** done, and IAM shows it */
    DONE,
    /** it was that way before; nothing was changed */
    ALREADY,
    /** the key, or one created at that time, no longer exists */
    GONE,
    /** somebody else's request for the same key is under way */
    UNDER_WAY,
    /** AWS accepted it but does not show it yet, or its answer was lost (then a sentence says so); the bot goes on looking */
    NOT_CONFIRMED,
    /** used again since the person looked: they should look again */
    USED_SINCE,
    /** nobody asked for it, and the rules by which it was planned do not call for it any more */
    NOT_DUE,
    /** the person may not (any more) do this */
    NOT_ENTITLED,
    /** the key belongs to the identity the bot runs as */
    OWN_IDENTITY,
    /** only keys stale-keys itself switched off last may be switched on from here */
    NOT_OURS,
    /** AWS has quarantined the user: the key leaked and stays off */
    QUARANTINED,
    /** nobody knows whether a key of the user leaked, so it counts as leaked; the sentence that goes with it says why */
    LEAK_UNKNOWN,
    /** keys of this account can't be changed from here: no role or policy for it is configured */
    NO_SWITCH,
    /** AWS refused, or did not answer; the sentence that goes with it says which */
    AWS_FAILED,
    /** the request became too old before it could be carried out */
    TOO_LATE
}
