package stalekeys.aws;

/**
 * What came back is no answer of AWS's, though its status says that all went well: it is empty, somebody's login page, cut
 * off, or lacks what AWS always sends. The message says which, and quotes nothing of it.
 */
final class NoAnswer extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NoAnswer(String what) {
        super(what);
    }

    NoAnswer(String what, Throwable cause) {
        super(what, cause);
    }

    /** The SDK wraps what is thrown in it. */
    static boolean isCauseOf(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof NoAnswer) {
                return true;
            }
        }
        return false;
    }
}
