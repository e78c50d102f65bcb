package stalekeys.cli.command;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;
import stalekeys.cli.output.DigestText;
import stalekeys.cli.output.PlainText;
import stalekeys.cli.output.UnsentText;
import stalekeys.config.Requirement;
import stalekeys.config.Settings;
import stalekeys.work.ledger.Message;
import stalekeys.work.ledger.OutboxItem;
import stalekeys.work.outbox.DrainOutbox;

/** {@code digest}: posts one now, whenever the last one was. */
public final class DigestCommand implements Subcommand {
    private static final String DRY_RUN = "--dry-run";

    @Override
    public String name() {
        return "digest";
    }

    @Override
    public String summary() {
        return "Post a digest to the channel now.";
    }

    @Override
    public Set<Requirement> needs(ParseResult call) {
        return Set.of(Requirement.SLACK, Requirement.CHANNEL);
    }

    @Override
    public void describe(CommandSpec spec) {
        spec.usageMessage()
                .description(
                        summary(),
                        "It says who sent it; the next scheduled digest comes as planned and does not compare itself"
                                + " with it. It needs SLACK_BOT_TOKEN and a channel. What an earlier run left open is carried"
                                + " out too; it ends with 3 where something could not be sent.");
        spec.addOption(Options.flag(DRY_RUN, "Print what it would say; send and keep nothing."));
    }

    @Override
    public int run(ParseResult call, Settings settings, ProcessContext shell, CommandServices wiring)
            throws CommandFailure, IOException {
        String sentBy = "cli:" + shell.userName();
        if (call.matchedOptionValue(DRY_RUN, false)) {
            Message.Digest draft = wiring.draftDigest(settings, sentBy);
            shell.out().write(DigestText.of(draft).getBytes(StandardCharsets.UTF_8));
            return ExitCode.of(draft.accounts());
        }
        DrainOutbox.Finished<OutboxItem> finished = wiring.postDigest(settings, sentBy);
        OutboxItem item = finished.result();
        List<OutboxItem> others = finished.unsent().stream()
                .filter(each -> !each.id().equals(item.id()))
                .toList();
        UnsentText.of(others).forEach(shell.err()::println);
        String channel = PlainText.text(item.target());
        String problem = item.problem().isEmpty() ? "" : " (" + PlainText.text(item.problem()) + ")";
        return switch (item.state()) {
            case SENT -> {
                shell.err().println("Posted the digest to " + channel + ".");
                if (!others.isEmpty()) {
                    yield ExitCode.OUTSIDE_FAILED;
                }
                yield item.payload() instanceof Message.Digest digest ? ExitCode.of(digest.accounts()) : ExitCode.DONE;
            }
            case FAILED -> throw CommandFailure.outside("Slack did not take the digest for " + channel + problem + ".");
            case UNKNOWN ->
                throw CommandFailure.outside("Slack did not answer; look into " + channel
                        + " before you send it again, it may have arrived" + problem + ".");
            case PLANNED, SENDING ->
                throw CommandFailure.outside("The digest for " + channel
                        + " is not sent yet; a running server, or the next digest or sweep, sends it as soon as Slack lets it"
                        + problem + ".");
        };
    }
}
