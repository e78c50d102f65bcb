package stalekeys.bench;

import static stalekeys.bench.Results.number;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;
import stalekeys.aws.CredentialReportBenchmark;
import stalekeys.bench.Results.Table;
import stalekeys.cli.ReportRenderingBenchmark;

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
        String[] names = run.getParams().getBenchmark().split("\\.", -1);
        String parameters = run.getParams().getParamsKeys().stream()
                .map(key -> " " + run.getParams().getParam(key))
                .collect(Collectors.joining());
        return names[names.length - 2] + parameters;
    }
}
