package stalekeys.cli.output;

import java.io.IOException;
import java.io.Writer;
import java.util.List;
import stalekeys.keys.report.Finding;
import stalekeys.keys.report.Report;

/** A way to write the data of a report. */
public interface ReportFormat {
    /**
     * Writes the findings; does not close the writer.
     *
     * @param shown those of the report's findings that were asked for, worst first
     */
    void write(Report report, Selection selection, List<Finding> shown, Writer out) throws IOException;
}
