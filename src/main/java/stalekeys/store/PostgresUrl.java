package stalekeys.store;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A PostgreSQL URL, understood to the last character or refused: what the driver does not understand it writes into its
 * errors and warnings, passwords included. Beyond this machine the server has to prove who it is, unless the URL says
 * otherwise.
 */
final class PostgresUrl {
    static final String PREFIX = "jdbc:postgresql:";
    static final String FORM =
            PREFIX + "//HOST:PORT/DATABASE?user=USER&password=PASSWORD," + " with special characters percent-encoded";

    private static final String HOST = "([A-Za-z0-9_.-]+|\\[[0-9A-Fa-f:.]+(?:%[A-Za-z0-9_.-]+)?])?(?::(\\d{1,5}))?";
    private static final Pattern ADDRESS = Pattern.compile("//(?<hosts>[^/]*)(?:/(?<database>.*))?|(?<local>.*)");
    private static final Pattern ONE_HOST = Pattern.compile(HOST);

    /** The signs of the rest of a URL in it would mean that it was cut at the wrong place. */
    private static final Pattern DATABASE = Pattern.compile("(?:[^\\x00-\\x20\"'/?&=@:#%;\\\\]|%[0-9A-Fa-f]{2})*");

    private static final Pattern THIS_MACHINE =
            Pattern.compile("(?i)localhost|127(?:\\.\\d{1,3}){3}|\\[(?:::1|0+(?::0+){6}:0*1)]");

    private static final Pattern NUMBERS =
            Pattern.compile("jdbc:postgresql://(?:localhost|\\d{1,3}(?:\\.\\d{1,3}){3})(?=[:/])");

    private static final int HIGHEST_PORT = 65_535;
    private static final String VERIFY_FULL = "verify-full";
    private static final Set<String> VERIFYING = Set.of(VERIFY_FULL, "verify-ca");
    private static final Set<String> MODES = Set.of("disable", "allow", "prefer", "require", "verify-ca", VERIFY_FULL);

    /** Host, port and database stand in their places, not among the options. */
    private static final Set<String> MISPLACED = Set.of("PGHOST", "PGPORT", "PGDBNAME");

    /** Trusts what Java trusts. */
    private static final String JAVA_TRUST = "org.postgresql.ssl.DefaultJavaSSLFactory";

    private PostgresUrl() {}

    static DatabaseUrl parse(String url) {
        String rest = url.substring(PREFIX.length());
        int question = rest.indexOf('?');
        Matcher address = ADDRESS.matcher(question < 0 ? rest : rest.substring(0, question));
        if (!address.matches()) {
            throw unreadable();
        }
        Map<String, String> options = options(question < 0 ? "" : rest.substring(question + 1));
        @Nullable String user = options.remove("user");
        @Nullable String password = options.remove("password");
        String plain;
        String hosts = address.group("hosts");
        if (hosts == null) {
            plain = PREFIX + database(address.group("local"));
        } else {
            int at = hosts.lastIndexOf('@');
            if (at >= 0) {
                // The driver itself would take "user:password@host" for the name of a host, and say so in its error.
                String[] userinfo = hosts.substring(0, at).split(":", 2);
                user = userinfo[0];
                password = userinfo.length == 2 ? userinfo[1] : password;
                hosts = hosts.substring(at + 1);
            }
            String database = address.group("database");
            plain = PREFIX + "//" + hosts(hosts) + "/" + (database == null ? "" : database(database));
        }
        boolean beyond = options.containsKey("service") || (hosts != null && !thisMachine(hosts));
        String mode = options.get("sslmode");
        return new DatabaseUrl(
                Dialect.POSTGRESQL,
                plain + written(options),
                null,
                user == null ? null : decode(user),
                password == null ? null : decode(password),
                tls(beyond, mode, options),
                beyond && mode != null && !VERIFY_FULL.equals(mode) ? unverified(mode) : "");
    }

    private static Map<String, String> options(String text) {
        Map<String, String> options = new LinkedHashMap<>();
        Set<String> known = text.isEmpty() ? Set.of() : knownOptions();
        for (String option : text.split("&", -1)) {
            if (option.isEmpty()) {
                continue;
            }
            int equals = option.indexOf('=');
            String name = equals < 0 ? "" : option.substring(0, equals);
            if (!known.contains(name)) {
                throw new InvalidDatabaseUrl(
                        "An option in the PostgreSQL database URL is none of the driver's. A special character in"
                                + " user or password must be percent-encoded (& is %26, = is %3D, ? is %3F)");
            }
            String value = option.substring(equals + 1);
            // The driver would drop what it can't decode, and write it into the log.
            decode(value);
            options.put(name, value);
        }
        String mode = options.get("sslmode");
        if (mode != null) {
            if (!MODES.contains(mode.toLowerCase(Locale.ROOT))) {
                throw new InvalidDatabaseUrl(
                        "sslmode in the PostgreSQL database URL must be one of disable, allow, prefer, require,"
                                + " verify-ca and verify-full");
            }
            options.put("sslmode", mode.toLowerCase(Locale.ROOT));
        }
        return options;
    }

    /** What the driver itself says it knows. */
    private static Set<String> knownOptions() {
        try {
            return Arrays.stream(DriverManager.getDriver(PREFIX).getPropertyInfo(PREFIX, new Properties()))
                    .map(option -> option.name)
                    .filter(name -> !MISPLACED.contains(name))
                    .collect(Collectors.toUnmodifiableSet());
        } catch (SQLException e) {
            throw new IllegalStateException("the PostgreSQL driver is not there", e);
        }
    }

    private static String written(Map<String, String> options) {
        List<String> written = new ArrayList<>();
        options.forEach((name, value) -> written.add(name + "=" + value));
        return written.isEmpty() ? "" : "?" + String.join("&", written);
    }

    private static String hosts(String hosts) {
        for (String host : hosts.split(",", -1)) {
            Matcher one = ONE_HOST.matcher(host);
            if (!one.matches() || (one.group(2) != null && !isPort(one.group(2)))) {
                throw unreadable();
            }
        }
        return hosts;
    }

    private static boolean isPort(String digits) {
        int port = Integer.parseInt(digits);
        return port > 0 && port <= HIGHEST_PORT;
    }

    private static String database(String name) {
        if (!DATABASE.matcher(name).matches()) {
            throw unreadable();
        }
        return name;
    }

    private static InvalidDatabaseUrl unreadable() {
        return new InvalidDatabaseUrl("The PostgreSQL database URL can't be read; it looks like " + FORM);
    }

    /** Without user, database, options and names. */
    static String shown(String plain) {
        Matcher numbers = NUMBERS.matcher(plain);
        return numbers.lookingAt() ? numbers.group() : "of " + DatabaseUrl.SETTING + " (PostgreSQL)";
    }

    // --- who answers

    private static boolean thisMachine(String hosts) {
        return Arrays.stream(hosts.split(",", -1))
                .map(ONE_HOST::matcher)
                .filter(Matcher::matches)
                .map(one -> Optional.ofNullable(one.group(1)))
                .allMatch(host ->
                        host.isEmpty() || THIS_MACHINE.matcher(host.get()).matches());
    }

    /** As mail does: verified, unless told otherwise. The driver's own default would take any server, and no encryption. */
    private static Map<String, String> tls(boolean beyond, @Nullable String mode, Map<String, String> options) {
        Map<String, String> driver = new LinkedHashMap<>();
        if (beyond && mode == null) {
            driver.put("sslmode", VERIFY_FULL);
        }
        boolean verifying = driver.containsKey("sslmode") || (mode != null && VERIFYING.contains(mode));
        if (verifying
                && !options.containsKey("sslrootcert")
                && !options.containsKey("sslfactory")
                && !options.containsKey("sslcert")
                && !Files.exists(usualRootCertificate())) {
            // Without a certificate of its own for the server, those Java trusts anyway are what there is.
            driver.put("sslfactory", JAVA_TRUST);
        }
        return driver;
    }

    /** Where the driver looks by itself, as psql does. */
    private static Path usualRootCertificate() {
        return Path.of(System.getProperty("user.home", ""), ".postgresql", "root.crt");
    }

    private static String unverified(String mode) {
        String what = switch (mode) {
            case "disable" -> "the connection is not encrypted, and nobody proves to be the server";
            case "allow", "prefer" -> "the connection may not be encrypted, and nobody has to prove to be the server";
            case "require" -> "the connection is encrypted, but whoever answers is taken for the server";
            default -> "the server's certificate is verified, but not that it is that of this host";
        };
        return "sslmode=" + mode + ": " + what + ". Leave sslmode out, or set it to verify-full, where the way there is"
                + " not trusted";
    }

    private static String decode(String text) {
        try {
            // As the driver does: percent signs are decoded, a plus is a plus.
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new InvalidDatabaseUrl(
                    "Something in the database URL is not percent-encoded as it should be (% itself is %25)");
        }
    }
}
