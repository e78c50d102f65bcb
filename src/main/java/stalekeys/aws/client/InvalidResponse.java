package stalekeys.aws.client;

/**
 * What came back is no answer of AWS's, though its status says that all went well: it is empty, somebody's login page, cut
 * off, or lacks what AWS always sends. The message says which, and quotes nothing of it.
 */
public final class InvalidResponse extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public InvalidResponse(String what) {
        super(what);
    }

    public InvalidResponse(String what, Throwable cause) {
        super(what, cause);
    }

    /** The SDK wraps what is thrown in it. */
    public static boolean isCauseOf(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof InvalidResponse) {
                return true;
            }
        }
        return false;
    }
}
