package stalekeys.slack.view;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Drawings as files, so that each change of what people see is read in review. {@code -Dgolden.update} writes them anew.
 */
final class Golden {
    private static final Path FOLDER = Path.of("src/test/resources/golden/slack");
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private Golden() {}

    static void check(String name, JsonNode rendered) throws Exception {
        Path file = FOLDER.resolve(name + ".json");
        String now = JSON.writeValueAsString(rendered) + "\n";
        if (System.getProperty("golden.update") != null) {
            Files.createDirectories(FOLDER);
            Files.writeString(file, now);
        }
        assertThat(file).exists();
        assertThat(now).as("%s; -Dgolden.update accepts the change", name).isEqualTo(Files.readString(file));
    }
}
