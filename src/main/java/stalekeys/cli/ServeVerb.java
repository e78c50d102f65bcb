package stalekeys.cli;

import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;
import stalekeys.config.Need;
import stalekeys.config.Settings;

/** {@code serve}: the bot itself. */
final class ServeVerb implements Verb {
    @Override
    public String name() {
        return "serve";
    }

    @Override
    public String summary() {
        return "Run the bot: answer in Slack, post the digest, carry out what was asked for.";
    }

    @Override
    public Set<Need> needs(ParseResult call) {
        return Set.of(Need.SLACK, Need.SLACK_EVENTS);
    }

    @Override
    public void describe(CommandSpec spec) {
        spec.usageMessage()
                .description(
                        summary(),
                        "It needs SLACK_BOT_TOKEN, and SLACK_SIGNING_SECRET (HTTP) or SLACK_APP_TOKEN (Socket Mode).");
    }

    @Override
    public int run(ParseResult call, Settings settings, Shell shell, Wiring wiring) throws VerbFailure {
        return wiring.serve(settings);
    }
}
