package stalekeys.bench;

import static stalekeys.bench.Results.number;

import java.util.ArrayList;
import java.util.List;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;
import stalekeys.aws.scan.CredentialReportBenchmark;
import stalekeys.bench.Results.Table;
import stalekeys.cli.output.ReportRenderingBenchmark;

/** The two parts that only compute, by JMH in processes of their own. */
final class HotParts {
    private final Results results;

    HotParts(Results results) {
        this.results = results;
    }

    void run() throws RunnerException {
        List<List<String>> rows = new ArrayList<>();
        for (RunResult run : new Runner(new OptionsBuilder()
                        .include(CredentialReportBenchmark.class.getName())
                        .include(ReportRenderingBenchmark.class.getName())
                        .forks(1)
                        .warmupIterations(3)
                        .warmupTime(TimeValue.seconds(1))
                        .measurementIterations(5)
                        .measurementTime(TimeValue.seconds(1))
                        .verbosity(VerboseMode.SILENT)
                        .build())
                .run()) {
            rows.add(List.of(
                    name(run),
                    number(run.getPrimaryResult().getScore()),
                    number(run.getPrimaryResult().getScoreError())));
        }
        results.add(new Table("The parts that compute, by JMH", List.of("what", "ms", "± ms (99.9%)"), rows));
    }

    private static String name(RunResult run) {
        boolean written = run.getParams().getParamsKeys().contains("format");
        return written
                ? "writing a report of 5,000 findings as " + run.getParams().getParam("format")
                : "reading a credential report of 5,000 rows";
    }
}
