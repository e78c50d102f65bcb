package stalekeys.slack.api;

import java.util.Arrays;
import java.util.Optional;

/** What the Slack app has to be allowed; manifest.yml asks for just these. */
public enum BotScope {
    COMMANDS("commands", "nobody can type /stale-keys"),
    CHAT_WRITE("chat:write", "nothing can be said to anyone"),
    IM_WRITE("im:write", "owners get no direct messages"),
    FILES_WRITE("files:write", "/stale-keys export can't send a file"),
    USERS_READ("users:read", "nobody's rights can be looked up, so nobody sees anything"),
    USERS_READ_EMAIL("users:read.email", "owners can't be found by their addresses"),
    USERGROUPS_READ("usergroups:read", "user groups among admins and viewers have no members"),
    CHANNELS_READ("channels:read", "nothing is posted into public channels"),
    GROUPS_READ("groups:read", "nothing is posted into private channels");

    private final String id;
    private final String otherwise;

    BotScope(String id, String otherwise) {
        this.id = id;
        this.otherwise = otherwise;
    }

    /** As Slack writes it. */
    public String id() {
        return id;
    }

    /** What is so without it. */
    public String otherwise() {
        return otherwise;
    }

    public static Optional<BotScope> of(String id) {
        return Arrays.stream(values()).filter(scope -> scope.id.equals(id)).findFirst();
    }
}
