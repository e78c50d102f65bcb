package stalekeys.jar;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** The instructions of the Dockerfile, so that its steps can be carried out where there is no engine for containers. */
record Dockerfile(List<Instruction> instructions) {
    record Instruction(String keyword, String rest) {
        boolean messageRefresh() {
            return keyword.equals("COPY");
        }

        /** What a COPY of files takes, its target last. */
        List<String> files() {
            return Arrays.stream(rest.split("\\s+"))
                    .filter(word -> !word.startsWith("--"))
                    .toList();
        }

        boolean fromStage() {
            return rest.startsWith("--from=");
        }

        /** The words of a command in JSON form. */
        List<String> words() {
            try {
                return List.of(new ObjectMapper().readValue(rest.replaceFirst("^[^\\[]*", ""), String[].class));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    static Dockerfile read(Path file) throws IOException {
        List<String> lines = Files.readAllLines(file).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .toList();
        List<Instruction> instructions = String.join("\n", lines)
                .replaceAll("\\s*\\\\\n\\s*", " ")
                .lines()
                .map(Dockerfile::instruction)
                .toList();
        return new Dockerfile(instructions);
    }

    private static Instruction instruction(String line) {
        int space = line.indexOf(' ');
        return new Instruction(line.substring(0, space), line.substring(space + 1));
    }

    /** The only one of its kind that says this. */
    Instruction only(String keyword, String containing) {
        List<Instruction> found = instructions.stream()
                .filter(each -> each.keyword().equals(keyword) && each.rest().contains(containing))
                .toList();
        if (found.size() != 1) {
            throw new AssertionError(found.size() + " instructions " + keyword + " with " + containing);
        }
        return found.get(0);
    }
}
