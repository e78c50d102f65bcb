package stalekeys.store;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.file.FileSystemException;
import java.security.GeneralSecurityException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/**
 * What an error of the database means and how to mend it, to be read after a colon and without a full stop. A PostgreSQL
 * driver's own text is never used: it may hold the user, the host, the database, or what was meant to be a password.
 */
final class DatabaseErrorText {
    private static final int PRIMARY = 0xff;

    private DatabaseErrorText() {}

    static String of(Throwable error) {
        List<Throwable> chain = chain(error);
        Optional<SQLiteException> sqlite = first(chain, SQLiteException.class);
        if (sqlite.isPresent()) {
            return sqlite(sqlite.get());
        }
        Optional<Pool.NoConnection> told = first(chain, Pool.NoConnection.class);
        if (told.isPresent()) {
            return String.valueOf(told.get().getMessage());
        }
        Optional<SQLException> sql = last(chain, SQLException.class);
        return sql.isPresent()
                ? postgresql(sql.get(), chain)
                : chain.get(chain.size() - 1).getClass().getSimpleName();
    }

    /** Whether it may help to try again. */
    static boolean isAway(Throwable error) {
        List<Throwable> chain = chain(error);
        return last(chain, SQLException.class)
                .filter(sql -> (state(sql).startsWith("08") && !isRefused(sql, chain))
                        || state(sql).startsWith("57P"))
                .isPresent();
    }

    /** Somebody answers, and the two will not agree. */
    private static boolean isRefused(SQLException error, List<Throwable> chain) {
        if (isUnreadable(chain)) {
            return true;
        }
        if (first(chain, IOException.class).isPresent()) {
            return isUntrusted(chain);
        }
        String text = text(error);
        return isUntrusted(chain)
                || text.contains("hostname")
                || text.contains("certificate")
                || text.contains("ssl")
                || text.contains("password");
    }

    /** One of the files the URL names, not the way to the server. */
    private static boolean isUnreadable(List<Throwable> chain) {
        return first(chain, FileNotFoundException.class).isPresent()
                || first(chain, FileSystemException.class).isPresent();
    }

    private static boolean isUntrusted(List<Throwable> chain) {
        return first(chain, SSLException.class).isPresent()
                || first(chain, GeneralSecurityException.class).isPresent();
    }

    private static String text(SQLException error) {
        return String.valueOf(error.getMessage()).toLowerCase(Locale.ROOT);
    }

    private static String state(SQLException error) {
        return String.valueOf(error.getSQLState());
    }

    /** Whether somebody else is writing, which is proof enough that it can be written to. */
    static boolean isBusy(Throwable error) {
        return first(chain(error), SQLiteException.class)
                .map(DatabaseErrorText::primary)
                .filter(code -> code == SQLiteErrorCode.SQLITE_BUSY.code || code == SQLiteErrorCode.SQLITE_LOCKED.code)
                .isPresent();
    }

    private static int primary(SQLiteException error) {
        return error.getResultCode().code & PRIMARY;
    }

    private static String sqlite(SQLiteException error) {
        String itself =
                String.valueOf(error.getMessage()).replaceAll("\\s+", " ").strip();
        return switch (SQLiteErrorCode.getErrorCode(primary(error))) {
            case SQLITE_READONLY, SQLITE_PERM ->
                itself
                        + ". Let the user stale-keys runs as write to the file, to its folder, and to the -wal and -shm files"
                        + " beside it";
            case SQLITE_CANTOPEN ->
                itself + ". The user stale-keys runs as must be able to read and write the file and its folder";
            case SQLITE_FULL -> itself + ". Make room on the disk the file is on";
            case SQLITE_IOERR -> itself + ". Is there room on the disk, and is it well?";
            default -> itself;
        };
    }

    private static String postgresql(SQLException error, List<Throwable> chain) {
        String state = state(error);
        return switch (state) {
            case "null" -> "no connection got free in time";
            case "28P01", "28000" ->
                "the server refuses the user or the password. Look at both in the URL, with special characters"
                        + " percent-encoded, and at the server's pg_hba.conf" + in(state);
            case "3D000" -> "the server has no database of that name" + in(state);
            case "25006" ->
                "the server takes no changes: it is in recovery, a replica, or set to read-only. Give the URL of the"
                        + " server that does" + in(state);
            case "42501" -> "the user may not do that there. Grant it the rights on the tables" + in(state);
            case "53100" -> "the server's disk is full. Make room there" + in(state);
            case "53300" -> "the server has no connection left" + in(state);
            case "57P01", "57P02", "57P03" -> "the server is just starting or stopping" + in(state);
            default -> state.startsWith("08") ? connection(state, error, chain) : "the server's error" + in(state);
        };
    }

    private static String connection(String state, SQLException error, List<Throwable> chain) {
        if (isUnreadable(chain)) {
            return "the file of sslrootcert, sslcert or sslkey can't be read. Look at its path in the URL, and let the user"
                    + " stale-keys runs as read it" + in(state);
        }
        if (isUntrusted(chain)) {
            return "the server's certificate is not trusted, or is not that of this host. Give its authority's certificate"
                    + " with sslrootcert=FILE in the URL" + in(state);
        }
        if (first(chain, UnknownHostException.class).isPresent()) {
            return "no such host is known" + in(state);
        }
        if (first(chain, ConnectException.class).isPresent()
                || first(chain, NoRouteToHostException.class).isPresent()) {
            return "nobody listens at that host and port" + in(state);
        }
        if (first(chain, SocketTimeoutException.class).isPresent()) {
            return "the server does not answer in time" + in(state);
        }
        String text = text(error);
        if (text.contains("hostname") || text.contains("certificate")) {
            return "the server's certificate is not that of this host. Write the host into the URL as it stands in the"
                    + " certificate, or give the server a certificate for this one" + in(state);
        }
        if (text.contains("ssl")) {
            return "the connection can't be encrypted, and beyond this machine it has to be. Turn TLS on at the server, or"
                    + " add sslmode=disable to the URL where the way there is trusted" + in(state);
        }
        return text.contains("password")
                ? "the server asks for a password, and the URL has none" + in(state)
                : "the connection fails" + in(state);
    }

    private static String in(String state) {
        return " (SQLState " + state + ")";
    }

    private static List<Throwable> chain(Throwable error) {
        List<Throwable> chain = new ArrayList<>();
        for (Throwable each = error; each != null && !chain.contains(each); each = each.getCause()) {
            chain.add(each);
        }
        return chain;
    }

    private static <T extends Throwable> Optional<T> last(List<Throwable> chain, Class<T> kind) {
        return chain.stream().filter(kind::isInstance).map(kind::cast).reduce((one, deeper) -> deeper);
    }

    private static <T extends Throwable> Optional<T> first(List<Throwable> chain, Class<T> kind) {
        return chain.stream().filter(kind::isInstance).map(kind::cast).findFirst();
    }
}
