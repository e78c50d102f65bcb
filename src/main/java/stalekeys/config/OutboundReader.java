package stalekeys.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import stalekeys.net.CaBundle;
import stalekeys.net.Outbound;
import stalekeys.net.ProxyRule;
import stalekeys.net.ProxyServer;

/**
 * Reads the variables that many programs share: proxies, in either case (the lower one wins, as for curl), and files of
 * certificates. They are no options, and have no defaults.
 */
final class OutboundReader {
    static final String NO_PROXY = "NO_PROXY";
    static final List<String> PROXIES = List.of("HTTPS_PROXY", "HTTP_PROXY");
    static final List<String> BUNDLES = List.of("AWS_CA_BUNDLE", "SSL_CERT_FILE");

    private final RawSettings given;

    private OutboundReader(RawSettings given) {
        this.given = given;
    }

    static Outbound read(RawSettings given) {
        OutboundReader reader = new OutboundReader(given);
        ProxyRule rule = reader.rule();
        List<X509Certificate> certificates = new ArrayList<>();
        BUNDLES.forEach(name -> certificates.addAll(reader.certificates(name)));
        return rule.isEmpty() && certificates.isEmpty() ? Outbound.PLAIN : new Outbound(rule, certificates);
    }

    private ProxyRule rule() {
        String name = inUse(NO_PROXY);
        return ProxyRule.of(
                proxy("HTTP_PROXY"),
                proxy("HTTPS_PROXY"),
                given.variable(name),
                entry -> given.wrong(
                        name,
                        "has " + (entry.indexOf('@') < 0 ? RawSettings.shown(entry) : RawSettings.MASK),
                        "names, .suffixes, addresses or blocks such as 10.0.0.0/8, each with a :port if need be, or *"));
    }

    private @Nullable ProxyServer proxy(String upperCase) {
        String name = inUse(upperCase);
        String value = given.variable(name);
        if (value == null) {
            return null;
        }
        try {
            return ProxyServer.at(value);
        } catch (IllegalArgumentException wrong) {
            // Where a login stands in what can't be read, nobody knows.
            given.wrong(name, "is " + RawSettings.MASK, String.valueOf(wrong.getMessage()));
            return null;
        }
    }

    private String inUse(String upperCase) {
        String lowerCase = upperCase.toLowerCase(Locale.ROOT);
        return given.variable(lowerCase) == null ? upperCase : lowerCase;
    }

    private List<X509Certificate> certificates(String name) {
        String path = given.variable(name);
        if (path == null) {
            return List.of();
        }
        String problem;
        try {
            return CaBundle.read(Files.readAllBytes(Path.of(path)));
        } catch (IOException | InvalidPathException unreadable) {
            problem = "that file can't be read (" + unreadable.getClass().getSimpleName()
                    + "); give the path of a PEM file with certificates";
        } catch (IllegalArgumentException wrong) {
            problem = String.valueOf(wrong.getMessage());
        }
        given.wrong(name, "is " + RawSettings.shown(path), problem);
        return List.of();
    }
}
