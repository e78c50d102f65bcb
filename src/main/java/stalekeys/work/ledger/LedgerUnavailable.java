package stalekeys.work.ledger;

/** The log and the outbox can't be reached: nothing was decided. It may help to try again. */
public final class LedgerUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public LedgerUnavailable(Throwable cause) {
        super("The database can't be reached", cause);
    }
}
