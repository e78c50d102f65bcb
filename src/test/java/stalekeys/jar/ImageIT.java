package stalekeys.jar;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import stalekeys.standin.slack.Message;
import stalekeys.standin.slack.SlackUser;
import stalekeys.store.Postgres;

/**
 * The image, made by the Dockerfile's own steps in a clean folder and run by its own command line. Not covered, since that
 * takes an engine for containers: the base images, the user, and the read-only root file system.
 */
@EnabledOnOs(value = OS.LINUX, disabledReason = "The image is made on Linux.")
class ImageIT {
    private static final Path PROJECT = Path.of("").toAbsolutePath();

    @TempDir
    private static Path root;

    private static Dockerfile dockerfile;

    private final Outside outside = Outside.seeded();

    @BeforeAll
    static void make() throws Exception {
        dockerfile = Dockerfile.read(PROJECT.resolve("Dockerfile"));
        // Both stages share one folder here, so the runtime lies where it belongs once it is made.
        for (Dockerfile.Instruction each : dockerfile.instructions()) {
            if (each.copies() && !each.files().equals(List.of("/opt/java", "/opt/java"))) {
                copy(each);
            } else if (each.keyword().equals("RUN") && !each.rest().startsWith("useradd")) {
                run(each.rest());
            }
        }
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
        List<String> java = new ArrayList<>(entryPoint());
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
        outside.java(entryPoint());
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
        outside.java(entryPoint())
                .with("STALE_KEYS_DATABASE_URL", Postgres.server().newDatabase());
        outside.serves();
        outside.cardOf(outside.admin(), "goran");
    }

    private static void copy(Dockerfile.Instruction copy) throws IOException {
        List<String> files = copy.files();
        String to = files.get(files.size() - 1);
        for (String from : files.subList(0, files.size() - 1)) {
            if (!copy.fromStage()) {
                assertThat(Files.readAllLines(PROJECT.resolve(".dockerignore")))
                        .as(from + " is kept from the build")
                        .anyMatch(line -> line.startsWith("!") && Path.of(from).startsWith(line.substring(1)));
            }
            Path source = copy.fromStage() ? inside(from) : PROJECT.resolve(from);
            Path target = to.startsWith("/") ? inside(to) : inside("/src").resolve(to);
            boolean asOne = Files.isDirectory(source) || !to.endsWith("/");
            copyTree(source, asOne ? target : target.resolve(source.getFileName()));
        }
    }

    private static void copyTree(Path source, Path target) throws IOException {
        try (Stream<Path> files = Files.walk(source)) {
            for (Path each : files.toList()) {
                Path copy = target.resolve(source.relativize(each).toString()).normalize();
                Files.createDirectories(copy.getParent());
                // The archive fits only a jar of the same date.
                Files.copy(each, copy, StandardCopyOption.COPY_ATTRIBUTES, StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    private static void run(String command) throws IOException, InterruptedException {
        Path said = root.resolve("said");
        ProcessBuilder step = new ProcessBuilder("sh", "-c", inside(command, root))
                .directory(Files.createDirectories(inside("/src")).toFile())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile());
        String java = System.getProperty("java.home");
        step.environment().put("JAVA_HOME", java);
        step.environment().merge("PATH", java + "/bin", (path, bin) -> bin + File.pathSeparator + path);
        Process process = step.start();
        assertThat(process.waitFor(10, TimeUnit.MINUTES)).as(command).isTrue();
        assertThat(process.exitValue())
                .as(command + "\n" + Files.readString(said))
                .isZero();
    }

    private static List<String> entryPoint() {
        return dockerfile.only("ENTRYPOINT", "").words().stream()
                .map(word -> inside(word, root))
                .toList();
    }

    private static int health(int port) throws IOException, InterruptedException {
        ProcessBuilder check =
                new ProcessBuilder(dockerfile.only("HEALTHCHECK", "").words()).redirectErrorStream(true);
        check.environment().put("PORT", Integer.toString(port));
        Process process = check.start();
        process.getInputStream().readAllBytes();
        return process.waitFor();
    }

    private static Path inside(String path) {
        return Path.of(inside(path, root));
    }

    /** The image's folders stand in one of ours. */
    private static String inside(String text, Path root) {
        return text.replaceAll("(^|[\\s=])/(src|app|opt/java)\\b", "$1" + root + "/$2");
    }
}
