package stalekeys.cli.output;

import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/** CSV as programs expect it and spreadsheets can't be tricked by. */
public final class Csv {
    private static final Pattern FORMULA = Pattern.compile(
            "(^|;)(?=[\\s\\u00a0\\u3000\"]*[=+@\\-\\uff1d\\uff0b\\uff20\\uff0d\\u2212])|^(?=[\\t\\r\\n])");

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

    /**
     * A spreadsheet runs a cell that begins with one of these signs as a formula, full-width ones too; behind an apostrophe
     * it is text. Where its list separator is a semicolon, a cell begins behind each semicolon as well.
     */
    public static String cell(String value) {
        return PlainText.text(FORMULA.matcher(value).replaceAll("$1'"));
    }
}
