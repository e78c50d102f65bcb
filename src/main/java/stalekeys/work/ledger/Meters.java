package stalekeys.work.ledger;

import java.time.Duration;
import stalekeys.keys.report.Report;

/** Told of what is worth counting. It is called from many threads, answers at once and never fails. */
public interface Meters {
    /** Where nobody counts. */
    Meters NONE = new Meters() {
        @Override
        public void audited(Report report, Duration took) {}

        @Override
        public void auditFailed() {}

        @Override
        public void iamAttempt(String action, boolean throttled) {}

        @Override
        public void slackError(String method, String error) {}

        @Override
        public void swept(PlannedMessage.HoldReason how) {}

        @Override
        public void changed(KeyChange.TargetState what, boolean automatic) {}

        @Override
        public void acknowledged(Duration after) {}
    };

    /** An audit came to its end, whether or not it saw everything. */
    void audited(Report report, Duration took);

    /** An audit broke off: not for what AWS answered, which is part of a report. */
    void auditFailed();

    /**
     * One attempt of a call of AWS's IAM, repeats included.
     *
     * @param action as in a policy, without its prefix: "ListUsers"
     */
    void iamAttempt(String action, boolean throttled);

    /**
     * A call of Slack's that came to nothing.
     *
     * @param method as Slack names it: "chat.postMessage"
     * @param error Slack's own name for it, "http_" and a status, or "no_answer"
     */
    void slackError(String method, String error);

    /** A sweep had a letter to send, or to hold back. */
    void swept(PlannedMessage.HoldReason how);

    /**
     * AWS confirmed that a key was changed.
     *
     * @param automatic whether nobody clicked for it
     */
    void changed(KeyChange.TargetState what, boolean automatic);

    /**
     * Something that Slack sent was acknowledged, or refused.
     *
     * @param after from when it began to come in to the end of the answer
     */
    void acknowledged(Duration after);
}
