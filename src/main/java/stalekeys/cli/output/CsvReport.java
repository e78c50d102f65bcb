package stalekeys.cli.output;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.List;
import stalekeys.keys.report.Finding;
import stalekeys.keys.report.Report;

/** One line a finding. The columns are a promise: more may be added at the end. */
public final class CsvReport implements ReportFormat {
    private static final String[] COLUMNS = {
        "Username",
        "AccessKey",
        "KeyAge",
        "Account",
        "Severity",
        "Status",
        "Created",
        "LastUsed",
        "LastUsedService",
        "LastUsedRegion",
        "Owner",
        "Reasons"
    };

    public CsvReport() {}

    /** The findings as the text of a file. */
    public static String text(List<Finding> findings) {
        StringWriter text = new StringWriter();
        try {
            write(findings, text);
        } catch (IOException e) {
            throw new UncheckedIOException("a text does not fail", e);
        }
        return text.toString();
    }

    @Override
    public void write(Report report, Selection selection, List<Finding> shown, Writer out) throws IOException {
        write(shown, out);
    }

    private static void write(List<Finding> shown, Writer out) throws IOException {
        Csv csv = Csv.begin(out, COLUMNS);
        for (Finding finding : shown) {
            ReportRow row = ReportRow.of(finding);
            csv.line(List.of(
                    row.username(),
                    row.accessKey(),
                    row.keyAge(),
                    row.account(),
                    row.severity(),
                    row.status(),
                    row.created(),
                    row.lastUsed(),
                    row.lastUsedService(),
                    row.lastUsedRegion(),
                    row.owner(),
                    String.join(" ", row.reasons())));
        }
        csv.end();
    }
}
