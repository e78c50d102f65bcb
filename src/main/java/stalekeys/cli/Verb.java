package stalekeys.cli;

import java.io.IOException;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;
import stalekeys.config.Need;
import stalekeys.config.Settings;

/** A verb of the command line. To add one: a class, and a line in {@link Invocation}'s list. */
interface Verb {
    String name();

    /** One line for the list of verbs. */
    String summary();

    /** What it can't do without, given how it was called. */
    Set<Need> needs(ParseResult call);

    /** Adds the options of its own; those of the settings are there already. */
    void describe(CommandSpec spec);

    /**
     * Does it.
     *
     * @return the exit code
     * @throws IOException where the data could not be written
     */
    int run(ParseResult call, Settings settings, Shell shell, Wiring wiring) throws VerbFailure, IOException;
}
