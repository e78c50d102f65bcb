package stalekeys.config;

/**
 * How Slack is reached.
 *
 * @param apiUrl prefix of the Web API; ends in a slash
 */
public record SlackSettings(Secret botToken, Secret signingSecret, Secret appToken, String apiUrl) {
    /** Whether events come over a connection of our own instead of HTTP. */
    public boolean socketMode() {
        return appToken.present();
    }
}
