package stalekeys.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Holds compose.yaml against the settings: what it hands over is what {@code serve} needs, and no secret lies open. */
@Tag("one-jdk")
class ComposeTest {
    private final JsonNode compose;
    private final JsonNode bot;

    ComposeTest() throws IOException {
        compose = new YAMLMapper().readTree(Files.readString(Path.of("compose.yaml")));
        bot = compose.path("services").path("stale-keys");
    }

    @Test
    void secrets_come_as_files_that_are_declared_and_mounted() {
        List<String> secrets = texts(bot.path("secrets"));
        bot.path("environment").properties().forEach(variable -> {
            Setting setting = Arrays.stream(Setting.values())
                    .filter(each -> each.fileVariable().equals(variable.getKey()))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError(variable.getKey() + " is no setting's file"));
            assertThat(setting.secret()).isTrue();
            assertThat(variable.getValue().asText()).startsWith("/run/secrets/");
            assertThat(secrets).contains(variable.getValue().asText().substring("/run/secrets/".length()));
        });
        compose.path("services")
                .forEach(service -> assertThat(texts(service.path("secrets")))
                        .allMatch(secret -> compose.path("secrets").has(secret)));
    }

    @Test
    void with_the_example_env_and_those_files_serve_has_what_it_needs(@TempDir Path secrets) throws Exception {
        Map<String, String> environment = new HashMap<>();
        for (String line : Files.readAllLines(Path.of(".env.example"))) {
            if (!line.startsWith("#") && line.contains("=")) {
                int equals = line.indexOf('=');
                environment.put(line.substring(0, equals), line.substring(equals + 1));
            }
        }
        bot.path("environment")
                .properties()
                .forEach(variable -> environment.put(
                        variable.getKey(),
                        secrets.resolve(Path.of(variable.getValue().asText()).getFileName())
                                .toString()));
        Files.writeString(secrets.resolve("bot-token"), "xoxb-example\n");
        Files.writeString(secrets.resolve("signing-secret"), "an-example\n");
        String url = "jdbc:postgresql://database/stale_keys?user=stale_keys&password=example";
        Files.writeString(secrets.resolve("database-url"), url + "\n");

        Settings settings =
                TestSettings.read(environment, Map.of(), Set.of(Requirement.SLACK, Requirement.SLACK_EVENTS));

        assertThat(settings.store().url().reveal()).isEqualTo(url);
    }

    @Test
    void it_runs_with_as_little_as_it_can() {
        assertThat(bot.path("read_only").asBoolean()).isTrue();
        assertThat(texts(bot.path("tmpfs"))).containsExactly("/tmp:exec");
        assertThat(texts(bot.path("cap_drop"))).containsExactly("ALL");
        assertThat(texts(bot.path("security_opt"))).containsExactly("no-new-privileges:true");
        // What is under way at the end may take three times ten seconds, one part after the other.
        assertThat(bot.path("stop_grace_period").asText()).isEqualTo("45s");
    }

    @Test
    void no_secret_can_be_committed_beside_it() throws IOException {
        compose.path("secrets")
                .forEach(secret -> assertThat(secret.path("file").asText()).startsWith("./secrets/"));
        assertThat(Files.readAllLines(Path.of(".gitignore"))).contains("secrets/", ".env");
    }

    private static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(each -> texts.add(each.asText()));
        return texts;
    }
}
