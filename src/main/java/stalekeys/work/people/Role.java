package stalekeys.work.people;

/** What a person may see and do; from the one who may do most to the one who may do nothing. */
public enum Role {
    ADMIN,
    VIEWER,
    /** a full member without a role of their own: own keys, and the totals */
    MEMBER,
    /** a guest: own keys, no changes */
    GUEST,
    /** another team's user, a bot, a deleted user, or someone Slack could not tell us about */
    NOBODY;

    /** Whether who has this role may see whatever the other one lets see. */
    public boolean hasAllOf(Role other) {
        return compareTo(other) <= 0;
    }

    public boolean seesEverything() {
        return this == ADMIN || this == VIEWER;
    }

    public boolean seesTotals() {
        return seesEverything() || this == MEMBER;
    }

    public boolean mayAsk() {
        return seesEverything();
    }

    public boolean readsHistory() {
        return this == ADMIN;
    }

    /** Whether they may say of a key nobody is asked about that it is theirs. */
    public boolean mayClaim() {
        return seesTotals();
    }

    /** Whether they may switch off a key that is their own, where admins are configured. */
    public boolean mayChangeOwnKeys() {
        return seesTotals();
    }

    public boolean mayChangeKeys() {
        return this == ADMIN;
    }
}
