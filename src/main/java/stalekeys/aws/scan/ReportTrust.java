package stalekeys.aws.scan;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether the credential report saves calls in one account, and whether it may be relied on there. */
public final class ReportTrust {
    private static final Logger LOG = LoggerFactory.getLogger(ReportTrust.class);

    private final int fromUsers;
    private volatile boolean off;

    public ReportTrust(int fromUsers) {
        this.fromUsers = fromUsers;
    }

    boolean worthIt(int users) {
        return !off && users >= fromUsers;
    }

    /** A full scan found an old key of a user the report had ruled out: until the process ends no one is ruled out. */
    void wasWrong() {
        if (!off) {
            LOG.warn("The credential report had ruled out a user with a stale key; every user is listed from now on");
        }
        off = true;
    }

    boolean isOff() {
        return off;
    }
}
