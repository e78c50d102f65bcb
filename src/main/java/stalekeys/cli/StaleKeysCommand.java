package stalekeys.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import stalekeys.cli.command.CommandServices;
import stalekeys.cli.command.ExitCode;
import stalekeys.cli.command.ProcessContext;
import stalekeys.cli.command.ProcessText;

/** The command line as a whole. */
public final class StaleKeysCommand {
    static final String NAME = "stale-keys";

    private StaleKeysCommand() {}

    /**
     * Runs one command to its end.
     *
     * @return the exit code
     */
    public static int run(String[] args, ProcessContext shell, CommandServices wiring) {
        int code = ExitCode.DONE;
        try {
            if (args.length == 1 && (args[0].equals("--version") || args[0].equals("-V"))) {
                // Asked for by scripts and health checks: answered before the parser is loaded.
                shell.out().write(version().getBytes(StandardCharsets.UTF_8));
            } else {
                code = Invocation.run(ProcessText.arguments(args), shell, wiring);
            }
            shell.out().flush();
            return code;
        } catch (IOException e) {
            if (isBrokenPipe(e)) {
                // The reader (head, less) has seen enough.
                return code;
            }
            shell.err().println("The output could not be written: " + e.getMessage());
            return ExitCode.OUTSIDE_FAILED;
        }
    }

    static String version() {
        String version = StaleKeysCommand.class.getPackage().getImplementationVersion();
        // Joined by hand: the first + of a run costs a tenth of its time.
        return NAME.concat(" ")
                .concat(version == null ? "(development)" : version)
                .concat("\n");
    }

    /** The text is the operating system's, so this is a guess; a wrong one only costs a line on standard error. */
    private static boolean isBrokenPipe(IOException e) {
        String message = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
        return message.contains("broken pipe") || message.contains("pipe is being closed");
    }
}
