package stalekeys.aws.scan;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import stalekeys.standin.aws.FakeAccount;
import stalekeys.standin.aws.RandomAccount;

/** Reading a credential report of 5,000 rows, as each audit of a large account does once. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class CredentialReportBenchmark {
    private String text = "";

    @Setup
    public void write() {
        Clock clock = Clock.fixed(Instant.parse("2026-03-05T12:00:00Z"), ZoneOffset.UTC);
        FakeAccount account = RandomAccount.mostlyFresh(1, 5000, 2, "222233334444", clock);
        text = new String(account.report().freezeNow().bytes(), StandardCharsets.UTF_8);
    }

    @Benchmark
    public Optional<?> read() {
        return CredentialReport.parse(text);
    }
}
