package stalekeys.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stalekeys.net.Outbound;
import stalekeys.net.ProxyServer;
import stalekeys.standin.net.OwnAuthority;

/** The variables for proxies and certificates, which many programs share. */
class OutboundReaderTest {
    @TempDir
    private Path folder;

    @Test
    void without_any_of_them_java_decides() throws InvalidSettings {
        assertThat(read(Map.of())).isSameAs(Outbound.PLAIN);
        assertThat(read(Map.of("HTTPS_PROXY", " ", "NO_PROXY", "*", "AWS_CA_BUNDLE", "")))
                .isSameAs(Outbound.PLAIN);
    }

    @Test
    void either_case_is_read_and_the_lower_one_wins() throws InvalidSettings {
        assertThat(proxy(Map.of("HTTPS_PROXY", "upper:1"), "https")).hasToString("upper:1");
        assertThat(proxy(Map.of("https_proxy", "lower:1"), "https")).hasToString("lower:1");
        assertThat(proxy(Map.of("HTTPS_PROXY", "upper:1", "https_proxy", "lower:1"), "https"))
                .hasToString("lower:1");
        assertThat(proxy(Map.of("HTTPS_PROXY", "upper:1", "https_proxy", ""), "https"))
                .hasToString("upper:1");
        assertThat(proxy(Map.of("HTTP_PROXY", "upper:1", "http_proxy", "lower:1"), "http"))
                .hasToString("lower:1");
        assertThat(read(Map.of("HTTPS_PROXY", "p:1", "NO_PROXY", "a.example", "no_proxy", "b.example"))
                        .proxies()
                        .proxyFor("https", "b.example", 443))
                .isEmpty();
    }

    @Test
    void what_is_wrong_is_named_and_its_value_is_masked() {
        assertThat(errors(Map.of(
                        "https_proxy", "https://ana:Secr3t@proxy:3128",
                        "HTTP_PROXY", "ana:Secr3t@pro xy",
                        "no_proxy", "slack.com,10.0.0.0/99,ana:Secr3t@x",
                        "AWS_CA_BUNDLE", "/nowhere/ca.pem")))
                .hasSize(5)
                .noneMatch(line -> line.contains("Secr3t"))
                .anyMatch(line -> line.startsWith("https_proxy is ***: "))
                .anyMatch(line -> line.startsWith("HTTP_PROXY is ***: "))
                .anyMatch(line -> line.startsWith("no_proxy has \"10.0.0.0/99\": "))
                .anyMatch(line -> line.startsWith("no_proxy has ***: "))
                .anyMatch(line -> line.startsWith("AWS_CA_BUNDLE is \"/nowhere/ca.pem\": that file can't be read"));
    }

    @Test
    void both_files_of_certificates_count_with_all_that_is_in_them() throws Exception {
        try (OwnAuthority authority = OwnAuthority.in(folder)) {
            String pem = authority.pem();
            Path one = Files.writeString(folder.resolve("one.pem"), pem);
            Path two = Files.writeString(folder.resolve("two.pem"), "# ours -- and theirs\r\n" + pem + "\n\n" + pem);

            Outbound outbound = read(Map.of("AWS_CA_BUNDLE", one.toString(), "SSL_CERT_FILE", two.toString()));

            assertThat(outbound.moreCertificates()).isEqualTo(3);
            assertThat(outbound.trust().orElseThrow().manager().getAcceptedIssuers())
                    .hasSizeGreaterThan(3);
        }
    }

    @Test
    void a_file_without_certificates_or_with_a_damaged_one_is_a_mistake() throws IOException {
        Path key =
                Files.writeString(folder.resolve("none.pem"), "-----BEGIN NOTHING-----\nAAAA\n-----END NOTHING-----");
        Path damaged = Files.writeString(
                folder.resolve("bad.pem"), "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n");
        Path cut = Files.writeString(folder.resolve("cut.pem"), "-----BEGIN CERTIFICATE-----\nMIIB");

        assertThat(errors(Map.of("AWS_CA_BUNDLE", key.toString())))
                .allMatch(line -> line.endsWith("there is no certificate in PEM form in that file"));
        assertThat(errors(Map.of("SSL_CERT_FILE", damaged.toString())))
                .allMatch(line -> line.endsWith("certificate 1 in that file can't be read"));
        assertThat(errors(Map.of("SSL_CERT_FILE", cut.toString())))
                .allMatch(line -> line.endsWith("certificate 1 in that file can't be read"));
        assertThat(errors(Map.of("SSL_CERT_FILE", folder.toString()))).hasSize(1);
    }

    private static ProxyServer proxy(Map<String, String> environment, String scheme) throws InvalidSettings {
        Optional<ProxyServer> proxy = read(environment).proxies().proxyFor(scheme, "slack.com", 0);
        return proxy.orElseThrow();
    }

    private static Outbound read(Map<String, String> environment) throws InvalidSettings {
        return SettingsReader.read(environment, Map.of(), Set.of(), (cron, zone) -> Optional.empty())
                .outbound();
    }

    private static List<String> errors(Map<String, String> environment) {
        try {
            read(environment);
            return List.of();
        } catch (InvalidSettings wrong) {
            return wrong.errors().stream().map(SettingError::toString).toList();
        }
    }
}
