package stalekeys.config;

/** What a verb can't do without. */
public enum Requirement {
    /** the bot token: something is said in, or asked of, Slack */
    SLACK,
    /** Slack calls us: the signing secret over HTTP, or the app token for Socket Mode */
    SLACK_EVENTS,
    /** a channel for the digest */
    CHANNEL
}
