package stalekeys;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What GitHub runs is what the documents and {@code .ci/run} say; actionlint looks at the rest (src/test/workflows). */
@Tag("one-jdk")
class WorkflowsTest {
    private static final Path GITHUB = Path.of(".github");
    private static final Path CI = GITHUB.resolve("workflows/ci.yml");

    static List<Path> workflows() throws IOException {
        try (Stream<Path> files = Files.list(GITHUB.resolve("workflows"))) {
            return files.sorted().toList();
        }
    }

    @Test
    void every_jdk_runs_the_two_commands_of_the_readme() throws IOException {
        List<String> commands = found("README.md", "(?m)^\\| `(\\./mvnw [^`]+)` \\|");
        assertThat(commands).hasSize(2);
        String runs = texts(yaml(CI).at("/jobs/build/steps"), "run").collect(Collectors.joining("\n"));
        for (String command : commands) {
            assertThat(runs).contains(command.replace("./mvnw ", "./mvnw -B -ntp "));
        }
    }

    @Test
    void the_jdks_are_the_one_the_code_is_written_for_and_a_newer_one() throws IOException {
        int written = Integer.parseInt(
                found("pom.xml", "<maven.compiler.release>(\\d+)<").get(0));
        assertThat(found(".ci/run", "-gt (\\d+)")).containsExactly(String.valueOf(written));
        List<Integer> jdks = StreamSupport.stream(
                        yaml(CI).at("/jobs/build/strategy/matrix/java").spliterator(), false)
                .map(JsonNode::asInt)
                .toList();
        assertThat(jdks).hasSize(2).isSorted().startsWith(written).doesNotHaveDuplicates();
        assertThat(found("Dockerfile", "eclipse-temurin:(\\d+)")).containsExactly(String.valueOf(written));
        assertThat(found(".github/workflows/release.yml", "java-version: '(\\d+)'"))
                .containsExactly(String.valueOf(written));
    }

    @ParameterizedTest
    @MethodSource("workflows")
    void a_job_may_do_only_what_it_asks_for(Path workflow) throws IOException {
        JsonNode permissions = yaml(workflow).path("permissions");
        assertThat(permissions.isObject() && permissions.isEmpty()).isTrue();
        yaml(workflow).path("jobs").properties().forEach(job -> {
            assertThat(job.getValue().path("permissions").isObject())
                    .as(job.getKey())
                    .isTrue();
            assertThat(job.getValue().path("timeout-minutes").isInt())
                    .as(job.getKey())
                    .isTrue();
        });
    }

    @Test
    void a_pull_request_can_write_nothing() throws IOException {
        assertThat(Files.readString(CI)).doesNotContain("write", "secrets.", "pull_request_target");
    }

    @ParameterizedTest
    @MethodSource("workflows")
    void actions_are_pinned_and_scripts_are_there(Path workflow) throws IOException {
        assertThat(found(workflow.toString(), "uses: (\\S+)"))
                .isNotEmpty()
                .allMatch(action -> action.matches("[\\w./-]+@(v\\d+(\\.\\d+\\.\\d+)?|[0-9a-f]{40})"));
        assertThat(found(workflow.toString(), "(\\.ci/[\\w-]+)"))
                .isNotEmpty()
                .allSatisfy(script -> assertThat(Path.of(script)).isExecutable());
    }

    @Test
    void dependabot_looks_wherever_versions_stand() throws IOException {
        String dependabot = Files.readString(GITHUB.resolve("dependabot.yml"));
        try (Stream<Path> files = Files.walk(Path.of(""))) {
            List<Path> locks = files.filter(file -> file.endsWith("package-lock.json"))
                    .filter(file -> !file.toString().contains("node_modules"))
                    .toList();
            assertThat(locks)
                    .isNotEmpty()
                    .allSatisfy(lock -> assertThat(dependabot)
                            .contains("- /" + lock.getParent().toString().replace('\\', '/')));
        }
        assertThat(found(GITHUB.resolve("dependabot.yml").toString(), "package-ecosystem: (\\S+)"))
                .contains("maven", "docker", "docker-compose", "github-actions");
    }

    @Test
    void the_address_stands_in_one_place() throws IOException {
        String address = found("pom.xml", "<project.address>https://([^<]+)<").get(0);
        try (Stream<Path> github = Files.walk(GITHUB);
                Stream<Path> root = Files.list(Path.of(""));
                Stream<Path> docs = Files.list(Path.of("docs"))) {
            for (Path file : Stream.of(github, root, docs)
                    .flatMap(each -> each)
                    .filter(each -> each.toString().matches(".*\\.(md|ya?ml)"))
                    .toList()) {
                assertThat(Files.readString(file)).as(file.toString()).doesNotContain(address);
            }
        }
        assertThat(found("pom.xml", "(" + Pattern.quote(address) + ")")).hasSize(1);
    }

    @Test
    void another_jdk_runs_all_but_what_needs_one_jdk_only() throws IOException {
        assertThat(found(".ci/run", "(?m)^verify (.*)$"))
                .containsExactly(
                        "./mvnw -B -ntp clean verify",
                        "env JAVA_HOME=\"$newer\" ./mvnw -B -ntp -Pother-jdk clean verify");
        assertThat(found("pom.xml", "<excludedGroups>([^<]+)<")).containsExactly("one-jdk", "one-jdk");
        try (Stream<Path> jar = Files.list(Path.of("src/test/java/stalekeys/jar"))) {
            assertThat(jar.filter(file -> file.toString().endsWith("IT.java")))
                    .anySatisfy(file -> assertThat(file).content().contains("@Tag(\"one-jdk\")"))
                    .anySatisfy(file -> assertThat(file).content().doesNotContain("@Tag(\"one-jdk\")"));
        }
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "Releases are made on Linux.")
    void the_changelog_has_notes_for_the_version_of_the_pom_and_for_no_other() throws Exception {
        String version = found("pom.xml", "(?m)^  <version>([^<]+)</version>$").get(0);
        assertThat(released(version)).startsWith("0\n").contains("### Added");
        assertThat(released("99.0.0")).isEqualTo("1\nThe pom has version " + version + ", not 99.0.0.\n");
    }

    /** The exit code, and below it what was printed. */
    private static String released(String version) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(".ci/release-version", version)
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return process.waitFor() + "\n" + said;
    }

    private static Stream<String> texts(JsonNode list, String field) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(each -> each.path(field).asText());
    }

    private static JsonNode yaml(Path file) throws IOException {
        return new YAMLMapper().readTree(Files.readString(file));
    }

    private static List<String> found(String file, String pattern) throws IOException {
        return Pattern.compile(pattern)
                .matcher(Files.readString(Path.of(file)))
                .results()
                .map((MatchResult result) -> result.group(1))
                .toList();
    }
}
