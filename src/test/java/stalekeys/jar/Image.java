package stalekeys.jar;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What the Dockerfile's steps make of the project, in a folder instead of an image. Both of its stages share the folder. */
final class Image {
    private final Path project;
    private final Path root;
    private final Dockerfile dockerfile;

    private Image(Path project, Path root) throws IOException {
        this.project = project;
        this.root = root;
        this.dockerfile = Dockerfile.read(project.resolve("Dockerfile"));
    }

    /** Carries out every step but those that take an engine. */
    static Image builtFromSource(Path project, Path root) throws IOException, InterruptedException {
        Image image = new Image(project, root);
        image.make(step -> true);
        return image;
    }

    /** The same, around the jar this project's own build has made. */
    static Image around(Path project, Path root) throws IOException, InterruptedException {
        Image image = new Image(project, root);
        Path target = Files.createDirectories(image.inside("/src").resolve("target"));
        Files.copy(
                project.resolve("target/stale-keys.jar"),
                target.resolve("stale-keys.jar"),
                StandardCopyOption.COPY_ATTRIBUTES);
        // Nothing that runs reads it.
        Files.createFile(target.resolve("stale-keys-sbom.json"));
        image.make(step -> !step.rest().contains("mvnw"));
        return image;
    }

    /** The command line the image starts with; it ends with {@code -jar} and the jar. */
    List<String> entryPoint() {
        return dockerfile.only("ENTRYPOINT", "").words().stream()
                .map(this::insideText)
                .toList();
    }

    List<String> healthCheck() {
        return dockerfile.only("HEALTHCHECK", "").words();
    }

    private void make(Predicate<Dockerfile.Instruction> wanted) throws IOException, InterruptedException {
        for (Dockerfile.Instruction each : dockerfile.instructions()) {
            if (!wanted.test(each)) {
                continue;
            }
            // The runtime lies where it belongs once it is made.
            if (each.messageRefresh() && !each.files().equals(List.of("/opt/java", "/opt/java"))) {
                copy(each);
            } else if (each.keyword().equals("RUN") && !each.rest().startsWith("useradd")) {
                run(each.rest());
            }
        }
    }

    private void copy(Dockerfile.Instruction copy) throws IOException {
        List<String> files = copy.files();
        String to = files.get(files.size() - 1);
        for (String from : files.subList(0, files.size() - 1)) {
            if (!copy.fromStage()) {
                assertThat(Files.readAllLines(project.resolve(".dockerignore")))
                        .as(from + " is kept from the build")
                        .anyMatch(line -> line.startsWith("!") && Path.of(from).startsWith(line.substring(1)));
            }
            Path source = copy.fromStage() ? inside(from) : project.resolve(from);
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

    private void run(String command) throws IOException, InterruptedException {
        Path said = root.resolve("said");
        ProcessBuilder step = new ProcessBuilder("sh", "-c", insideText(command))
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

    private Path inside(String path) {
        return Path.of(insideText(path));
    }

    /** The image's folders stand in one of ours. */
    private String insideText(String text) {
        return text.replaceAll("(^|[\\s=])/(src|app|opt/java)\\b", "$1" + root + "/$2");
    }
}
