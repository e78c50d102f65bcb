package stalekeys.cli.command;

import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;
import stalekeys.config.Requirement;
import stalekeys.config.Settings;

/** {@code serve}: the bot itself. */
public final class ServeCommand implements Subcommand {
    @Override
    public String name() {
        return "serve";
    }

    @Override
    public String summary() {
        return "Run the bot: answer in Slack, post the digest, carry out what was asked for.";
    }

    @Override
    public Set<Requirement> needs(ParseResult call) {
        return Set.of(Requirement.SLACK, Requirement.SLACK_EVENTS);
    }

    @Override
    public void describe(CommandSpec spec) {
        spec.usageMessage()
                .description(
                        summary(),
                        "It needs SLACK_BOT_TOKEN, and SLACK_SIGNING_SECRET (HTTP) or SLACK_APP_TOKEN (Socket Mode).");
    }

    @Override
    public int run(ParseResult call, Settings settings, ProcessContext shell, CommandServices wiring)
            throws CommandFailure {
        return wiring.serve(settings);
    }
}
