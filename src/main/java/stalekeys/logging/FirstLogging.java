package stalekeys.logging;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.core.spi.ContextAwareBase;
import ch.qos.logback.core.util.StatusPrinter;
import stalekeys.config.LogSettings;

/**
 * How the log is until the settings are read, and in tests. Found by logback as a service: it then looks for no file, and
 * never falls back to its own default, which writes everything to standard output.
 */
public final class FirstLogging extends ContextAwareBase implements Configurator {
    @Override
    @SuppressWarnings("deprecation") // It is the one logback itself prints with.
    public ExecutionStatus configure(LoggerContext context) {
        // Complaints of logback's own would otherwise stand among the data.
        StatusPrinter.setPrintStream(System.err);
        Logging.configure(context, LogSettings.Format.TEXT, LogSettings.Level.INFO);
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }
}
