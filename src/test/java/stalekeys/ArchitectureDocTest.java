package stalekeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The picture in ARCHITECTURE.md is of this house. */
@Tag("one-jdk")
class ArchitectureDocTest {
    private static final Path SOURCES = Path.of("src", "main", "java", "stalekeys");

    @Test
    void the_code_map_names_the_packages_there_are() throws IOException {
        Matcher rows = Pattern.compile("(?m)^\\| `([a-z/]+)/` \\|").matcher(text());
        List<String> named = rows.results().map(row -> row.group(1)).toList();
        assertThat(named).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(packages());
    }

    @Test
    void every_class_it_names_is_there() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src"))) {
            List<String> classes = files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".java"))
                    .map(name -> name.replace(".java", ""))
                    .toList();
            List<String> named = Pattern.compile("`([A-Z][A-Za-z]+)`")
                    .matcher(text())
                    .results()
                    .map(name -> name.group(1))
                    .toList();
            assertThat(named)
                    .isNotEmpty()
                    .allSatisfy(name -> assertThat(classes).contains(name));
        }
    }

    private static List<String> packages() throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            return files.filter(file -> file.getFileName().toString().endsWith(".java"))
                    .map(file -> SOURCES.relativize(file.getParent()).toString().replace('\\', '/'))
                    .filter(name -> !name.isEmpty())
                    .distinct()
                    .toList();
        }
    }

    private static String text() throws IOException {
        return Files.readString(Path.of("ARCHITECTURE.md"));
    }
}
