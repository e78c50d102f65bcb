package stalekeys.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stalekeys.cli.StaleKeysCommand;
import stalekeys.config.Settings;
import stalekeys.keys.lifecycle.Event;
import stalekeys.keys.report.Report;
import stalekeys.work.audit.Audit;
import stalekeys.work.doctor.CheckResult;
import stalekeys.work.followup.Sweep;
import stalekeys.work.ledger.Message;
import stalekeys.work.ledger.OutboxItem;
import stalekeys.work.outbox.DrainOutbox;

/** What a process of its own loads, and how it ends: seen from outside. */
class StartTest {
    private static final String HEAVY =
            "software\\.amazon\\..*|com\\.slack\\..*|org\\.eclipse\\.jetty\\..*|org\\.sqlite\\..*"
                    + "|org\\.postgresql\\..*|org\\.jdbi\\..*|com\\.zaxxer\\..*|org\\.flywaydb\\..*|ch\\.qos\\.logback\\..*"
                    + "|com\\.fasterxml\\..*|org\\.apache\\.commons\\..*";

    @TempDir
    Path folder;

    @Test
    void help_loads_nothing_of_aws_slack_or_databases() throws Exception {
        assertThat(loadedBy("--help")).contains("picocli.CommandLine").noneMatch(name -> name.matches(HEAVY));
    }

    @Test
    void the_version_loads_not_even_the_command_line_parser() throws Exception {
        assertThat(loadedBy("--version"))
                .contains("stalekeys.cli.StaleKeysCommand")
                .noneMatch(name -> name.matches(HEAVY + "|picocli\\..*"));
    }

    @Test
    void a_report_that_nobody_reads_to_its_end_ends_quietly() throws Exception {
        Path err = folder.resolve("err");
        Process process = process(List.of(), "report", "--format", "csv")
                .redirectError(err.toFile())
                .start();
        process.getInputStream().close();

        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
        assertThat(Files.readString(err)).doesNotContain("ipe").doesNotContain("Exception");
    }

    private List<String> loadedBy(String argument) throws Exception {
        Path log = folder.resolve("classes");
        Process process = process(List.of("-Xshare:auto", "-Xlog:class+load:file=" + log), argument)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("out").toFile())
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
        assertThat(Files.readString(folder.resolve("out"))).contains("stale-keys");
        try (Stream<String> lines = Files.lines(log)) {
            return lines.map(line -> line.replaceFirst("^(\\[[^]]*])+ ", "").split(" ", 2)[0])
                    .toList();
        }
    }

    private static ProcessBuilder process(List<String> flags, String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(flags);
        command.add("-cp");
        command.add(System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
        command.add(Program.class.getName());
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().keySet().removeIf(name -> name.startsWith("STALE_KEYS_") || name.startsWith("SLACK_"));
        return builder;
    }

    /** A program of which only the command line is real. */
    static final class Program {
        public static void main(String[] arguments) {
            System.exit(StaleKeysCommand.run(arguments, ProcessContext.ofProcess(), new CommandServices() {
                @Override
                public Optional<String> cronProblem(String cron, ZoneId zone) {
                    throw new UnsupportedOperationException();
                }

                @Override
                public void examine(Settings settings, Consumer<CheckResult> each) {
                    throw new UnsupportedOperationException();
                }

                @Override
                public void prepare(Settings settings) {}

                @Override
                public int serve(Settings settings) {
                    throw new UnsupportedOperationException();
                }

                @Override
                public Report audit(Settings settings, int horizonDays, boolean full, Audit.Progress progress) {
                    return new FakeCommandServices().report;
                }

                @Override
                public Message.Digest draftDigest(Settings settings, String sentBy) {
                    throw new UnsupportedOperationException();
                }

                @Override
                public DrainOutbox.Finished<OutboxItem> postDigest(Settings settings, String sentBy) {
                    throw new UnsupportedOperationException();
                }

                @Override
                public Sweep.Swept draftSweep(Settings settings) {
                    throw new UnsupportedOperationException();
                }

                @Override
                public DrainOutbox.Finished<Sweep.Sent> sweep(Settings settings) {
                    throw new UnsupportedOperationException();
                }

                @Override
                public Pruned prune(Settings settings, Export export, boolean dryRun, String actor) {
                    throw new UnsupportedOperationException();
                }

                @Override
                public List<Event> events(Settings settings, Since since) {
                    throw new UnsupportedOperationException();
                }
            }));
        }
    }
}
