package stalekeys.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;

/**
 * Slack's look at the certificate of a command's address, as a POST: {@code ssl_check=1} and a token of old, and no
 * signature that could be checked.
 */
final class SslCheck {
    /** Far more than it has. Of a request that nobody signed no more is read. */
    private static final int LONGEST = 512;

    private static final Pattern FORM =
            Pattern.compile("(?:token=[A-Za-z0-9._-]*&)?ssl_check=1(?:&token=[A-Za-z0-9._-]*)?");

    private SslCheck() {}

    /** Whether its body is worth reading though it is refused for this. */
    static boolean mayFollow(Refusal refusal, Request request) {
        long length = request.getHeaders().getLongField(HttpHeader.CONTENT_LENGTH);
        return (refusal == Refusal.UNSIGNED || refusal == Refusal.OUT_OF_TIME) && length > 0 && length <= LONGEST;
    }

    static boolean is(byte[] body) {
        return body.length <= LONGEST
                && FORM.matcher(new String(body, ISO_8859_1)).matches();
    }
}
