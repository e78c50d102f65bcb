package stalekeys.cli.command;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * What surrounds a command: its environment and its streams.
 *
 * @param out data, and nothing else; UTF-8. A plain stream, because a PrintStream would hide that a disk is full
 * @param err everything that is not data
 * @param terminal whether err is a terminal, where progress may be drawn
 * @param userName who runs the command, as the operating system says
 */
public record ProcessContext(
        Map<String, String> environment, OutputStream out, PrintStream err, boolean terminal, String userName) {
    public ProcessContext {
        environment = Map.copyOf(environment);
    }

    /** The shell this process was started from. */
    public static ProcessContext ofProcess() {
        return new ProcessContext(
                ProcessText.environment(),
                new BufferedOutputStream(new FileOutputStream(FileDescriptor.out)),
                new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8),
                errIsTerminal(),
                System.getProperty("user.name", "unknown"));
    }

    /**
     * Java tells of a terminal only for standard input and output together, and newer versions not even that; Linux tells
     * of standard error alone. Elsewhere no progress is drawn.
     */
    private static boolean errIsTerminal() {
        Path link = Path.of("/proc/self/fd/2");
        try {
            String target = Files.readSymbolicLink(link).toString();
            return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty") || target.equals("/dev/console");
        } catch (IOException | UnsupportedOperationException e) {
            return false;
        }
    }
}
