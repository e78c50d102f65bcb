package stalekeys.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.ToIntFunction;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import stalekeys.keys.report.Report;
import stalekeys.keys.report.Severity;
import stalekeys.work.ledger.KeyChange;
import stalekeys.work.ledger.Meters;
import stalekeys.work.ledger.OutboxItem;
import stalekeys.work.ledger.PlannedMessage;

/**
 * Figures as Prometheus reads them. No label holds a user, a key or an account, so that their number stays small and
 * nothing leaks to whoever may read figures.
 */
public final class PrometheusMeters implements Meters {
    /** Slack answers a person with "operation_timeout" after three seconds. */
    private static final Duration[] ACKNOWLEDGED_WITHIN = {
        Duration.ofMillis(10),
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(250),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofSeconds(2),
        Duration.ofSeconds(3)
    };

    private static final Logger LOG = LoggerFactory.getLogger(PrometheusMeters.class);
    private static final Pattern ERROR_NAME = Pattern.compile("[a-z0-9_]{1,60}");

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Map<Severity, Double> findings = new ConcurrentHashMap<>();
    private final AtomicLong auditedAt = new AtomicLong();
    private final AtomicLong users = new AtomicLong();
    private final AtomicLong unreadable = new AtomicLong();
    private final AtomicLong accountsNotRead = new AtomicLong();
    /** Of one reading; empty where the database did not answer. */
    private volatile Map<OutboxItem.State, Double> rows = Map.of();

    private volatile ToIntFunction<OutboxItem.State> outbox = state -> 0;
    private final Timer acknowledged;

    public PrometheusMeters() {
        acknowledged = Timer.builder("stale_keys.acknowledged")
                .description("Requests of Slack's, from their first byte to the end of the answer")
                .serviceLevelObjectives(ACKNOWLEDGED_WITHIN)
                .register(registry);
        for (Severity severity : Severity.values()) {
            Gauge.builder("stale_keys.findings", () -> findings.getOrDefault(severity, Double.NaN))
                    .description("Active access keys in the last audit, by severity; NaN where they were not counted")
                    .tag("severity", lower(severity))
                    .register(registry);
        }
        gauge("stale_keys.users", "Users checked in the last audit", users);
        gauge("stale_keys.users.unreadable", "Users the last audit could not read", unreadable);
        gauge("stale_keys.accounts.unreadable", "Accounts the last audit could not read", accountsNotRead);
        gauge("stale_keys.audit.time", "When the last audit was taken, in seconds since 1970; 0 before", auditedAt);
        for (OutboxItem.State state : OutboxItem.State.values()) {
            Gauge.builder("stale_keys.outbox", () -> rows.getOrDefault(state, Double.NaN))
                    .description("Rows of the outbox by state; NaN where the database does not answer")
                    .tag("state", lower(state))
                    .register(registry);
        }
        // From the start, so that an alert on their growth sees the first one.
        for (PlannedMessage.HoldReason how : PlannedMessage.HoldReason.values()) {
            plannedMessages(how);
        }
        for (KeyChange.TargetState what : KeyChange.TargetState.values()) {
            changes(what, true);
            changes(what, false);
        }
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
    }

    @Override
    public void audited(Report report, Duration took) {
        boolean complete = report.coverage().complete();
        audits(complete ? "complete" : "incomplete").record(took);
        auditedAt.set(report.takenAt().getEpochSecond());
        users.set(report.coverage().usersChecked());
        unreadable.set(report.coverage().unreadable());
        accountsNotRead.set(report.coverage().failed().size());
        boolean freshCounted = report.coverage().everyUserListed();
        findings.put(Severity.FRESH, freshCounted ? (double) report.counts().fresh() : Double.NaN);
        findings.put(Severity.STALE, (double) report.counts().stale());
        findings.put(Severity.CRITICAL, (double) report.counts().critical());
    }

    @Override
    public void auditFailed() {
        audits("failed").record(Duration.ZERO);
    }

    @Override
    public void iamAttempt(String action, boolean throttled) {
        registry.counter("stale_keys.iam.attempts", "action", action, "throttled", Boolean.toString(throttled))
                .increment();
    }

    @Override
    public void slackError(String method, String error) {
        String name = ERROR_NAME.matcher(error).matches() ? error : "other";
        registry.counter("stale_keys.slack.errors", "method", method, "error", name)
                .increment();
    }

    @Override
    public void swept(PlannedMessage.HoldReason how) {
        plannedMessages(how).increment();
    }

    @Override
    public void changed(KeyChange.TargetState what, boolean automatic) {
        changes(what, automatic).increment();
    }

    @Override
    public void acknowledged(Duration after) {
        acknowledged.record(after);
    }

    /**
     * From now on the figures tell of these two as well; both are asked at each reading.
     *
     * @param rowsInState how many rows of the outbox are in a state
     * @param ready whether all is at work
     */
    public void watch(ToIntFunction<OutboxItem.State> rowsInState, BooleanSupplier ready) {
        outbox = rowsInState;
        Gauge.builder("stale_keys.ready", () -> ready.getAsBoolean() ? 1 : 0)
                .description("1 while all is at work")
                .register(registry);
    }

    /** All figures as they are now, in Prometheus' text format. */
    public String scrape() {
        countRows();
        return registry.scrape();
    }

    private void countRows() {
        Map<OutboxItem.State, Double> counted = new EnumMap<>(OutboxItem.State.class);
        try {
            for (OutboxItem.State state : OutboxItem.State.values()) {
                counted.put(state, (double) outbox.applyAsInt(state));
            }
            rows = counted;
        } catch (RuntimeException down) {
            rows = Map.of();
            // The figures say NaN; that the database is away is logged by whoever needs it.
            LOG.debug("The outbox can't be counted", down);
        }
    }

    private Counter plannedMessages(PlannedMessage.HoldReason how) {
        return Counter.builder("stale_keys.sweep.letters")
                .description("What sweeps had to say to a person, sent or held back")
                .tag("result", how == PlannedMessage.HoldReason.NO ? "sent" : lower(how))
                .register(registry);
    }

    private Counter changes(KeyChange.TargetState what, boolean automatic) {
        return Counter.builder("stale_keys.changes")
                .description(
                        "Changes of access keys that AWS confirmed, by what and by whom: a click, or the automation")
                .tag(
                        "change",
                        switch (what) {
                            case OFF -> "deactivated";
                            case ON -> "reactivated";
                            case DELETED -> "deleted";
                        })
                .tag("by", automatic ? "automation" : "click")
                .register(registry);
    }

    private Timer audits(String result) {
        return Timer.builder("stale_keys.audits")
                .description("Audits by result")
                .tag("result", result)
                .register(registry);
    }

    private void gauge(String name, String description, AtomicLong value) {
        Gauge.builder(name, value, AtomicLong::doubleValue)
                .description(description)
                .register(registry);
    }

    private static String lower(Enum<?> name) {
        return name.name().toLowerCase(Locale.ROOT);
    }
}
