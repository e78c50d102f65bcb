package stalekeys.config;

import java.util.Locale;

/**
 * Every setting there is. This table is the single source: the reader takes names and defaults from it, {@code --help}
 * and the options are drawn from it, and .env.example is held against it.
 */
public enum Setting {
    BOT_TOKEN("SLACK_BOT_TOKEN", Group.SLACK, "TOKEN", secret("none"), "the Slack app's bot token (xoxb-...)"),
    SIGNING_SECRET(
            "SLACK_SIGNING_SECRET",
            Group.SLACK,
            "SECRET",
            secret("none"),
            "the Slack app's signing secret; serve needs it unless Socket Mode is on"),
    APP_TOKEN(
            "SLACK_APP_TOKEN",
            Group.SLACK,
            "TOKEN",
            secret("none"),
            "an app-level token (xapp-...) turns on Socket Mode: no public address is needed"),
    API_URL(
            "SLACK_API_URL",
            Group.SLACK,
            "URL",
            is("https://slack.com/api/"),
            "prefix of Slack's Web API, ends in a slash"),

    PORT("PORT", Group.HTTP, "PORT", is("3000"), "port Slack posts to, at /slack/events; 0 takes any free one"),
    HOST("STALE_KEYS_HOST", Group.HTTP, "ADDRESS", none("all interfaces"), "address to listen on"),
    ADMIN_PORT(
            "STALE_KEYS_ADMIN_PORT",
            Group.HTTP,
            "PORT",
            none("no metrics"),
            "a port of their own for metrics and health"),
    ADMIN_HOST(
            "STALE_KEYS_ADMIN_HOST",
            Group.HTTP,
            "ADDRESS",
            is("127.0.0.1"),
            "address the admin port listens on; 0.0.0.0 for all interfaces"),

    ADMINS(
            "STALE_KEYS_ADMINS",
            Group.PEOPLE,
            "IDS",
            none("no one"),
            "Slack user ids (U...) and user group ids (S...) of those who may change keys"),
    VIEWERS(
            "STALE_KEYS_VIEWERS",
            Group.PEOPLE,
            "IDS",
            none("no one"),
            "ids of those who may see everything, or everyone for all full members"),

    MAX_AGE_DAYS("STALE_KEYS_MAX_AGE_DAYS", Group.KEYS, "DAYS", is("90"), "a key of this age and more is stale"),
    CRITICAL_AGE_DAYS(
            "STALE_KEYS_CRITICAL_AGE_DAYS", Group.KEYS, "DAYS", is("365"), "a key older than this is critical"),

    OWNERS(
            "STALE_KEYS_OWNERS",
            Group.OWNERS,
            "USER=OWNER,...",
            none("nobody"),
            "IAM user name to Slack user id, channel id or address; a comma inside a name is written \\,"),
    OWNER_TAGS(
            "STALE_KEYS_OWNER_TAGS",
            Group.OWNERS,
            "TAGS",
            is("slack,email,owner"),
            "tags of IAM users that name the owner, looked at in this order"),
    FALLBACK(
            "STALE_KEYS_FALLBACK",
            Group.OWNERS,
            "CHANNEL|USER",
            none("the digest channel"),
            "where keys without an owner are listed once a week"),

    CHANNEL("STALE_KEYS_CHANNEL", Group.DIGEST, "CHANNEL", none("no digest"), "channel of the digest, id or #name"),
    DIGEST_CRON(
            "STALE_KEYS_DIGEST_CRON",
            Group.DIGEST,
            "CRON",
            is("0 9 * * MON"),
            "when the digest is posted: minute, hour, day of month, month, day of week"),
    TIME_ZONE(
            "STALE_KEYS_TIME_ZONE", Group.DIGEST, "ZONE", is("UTC"), "time zone of the digest, such as Europe/Berlin"),

    ACCOUNTS(
            "STALE_KEYS_ACCOUNTS",
            Group.AWS,
            "NAME=ARN,...",
            none("the credentials' own account"),
            "accounts to look at, each with the role to assume there"),
    ORGANIZATION_ROLE(
            "STALE_KEYS_ORGANIZATION_ROLE",
            Group.AWS,
            "ROLE",
            none("none"),
            "role, with its path, to assume in every active account of the organization"),
    CHANGE_ROLE(
            "STALE_KEYS_CHANGE_ROLE",
            Group.AWS,
            "ROLE",
            none("no changes there"),
            "role, with its path, to assume for changing keys in those accounts"),
    EXTERNAL_ID("STALE_KEYS_EXTERNAL_ID", Group.AWS, "ID", none("none"), "external id for assuming those roles"),
    RATE("STALE_KEYS_RATE", Group.AWS, "CALLS", is("20"), "most IAM calls a second in one account; 0 for no cap"),
    TOTAL_RATE("STALE_KEYS_TOTAL_RATE", Group.AWS, "CALLS", is("0"), "most IAM calls a second over all; 0 for no cap"),

    SWEEP_MINUTES(
            "STALE_KEYS_SWEEP_MINUTES", Group.FOLLOW_UP, "MINUTES", is("60"), "how often asked keys are followed up"),
    AUTO_ASK(
            "STALE_KEYS_AUTO_ASK",
            Group.FOLLOW_UP,
            "on|off",
            is("off"),
            "ask the owner of each stale key without anyone's click"),
    WARN_AHEAD_DAYS(
            "STALE_KEYS_WARN_AHEAD_DAYS",
            Group.FOLLOW_UP,
            "DAYS",
            is("0"),
            "warn owners so long before a key turns stale; 0 for never"),
    DAILY_DM_LIMIT(
            "STALE_KEYS_DAILY_DM_LIMIT",
            Group.FOLLOW_UP,
            "MESSAGES",
            is("25"),
            "most messages a day to owners, clicks on a single key apart"),

    AUTO_DEACTIVATE_AFTER_DAYS(
            "STALE_KEYS_AUTO_DEACTIVATE_AFTER_DAYS",
            Group.AUTOMATION,
            "DAYS",
            is("off"),
            "deactivate a stale key so long after its owner was first asked; at least 14"),
    AUTO_DELETE_AFTER_DAYS(
            "STALE_KEYS_AUTO_DELETE_AFTER_DAYS",
            Group.AUTOMATION,
            "DAYS",
            is("off"),
            "delete a key so long after stale-keys itself deactivated it; at least 30"),

    SMTP_URL(
            "STALE_KEYS_SMTP_URL",
            Group.MAIL,
            "URL",
            secret("no mail"),
            "mail server for owners without Slack: smtp(s)://user:password@host:port"),
    MAIL_FROM("STALE_KEYS_MAIL_FROM", Group.MAIL, "ADDRESS", none("none"), "sender of mail to owners without Slack"),
    MAIL_DOMAINS(
            "STALE_KEYS_MAIL_DOMAINS",
            Group.MAIL,
            "DOMAINS",
            none("none"),
            "domains that may be written to; no others are"),

    DATABASE_URL(
            "STALE_KEYS_DATABASE_URL",
            Group.STORE,
            "URL",
            new Default("jdbc:sqlite:data/stale-keys.db", "jdbc:sqlite:data/stale-keys.db", true),
            "SQLite, jdbc:sqlite:FILE, or PostgreSQL, jdbc:postgresql://host/database?user=...&password=..."),

    RETENTION_DAYS(
            "STALE_KEYS_RETENTION_DAYS",
            Group.STORE,
            "DAYS",
            is("0"),
            "how long sent messages, and the history of keys that are gone, are kept; at least 90, or 0 for good"),

    LOG_FORMAT("STALE_KEYS_LOG_FORMAT", Group.LOGS, "text|json", is("text"), "form of the log on standard error"),
    LOG_LEVEL(
            "STALE_KEYS_LOG_LEVEL",
            Group.LOGS,
            "LEVEL",
            is("info"),
            "least severe line of stale-keys' own: error, warn, info, debug or trace");

    /** Settings that belong together. */
    public enum Group {
        SLACK("Slack"),
        HTTP("HTTP"),
        PEOPLE("Who may do what"),
        KEYS("What is stale"),
        OWNERS("Owners"),
        DIGEST("Digest"),
        AWS("AWS"),
        FOLLOW_UP("Follow-up"),
        AUTOMATION("Automatic action"),
        MAIL("Mail"),
        STORE("Database"),
        LOGS("Logs");

        private final String title;

        Group(String title) {
            this.title = title;
        }

        public String title() {
            return title;
        }
    }

    private static final String PREFIX = "STALE_KEYS_";

    private final String variable;
    private final Group group;
    private final String placeholder;
    private final String defaultValue;
    private final String shownDefault;
    private final boolean secret;
    private final String meaning;

    Setting(String variable, Group group, String placeholder, Default unset, String meaning) {
        this.variable = variable;
        this.group = group;
        this.placeholder = placeholder;
        this.defaultValue = unset.value;
        this.shownDefault = unset.shown;
        this.secret = unset.secret;
        this.meaning = meaning;
    }

    /** The environment variable. */
    public String variable() {
        return variable;
    }

    /** The variable that may hold the path of a file with the value instead; for secrets only. */
    public String fileVariable() {
        return variable + "_FILE";
    }

    /** The command-line option ("--max-age-days"). Secrets have none: command lines can be read by every process. */
    public String option() {
        return "--" + shortName().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public Group group() {
        return group;
    }

    public String placeholder() {
        return placeholder;
    }

    public String meaning() {
        return meaning;
    }

    public boolean secret() {
        return secret;
    }

    /** What holds where it is not set, as it would be written; empty where that is nothing. */
    public String defaultValue() {
        return defaultValue;
    }

    /** The same in words, for people. */
    public String shownDefault() {
        return shownDefault;
    }

    /** The variable without our prefix. */
    String shortName() {
        return shortName(variable);
    }

    static String shortName(String variable) {
        return variable.startsWith(PREFIX) ? variable.substring(PREFIX.length()) : variable;
    }

    private static Default is(String value) {
        return new Default(value, value, false);
    }

    private static Default none(String shown) {
        return new Default("", shown, false);
    }

    private static Default secret(String shown) {
        return new Default("", shown, true);
    }

    private record Default(String value, String shown, boolean secret) {}
}
