package stalekeys.cli;

import java.io.IOException;
import java.io.Writer;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/** CSV as programs expect it and spreadsheets can't be tricked by. */
final class Csv {
    private final CSVPrinter printer;

    private Csv(CSVPrinter printer) {
        this.printer = printer;
    }

    /** Writes the header. */
    static Csv begin(Writer out, String... columns) throws IOException {
        CSVFormat format = CSVFormat.DEFAULT
                .builder()
                .setHeader(columns)
                .setRecordSeparator("\n")
                .get();
        return new Csv(new CSVPrinter(out, format));
    }

    void line(List<String> values) throws IOException {
        printer.printRecord(values.stream().map(Csv::cell));
    }

    /** Must be called at the end; the writer stays open. */
    void end() throws IOException {
        printer.flush();
    }

    /** A spreadsheet runs a cell that begins so as a formula; behind an apostrophe it is text. */
    static String cell(String value) {
        boolean formula = !value.isEmpty() && "=+-@\t\r\n".indexOf(value.charAt(0)) >= 0;
        return Plain.text(formula ? "'" + value : value);
    }
}
