package stalekeys.keys.model;

/**
 * An AWS account.
 *
 * @param id twelve digits, or empty where nothing told it (an account without a single user, no STS)
 * @param name the configured name or the account's alias; empty where there is none
 */
public record Account(String id, String name) {
    /** Whether a person may mean this account: its id, or its name in upper or lower case. */
    public boolean isCalled(String idOrName) {
        return !idOrName.isEmpty() && (id.equals(idOrName) || name.equalsIgnoreCase(idOrName));
    }

    /** What a person recognizes it by: the name, else the id. */
    public String label() {
        if (!name.isEmpty()) {
            return name;
        }
        return id.isEmpty() ? "this account" : id;
    }
}
