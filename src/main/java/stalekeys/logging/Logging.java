package stalekeys.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.Encoder;
import java.util.List;
import org.slf4j.LoggerFactory;
import stalekeys.config.LogSettings;

/** Sets the log up. */
public final class Logging {
    private static final String OURS = "stalekeys";

    private Logging() {}

    /** Jetty has a warning for each malformed head, with what a stranger wrote in it: anybody could fill the log. */
    private static final List<String> TOLD_BY_STRANGERS =
            List.of("org.eclipse.jetty.http", "org.eclipse.jetty.util.HostPort");

    /** A library that can't be loaded is tried elsewhere, or told in a sentence; here it would be a trace for each try. */
    private static final List<String> SAID_BY_US = List.of(
            "org.sqlite.SQLiteJDBCLoader",
            // While the database is away, a trace every few seconds.
            "com.github.kagkarlsson.scheduler.RunUntilShutdown",
            "com.github.kagkarlsson.scheduler.RunAndLogErrors");

    /**
     * Sets form and level. The level is for our own lines; libraries are held at WARN, because some of them log request
     * bodies and tokens below that. May be called again.
     */
    public static void configure(LogSettings.Format format, LogSettings.Level level) {
        configure((LoggerContext) LoggerFactory.getILoggerFactory(), format, level);
    }

    static void configure(LoggerContext context, LogSettings.Format format, LogSettings.Level level) {
        Encoder<ILoggingEvent> encoder = switch (format) {
            case TEXT -> new TextEncoder();
            case JSON -> json();
        };
        encoder.setContext(context);
        encoder.start();
        ConsoleAppender<ILoggingEvent> appender = new ConsoleAppender<>();
        appender.setContext(context);
        appender.setName("stderr");
        appender.setTarget("System.err");
        appender.setEncoder(encoder);
        appender.start();
        Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        root.detachAndStopAllAppenders();
        root.setLevel(Level.WARN);
        root.addAppender(appender);
        TOLD_BY_STRANGERS.forEach(name -> context.getLogger(name).setLevel(Level.ERROR));
        SAID_BY_US.forEach(name -> context.getLogger(name).setLevel(Level.OFF));
        context.getLogger(OURS).setLevel(Level.toLevel(level.name()));
    }

    private static JsonEncoder json() {
        JsonEncoder encoder = new JsonEncoder();
        encoder.setWithFormattedMessage(true);
        encoder.setWithMessage(false);
        encoder.setWithArguments(false);
        encoder.setWithContext(false);
        encoder.setWithSequenceNumber(false);
        encoder.setWithNanoseconds(false);
        return encoder;
    }
}
