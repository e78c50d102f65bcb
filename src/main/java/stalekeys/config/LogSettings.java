package stalekeys.config;

/** The log, which goes to standard error. */
public record LogSettings(Format format, Level level) {
    /** One line a message for people, or one JSON object a line for machines. */
    public enum Format {
        TEXT,
        JSON
    }

    /** The least severe line that is written. */
    public enum Level {
        ERROR,
        WARN,
        INFO,
        DEBUG,
        TRACE
    }
}
