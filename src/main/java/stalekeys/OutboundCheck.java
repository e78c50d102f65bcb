package stalekeys;

import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import stalekeys.net.Outbound;
import stalekeys.net.ProxyProbe;
import stalekeys.net.ProxyServer;
import stalekeys.work.doctor.Check;
import stalekeys.work.doctor.CheckResult;

/** One line about proxies and CA certificates: how Slack, AWS and the mail server are reached, and whose word is taken. */
final class OutboundCheck implements Check {
    private static final String WHAT = "proxy and CA";

    /** Where AWS's service for users and keys is, for most. */
    private static final URI IAM = URI.create("https://iam.amazonaws.com/");

    private static final Duration PROXY_WITHIN = Duration.ofSeconds(3);

    private final Outbound outbound;
    private final URI slack;
    private final @Nullable URI mail;

    /** @param mail smtp or smtps; null where no mail is sent */
    OutboundCheck(Outbound outbound, URI slack, @Nullable URI mail) {
        this.outbound = outbound;
        this.slack = slack;
        this.mail = mail;
    }

    @Override
    public List<CheckResult> look() {
        Set<ProxyServer> used = new LinkedHashSet<>();
        String ways = "Slack: " + way(slack, used) + ". AWS: " + way(IAM, used) + ". Mail: "
                + (mail == null ? "none is sent" : way(mail, used)) + ". " + certificates();
        for (ProxyServer proxy : used) {
            if (!ProxyProbe.answers(proxy, PROXY_WITHIN)) {
                return List.of(CheckResult.unreachable(
                        WHAT,
                        ways + " Nothing answers at the proxy " + proxy
                                + ": check HTTPS_PROXY and HTTP_PROXY, and what NO_PROXY should name."));
            }
        }
        boolean httpAlone =
                !outbound.proxies().isEmpty() && outbound.proxies().usual().isEmpty();
        return List.of(
                httpAlone
                        ? CheckResult.note(
                                WHAT,
                                ways + " HTTP_PROXY is set and HTTPS_PROXY is not: Slack and AWS are reached by https,"
                                        + " which HTTP_PROXY does not count for.")
                        : CheckResult.ok(WHAT, ways));
    }

    private String way(URI server, Set<ProxyServer> used) {
        String host = server.getHost() == null ? "" : server.getHost();
        Optional<ProxyServer> proxy = outbound.proxies().proxyFor(server.getScheme(), host, server.getPort());
        proxy.ifPresent(used::add);
        return proxy.map(one -> "through the proxy " + one).orElse("directly");
    }

    private String certificates() {
        int more = outbound.moreCertificates();
        return more == 0
                ? "No extra CA bundle."
                : "Extra CA bundle: " + more + (more == 1 ? " certificate" : " certificates")
                        + " from AWS_CA_BUNDLE and SSL_CERT_FILE.";
    }
}
