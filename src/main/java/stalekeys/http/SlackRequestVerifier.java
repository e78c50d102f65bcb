package stalekeys.http;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Scheduler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets through what Slack has signed, is of now and can be read, and refuses everything else before any of it is parsed.
 * The cheap questions come first, the body is read while no thread waits for it, and the signature is taken over the
 * bytes as they came.
 *
 * <p>The same request sent twice within the 300 seconds passes twice. Slack itself sends an event again, with
 * {@code X-Slack-Retry-Num}, when it saw no answer, and that must come through; commands and buttons are never sent
 * again. What must not happen twice is the bot's own compare-and-set to prevent, whoever asks twice.
 */
final class SlackRequestVerifier extends Handler.Wrapper {
    private static final Logger LOG = LoggerFactory.getLogger(SlackRequestVerifier.class);

    /** The request attribute with the {@link SlackBody} that passed. */
    static final String BODY = SlackBody.class.getName();

    private final SlackSignature signature;
    private final Clock clock;
    private final RefusalLog refusals;
    private final Duration bodyDeadline;
    private final BodyBudget budget = new BodyBudget();

    SlackRequestVerifier(
            SlackSignature signature, Clock clock, RefusalLog refusals, Duration bodyDeadline, Handler servlets) {
        super(servlets);
        this.signature = signature;
        this.clock = clock;
        this.refusals = refusals;
        this.bodyDeadline = bodyDeadline;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        if (isCertificateCheck(request)) {
            seen(response, callback);
            return true;
        }
        Optional<SlackHeaders> headers = headersOf(request);
        Optional<Refusal> refusal = beforeTheBody(request, headers);
        if (refusal.isEmpty()) {
            SlackHeaders signed = headers.orElseThrow();
            readThen(request, response, callback, body -> check(request, response, callback, signed, body));
        } else if (SslCheck.mayFollow(refusal.get(), request)) {
            readThen(
                    request,
                    response,
                    callback,
                    body -> seenOrRefused(request, response, callback, refusal.get(), body));
        } else {
            refuse(request, response, callback, refusal.get());
        }
        return true;
    }

    /**
     * Slack now and then looks at the certificate of a command's address, with a GET that nobody signed and that wants
     * nothing but a 200.
     */
    private static boolean isCertificateCheck(Request request) {
        String query = request.getHttpURI().getQuery();
        return HttpMethod.GET.is(request.getMethod())
                && query != null
                && List.of(query.split("&", -1)).contains("ssl_check=1");
    }

    private static void seen(Response response, Callback callback) {
        response.setStatus(200);
        response.getHeaders().put(HttpHeader.CONTENT_LENGTH, 0);
        response.write(true, BufferUtil.EMPTY_BUFFER, callback);
    }

    private static Optional<SlackHeaders> headersOf(Request request) {
        return SlackHeaders.of(
                request.getHeaders().getValuesList(SlackHeaders.TIMESTAMP),
                request.getHeaders().getValuesList(SlackHeaders.SIGNATURE));
    }

    private Optional<Refusal> beforeTheBody(Request request, Optional<SlackHeaders> headers) {
        if (!HttpMethod.POST.is(request.getMethod())) {
            return Optional.of(Refusal.NOT_POST);
        }
        if (request.getHeaders().getLongField(HttpHeader.CONTENT_LENGTH) > BodyBudget.MAX_BODY) {
            return Optional.of(Refusal.TOO_LARGE);
        }
        if (headers.isEmpty()) {
            return Optional.of(Refusal.UNSIGNED);
        }
        return headers.get().isNear(clock.instant()) ? Optional.empty() : Optional.of(Refusal.OUT_OF_TIME);
    }

    private void readThen(Request request, Response response, Callback callback, Consumer<byte[]> then) {
        BodyRead read = new BodyRead(request, budget, then, refusal -> refuse(request, response, callback, refusal));
        Scheduler.Task deadline = request.getComponents().getScheduler().schedule(read::tooLate, bodyDeadline);
        Request.addCompletionListener(request, failure -> deadline.cancel());
        read.run();
    }

    private void check(Request request, Response response, Callback callback, SlackHeaders headers, byte[] bytes) {
        if (!signature.isOn(headers, bytes)) {
            seenOrRefused(request, response, callback, Refusal.MIS_SIGNED, bytes);
            return;
        }
        Optional<SlackBody> body = SlackBody.of(bytes);
        if (body.isEmpty()) {
            refuse(request, response, callback, Refusal.NOT_SLACKS);
            return;
        }
        if (body.get().rateNotice()) {
            LOG.warn("Slack holds events back for a minute: it had more for this app than it sends in an hour");
            seen(response, callback);
            return;
        }
        request.setAttribute(BODY, body.get());
        pass(request, response, callback);
    }

    /** Without a good signature nothing but a look at the certificate is answered, and nothing comes of that. */
    private void seenOrRefused(Request request, Response response, Callback callback, Refusal refusal, byte[] body) {
        if (SslCheck.is(body)) {
            seen(response, callback);
        } else {
            refuse(request, response, callback, refusal);
        }
    }

    private void pass(Request request, Response response, Callback callback) {
        try {
            if (!super.handle(request, response, callback)) {
                Response.writeError(request, response, callback, 404);
            }
        } catch (Exception e) {
            callback.failed(e);
        }
    }

    private void refuse(Request request, Response response, Callback callback, Refusal refusal) {
        refusals.refused(refusal);
        RejectHandler.refuse(request, response, callback, refusal, bodyDeadline);
    }
}
