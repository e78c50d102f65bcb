package stalekeys.cli.command;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;
import stalekeys.cli.output.DoctorLine;
import stalekeys.config.Requirement;
import stalekeys.config.Settings;
import stalekeys.work.doctor.CheckResult;

/** {@code doctor}: whether it will work, thing by thing, and how to mend what will not. */
public final class DoctorCommand implements Subcommand {
    @Override
    public String name() {
        return "doctor";
    }

    @Override
    public String summary() {
        return "Check tokens, scopes, channels, people, database, mail server and AWS permissions.";
    }

    @Override
    public Set<Requirement> needs(ParseResult call) {
        // What is not set is among the things it tells.
        return Set.of();
    }

    @Override
    public void describe(CommandSpec spec) {
        spec.usageMessage()
                .description(
                        summary(),
                        "One line each: ok, a note (it works without, or can't be told), what is wrong and how to mend"
                                + " it, or who did not answer. It sends nothing, changes nothing and makes no database."
                                + " Ends with 2 where something needed is wrong, else with 3 where somebody did not"
                                + " answer.");
    }

    @Override
    public int run(ParseResult call, Settings settings, ProcessContext shell, CommandServices wiring)
            throws IOException {
        Map<CheckResult.Kind, Integer> counts = new EnumMap<>(CheckResult.Kind.class);
        PrintStream out = new PrintStream(shell.out(), true, StandardCharsets.UTF_8);
        wiring.examine(settings, result -> {
            counts.merge(result.kind(), 1, Integer::sum);
            out.println(DoctorLine.of(result));
        });
        int wrong = counts.getOrDefault(CheckResult.Kind.WRONG, 0);
        int unanswered = counts.getOrDefault(CheckResult.Kind.UNREACHABLE, 0);
        shell.err().println(DoctorLine.end(wrong, unanswered));
        if (wrong > 0) {
            return ExitCode.WRONG_USAGE;
        }
        return unanswered > 0 ? ExitCode.OUTSIDE_FAILED : ExitCode.DONE;
    }
}
