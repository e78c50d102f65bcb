package stalekeys.work.audit;

import java.util.Optional;
import stalekeys.keys.report.Report;

/**
 * Where the last audit outlives the process, so that a restarted bot can answer at once. Safe to call from many threads and
 * processes. Database trouble rises as an unchecked exception.
 */
public interface LastAudit {
    /** Remembers nothing: for what runs once and ends. */
    LastAudit NOWHERE = new LastAudit() {
        @Override
        public Optional<Report> read() {
            return Optional.empty();
        }

        @Override
        public void keep(Report report) {
            // Nobody will ask.
        }

        @Override
        public void forget() {
            // There is nothing.
        }
    };

    Optional<Report> read();

    /** Keeps it in place of the one before, unless that was taken later. */
    void keep(Report report);

    /** What is kept is no longer true. */
    void forget();
}
