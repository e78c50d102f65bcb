package stalekeys.store;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;

/** {@code jdbc:sqlite:} and the plain path of a file. Spaces, percent signs and any letters are taken as they are. */
final class SqliteUrl {
    static final String PREFIX = "jdbc:sqlite:";

    /** Somebody wrote sqlite for the database of a server: what follows is no path, and may hold a password. */
    private static final Pattern SERVER = Pattern.compile("//.*|.*://.*|.*:.*@.*|.*(?i:password|user)=.*");

    private static final Pattern BEYOND_ASCII = Pattern.compile(".*[^\\x00-\\x7f].*");

    private SqliteUrl() {}

    static DatabaseUrl parse(String url) {
        String file = url.substring(PREFIX.length());
        // The driver's own extras: a database that is gone at the end, and settings that would go against ours.
        if (file.isBlank() || file.startsWith(":") || file.startsWith("file:")) {
            throw new InvalidDatabaseUrl(
                    "The SQLite database URL must be jdbc:sqlite: and the plain path of a file, nothing more");
        }
        if (file.contains("?")) {
            throw new InvalidDatabaseUrl(
                    "The path in the SQLite database URL has a question mark, behind which the driver looks for"
                            + " options. Choose a path without one, and give no options");
        }
        if (SERVER.matcher(file).matches()) {
            throw new InvalidDatabaseUrl(
                    "What follows jdbc:sqlite: is no path but looks like the address of a server. PostgreSQL is" + " "
                            + PostgresUrl.FORM);
        }
        return new DatabaseUrl(Dialect.SQLITE, url, path(file), null, null, Map.of(), "");
    }

    private static Path path(String file) {
        // The driver names the file in UTF-8, whatever the locale; Java would look for another one.
        boolean sameForBoth = "\\".equals(System.getProperty("file.separator"))
                || "UTF-8".equalsIgnoreCase(System.getProperty("sun.jnu.encoding"));
        try {
            boolean plain = !BEYOND_ASCII.matcher(file).matches();
            if (plain || (sameForBoth && file.indexOf('\ufffd') < 0)) {
                return Path.of(file);
            }
        } catch (InvalidPathException cannotBe) {
            // Told below: all that is left is a letter this locale has no bytes for.
        }
        throw new InvalidDatabaseUrl(
                "The path in the SQLite database URL has letters that can't be written in the locale"
                        + " stale-keys was started with. Start it with LC_ALL=C.UTF-8, or choose a path of plain letters");
    }
}
