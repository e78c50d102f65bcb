package stalekeys.standin.slack;

/** The names of the one workspace and the one app in it. */
record Identity(String teamId, String teamDomain, String appId, String botId, String botUser, String botName) {

    static Identity usual() {
        return new Identity("T0EXAMPLE", "example", "A0STALEKEYS", "B0STALEKEYS", "U0STALEBOT", "stale-keys");
    }
}
