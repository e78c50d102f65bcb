package stalekeys.cli.command;

import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;
import stalekeys.cli.output.CsvReport;
import stalekeys.cli.output.JsonReport;
import stalekeys.cli.output.PlainText;
import stalekeys.cli.output.ReportFormat;
import stalekeys.cli.output.Selection;
import stalekeys.cli.output.TableReport;
import stalekeys.config.Requirement;
import stalekeys.config.Settings;
import stalekeys.keys.report.Coverage;
import stalekeys.keys.report.Finding;
import stalekeys.keys.report.KeyFilter;
import stalekeys.keys.report.Report;
import stalekeys.words.CoverageWords;
import stalekeys.words.Plural;
import stalekeys.words.Times;
import stalekeys.words.TotalsWords;
import stalekeys.work.audit.Audit;

/** {@code report}: one audit, written to standard output. */
public final class ReportCommand implements Subcommand {
    private static final String FORMAT = "--format";
    private static final String USER = "--user";
    private static final String ACCOUNT = "--account";
    private static final String OLDER_THAN = "--older-than";
    private static final String UNUSED = "--unused";
    private static final String CRITICAL = "--critical";
    private static final String OWNER = "--owner";
    private static final String FULL = "--full";
    private static final String FAIL_IF_STALE = "--fail-if-stale";

    private static final int MOST_DAYS = 36_500;

    @Override
    public String name() {
        return "report";
    }

    @Override
    public String summary() {
        return "Audit the keys once and print what was found.";
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
                        "Without filters: all stale keys, worst first. With several: what passes every one."
                                + " Needs no Slack and no database. Data goes to standard output, everything else to"
                                + " standard error.");
        spec.addOption(Options.text(FORMAT, "table|csv|json", "Form of the data; table where nothing is said."));
        spec.addOption(Options.text(USER, "NAME", "All active keys of this IAM user, stale or not."));
        spec.addOption(Options.text(ACCOUNT, "NAME", "Keys of this account: its name, alias or number."));
        spec.addOption(Options.text(OLDER_THAN, "DAYS", "Active keys of at least so many days, stale or not."));
        spec.addOption(Options.text(UNUSED, "DAYS", "Active keys without a use in so many days, and at least as old."));
        spec.addOption(Options.flag(CRITICAL, "Critical findings only."));
        spec.addOption(
                Options.text(OWNER, "OWNER", "Keys of this owner: a Slack id or address, as it is named in AWS."));
        spec.addOption(Options.flag(FULL, "List the keys of every user live, whatever the credential report says."));
        spec.addOption(Options.flag(FAIL_IF_STALE, "Exit with 1 where a stale key is shown."));
    }

    @Override
    public int run(ParseResult call, Settings settings, ProcessContext shell, CommandServices wiring)
            throws CommandFailure, IOException {
        ReportFormat format = format(call);
        Selection selection = selection(call);
        int horizon = selection.horizonDays(settings.policy().maxAgeDays());
        boolean full = call.matchedOptionValue(FULL, false);
        Report report;
        if (shell.terminal()) {
            try (ProgressLine progress = ProgressLine.on(shell.err())) {
                report = wiring.audit(settings, horizon, full, progress);
            }
        } else {
            report = wiring.audit(settings, horizon, full, Audit.Progress.SILENT);
        }
        List<Finding> shown = selection.of(report);
        if (sawSomething(report.coverage())) {
            Writer out = new OutputStreamWriter(shell.out(), StandardCharsets.UTF_8);
            format.write(report, selection, shown, out);
            out.flush();
        }
        summarize(report, selection, shown, shell.err());
        int code = exitCode(report.coverage(), shown, call.matchedOptionValue(FAIL_IF_STALE, false));
        return code == ExitCode.DONE && selection.namesNoAccountOf(report) ? ExitCode.WRONG_USAGE : code;
    }

    private static void summarize(Report report, Selection selection, List<Finding> shown, PrintStream err) {
        boolean complete = CoverageWords.complete(report.coverage().accounts());
        if (sawSomething(report.coverage())) {
            err.println(Plural.of(shown.size(), "finding") + " shown. In all: "
                    + TotalsWords.of(report.counts(), report.coverage().accounts()) + ", as of "
                    + Times.minute(report.takenAt()) + ".");
            if (report.counts().allStale() == 0) {
                err.println(complete ? "No key is stale." : "No key is stale among those that were seen.");
            }
        }
        if (selection.namesNoAccountOf(report)) {
            err.println("No account \"" + PlainText.text(String.valueOf(selection.account()))
                    + "\" was looked at. Accounts go by their name, alias or number.");
        }
        long unreadable = selection.leftOutAsUnreadable(report);
        if (unreadable > 0) {
            err.println(Plural.of(unreadable, "key") + " left out: the last use could not be read.");
        }
        CoverageWords.lines(report.coverage().accounts()).forEach(line -> err.println(PlainText.text(line)));
        if (!complete) {
            err.println("The audit is incomplete; --format json names everything that was not read.");
        }
    }

    private static boolean sawSomething(Coverage coverage) {
        return coverage.failed().size() < coverage.accounts().size();
    }

    private static int exitCode(Coverage coverage, List<Finding> shown, boolean failIfStale) {
        if (!sawSomething(coverage)) {
            return ExitCode.OUTSIDE_FAILED;
        }
        if (!coverage.complete()) {
            return ExitCode.INCOMPLETE;
        }
        boolean stale = shown.stream().anyMatch(finding -> finding.verdict().stale());
        return failIfStale && stale ? ExitCode.STALE_FOUND : ExitCode.DONE;
    }

    private static ReportFormat format(ParseResult call) {
        String name = call.matchedOptionValue(FORMAT, "table");
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "table" -> new TableReport();
            case "csv" -> new CsvReport();
            case "json" -> new JsonReport();
            default -> throw Options.wrong(call, FORMAT, name, "table, csv or json");
        };
    }

    private static Selection selection(ParseResult call) {
        List<KeyFilter> filters = new ArrayList<>();
        if (call.hasMatchedOption(USER)) {
            filters.add(KeyFilter.user(call.matchedOptionValue(USER, "")));
        }
        if (call.hasMatchedOption(OLDER_THAN)) {
            filters.add(KeyFilter.olderThan(days(call, OLDER_THAN, 0)));
        }
        if (call.hasMatchedOption(UNUSED)) {
            filters.add(KeyFilter.unused(days(call, UNUSED, 1)));
        }
        if (call.matchedOptionValue(CRITICAL, false)) {
            filters.add(KeyFilter.CRITICAL);
        }
        if (filters.isEmpty()) {
            filters.add(KeyFilter.STALE);
        }
        return new Selection(filters, call.matchedOptionValue(ACCOUNT, null), call.matchedOptionValue(OWNER, null));
    }

    private static int days(ParseResult call, String option, int least) {
        String text = call.matchedOptionValue(option, "");
        try {
            int days = Integer.parseInt(text);
            if (days >= least && days <= MOST_DAYS) {
                return days;
            }
        } catch (NumberFormatException e) {
            // Said below, as for a number out of bounds.
        }
        throw Options.wrong(call, option, text, "days, a whole number from " + least + " to " + MOST_DAYS);
    }
}
