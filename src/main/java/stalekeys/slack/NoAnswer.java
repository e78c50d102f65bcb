package stalekeys.slack;

import java.io.IOException;

/**
 * What came back is no answer of Slack's, though its status says that all went well: no JSON, or without what Slack always
 * sends. The message quotes nothing of it.
 */
final class NoAnswer extends IOException {
    private static final long serialVersionUID = 1L;

    NoAnswer(String what) {
        super(what);
    }
}
