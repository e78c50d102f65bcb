package stalekeys;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Each surface has its pictures; {@code docs/screens/make} draws them. */
@Tag("one-jdk")
class ScreensTest {
    private static final Path GOLDEN = Path.of("src", "test", "resources", "golden", "slack");
    private static final Path SCREENS = Path.of("docs", "screens");
    private static final int MOST_BYTES = 60_000;
    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G'};

    @Test
    void every_surface_has_a_light_and_a_dark_picture_and_no_picture_is_left_over() throws IOException {
        Set<String> wanted;
        try (Stream<Path> golden = Files.list(GOLDEN)) {
            wanted = golden.filter(ScreensTest::isSurface)
                    .map(file -> file.getFileName().toString().replace(".json", ""))
                    .flatMap(name -> Stream.of(name + ".dark.png", name + ".light.png"))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
        assertThat(pictures().map(file -> file.getFileName().toString()))
                .as("docs/screens/make draws them")
                .containsExactlyInAnyOrderElementsOf(wanted);
    }

    @Test
    void the_pictures_are_pictures_and_small() throws IOException {
        for (Path picture : pictures().toList()) {
            byte[] bytes = Files.readAllBytes(picture);
            assertThat(bytes).as(picture.toString()).startsWith(PNG);
            assertThat(bytes.length).as(picture.toString()).isLessThan(MOST_BYTES);
        }
    }

    @Test
    void the_readme_shows_pictures_that_are_there() throws IOException {
        Set<String> shown = Pattern.compile("(?:src|srcset)=\"([^\"]+)\"")
                .matcher(Files.readString(Path.of("README.md")))
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toSet());
        assertThat(shown)
                .hasSize(6)
                .allSatisfy(picture -> assertThat(Path.of(picture)).exists());
    }

    /** Sentences have no blocks, and the hostile ones hold the limits: they are no sight. */
    private static boolean isSurface(Path file) {
        try {
            return !file.getFileName().toString().contains("hostile")
                    && new ObjectMapper()
                            .readTree(Files.readString(file, StandardCharsets.UTF_8))
                            .has("blocks");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<Path> pictures() throws IOException {
        try (Stream<Path> files = Files.list(SCREENS)) {
            return files.filter(file -> file.toString().endsWith(".png")).toList().stream();
        }
    }
}
