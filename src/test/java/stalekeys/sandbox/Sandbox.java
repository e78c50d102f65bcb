package stalekeys.sandbox;

import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import stalekeys.config.LogSettings;
import stalekeys.logging.Logging;
import stalekeys.standin.BotHarness;
import stalekeys.standin.aws.SeededAccount;
import stalekeys.standin.slack.MovableClock;

/**
 * Plays one conversation with the real bot to the terminal. With somebody at the terminal the town then stays, with a page to
 * try it on, until Ctrl-C; without, or with {@code -Dsandbox.play}, it ends.
 */
public final class Sandbox {
    private static final int USUAL_PORT = 3210;

    private Sandbox() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        Logging.configure(LogSettings.Format.TEXT, LogSettings.Level.WARN);
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        // A Friday, so that the digest of Monday is three days away.
        MovableClock clock = new MovableClock(Instant.parse("2026-03-06T10:00:00Z"));
        try (BotHarness harness = new BotHarness(clock, SeededAccount.at(clock))) {
            harness.start();
            if (System.getProperty("sandbox.play") != null || !isTerminal()) {
                new Conversation(harness, out).play();
            } else {
                playAndServe(harness, out);
            }
        }
        // Clients of the stand-ins keep threads for their idle connections.
        System.exit(0);
    }

    private static void playAndServe(BotHarness harness, PrintStream out) throws IOException, InterruptedException {
        Runtime.getRuntime().addShutdownHook(new Thread(harness::close, "sandbox-end"));
        ClockControls time = new ClockControls(harness);
        try (PageServer page = PageServer.start(harness, time, Integer.getInteger("sandbox.port", USUAL_PORT))) {
            new Conversation(harness, out).play();
            time.runs();
            out.println();
            out.println("Now it is your turn, on a page that works like a small Slack:");
            out.println();
            out.println("    " + page.url());
            out.println();
            out.println("Be Ada, Goran or a guest, and type /stale-keys. It ends with Ctrl-C.");
            Thread.currentThread().join();
        }
    }

    /** From Java 22 on there may be a console without a terminal, and a method that tells. */
    @SuppressWarnings("SystemConsoleNull")
    private static boolean isTerminal() {
        Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException olderJava) {
            return true;
        }
    }
}
