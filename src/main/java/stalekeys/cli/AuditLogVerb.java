package stalekeys.cli;

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
import stalekeys.config.Need;
import stalekeys.config.Settings;
import stalekeys.words.Plural;

/** {@code audit-log}: who asked for what, when and why, and what became of it. */
final class AuditLogVerb implements Verb {
    private static final String SINCE = "--since";
    private static final String USER = "--user";
    private static final String FORMAT = "--format";

    @Override
    public String name() {
        return "audit-log";
    }

    @Override
    public String summary() {
        return "Print what was asked for and done, by whom and why.";
    }

    @Override
    public Set<Need> needs(ParseResult call) {
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
    }

    @Override
    public int run(ParseResult call, Settings settings, Shell shell, Wiring wiring) throws VerbFailure, IOException {
        EventFormat format = format(call);
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
