package stalekeys.cli.output;

import com.github.freva.asciitable.ColumnData;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import stalekeys.keys.model.LastUse;
import stalekeys.keys.report.Finding;
import stalekeys.keys.report.Reason;
import stalekeys.keys.report.Report;
import stalekeys.words.Times;

/** For people. */
public final class TableReport implements ReportFormat {
    @Override
    public void write(Report report, Selection selection, List<Finding> shown, Writer out) throws IOException {
        if (shown.isEmpty()) {
            return;
        }
        boolean notes = shown.stream().anyMatch(finding -> !notes(finding).isEmpty());
        List<ColumnData<Finding>> columns = new ArrayList<>();
        columns.add(TextTable.left(
                "Severity", finding -> ReportWords.word(finding.verdict().severity())));
        columns.add(TextTable.left("User", Finding::userName));
        columns.add(
                TextTable.left("Access key", finding -> ReportRow.of(finding).accessKey()));
        columns.add(TextTable.right("Days", finding -> ReportRow.of(finding).keyAge()));
        columns.add(
                TextTable.left("Created", finding -> finding.created() == null ? "" : Times.day(finding.created())));
        columns.add(TextTable.left("Last used", TableReport::lastUsed));
        columns.add(TextTable.left("Owner", finding -> ReportRow.of(finding).owner()));
        columns.add(TextTable.left("Account", finding -> finding.account().label()));
        if (notes) {
            columns.add(TextTable.left("Notes", TableReport::notes));
        }
        TextTable.write(shown, columns, out);
    }

    private static String lastUsed(Finding finding) {
        LastUse use = finding.lastUse();
        if (use.at() == null) {
            return ReportWords.lastUsed(use);
        }
        return Times.day(use.at())
                + (use.service() == null ? "" : " " + use.service())
                + (use.region() == null ? "" : " " + use.region());
    }

    /** Only what no other column says. */
    private static String notes(Finding finding) {
        List<String> notes = new ArrayList<>();
        for (Reason reason : finding.verdict().reasons()) {
            switch (reason.kind()) {
                case AGE, NEVER_USED, LAST_USE_UNREADABLE, TAGS_UNREADABLE -> {
                    // Days, Last used and Owner say so.
                }
                case ROOT -> notes.add("root keys: delete them");
                case QUARANTINED -> notes.add("leaked, AWS set " + reason.detail());
                case LEAK_UNKNOWN -> notes.add("not known whether it leaked");
                case EXEMPTION_ON_HOLD -> notes.add("exemption until " + reason.detail() + " on hold");
                case EXCUSED_UNTIL -> notes.add("exempt until " + reason.detail());
                case PROTECTED -> notes.add("protected by a tag");
                case EXCUSE_INVALID -> notes.add("exemption tag not taken");
            }
        }
        if (finding.description() != null && !finding.description().isBlank()) {
            notes.add('"' + finding.description() + '"');
        }
        return String.join("; ", notes);
    }
}
