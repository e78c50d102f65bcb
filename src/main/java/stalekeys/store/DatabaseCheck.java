package stalekeys.store;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.jspecify.annotations.Nullable;
import stalekeys.work.Check;
import stalekeys.work.CheckResult;

/** Whether the database can be used: there, up to date, and writable. None is made, and nothing in it is changed. */
public final class DatabaseCheck implements Check {
    private static final String WHAT = "database";

    /** Needs the right to write, and writes nothing. */
    private static final String NO_CHANGE = "update outbox set state = state where 1 = 0";

    private final String url;

    /** @param url jdbc:sqlite:FILE or jdbc:postgresql:..., user and password inside it */
    public DatabaseCheck(String url) {
        this.url = url;
    }

    @Override
    public List<CheckResult> look() {
        try {
            return List.of(look(DatabaseUrl.parse(url)));
        } catch (OldSchema older) {
            return List.of(CheckResult.note(WHAT, older.getMessage() + "."));
        } catch (DatabaseAway away) {
            return List.of(CheckResult.unreachable(WHAT, away.getMessage() + "."));
        } catch (StoreFailure failure) {
            return List.of(CheckResult.wrong(WHAT, failure.getMessage() + "."));
        }
    }

    private CheckResult look(DatabaseUrl shown) {
        try (Database database = Database.open(url, Database.Mode.EXISTING_ONLY)) {
            return written(database, shown);
        } catch (NoDatabaseYet nothing) {
            return notYet(shown.file(), nothing);
        }
    }

    private static CheckResult written(Database database, DatabaseUrl shown) {
        try (Connection connection = database.dataSource().getConnection()) {
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement()) {
                statement.executeUpdate(NO_CHANGE);
            } finally {
                connection.rollback();
            }
            return CheckResult.ok(WHAT, "The database " + shown + " is there, up to date and writable.");
        } catch (SQLException refused) {
            return CheckResult.wrong(
                    WHAT,
                    "The database " + shown
                            + " can be read and not written. Let the user stale-keys runs as write to it.");
        }
    }

    private static CheckResult notYet(@Nullable Path file, NoDatabaseYet nothing) {
        String sentence = nothing.getMessage() + ".";
        if (file == null) {
            return CheckResult.note(WHAT, sentence);
        }
        Path folder = nearestFolder(file);
        return Files.isWritable(folder)
                ? CheckResult.note(WHAT, sentence)
                : CheckResult.wrong(
                        WHAT,
                        sentence + " But " + folder + " can't be written to: give it to the user stale-keys runs as, or"
                                + " set STALE_KEYS_DATABASE_URL.");
    }

    private static Path nearestFolder(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        while (folder != null && !Files.exists(folder)) {
            folder = folder.getParent();
        }
        return folder == null ? file.toAbsolutePath().getRoot() : folder;
    }
}
