package stalekeys.cli;

import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import stalekeys.keys.Finding;
import stalekeys.keys.Report;

/** One line a finding. The columns are a promise: more may be added at the end. */
final class CsvReport implements ReportFormat {
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

    @Override
    public void write(Report report, Selection selection, List<Finding> shown, Writer out) throws IOException {
        CSVFormat format = CSVFormat.DEFAULT
                .builder()
                .setHeader(COLUMNS)
                .setRecordSeparator("\n")
                .get();
        CSVPrinter printer = new CSVPrinter(out, format);
        for (Finding finding : shown) {
            Row row = Row.of(finding);
            printer.printRecord(Stream.of(
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
                            String.join(" ", row.reasons()))
                    .map(CsvReport::cell));
        }
        printer.flush();
    }

    /** A spreadsheet runs a cell that begins so as a formula; behind an apostrophe it is text. */
    static String cell(String value) {
        boolean formula = !value.isEmpty() && "=+-@\t\r\n".indexOf(value.charAt(0)) >= 0;
        return Plain.text(formula ? "'" + value : value);
    }
}
