package stalekeys.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import stalekeys.standin.net.OwnAuthority;
import stalekeys.store.Database.Mode;
import stalekeys.work.doctor.CheckResult;

/**
 * A real PostgreSQL server with TLS and a certificate of a company's own authority. It is reached by addresses that lead to
 * this machine and do not look as if, so that it counts as a server beyond it.
 */
class PostgresOverTlsTest {
    /** What the certificate is for. */
    private static final String ITS_HOST = "0.0.0.0";

    /** The same server, by a name that is not in the certificate. */
    private static final String ANOTHER_HOST = "127.1";

    @TempDir
    static Path folder;

    private static OwnAuthority authority;
    private static EmbeddedPostgres server;

    @BeforeAll
    static void start() {
        authority = OwnAuthority.in(folder);
        OwnAuthority.Pair files = authority.vouchesFor("dns:db.example.com,ip:" + ITS_HOST);
        try {
            server = EmbeddedPostgres.builder()
                    .setPGStartupWait(Duration.ofSeconds(60))
                    .setServerConfig("fsync", "off")
                    .setServerConfig("ssl", "on")
                    .setServerConfig("ssl_cert_file", files.certificate().toString())
                    .setServerConfig("ssl_key_file", files.key().toString())
                    .start();
        } catch (IOException | RuntimeException e) {
            if (System.getenv("CI") != null) {
                throw new IllegalStateException(e);
            }
            Assumptions.abort("PostgreSQL with TLS can't be started here: " + e);
        }
    }

    @AfterAll
    static void stop() throws IOException {
        if (server != null) {
            server.close();
        }
        authority.close();
    }

    @Test
    void a_server_whose_authority_is_given_is_reached_encrypted_and_verified() throws Exception {
        String url = url(ITS_HOST) + "&sslrootcert=" + authorityFile();
        try (Database database = Database.open(url, Mode.SERVE);
                Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet answer =
                        statement.executeQuery("select ssl, version from pg_stat_ssl where pid = pg_backend_pid()")) {
            assertThat(answer.next()).isTrue();
            assertThat(answer.getBoolean(1)).isTrue();
            assertThat(answer.getString(2)).startsWith("TLSv1.");
        }
        assertThat(new DatabaseCheck(url).look())
                .singleElement()
                .extracting(CheckResult::kind)
                .isEqualTo(CheckResult.Kind.OK);
    }

    @Test
    void a_server_whose_authority_nobody_knows_is_refused_and_told_what_to_do() {
        refused(url(ITS_HOST), "certificate is not trusted", "sslrootcert=FILE");
    }

    @Test
    void a_server_of_another_authority_than_the_given_one_is_refused() throws Exception {
        try (OwnAuthority another = OwnAuthority.in(Files.createDirectory(folder.resolve("another")))) {
            Path root = Files.writeString(folder.resolve("another.crt"), another.pem());

            refused(url(ITS_HOST) + "&sslrootcert=" + root, "certificate is not trusted", "sslrootcert=FILE");
        }
    }

    @Test
    void a_certificate_for_another_host_is_refused_though_the_authority_is_the_right_one() throws Exception {
        String url = url(ANOTHER_HOST) + "&sslrootcert=" + authorityFile();

        refused(
                url,
                "certificate is not that of this host",
                "Write the host into the URL as it stands in the certificate");
        try (Database told = Database.open(url + "&sslmode=verify-ca", Mode.SERVE)) {
            assertThat(told.ping()).isTrue();
        }
        assertThat(new DatabaseCheck(url + "&sslmode=verify-ca").look())
                .extracting(CheckResult::kind)
                .contains(CheckResult.Kind.NOTE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/no/such/root.crt", "."})
    void a_file_of_certificates_that_can_not_be_read_is_told_as_that(String file) {
        refused(url(ITS_HOST) + "&sslrootcert=" + file, "sslrootcert", "can't be read");
    }

    private static void refused(String url, String... told) {
        assertThatThrownBy(() -> Database.open(url, Mode.SERVE))
                .isInstanceOf(StoreFailure.class)
                .as("trying again would not help")
                .isNotInstanceOf(DatabaseUnavailable.class)
                .satisfies(error -> assertThat(error.getMessage()).contains(told))
                .hasNoCause();
        List<CheckResult> results = new DatabaseCheck(url).look();
        assertThat(results).singleElement().satisfies(result -> {
            assertThat(result.kind()).isEqualTo(CheckResult.Kind.WRONG);
            assertThat(result.sentence()).contains(told);
        });
    }

    private static Path authorityFile() throws IOException {
        return Files.writeString(folder.resolve("authority.crt"), authority.pem());
    }

    private static String url(String host) {
        return "jdbc:postgresql://" + host + ":" + server.getPort() + "/postgres?user=postgres&password=postgres";
    }
}
