package stalekeys.cli.command;

import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import stalekeys.cli.output.EventCsv;
import stalekeys.cli.output.EventFormat;
import stalekeys.cli.output.EventJson;
import stalekeys.cli.output.EventRow;
import stalekeys.cli.output.EventTable;
import stalekeys.cli.output.PruneText;
import stalekeys.config.Requirement;
import stalekeys.config.Settings;
import stalekeys.keys.lifecycle.Event;
import stalekeys.words.Plural;

/** {@code audit-log}: who asked for what, when and why, and what became of it. */
public final class AuditLogCommand implements Subcommand {
    private static final String SINCE = "--since";
    private static final String USER = "--user";
    private static final String FORMAT = "--format";
    private static final String PRUNE = "--prune";
    private static final String DRY_RUN = "--dry-run";

    @Override
    public String name() {
        return "audit-log";
    }

    @Override
    public String summary() {
        return "Print what was asked for and done, by whom and why.";
    }

    @Override
    public Set<Requirement> needs(ParseResult call) {
        return Set.of();
    }

    @Override
    public void describe(CommandSpec spec) {
        spec.usageMessage()
                .description(
                        summary(),
                        "Oldest first. It reads the database that serve keeps, and makes none; it asks neither AWS nor"
                                + " Slack. Data goes to standard output, everything else to standard error.");
        spec.addOption(
                Options.text(SINCE, "DATE|DAYS", "From this day on (2026-09-21, UTC), or of the last so many days."));
        spec.addOption(Options.text(USER, "NAME", "Only about keys of this IAM user."));
        spec.addOption(Options.text(FORMAT, "table|csv|json", "Form of the data; table where nothing is said."));
        spec.addOption(Options.flag(
                PRUNE,
                "Print the events that are older than STALE_KEYS_RETENTION_DAYS, then remove them, and messages as old."
                        + " The history of a key stays while the key exists: IAM is asked."));
        spec.addOption(Options.flag(DRY_RUN, "With --prune: print them, and remove nothing."));
    }

    @Override
    public int run(ParseResult call, Settings settings, ProcessContext shell, CommandServices wiring)
            throws CommandFailure, IOException {
        EventFormat format = format(call);
        if (call.matchedOptionValue(PRUNE, false)) {
            return prune(call, format, settings, shell, wiring);
        }
        if (call.matchedOptionValue(DRY_RUN, false)) {
            throw Options.alone(call, DRY_RUN, PRUNE);
        }
        Since since = since(call);
        String user = call.matchedOptionValue(USER, "");
        List<EventRow> events = wiring.events(settings, since).stream()
                .map(EventRow::of)
                .filter(event -> user.isEmpty() || event.username().equalsIgnoreCase(user))
                .toList();
        Writer out = new OutputStreamWriter(shell.out(), StandardCharsets.UTF_8);
        format.write(events, out);
        out.flush();
        shell.err().println(Plural.of(events.size(), "event") + " shown.");
        return ExitCode.DONE;
    }

    private static int prune(
            ParseResult call, EventFormat format, Settings settings, ProcessContext shell, CommandServices wiring)
            throws CommandFailure, IOException {
        for (String part : List.of(SINCE, USER)) {
            if (call.hasMatchedOption(part)) {
                throw Options.notWith(call, part, PRUNE);
            }
        }
        if (settings.store().retentionDays() == 0) {
            throw CommandFailure.configuration(
                    "STALE_KEYS_RETENTION_DAYS is 0: everything is kept for good. Set it, or give --retention-days.");
        }
        boolean dryRun = call.matchedOptionValue(DRY_RUN, false);
        CommandServices.Pruned pruned =
                wiring.prune(settings, events -> write(events, format, shell), dryRun, "cli:" + shell.userName());
        shell.err()
                .println(PruneText.of(
                        pruned.plan(), pruned.removed(), settings.store().retentionDays(), dryRun));
        return ExitCode.DONE;
    }

    private static void write(List<Event> events, EventFormat format, ProcessContext shell) throws IOException {
        Writer out = new OutputStreamWriter(shell.out(), StandardCharsets.UTF_8);
        format.write(events.stream().map(EventRow::of).toList(), out);
        out.flush();
    }

    private static EventFormat format(ParseResult call) {
        String name = call.matchedOptionValue(FORMAT, "table");
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "table" -> new EventTable();
            case "csv" -> new EventCsv();
            case "json" -> new EventJson();
            default -> throw Options.wrong(call, FORMAT, name, "table, csv or json");
        };
    }

    private static Since since(ParseResult call) throws ParameterException {
        if (!call.hasMatchedOption(SINCE)) {
            return Since.THE_BEGINNING;
        }
        String text = call.matchedOptionValue(SINCE, "");
        return Since.parse(text)
                .orElseThrow(() -> Options.wrong(
                        call, SINCE, text, "a day, such as 2026-09-21, or a whole number of days from 1 on"));
    }
}
