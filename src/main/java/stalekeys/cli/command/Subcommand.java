package stalekeys.cli.command;

import java.io.IOException;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;
import stalekeys.cli.Invocation;
import stalekeys.config.Requirement;
import stalekeys.config.Settings;

/** A verb of the command line. To add one: a class, and a line in {@link Invocation}'s list. */
public interface Subcommand {
    String name();

    /** One line for the list of verbs. */
    String summary();

    /** What it can't do without, given how it was called. */
    Set<Requirement> needs(ParseResult call);

    /** Adds the options of its own; those of the settings are there already. */
    void describe(CommandSpec spec);

    /**
     * Does it.
     *
     * @return the exit code
     * @throws IOException where the data could not be written
     */
    int run(ParseResult call, Settings settings, ProcessContext shell, CommandServices wiring)
            throws CommandFailure, IOException;
}
