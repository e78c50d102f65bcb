package stalekeys.store;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteJDBCLoader;

/**
 * The driver's own library, which it unpacks and loads from there. A hardened machine does not let anything in /tmp be
 * executed; the folder of the database, which has to be writable anyway, mostly does.
 */
final class SqliteLibrary {
    private static final Logger LOG = LoggerFactory.getLogger(SqliteLibrary.class);

    private static final String CHOSEN = "org.sqlite.tmpdir";

    private SqliteLibrary() {}

    /**
     * Loads it, from the folder for temporary files or else from the database's.
     *
     * @return the folder it was loaded from, where that is not the one the driver was told to use
     * @throws StoreFailure where it can be loaded from neither
     */
    static synchronized Optional<Path> load(Path database) {
        String chosen = System.getProperty(CHOSEN);
        Path usual = Path.of(chosen != null ? chosen : System.getProperty("java.io.tmpdir", ""));
        if (loads()) {
            return Optional.empty();
        }
        List<Path> tried = new ArrayList<>(List.of(usual));
        Path beside = SqliteFile.nearestFolder(database);
        if (chosen == null && Files.isWritable(beside)) {
            tried.add(beside);
            System.setProperty(CHOSEN, beside.toString());
            if (loads()) {
                LOG.info("{} does not let SQLite's library be loaded from it; {} does", usual, beside);
                return Optional.of(beside);
            }
            System.clearProperty(CHOSEN);
        }
        throw new StoreFailure("SQLite's library can't be unpacked to and loaded from "
                + String.join(" or ", tried.stream().map(Path::toString).toList())
                + ": the folder is not writable, or mounted noexec. Start with java -Dorg.sqlite.tmpdir=FOLDER (or"
                + " -Djava.io.tmpdir=FOLDER), a folder that is writable and not mounted noexec");
    }

    private static boolean loads() {
        try {
            // Done once in a process; after that it only says so.
            return SQLiteJDBCLoader.initialize();
        } catch (Exception | LinkageError failed) {
            LOG.debug("SQLite's library was not loaded ({})", failed.getClass().getSimpleName());
            return false;
        }
    }
}
