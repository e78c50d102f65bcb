package stalekeys.store;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A JDBC URL taken apart. User and password are taken out of it at once and given to the driver beside it, so that no
 * message of the pool's or the driver's can show them.
 *
 * @param plain the URL without user and password
 * @param file the SQLite file; null for PostgreSQL
 */
record DatabaseUrl(
        Dialect dialect,
        String plain,
        @Nullable Path file,
        @Nullable String user,
        @Nullable String password) {
    private static final String SQLITE = "jdbc:sqlite:";
    private static final String POSTGRESQL = "jdbc:postgresql:";
    private static final Pattern HOSTS =
            Pattern.compile("([\\w.-]+|\\[[0-9A-Fa-f:.%]+])?(:\\d+)?(,([\\w.-]+|\\[[0-9A-Fa-f:.%]+])?(:\\d+)?)*");

    static DatabaseUrl parse(String url) {
        if (url.startsWith(SQLITE)) {
            return sqlite(url.substring(SQLITE.length()));
        }
        if (url.startsWith(POSTGRESQL)) {
            return postgresql(url.substring(POSTGRESQL.length()));
        }
        throw new StoreFailure("The database URL must begin with jdbc:sqlite: or jdbc:postgresql:");
    }

    private static DatabaseUrl sqlite(String file) {
        // The driver's own extras: a database that is gone at the end, and settings that would go against ours.
        if (file.isBlank() || file.startsWith(":") || file.startsWith("file:") || file.contains("?")) {
            throw new StoreFailure(
                    "The SQLite database URL must be jdbc:sqlite: and the plain path of a file, nothing more");
        }
        return new DatabaseUrl(Dialect.SQLITE, SQLITE + file, Path.of(file), null, null);
    }

    private static DatabaseUrl postgresql(String rest) {
        int question = rest.indexOf('?');
        String address = question < 0 ? rest : rest.substring(0, question);
        String user = null;
        String password = null;
        if (address.startsWith("//")) {
            int slash = address.indexOf('/', 2);
            String hosts = slash < 0 ? address.substring(2) : address.substring(2, slash);
            int at = hosts.lastIndexOf('@');
            if (at >= 0) {
                // The driver itself would take "user:password@host" for the name of a host, and say so in its error.
                String[] userinfo = hosts.substring(0, at).split(":", 2);
                user = decode(userinfo[0]);
                password = userinfo.length == 2 ? decode(userinfo[1]) : null;
                hosts = hosts.substring(at + 1);
            }
            if (!HOSTS.matcher(hosts).matches()) {
                throw new StoreFailure("The host and port in the PostgreSQL database URL can't be read;"
                        + " it looks like jdbc:postgresql://HOST:PORT/DATABASE?user=USER&password=PASSWORD,"
                        + " with special characters percent-encoded");
            }
            address = "//" + hosts + (slash < 0 ? "/" : address.substring(slash));
        }
        List<String> others = new ArrayList<>();
        for (String parameter :
                question < 0 ? new String[0] : rest.substring(question + 1).split("&")) {
            if (parameter.startsWith("user=")) {
                user = decode(parameter.substring("user=".length()));
            } else if (parameter.startsWith("password=")) {
                password = decode(parameter.substring("password=".length()));
            } else if (!parameter.isEmpty()) {
                others.add(parameter);
            }
        }
        String plain = POSTGRESQL + address + (others.isEmpty() ? "" : "?" + String.join("&", others));
        return new DatabaseUrl(Dialect.POSTGRESQL, plain, null, user, password);
    }

    /** Fit to be shown: no user, no password, none of the driver's options (some of them are secrets too). */
    @Override
    public String toString() {
        int question = plain.indexOf('?');
        return question < 0 ? plain : plain.substring(0, question);
    }

    private static String decode(String text) {
        try {
            // As the driver does: percent signs are decoded, a plus is a plus.
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new StoreFailure("The user or password in the database URL is not percent-encoded as it should be");
        }
    }
}
