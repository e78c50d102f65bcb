package stalekeys.aws.client;

import java.util.Locale;
import javax.net.ssl.SSLException;

/** Why AWS could not be reached, as far as Java tells. Its texts are not passed on. */
final class NetworkError {
    private NetworkError() {}

    static String sentence(Throwable thrown, String action) {
        String begin = "AWS could not be reached for " + action;
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            String message = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
            if (message.contains("through proxy")) {
                return begin
                        + (message.contains("407")
                                ? ": the proxy wants a user and password, or others. Check HTTPS_PROXY."
                                : ": the proxy does not connect to it. Check HTTPS_PROXY and NO_PROXY.");
            }
            if (cause instanceof SSLException) {
                return begin + ": the certificate it shows is not believed. Where a proxy opens encrypted connections,"
                        + " give its authority's certificate in AWS_CA_BUNDLE.";
            }
        }
        return begin + ": check the network and AWS_ENDPOINT_URL_IAM.";
    }
}
