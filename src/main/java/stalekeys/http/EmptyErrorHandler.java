package stalekeys.http;

import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;

/** The server's own error answers (404, broken requests, what nobody caught) without a page, a banner or a message. */
final class EmptyErrorHandler extends ErrorHandler {
    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        response.getHeaders().put("Content-Length", 0);
        response.write(true, BufferUtil.EMPTY_BUFFER, callback);
        return true;
    }
}
