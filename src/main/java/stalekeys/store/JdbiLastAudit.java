package stalekeys.store;

import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import stalekeys.keys.report.Report;
import stalekeys.work.audit.LastAudit;

/** The last audit in a database, as one row. */
final class JdbiLastAudit implements LastAudit {
    private final Jdbi jdbi;

    JdbiLastAudit(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    @Override
    public Optional<Report> read() {
        return jdbi.withHandle(handle -> handle.createQuery("select report from last_audit where name = 'list'")
                        .mapTo(String.class)
                        .findOne())
                .map(text -> StoredJson.read(text, Report.class));
    }

    @Override
    public void keep(Report report) {
        jdbi.useHandle(handle -> handle.createUpdate("insert into last_audit (name, taken_at, report)"
                        + " values ('list', :takenAt, :report)"
                        + " on conflict (name) do update set taken_at = excluded.taken_at, report = excluded.report"
                        + " where last_audit.taken_at <= excluded.taken_at")
                .bind("takenAt", report.takenAt().truncatedTo(ChronoUnit.MILLIS))
                .bind("report", StoredJson.write(report))
                .execute());
    }

    @Override
    public void forget() {
        jdbi.useHandle(handle -> handle.execute("delete from last_audit"));
    }
}
