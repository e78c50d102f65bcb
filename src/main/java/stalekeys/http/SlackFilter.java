package stalekeys.http;

import jakarta.servlet.FilterChain;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * The last step before the servlet: gives it the body that was checked, and catches what it throws. The text of Bolt's
 * exceptions can hold the whole body, and the server would log and return it; so only types and places are logged, under
 * a reference that the other lines of the same request carry too (the log's {@code request} field).
 */
final class SlackFilter extends HttpFilter {
    private static final long serialVersionUID = 1L;
    private static final Logger log = LoggerFactory.getLogger(SlackFilter.class);
    private static final String REFERENCE = "request";

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain) {
        String reference =
                HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt());
        MDC.put(REFERENCE, reference);
        try {
            SlackBody body = (SlackBody) request.getAttribute(SlackRequestVerifier.BODY);
            chain.doFilter(new CheckedRequest(request, body), response);
        } catch (Throwable e) {
            log.error("A request from Slack failed (reference {}): {}", reference, placeOf(e));
            if (!response.isCommitted()) {
                response.reset();
                response.setStatus(500);
            }
        } finally {
            MDC.remove(REFERENCE);
        }
    }

    /** The types of an exception and of its causes, each with the line that threw it; never their texts. */
    private static String placeOf(Throwable thrown) {
        StringBuilder places = new StringBuilder();
        int depth = 0;
        for (Throwable e = thrown; e != null && depth < 5; e = e.getCause(), depth++) {
            StackTraceElement[] frames = e.getStackTrace();
            places.append(depth == 0 ? "" : ", caused by ").append(e.getClass().getName());
            places.append(frames.length == 0 ? "" : " at " + frames[0]);
        }
        return places.toString();
    }
}
