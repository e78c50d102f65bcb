package stalekeys.work.show;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import stalekeys.work.doctor.Check;
import stalekeys.work.doctor.CheckResult;

/** What the installation lacks, looked for behind whoever asks, and at most once in ten minutes. */
public final class SetupStatus {
    private static final Duration GOOD_FOR = Duration.ofMinutes(10);

    private static final Logger LOG = LoggerFactory.getLogger(SetupStatus.class);

    private final Check check;
    private final Clock clock;
    private final Executor executor;
    private List<CheckResult> known = List.of();
    private @Nullable Instant lookedAt;

    public SetupStatus(Check check, Clock clock, Executor executor) {
        this.check = check;
        this.clock = clock;
        this.executor = executor;
    }

    /** As of the last look; empty before the first. */
    public synchronized List<CheckResult> known() {
        return known;
    }

    /** The same, and a new look is begun where the last one is old. */
    public synchronized List<CheckResult> missing() {
        Instant now = clock.instant();
        if (lookedAt == null || lookedAt.isBefore(now.minus(GOOD_FOR))) {
            lookedAt = now;
            try {
                executor.execute(this::look);
            } catch (RejectedExecutionException announced) {
                LOG.debug("Not looked at: the process ends");
            }
        }
        return known;
    }

    private void look() {
        List<CheckResult> found =
                check.look().stream().filter(SetupStatus::isMissing).toList();
        synchronized (this) {
            known = found;
        }
    }

    /** What is wrong; and of the notes those about a setting, since somebody may have meant to set it. */
    private static boolean isMissing(CheckResult result) {
        return switch (result.kind()) {
            case OK -> false;
            case NOTE -> result.what().startsWith("STALE_KEYS_");
            case WRONG, UNREACHABLE -> true;
        };
    }
}
