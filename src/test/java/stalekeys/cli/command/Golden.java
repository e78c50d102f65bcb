package stalekeys.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Compares output with a file that is read in review. Run with -Dgolden.update to write the files anew. */
final class Golden {
    private static final Path FOLDER = Path.of("src/test/resources/golden/cli");

    private Golden() {}

    static void check(String fileName, String actual) {
        Path file = FOLDER.resolve(fileName);
        try {
            if (System.getProperty("golden.update") != null) {
                Files.createDirectories(FOLDER);
                Files.writeString(file, actual);
            }
            assertThat(actual).isEqualTo(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
