package stalekeys.sandbox;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import stalekeys.config.LogSettings;
import stalekeys.logging.Logging;
import stalekeys.standin.Town;
import stalekeys.standin.aws.SeededAccount;
import stalekeys.standin.slack.MovableClock;

/** Plays one conversation with the real bot to the terminal, and ends. */
public final class Sandbox {
    private Sandbox() {}

    public static void main(String[] args) {
        Logging.configure(LogSettings.Format.TEXT, LogSettings.Level.WARN);
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        // A Friday, so that the digest of Monday is three days away.
        MovableClock clock = new MovableClock(Instant.parse("2026-03-06T10:00:00Z"));
        try (Town town = new Town(clock, SeededAccount.at(clock))) {
            town.start();
            new Conversation(town, out).play();
        }
        // Clients of the stand-ins keep threads for their idle connections.
        System.exit(0);
    }
}
