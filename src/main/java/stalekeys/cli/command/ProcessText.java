package stalekeys.cli.command;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The environment and the arguments as they were given. In a locale without UTF-8, as in slim images, Java replaces each
 * byte beyond ASCII and so loses it; Linux still has the bytes, and they are UTF-8 wherever such an image is configured.
 */
public final class ProcessText {
    private static final char LOST = '\uFFFD';

    private ProcessText() {}

    static Map<String, String> environment() {
        Map<String, String> asJavaReads = System.getenv();
        return environment(asJavaReads, () -> words(Path.of("/proc/self/environ")));
    }

    public static String[] arguments(String[] asJavaReads) {
        return arguments(asJavaReads, () -> words(Path.of("/proc/self/cmdline")));
    }

    static Map<String, String> environment(Map<String, String> asJavaReads, Supplier<List<String>> given) {
        if (asJavaReads.values().stream().noneMatch(value -> value.indexOf(LOST) >= 0)) {
            return asJavaReads;
        }
        Map<String, String> environment = new HashMap<>(asJavaReads);
        for (String word : given.get()) {
            int equals = word.indexOf('=');
            if (equals > 0) {
                environment.replace(word.substring(0, equals), word.substring(equals + 1));
            }
        }
        return environment;
    }

    /** The last words of the command line are the program's own. */
    public static String[] arguments(String[] asJavaReads, Supplier<List<String>> given) {
        if (String.join("", asJavaReads).indexOf(LOST) < 0) {
            return asJavaReads;
        }
        List<String> words = given.get();
        int own = words.size() - asJavaReads.length;
        return own < 0 ? asJavaReads : words.subList(own, words.size()).toArray(new String[0]);
    }

    /** Empty where the system does not tell. */
    private static List<String> words(Path file) {
        try {
            String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
            // Each word ends with a NUL; an empty one counts, so nothing is dropped but what follows the last.
            List<String> words = List.of(text.split("\0", -1));
            return words.subList(0, words.size() - 1);
        } catch (IOException notLinux) {
            return List.of();
        }
    }
}
