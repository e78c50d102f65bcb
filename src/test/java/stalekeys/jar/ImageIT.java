package stalekeys.jar;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import stalekeys.standin.slack.SlackUser;
import stalekeys.standin.slack.workspace.Message;
import stalekeys.store.Postgres;

/**
 * The image, made by the Dockerfile's own steps in a clean folder and run by its own command line. Not covered, since that
 * takes an engine for containers: the base images, the user, and the read-only root file system.
 */
@EnabledOnOs(value = OS.LINUX, disabledReason = "The image is made on Linux.")
@Tag("one-jdk")
class ImageIT {
    private static final Path PROJECT = Path.of("").toAbsolutePath();

    @TempDir
    private static Path root;

    private static Image image;

    private final StandIns outside = StandIns.seeded();

    @BeforeAll
    static void make() throws Exception {
        image = Image.builtFromSource(PROJECT, root);
    }

    @AfterEach
    void close() {
        outside.close();
    }

    @Test
    void another_build_in_another_folder_gives_the_same_bytes() {
        assertThat(root.resolve("app/stale-keys.jar"))
                .hasSameBinaryContentAs(Path.of(System.getProperty("stalekeys.jar", "target/stale-keys.jar")));
        assertThat(root.resolve("app/stale-keys-sbom.json"))
                .hasSameBinaryContentAs(PROJECT.resolve("target/stale-keys-sbom.json"));
    }

    @Test
    void the_classes_come_from_the_archive() throws IOException {
        Path loaded = root.resolve("loaded");
        List<String> java = new ArrayList<>(image.entryPoint());
        java.add(java.indexOf("-jar"), "-Xlog:class+load:file=" + loaded);
        outside.java(java);

        JarProcess report = outside.runs("report", "--critical");

        assertThat(report.exitCode()).isEqualTo(0);
        assertThat(Files.readAllLines(loaded)).anyMatch(line -> line.contains("stalekeys.Main source: shared objects"));
        long own = Files.readAllLines(loaded).stream()
                .filter(line -> !line.contains("source: shared objects"))
                .filter(line -> line.contains(" stalekeys.") && !line.contains("Lambda"))
                .count();
        assertThat(own).as("classes of ours that are not in it").isLessThan(60);
    }

    @Test
    void its_command_line_serves_a_conversation_and_its_health_check_sees_it_live_and_end() throws Exception {
        outside.java(image.entryPoint());
        JarProcess server = outside.serves();
        assertThat(health(server.port())).isZero();

        SlackUser ada = outside.admin();
        Message card = outside.cardOf(ada, "goran");
        ada.clicks(card, "Ask owner to rotate", "goran");
        outside.owner("U0GORAN04").awaitMessage("Please rotate", JarProcess.PATIENCE);
        outside.opensDeactivation(ada, "goran");
        ada.submits(Map.of("Reason", "Nobody answered"));
        outside.awaitModal(ada, "AWS confirms");
        assertThat(server.out()).isEmpty();
        assertThat(outside.slack.violations()).isEmpty();

        int port = server.port();
        server.askToEnd();
        server.ended();
        assertThat(health(port)).isNotZero();
    }

    @Test
    void its_runtime_has_what_postgresql_needs() {
        outside.java(image.entryPoint())
                .with("STALE_KEYS_DATABASE_URL", Postgres.server().newDatabase());
        outside.serves();
        outside.cardOf(outside.admin(), "goran");
    }

    private static int health(int port) throws IOException, InterruptedException {
        ProcessBuilder check = new ProcessBuilder(image.healthCheck()).redirectErrorStream(true);
        check.environment().put("PORT", Integer.toString(port));
        Process process = check.start();
        process.getInputStream().readAllBytes();
        return process.waitFor();
    }
}
