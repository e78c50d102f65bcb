package stalekeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import stalekeys.config.Setting;

/** What the documents tell people to type, set and open is there. */
@Tag("one-jdk")
class ReadmeTest {
    private static final Path README = Path.of("README.md");

    /** What {@code --help} prints; it is held against the program by the command line's own tests. */
    private static final Path HELP = Path.of("src", "test", "resources", "golden", "cli");

    static Stream<Path> documents() {
        return Stream.of(
                README,
                Path.of("ARCHITECTURE.md"),
                Path.of("CHANGELOG.md"),
                Path.of("CONTRIBUTING.md"),
                Path.of("RELEASING.md"),
                Path.of("SECURITY.md"),
                Path.of("docs", "RATIONALE.md"),
                Path.of("deploy", "README.md"));
    }

    @ParameterizedTest
    @MethodSource("documents")
    void every_link_leads_somewhere(Path document) throws IOException {
        for (String link : found(document, "\\]\\(([^)\\s]+)\\)")) {
            if (link.startsWith("https://")) {
                continue;
            }
            String file = link.replaceFirst("#.*", "");
            Path target =
                    file.isEmpty() ? document : document.resolveSibling(file).normalize();
            assertThat(target).as("%s, linked in %s", link, document).exists();
            if (link.contains("#")) {
                assertThat(anchors(target))
                        .as("%s, linked in %s", link, document)
                        .contains(link.substring(link.indexOf('#') + 1));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("documents")
    void every_setting_it_names_exists(Path document) throws IOException {
        assertThat(known()).containsAll(found(document, "\\b((?:STALE_KEYS|SLACK)_[A-Z][A-Z_]*[A-Z])\\b"));
    }

    @ParameterizedTest
    @MethodSource("documents")
    void every_maven_profile_it_names_exists(Path document) throws IOException {
        assertThat(found(Path.of("pom.xml"), "<profile>\\s*<id>([\\w-]+)</id>"))
                .containsAll(found(document, "\\./mvnw -P([\\w-]+)"));
    }

    @ParameterizedTest
    @MethodSource("documents")
    void every_file_it_names_in_code_type_exists(Path document) throws IOException {
        for (String path : found(document, "`((?:src|deploy|docs|\\.ci|\\.github|\\.mvn)/[\\w./-]+)`")) {
            assertThat(Path.of(path)).as("named in %s", document).exists();
        }
    }

    @Test
    void no_setting_is_left_out_of_the_readme() throws IOException {
        assertThat(Files.readString(README))
                .contains(Arrays.stream(Setting.values()).map(Setting::variable).toList());
    }

    @Test
    void every_command_it_shows_can_be_typed() throws IOException {
        List<MatchResult> commands = Pattern.compile("stale-keys\\.jar (?:help )?([a-z][a-z-]*)((?: [^|>#\\v`]+)?)")
                .matcher(Files.readString(README))
                .results()
                .toList();
        assertThat(commands).isNotEmpty();
        for (MatchResult command : commands) {
            Path help = HELP.resolve("help." + command.group(1) + ".txt");
            assertThat(help).as(command.group()).exists();
            assertThat(found(help, "(--[a-z-]+)")).as(command.group()).containsAll(options(command.group(2)));
        }
    }

    @Test
    void every_option_it_names_is_one_of_some_command() throws IOException {
        Set<String> options = new TreeSet<>(List.of("--version"));
        try (Stream<Path> helps = Files.list(HELP)) {
            for (Path help : helps.filter(file -> file.getFileName().toString().startsWith("help"))
                    .toList()) {
                options.addAll(found(help, "(--[a-z-]+)"));
            }
        }
        assertThat(options).containsAll(found(README, "`(--[a-z-]+)[^`]*`"));
    }

    private static Set<String> options(String text) {
        return Pattern.compile("(?<= )--[a-z-]+")
                .matcher(text)
                .results()
                .map(MatchResult::group)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> known() {
        return Arrays.stream(Setting.values())
                .flatMap(setting -> setting.secret()
                        ? Stream.of(setting.variable(), setting.fileVariable())
                        : Stream.of(setting.variable()))
                .collect(Collectors.toSet());
    }

    // As the web shows them: the heading in lower case, spaces as dashes, other marks dropped.
    private static Set<String> anchors(Path document) throws IOException {
        return found(document, "(?m)^#+ (.*)$").stream()
                .map(heading -> heading.toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\p{L}\\p{N} _-]", "")
                        .replace(' ', '-'))
                .collect(Collectors.toSet());
    }

    private static Set<String> found(Path file, String pattern) throws IOException {
        return Pattern.compile(pattern)
                .matcher(Files.readString(file))
                .results()
                .map(result -> result.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
