package stalekeys.cli.command;

import java.io.PrintStream;
import stalekeys.work.audit.Audit;

/** Shows how far an audit is, on one line that is drawn over and over, and gone when the audit is. */
final class ProgressLine implements Audit.Progress, AutoCloseable {
    /** Drawing takes time too: with a large account, not every user is worth a line. */
    private static final int STEPS = 200;

    private final PrintStream terminal;
    private int lastDone = -1;
    private boolean rendered;

    private ProgressLine(PrintStream terminal) {
        this.terminal = terminal;
    }

    /** A line of its own for a terminal; close it before anything else is written. */
    static ProgressLine on(PrintStream terminal) {
        return new ProgressLine(terminal);
    }

    @Override
    public synchronized void users(int done, int total) {
        int step = Math.max(1, total / STEPS);
        boolean worthIt = done < lastDone || done == total || done - lastDone >= step;
        if (lastDone >= 0 && !worthIt) {
            return;
        }
        lastDone = done;
        rendered = true;
        terminal.print("\r\u001b[K" + (total == 0 ? done + " users" : done + " of " + total + " users"));
        terminal.flush();
    }

    @Override
    public synchronized void close() {
        if (rendered) {
            terminal.print("\r\u001b[K");
            terminal.flush();
        }
    }
}
