package stalekeys.cli.output;

import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import stalekeys.cli.command.SampleReports;
import stalekeys.keys.report.Report;

/** Writing a report of 5,000 findings, in each of its forms. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class ReportRenderingBenchmark {
    private static final Selection EVERYTHING = new Selection(List.of(), null, null);

    @Param({"TABLE", "CSV", "JSON"})
    public String format = "TABLE";

    private final Report report = SampleReports.large(5000);

    @Benchmark
    public int write() throws IOException {
        StringWriter out = new StringWriter();
        format().write(report, EVERYTHING, report.findings(), out);
        return out.getBuffer().length();
    }

    private ReportFormat format() {
        return switch (format) {
            case "CSV" -> new CsvReport();
            case "JSON" -> new JsonReport();
            default -> new TableReport();
        };
    }
}
