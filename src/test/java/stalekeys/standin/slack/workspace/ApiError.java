package stalekeys.standin.slack.workspace;

import java.util.List;

/** A refusal of the Web API: HTTP 200 with ok false. */
public final class ApiError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String error;
    private final String[] messages;

    public ApiError(String error) {
        this(error, List.of());
    }

    public ApiError(String error, List<String> messages) {
        super(error + " " + messages);
        this.error = error;
        this.messages = messages.toArray(String[]::new);
    }

    public String error() {
        return error;
    }

    public List<String> messages() {
        return List.of(messages);
    }
}
