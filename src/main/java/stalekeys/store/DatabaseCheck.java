package stalekeys.store;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import stalekeys.work.doctor.Check;
import stalekeys.work.doctor.CheckResult;

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
        List<CheckResult> results = new ArrayList<>();
        try {
            DatabaseUrl parsed = DatabaseUrl.parse(url);
            library(parsed.file()).ifPresent(results::add);
            results.add(database(parsed));
            if (!parsed.unverified().isEmpty()) {
                results.add(CheckResult.note("database server", parsed.unverified() + "."));
            }
        } catch (StoreFailure wrong) {
            results.add(CheckResult.wrong(WHAT, wrong.getMessage() + "."));
        }
        return results;
    }

    private static Optional<CheckResult> library(@Nullable Path file) {
        return file == null
                ? Optional.empty()
                : SqliteLibrary.load(file)
                        .map(folder -> CheckResult.note(
                                "database library",
                                "The folder for temporary files (java.io.tmpdir) is not writable, or mounted noexec: SQLite's"
                                        + " library is unpacked to " + folder
                                        + " instead. To choose another folder, start with"
                                        + " java -Dorg.sqlite.tmpdir=FOLDER."));
    }

    private CheckResult database(DatabaseUrl parsed) {
        try {
            return look(parsed);
        } catch (OldSchema older) {
            return CheckResult.note(WHAT, older.getMessage() + ".");
        } catch (DatabaseUnavailable away) {
            return CheckResult.unreachable(WHAT, away.getMessage() + ".");
        } catch (StoreFailure failure) {
            return CheckResult.wrong(WHAT, failure.getMessage() + ".");
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
        Path file = shown.file();
        Optional<String> problem = file == null ? Optional.empty() : SqliteFile.notWritable(file);
        if (problem.isPresent()) {
            return CheckResult.wrong(
                    WHAT, "The database " + shown + " can be read and not written: " + problem.get() + ".");
        }
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
                    "The database " + shown + " can be read and not written: " + DatabaseErrorText.of(refused) + ".");
        }
    }

    private static CheckResult notYet(@Nullable Path file, NoDatabaseYet nothing) {
        String sentence = nothing.getMessage() + ".";
        if (file == null) {
            return CheckResult.note(WHAT, sentence);
        }
        Path folder = SqliteFile.nearestFolder(file);
        return Files.isWritable(folder)
                ? CheckResult.note(WHAT, sentence)
                : CheckResult.wrong(
                        WHAT,
                        sentence + " But " + folder + " can't be written to: give it to the user stale-keys runs as, or"
                                + " set STALE_KEYS_DATABASE_URL.");
    }
}
