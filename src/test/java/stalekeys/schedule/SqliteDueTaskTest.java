package stalekeys.schedule;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class SqliteDueTaskTest extends DueTaskContract {
    @TempDir
    Path folder;

    @Override
    String url() {
        return "jdbc:sqlite:" + folder.resolve("stale-keys.db");
    }
}
