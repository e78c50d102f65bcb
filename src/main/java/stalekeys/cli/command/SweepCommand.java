package stalekeys.cli.command;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;
import stalekeys.cli.output.SweepText;
import stalekeys.cli.output.UnsentText;
import stalekeys.config.Requirement;
import stalekeys.config.Settings;
import stalekeys.work.followup.Sweep;
import stalekeys.work.ledger.OutboxItem;
import stalekeys.work.outbox.DrainOutbox;

/** {@code sweep}: one pass of follow-up now, as a running server makes it by itself, automatic changes included. */
public final class SweepCommand implements Subcommand {
    private static final String DRY_RUN = "--dry-run";

    @Override
    public String name() {
        return "sweep";
    }

    @Override
    public String summary() {
        return "Follow up now on the keys that owners were asked about, and change those that are due.";
    }

    @Override
    public Set<Requirement> needs(ParseResult call) {
        return Set.of(Requirement.SLACK);
    }

    @Override
    public void describe(CommandSpec spec) {
        spec.usageMessage()
                .description(
                        summary(),
                        "A running server does so by itself every STALE_KEYS_SWEEP_MINUTES; nothing is said twice. It needs"
                                + " SLACK_BOT_TOKEN, and the database of the server. It carries out all that follows, and what"
                                + " an earlier run left open, and ends with 3 where something of it could not be sent.");
        spec.addOption(Options.flag(
                DRY_RUN,
                "Print what would be said to whom, and which keys would be changed; send, change and keep nothing."));
    }

    @Override
    public int run(ParseResult call, Settings settings, ProcessContext shell, CommandServices wiring)
            throws CommandFailure, IOException {
        if (call.matchedOptionValue(DRY_RUN, false)) {
            Sweep.Swept draft = wiring.draftSweep(settings);
            print(shell, SweepText.of(draft));
            return exitCode(draft);
        }
        DrainOutbox.Finished<Sweep.Sent> finished = wiring.sweep(settings);
        Sweep.Sent sent = finished.result();
        print(shell, SweepText.of(sent));
        UnsentText.of(finished.unsent()).forEach(shell.err()::println);
        boolean open = !finished.unsent().isEmpty()
                || sent.items().values().stream().anyMatch(item -> item.state() != OutboxItem.State.SENT);
        return open ? ExitCode.OUTSIDE_FAILED : exitCode(sent.swept());
    }

    private static void print(ProcessContext shell, String text) throws IOException {
        shell.out().write(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Nobody was asked about anything yet: then there is no audit, and nothing it could have missed. */
    private static int exitCode(Sweep.Swept swept) {
        if (swept.unknownOwners() > 0) {
            return ExitCode.INCOMPLETE;
        }
        return swept.accounts().isEmpty() ? ExitCode.DONE : ExitCode.of(swept.accounts());
    }
}
