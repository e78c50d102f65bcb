package stalekeys.aws.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.HttpsURLConnection;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpService;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.utils.AttributeMap;
import stalekeys.net.Outbound;
import stalekeys.net.ProxyServer;

/**
 * HTTP as the SDK uses it: Java's own, over the way out that is set. Also for the clients the SDK makes by itself to get
 * credentials (STS for a web identity, IAM Identity Center, sign-in): it creates this class by its name and asks it for
 * them. What it asks the instance's metadata or a container's agent it asks directly, without this.
 */
public final class AwsHttp implements SdkHttpService {
    private static final Duration CONNECT_WITHIN = Duration.ofSeconds(5);
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(20);
    private static final String SERVICE = "software.amazon.awssdk.http.service.impl";

    private static volatile Outbound everywhere = Outbound.PLAIN;

    /** From now on, for the whole process: the SDK has no other way to be told. */
    public static void forTheSdkItself(Outbound outbound) {
        everywhere = outbound;
        System.setProperty(SERVICE, AwsHttp.class.getName());
    }

    static SdkHttpClient client(Outbound outbound) {
        return UrlConnectionHttpClient.create(url -> connection(outbound, url));
    }

    @Override
    public SdkHttpClient.Builder<?> createHttpClientBuilder() {
        return new Builder(everywhere);
    }

    private static HttpURLConnection connection(Outbound outbound, URI url) {
        try {
            Optional<ProxyServer> proxy = outbound.proxies().proxyFor(url.getScheme(), url.getHost(), url.getPort());
            HttpURLConnection connection = open(outbound, url);
            connection.setConnectTimeout((int) CONNECT_WITHIN.toMillis());
            connection.setReadTimeout((int) ANSWER_WITHIN.toMillis());
            if (connection instanceof HttpsURLConnection encrypted) {
                outbound.trust().ifPresent(trust -> encrypted.setSSLSocketFactory(trust.sockets()));
                if (proxy.isPresent()) {
                    connection.setAuthenticator(outbound.logins());
                }
            } else {
                // At once: Java does not repeat a body because a proxy wants to know who sends it.
                proxy.flatMap(ProxyServer::authorization)
                        .ifPresent(login -> connection.setRequestProperty("Proxy-Authorization", login));
            }
            return connection;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static HttpURLConnection open(Outbound outbound, URI url) throws IOException {
        if (outbound.proxies().isEmpty()) {
            return (HttpURLConnection) url.toURL().openConnection();
        }
        Proxy proxy = outbound.selector().select(url).get(0);
        return (HttpURLConnection) url.toURL().openConnection(proxy);
    }

    private record Builder(Outbound outbound) implements SdkHttpClient.Builder<Builder> {
        @Override
        public SdkHttpClient buildWithDefaults(AttributeMap defaults) {
            return client(outbound);
        }
    }
}
