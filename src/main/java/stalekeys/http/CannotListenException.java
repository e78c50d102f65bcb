package stalekeys.http;

/** The port or the host can't be had. The message is a whole sentence for the person who set them. */
public final class CannotListenException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    CannotListenException(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
