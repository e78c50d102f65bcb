package stalekeys.bench;

import static stalekeys.bench.Results.number;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import stalekeys.bench.Results.Table;
import stalekeys.jar.ShippedBench;

/** The jar by the image's command line: many accounts, commands by many people, start and memory. */
final class Shipped {
    private static final int ACCOUNTS = 100;
    private static final int USERS_EACH = 1000;
    private static final int HEAP_MIB = 128;
    private static final int PER_SECOND = 50;
    private static final int SECONDS = 30;

    private final Results results;
    private final Charts charts;

    Shipped(Results results, Charts charts) {
        this.results = results;
        this.charts = charts;
    }

    void run(Path folder) throws IOException, InterruptedException {
        try (ShippedBench jar = new ShippedBench(folder, ACCOUNTS, USERS_EACH)) {
            List<ShippedBench.Started> starts = jar.starts(5);
            double version = jar.milliseconds("--version");
            double help = jar.milliseconds("--help");
            ShippedBench.Audited report = jar.report(HEAP_MIB);
            ShippedBench.Served served = jar.serve(PER_SECOND, SECONDS);
            manyAccounts(report, served);
            commands(served);
            start(starts, version, help, served);
        }
    }

    private void manyAccounts(ShippedBench.Audited report, ShippedBench.Served served) {
        results.add(new Table(
                "(c) %d accounts of %,d users, 2%% stale, default cap an account".formatted(ACCOUNTS, USERS_EACH),
                List.of("what", "measured"),
                List.of(
                        List.of(
                                "`report` in a heap of " + HEAP_MIB + " MiB: seconds, with its start",
                                number(report.seconds())),
                        List.of("calls", number(report.calls())),
                        List.of("stale keys found", number(report.findings())),
                        List.of("most in the heap, MiB", number(report.peakHeapMiB())),
                        List.of("of that in use, MiB", number(report.liveHeapMiB())),
                        List.of(
                                "first `/stale-keys` of a server: seconds to its list",
                                number(served.firstListSeconds())),
                        List.of("of that its processor time", number(served.firstListBusySeconds())))));
        results.atMost("(c) seconds for 100,000 users", 20, report.seconds(), "");
        results.atMost("(c) peak heap", HEAP_MIB, report.peakHeapMiB(), " MiB");
    }

    private void commands(ShippedBench.Served served) {
        double most = served.percentile(100);
        results.add(new Table(
                "(d) %d slash commands a second for %d s".formatted(PER_SECOND, SECONDS),
                List.of("what", "measured"),
                List.of(
                        List.of("acknowledged after, p50, ms", number(served.percentile(50))),
                        List.of("p99, ms", number(served.percentile(99))),
                        List.of("longest, ms", number(most)),
                        List.of("commands not acknowledged", number(served.failed())),
                        List.of("processor time of the server, s", number(served.busySeconds())),
                        List.of(
                                "lists delivered of "
                                        + number(served.acknowledged().size()),
                                number(served.answers())))));
        results.atMost("(d) acknowledgement, p99", 100, served.percentile(99), " ms");
        results.atMost("(d) acknowledgement, longest", 1000, most, " ms");
        List<Integer> percents = List.of(1, 10, 25, 50, 75, 90, 95, 99, 100);
        charts.line(
                "acknowledgements",
                "Acknowledgement of %d commands a second".formatted(PER_SECOND),
                "percentile",
                "ms",
                percents,
                percents.stream().map(served::percentile).toList());
    }

    private void start(List<ShippedBench.Started> starts, double version, double help, ShippedBench.Served served) {
        double first = starts.get(0).readySeconds();
        double[] later = starts.stream()
                .skip(1)
                .mapToDouble(ShippedBench.Started::readySeconds)
                .sorted()
                .toArray();
        double resident = starts.stream()
                .mapToDouble(ShippedBench.Started::residentMiB)
                .max()
                .orElseThrow();
        double median = later[later.length / 2];
        results.add(new Table(
                "(e) The image's command line, with its class-data archive, in 512 MiB",
                List.of("what", "measured"),
                List.of(
                        List.of("start to ready, new database, s", number(first)),
                        List.of("start to ready, median of %d, s".formatted(later.length), number(median)),
                        List.of(
                                "the same, slowest, s",
                                number(Arrays.stream(later).max().orElseThrow())),
                        List.of("resident after start, MiB", number(resident)),
                        List.of("resident after (c), MiB", number(served.residentMiB())),
                        List.of("resident after (d), MiB", number(served.residentAfterMiB())),
                        List.of("`--version`, ms", number(version)),
                        List.of("`--help`, ms", number(help)))));
        results.atMost("(e) start to ready", 1.5, median, " s");
        results.atMost("(e) start to ready, new database", 1.5, first, " s");
        results.atMost("(e) resident after start", 170, resident, " MiB");
    }
}
