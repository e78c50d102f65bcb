package stalekeys.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stalekeys.work.doctor.CheckResult;

/** A password, wherever somebody puts it in a URL that is not quite right: nobody says it, we, the pool or the driver. */
class SecretPlacementTest {
    private static final String SECRET = "Tops3cret";

    /** The marks a URL is made of, and pieces of ones that people write. */
    private static final List<String> PIECES = List.of(
            "/",
            "//",
            ":",
            "@",
            "?",
            "&",
            "=",
            "#",
            "%",
            "%zz",
            ";",
            ",",
            "sk",
            "1",
            "127.0.0.1",
            "127.0.0.1:1",
            "keys",
            "user=",
            "password=",
            "user=sk",
            "password=x",
            "&user=sk&password=",
            "?user=sk&password=",
            "sslmode=",
            "sslmode=disable",
            "sslpassword=",
            "sslrootcert=",
            "sslfactory=",
            "socketFactory=",
            "service=",
            "options=",
            "loggerLevel=TRACE",
            "postgres://",
            "jdbc:",
            "[",
            "]",
            "\\",
            "'");

    private static final List<String> WRITTEN_BY_HAND = List.of(
            "jdbc:postgresql://sk:1234/Tops3cret@127.0.0.1",
            "jdbc:postgresql://sk:1/Tops3cret",
            "jdbc:postgresql:sk:Tops3cret@127.0.0.1/keys",
            "jdbc:postgresql:127.0.0.1/keys?user=sk&password=Tops3cret",
            "jdbc:postgresql://127.0.0.1:1/keys&user=sk&password=Tops3cret",
            "jdbc:postgresql://127.0.0.1:1/keys?user=sk;password=Tops3cret",
            "jdbc:postgresql://127.0.0.1:1/keys?usr=sk&pasword=Tops3cret",
            "jdbc:postgresql://127.0.0.1:1/keys?user=sk&password=a&Tops3cret",
            "jdbc:postgresql://127.0.0.1:1/keys?user=sk&password=100%Tops3cret",
            "jdbc:postgresql://127.0.0.1:1/keys?user=sk&sslpassword=100%Tops3cret",
            "jdbc:postgresql://127.0.0.1:1/keys?sslmode=Tops3cret",
            "jdbc:postgresql://127.0.0.1:1/keys?sslmode=verify-full&sslrootcert=/Tops3cret",
            "jdbc:postgresql://127.0.0.1:1/keys?socketFactory=Tops3cret",
            "jdbc:postgresql://127.0.0.1:1/keys?targetServerType=Tops3cret",
            "jdbc:postgresql://127.0.0.1:1/keys?service=Tops3cret",
            "jdbc:postgresql://127.0.0.1:99999/Tops3cret",
            "jdbc:postgresql://Tops3cret@127.0.0.1:1/keys",
            "jdbc:postgresql://sk:Tops3cret@127.0.0.1:1",
            "jdbc:postgresql://sk@Tops3cret:1/keys",
            "jdbc:postgres://sk:Tops3cret@127.0.0.1/keys",
            "postgresql://sk:Tops3cret@127.0.0.1/keys",
            "jdbc:sqlite://sk:Tops3cret@127.0.0.1/keys",
            "jdbc:sqlite:postgresql://sk:Tops3cret@127.0.0.1/keys",
            "jdbc:sqlite:sk:Tops3cret@127.0.0.1/keys",
            "jdbc:sqlite:keys.db?user=sk&password=Tops3cret",
            "jdbc:sqlite:keys.db&password=Tops3cret");

    @TempDir
    Path folder;

    @Test
    void no_part_of_it_is_said() {
        PrintStream before = System.err;
        ByteArrayOutputStream heard = new ByteArrayOutputStream();
        System.setErr(new PrintStream(heard, true, StandardCharsets.UTF_8));
        List<String> said = new ArrayList<>();
        try {
            WRITTEN_BY_HAND.forEach(url -> said.add(said(url)));
            Random random = new Random(16);
            for (int number = 0; number < 400; number++) {
                said.add(said(somewhere(random)));
            }
        } finally {
            System.setErr(before);
        }
        assertThat(said).noneMatch(text -> text.contains(SECRET));
        assertThat(heard.toString(StandardCharsets.UTF_8)).doesNotContain(SECRET);
    }

    private String said(String url) {
        StringBuilder said = new StringBuilder();
        for (CheckResult result : new DatabaseCheck(url).look()) {
            said.append(result).append('\n');
        }
        if (url.startsWith("jdbc:sqlite:")) {
            return said.toString();
        }
        try (Database database = Database.open(url, Database.Mode.SERVE)) {
            said.append(database.ping());
        } catch (StoreFailure failure) {
            for (Throwable each = failure; each != null; each = each.getCause()) {
                said.append(each);
            }
        }
        return said.toString();
    }

    /** Everything is on this machine, at a port where nobody listens. */
    private static String somewhere(Random random) {
        StringBuilder url = new StringBuilder("jdbc:postgresql:");
        int pieces = 1 + random.nextInt(8);
        int place = random.nextInt(pieces);
        if (random.nextInt(3) > 0) {
            url.append("//");
        }
        for (int number = 0; number < pieces; number++) {
            url.append(number == place ? SECRET : PIECES.get(random.nextInt(PIECES.size())));
        }
        return url.toString();
    }
}
