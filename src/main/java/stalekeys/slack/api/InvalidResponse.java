package stalekeys.slack.api;

import java.io.IOException;

/**
 * What came back is no answer of Slack's, though its status says that all went well: no JSON, or without what Slack always
 * sends. The message quotes nothing of it.
 */
final class InvalidResponse extends IOException {
    private static final long serialVersionUID = 1L;

    InvalidResponse(String what) {
        super(what);
    }
}
