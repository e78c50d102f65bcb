package stalekeys.slack.api;

import org.jspecify.annotations.Nullable;

/**
 * stale-keys works in the one workspace its bot token is of. Rights, owners and channels are all looked up there; an app
 * installed for a whole organization acts in many, and its token is of none of them.
 */
public final class SingleWorkspace {
    /** What an administrator has to change. */
    static final String REINSTALL =
            "It belongs to an organization-wide install, which is not supported: stale-keys works in one workspace."
                    + " Install the app in that workspace alone, and copy the bot token (xoxb-...) it gets there.";

    /** To whoever uses the command while the token is an organization's. */
    public static final String ORGANIZATIONS_TOKEN =
            "stale-keys is installed for a whole Slack organization, which is not supported: it works in one workspace"
                    + " only. Nothing was done. Please tell whoever runs stale-keys; `doctor` says what to change.";

    /** To whoever uses the command in a workspace the token is not of. */
    public static final String ANOTHER_WORKSPACE =
            "stale-keys works in one Slack workspace only, and not in this one. Nothing was done. Installing it for a"
                    + " whole organization is not supported.";

    private SingleWorkspace() {}

    /**
     * Whether a token is an organization's, by what auth.test says of it.
     *
     * @param teamId the workspace ({@code T...}); an organization's token has none, or the organization ({@code E...})
     * @param enterpriseId the organization; a single workspace inside one has it as well
     */
    static boolean isOrganizations(@Nullable String teamId, @Nullable String enterpriseId, boolean enterpriseInstall) {
        if (enterpriseInstall) {
            return true;
        }
        if (teamId == null || teamId.isBlank()) {
            return enterpriseId != null && !enterpriseId.isBlank();
        }
        return teamId.startsWith("E");
    }
}
