package stalekeys.jar;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import stalekeys.standin.BotHarness;
import stalekeys.standin.aws.FakeAccount;
import stalekeys.standin.aws.RandomAccount;
import stalekeys.standin.slack.SlackUser;
import stalekeys.standin.slack.click.Ack;

/**
 * The jar as it is shipped: by the image's own command line, with its class-data archive, and with the memory compose.yaml
 * gives it, between the stand-ins. It has an organization of many accounts to look at.
 */
public final class ShippedBench implements AutoCloseable {
    private static final Path PROJECT = Path.of("").toAbsolutePath();
    private static final String ROLE = "audit/stale-keys";
    private static final Duration LATENCY = Duration.ofMillis(30);
    private static final long SEED = 20260305;
    private static final double STALE_PERCENT = 2;

    /** As of compose.yaml's mem_limit: the share of memory the heap may have is taken from this. */
    private static final String CONTAINER = "-XX:MaxRAM=512m";

    private static final Pattern COLLECTION = Pattern.compile("(\\d+)M->(\\d+)M\\((\\d+)M\\)");

    private final Image image;
    private final StandIns outside = StandIns.empty();

    /** Makes the image's folder there, and an organization of so many accounts. */
    public ShippedBench(Path folder, int accounts, int usersEach) throws IOException, InterruptedException {
        image = Image.around(PROJECT, folder);
        for (int i = 0; i < accounts; i++) {
            String id = Long.toString(300_000_000_000L + i);
            FakeAccount account = RandomAccount.mostlyFresh(SEED + i, usersEach, STALE_PERCENT, id, Clock.systemUTC());
            outside.aws.add(account.role(ROLE, ""));
        }
        outside.with("STALE_KEYS_ORGANIZATION_ROLE", ROLE)
                .with("STALE_KEYS_LOG_LEVEL", "info")
                .without("STALE_KEYS_RATE")
                .java(command());
        outside.aws.latency(LATENCY);
    }

    /** How long a verb takes that needs nothing, in milliseconds: the median of five. */
    public double milliseconds(String argument) {
        List<Double> all = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            long begin = System.nanoTime();
            outside.runs(argument);
            all.add(since(begin) * 1000);
        }
        return median(all);
    }

    /**
     * A start.
     *
     * @param readySeconds from the start of the process to the first 200 of /readyz
     * @param residentMiB a few seconds later
     */
    public record Started(double readySeconds, double residentMiB) {}

    /** Starts the server so often, the first time on a new database, and ends it again. */
    public List<Started> starts(int times) throws InterruptedException {
        List<Started> all = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            long begin = System.nanoTime();
            try (JarProcess server = outside.starts("serve")) {
                int port = server.port();
                while (outside.get(server, "/readyz") != 200) {
                    TimeUnit.MILLISECONDS.sleep(5);
                }
                double ready = since(begin);
                if (port <= 0) {
                    throw new IllegalStateException("no port");
                }
                TimeUnit.SECONDS.sleep(3);
                all.add(new Started(ready, residentMiB(server)));
                server.askToEnd();
                server.ended();
            }
        }
        return all;
    }

    /**
     * One audit of all accounts.
     *
     * @param peakHeapMiB the most that was in the heap when it was collected
     * @param liveHeapMiB the most that was left after that
     */
    public record Audited(double seconds, int calls, int findings, double peakHeapMiB, double liveHeapMiB) {}

    /** The verb report in a heap of at most so much: its start is part of the time. */
    public Audited report(int heapMiB) throws IOException {
        Path log = outside.folder.resolve("collections");
        List<String> command = new ArrayList<>(command());
        command.addAll(command.indexOf("-jar"), List.of("-Xmx" + heapMiB + "m", "-Xlog:gc:file=" + log));
        outside.java(command);
        outside.aws.calls().reset();
        long begin = System.nanoTime();
        JarProcess report = outside.runs("report", "--format", "csv");
        double seconds = since(begin);
        outside.java(command());
        if (report.exitCode() != 0) {
            throw new IllegalStateException("the report failed:\n" + report.err());
        }
        double peak = 0;
        double live = 0;
        Matcher collections = COLLECTION.matcher(Files.readString(log));
        while (collections.find()) {
            peak = Math.max(peak, Double.parseDouble(collections.group(1)));
            live = Math.max(live, Double.parseDouble(collections.group(2)));
        }
        int findings = (int) report.out().lines().count() - 1;
        return new Audited(seconds, (int) outside.aws.calls().total(), findings, peak, live);
    }

    /**
     * A server that has been asked for the list, and then by many people at a time.
     *
     * @param firstListSeconds from the first command to its list: an audit of all accounts
     * @param firstListBusySeconds processor time the server used for that
     * @param residentMiB after that
     * @param acknowledged milliseconds from when each command was due to its acknowledgement, shortest first
     * @param failed commands without a 200
     * @param answers lists that arrived
     * @param busySeconds processor time the server used for all of them
     * @param residentAfterMiB after all of them
     */
    public record Served(
            double firstListSeconds,
            double firstListBusySeconds,
            double residentMiB,
            List<Double> acknowledged,
            int failed,
            int answers,
            double busySeconds,
            double residentAfterMiB) {
        /** 0 to 100. */
        public double percentile(double percent) {
            int rank = (int) Math.ceil(percent / 100 * acknowledged.size());
            return acknowledged.get(Math.max(0, rank - 1));
        }
    }

    /** Serves so many slash commands a second, each signed and over HTTP. */
    public Served serve(int perSecond, int seconds) throws InterruptedException {
        JarProcess server = outside.serves();
        Duration before = server.busy();
        long begin = System.nanoTime();
        outside.admin().types("/stale-keys");
        outside.admin()
                .awaitMessage(
                        message -> outside.text(message).contains("worst first"), "the list", JarProcess.PATIENCE);
        double firstList = since(begin);
        Duration listed = server.busy();
        double resident = residentMiB(server);

        int answersBefore = outside.slack.calls("response_url");
        AtomicInteger failed = new AtomicInteger();
        List<Double> took = commands(perSecond, seconds, failed);
        outside.slack.await(
                "an answer to each command",
                () -> outside.slack.calls("response_url") - answersBefore >= took.size()
                        ? Optional.of(true)
                        : Optional.empty(),
                JarProcess.PATIENCE);
        int answers = outside.slack.calls("response_url") - answersBefore;
        return new Served(
                firstList,
                seconds(listed.minus(before)),
                resident,
                took,
                failed.get(),
                answers,
                seconds(server.busy().minus(listed)),
                residentMiB(server));
    }

    /** Sends each when it is due, whether or not the ones before are answered, and times it from then. */
    private List<Double> commands(int perSecond, int seconds, AtomicInteger failed) throws InterruptedException {
        List<SlackUser> people = List.of(
                outside.admin(),
                outside.secondAdmin(),
                outside.slack.user(BotHarness.VIEWER),
                outside.slack.user(BotHarness.MEMBER));
        double[] took = new double[perSecond * seconds];
        ExecutorService senders = Executors.newFixedThreadPool(64);
        long begin = System.nanoTime();
        for (int i = 0; i < took.length; i++) {
            int number = i;
            long due = begin + TimeUnit.SECONDS.toNanos(1) / perSecond * i;
            LockSupport.parkNanos(due - System.nanoTime());
            senders.execute(() -> {
                Ack ack = people.get(number % people.size()).types("/stale-keys");
                took[number] = since(due) * 1000;
                if (!ack.isOk()) {
                    failed.incrementAndGet();
                }
            });
        }
        senders.shutdown();
        if (!senders.awaitTermination(1, TimeUnit.MINUTES)) {
            throw new IllegalStateException("commands were not acknowledged");
        }
        return Arrays.stream(took).sorted().boxed().toList();
    }

    private List<String> command() {
        List<String> command = new ArrayList<>(image.entryPoint());
        command.add(command.indexOf("-jar"), CONTAINER);
        return command;
    }

    private static double residentMiB(JarProcess process) {
        try {
            return Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), "status")).stream()
                            .filter(line -> line.startsWith("VmRSS:"))
                            .mapToLong(line -> Long.parseLong(line.replaceAll("\\D+", "")))
                            .findFirst()
                            .orElseThrow()
                    / 1024.0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static double seconds(Duration time) {
        return time.toMillis() / 1000.0;
    }

    private static double median(List<Double> all) {
        return all.stream().sorted().toList().get(all.size() / 2);
    }

    private static double since(long begin) {
        return (System.nanoTime() - begin) / 1e9;
    }

    @Override
    public void close() {
        outside.close();
    }
}
