package stalekeys.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;
import stalekeys.config.Need;
import stalekeys.config.Settings;
import stalekeys.work.FinishWork;
import stalekeys.work.Message;
import stalekeys.work.OutboxItem;

/** {@code digest}: posts one now, whenever the last one was. */
final class DigestVerb implements Verb {
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
    public Set<Need> needs(ParseResult call) {
        return Set.of(Need.SLACK, Need.CHANNEL);
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
    public int run(ParseResult call, Settings settings, Shell shell, Wiring wiring) throws VerbFailure, IOException {
        String sentBy = "cli:" + shell.userName();
        if (call.matchedOptionValue(DRY_RUN, false)) {
            Message.Digest draft = wiring.draftDigest(settings, sentBy);
            shell.out().write(DigestText.of(draft).getBytes(StandardCharsets.UTF_8));
            return ExitCode.of(draft.accounts());
        }
        FinishWork.Finished<OutboxItem> finished = wiring.postDigest(settings, sentBy);
        OutboxItem item = finished.result();
        List<OutboxItem> others = finished.unsent().stream()
                .filter(each -> !each.id().equals(item.id()))
                .toList();
        UnsentText.of(others).forEach(shell.err()::println);
        String channel = Plain.text(item.target());
        String problem = item.problem().isEmpty() ? "" : " (" + Plain.text(item.problem()) + ")";
        return switch (item.state()) {
            case SENT -> {
                shell.err().println("Posted the digest to " + channel + ".");
                if (!others.isEmpty()) {
                    yield ExitCode.OUTSIDE_FAILED;
                }
                yield item.payload() instanceof Message.Digest digest ? ExitCode.of(digest.accounts()) : ExitCode.DONE;
            }
            case FAILED -> throw VerbFailure.outside("Slack did not take the digest for " + channel + problem + ".");
            case UNKNOWN ->
                throw VerbFailure.outside("Slack did not answer; look into " + channel
                        + " before you send it again, it may have arrived" + problem + ".");
            case PLANNED, SENDING ->
                throw VerbFailure.outside("The digest for " + channel
                        + " is not sent yet; a running server, or the next digest or sweep, sends it as soon as Slack lets it"
                        + problem + ".");
        };
    }
}
