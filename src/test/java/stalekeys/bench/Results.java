package stalekeys.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** What was measured: tables, and the targets held against it. Written as JSON and as Markdown. */
final class Results {
    private final Machine machine;
    private final List<Table> tables = new ArrayList<>();
    private final List<Target> targets = new ArrayList<>();

    Results(Machine machine) {
        this.machine = machine;
    }

    /** Where it ran, told so that it can be compared and not found. */
    record Machine(int cores, long memoryMiB, String os, String java) {
        String sentence() {
            return cores + " cores, " + Math.round(memoryMiB / 1024.0) + " GiB of memory, " + os + ", " + java;
        }
    }

    record Table(String title, List<String> columns, List<List<String>> rows) {
        String markdown() {
            List<List<String>> lines = new ArrayList<>();
            lines.add(columns);
            lines.add(columns.stream().map(any -> "---").toList());
            lines.addAll(rows);
            return "### " + title + "\n\n"
                    + lines.stream()
                            .map(line -> "| " + String.join(" | ", line) + " |\n")
                            .collect(Collectors.joining());
        }
    }

    record Target(String what, String wanted, String measured, boolean reached) {}

    private record All(Machine machine, List<Table> tables, List<Target> targets) {}

    void add(Table table) {
        tables.add(table);
        System.out.println("\n" + table.markdown());
    }

    /** A target that holds where the figure is at most this. */
    void atMost(String what, double wanted, double measured, String unit) {
        targets.add(new Target(what, "at most " + number(wanted) + unit, number(measured) + unit, measured <= wanted));
    }

    void atLeast(String what, double wanted, double measured, String unit) {
        targets.add(new Target(what, "at least " + number(wanted) + unit, number(measured) + unit, measured >= wanted));
    }

    /** Prints the targets and writes everything. */
    void finish(Path folder) throws IOException {
        Table held = new Table(
                "Targets",
                List.of("what", "wanted", "measured", ""),
                targets.stream()
                        .sorted(Comparator.comparing(Target::what, Results::byLetter))
                        .map(target -> List.of(
                                target.what(),
                                target.wanted(),
                                target.measured(),
                                target.reached() ? "reached" : "**missed**"))
                        .toList());
        System.out.println("\n" + held.markdown());
        Files.writeString(
                folder.resolve("figures.md"),
                "Measured on " + machine.sentence() + ".\n\n" + held.markdown() + "\n"
                        + tables.stream().map(Table::markdown).collect(Collectors.joining("\n")));
        new ObjectMapper()
                .enable(SerializationFeature.INDENT_OUTPUT)
                .writeValue(folder.resolve("figures.json").toFile(), new All(machine, tables, targets));
    }

    /** In the order of their letters, "(a)" first, whatever was measured first. */
    private static int byLetter(String one, String other) {
        return Character.compare(one.charAt(1), other.charAt(1));
    }

    static String number(double value) {
        return Math.abs(value - Math.rint(value)) < 0.005 || Math.abs(value) >= 100
                ? "%,d".formatted(Math.round(value))
                : Math.abs(value) >= 10 ? "%.1f".formatted(value) : "%.2f".formatted(value);
    }
}
