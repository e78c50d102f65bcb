package stalekeys.config;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds variables that look like ours and are not: a misspelt setting must not be one that quietly does nothing. */
final class UnknownVariables {
    /**
     * Kubernetes gives every pod such variables for each Service of its namespace. One called "stale-keys" is likely, and
     * its variables are not meant for us.
     */
    private static final Pattern SERVICE_LINK = Pattern.compile(
            "STALE_KEYS_(?:\\w+_)?(?:SERVICE_HOST|SERVICE_PORT(?:_\\w+)?|PORT_\\d+_(?:TCP|UDP|SCTP)(?:_\\w+)?)");

    private static final Pattern SERVICE_ADDRESS = Pattern.compile("(?:tcp|udp|sctp)://\\S+:\\d+");

    private UnknownVariables() {}

    static void report(Map<String, String> environment, RawSettings given) {
        List<String> known = Arrays.stream(Setting.values())
                .flatMap(setting -> setting.secret()
                        ? Stream.of(setting.variable(), setting.fileVariable())
                        : Stream.of(setting.variable()))
                .toList();
        for (String name : new TreeSet<>(environment.keySet())) {
            String value = environment.getOrDefault(name, "");
            if (name.startsWith("STALE_KEYS_")
                    && !value.isBlank()
                    && !known.contains(name)
                    && !fromKubernetes(name, value)) {
                given.unknown(name, "did you mean " + nearest(name, known) + "?");
            }
        }
    }

    static String nearest(String name, List<String> known) {
        String wanted = Setting.shortName(name);
        return known.stream()
                .min(Comparator.comparingInt(candidate -> distance(wanted, Setting.shortName(candidate))))
                .orElseThrow();
    }

    private static boolean fromKubernetes(String name, String value) {
        return SERVICE_LINK.matcher(name).matches()
                || (name.endsWith("_PORT")
                        && SERVICE_ADDRESS.matcher(value.strip()).matches());
    }

    /** Edits (one letter put in, left out or changed) that make one of the other. */
    private static int distance(String one, String other) {
        int[] row = new int[other.length() + 1];
        Arrays.setAll(row, i -> i);
        for (int i = 1; i <= one.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int changed = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(changed, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[other.length()];
    }
}
