package stalekeys.standin.slack;

import java.util.List;

/** A refusal of the Web API: HTTP 200 with ok false. */
final class ApiError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String error;
    private final String[] messages;

    ApiError(String error) {
        this(error, List.of());
    }

    ApiError(String error, List<String> messages) {
        super(error + " " + messages);
        this.error = error;
        this.messages = messages.toArray(String[]::new);
    }

    String error() {
        return error;
    }

    List<String> messages() {
        return List.of(messages);
    }
}
