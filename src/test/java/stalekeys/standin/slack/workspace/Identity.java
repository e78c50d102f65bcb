package stalekeys.standin.slack.workspace;

/** The names of the one workspace and the one app in it. */
public record Identity(String teamId, String teamDomain, String appId, String botId, String botUser, String botName) {

    public static Identity usual() {
        return new Identity("T0EXAMPLE", "example", "A0STALEKEYS", "B0STALEKEYS", "U0STALEBOT", "stale-keys");
    }
}
