package stalekeys.cli;

import com.github.freva.asciitable.AsciiTable;
import com.github.freva.asciitable.Column;
import com.github.freva.asciitable.ColumnData;
import com.github.freva.asciitable.HorizontalAlign;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import stalekeys.keys.Finding;
import stalekeys.keys.LastUse;
import stalekeys.keys.Reason;
import stalekeys.keys.Report;
import stalekeys.words.Times;

/** For people. */
final class TableReport implements ReportFormat {
    private static final int WIDEST = 120;

    @Override
    public void write(Report report, Selection selection, List<Finding> shown, Writer out) throws IOException {
        if (shown.isEmpty()) {
            return;
        }
        boolean notes = shown.stream().anyMatch(finding -> !notes(finding).isEmpty());
        List<ColumnData<Finding>> columns = new ArrayList<>();
        columns.add(left("Severity", finding -> Words.word(finding.verdict().severity())));
        columns.add(left("User", Finding::userName));
        columns.add(left("Access key", finding -> Row.of(finding).accessKey()));
        columns.add(new Column()
                .header("Days")
                .headerAlign(HorizontalAlign.RIGHT)
                .dataAlign(HorizontalAlign.RIGHT)
                .with(finding -> Row.of(finding).keyAge()));
        columns.add(left("Created", finding -> finding.created() == null ? "" : Times.day(finding.created())));
        columns.add(left("Last used", TableReport::lastUsed));
        columns.add(left("Owner", finding -> Row.of(finding).owner()));
        columns.add(left("Account", finding -> finding.account().label()));
        if (notes) {
            columns.add(left("Notes", TableReport::notes));
        }
        String table = AsciiTable.builder()
                .border(AsciiTable.NO_BORDERS)
                .lineSeparator("\n")
                .data(shown, columns)
                .asString();
        for (String line : table.split("\n", -1)) {
            // The library pads every line to the full width and indents it by one.
            out.write(line.stripTrailing().replaceFirst("^ ", ""));
            out.write('\n');
        }
    }

    private static ColumnData<Finding> left(String header, Function<Finding, String> text) {
        return new Column()
                .header(header)
                .headerAlign(HorizontalAlign.LEFT)
                .dataAlign(HorizontalAlign.LEFT)
                .maxWidth(WIDEST)
                .with(finding -> Plain.text(text.apply(finding)));
    }

    private static String lastUsed(Finding finding) {
        LastUse use = finding.lastUse();
        if (use.at() == null) {
            return Words.lastUsed(use);
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
                case EXCUSED_UNTIL -> notes.add("excused until " + reason.detail());
                case EXCUSE_INVALID -> notes.add("exemption tag not taken");
            }
        }
        if (finding.description() != null && !finding.description().isBlank()) {
            notes.add('"' + finding.description() + '"');
        }
        return String.join("; ", notes);
    }
}
