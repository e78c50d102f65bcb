package stalekeys.bench;

import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Measures everything there is a target for, in a few minutes, and says which of them are reached. */
public final class Bench {
    private static final Path FOLDER = Path.of("target", "bench").toAbsolutePath();

    private Bench() {}

    /** Without arguments everything; else some of {@code account}, {@code shipped} and {@code parts}. */
    public static void main(String[] arguments) {
        try {
            measure(arguments);
            System.exit(0);
        } catch (Exception failure) {
            failure.printStackTrace();
            // The stand-ins' servers would keep the process alive.
            System.exit(1);
        }
    }

    private static void measure(String[] arguments) throws Exception {
        empty();
        Results results = new Results(machine());
        Charts charts = new Charts(FOLDER);
        List<String> wanted = arguments.length == 0 ? List.of("account", "shipped", "parts") : List.of(arguments);
        if (wanted.contains("shipped")) {
            new Shipped(results, charts).run(FOLDER.resolve("image"));
        }
        if (wanted.contains("account")) {
            new OneAccount(results, charts).run();
        }
        if (wanted.contains("parts")) {
            new HotParts(results).run();
        }
        results.finish(FOLDER);
        System.out.println("Written to " + FOLDER);
    }

    private static Results.Machine machine() {
        long memory =
                ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean all
                        ? all.getTotalMemorySize() >> 20
                        : 0;
        return new Results.Machine(
                Runtime.getRuntime().availableProcessors(),
                memory,
                System.getProperty("os.name"),
                "JDK " + Runtime.version().feature());
    }

    private static void empty() throws Exception {
        if (Files.exists(FOLDER)) {
            try (Stream<Path> files = Files.walk(FOLDER)) {
                files.sorted(Comparator.reverseOrder())
                        .forEach(file -> file.toFile().delete());
            }
        }
        Files.createDirectories(FOLDER);
    }
}
