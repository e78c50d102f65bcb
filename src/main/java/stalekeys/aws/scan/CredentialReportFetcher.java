package stalekeys.aws.scan;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import stalekeys.aws.client.Sleeper;
import stalekeys.aws.iam.Iam;

/** Gets the account's credential report, or nothing: it is only ever a shortcut, so there are no errors here. */
public final class CredentialReportFetcher {
    /** A report takes two seconds; one that takes twenty is not worth waiting for. */
    private static final List<Duration> PATIENCE = List.of(
            Duration.ofMillis(500),
            Duration.ofSeconds(1),
            Duration.ofSeconds(1),
            Duration.ofSeconds(2),
            Duration.ofSeconds(3),
            Duration.ofSeconds(5),
            Duration.ofSeconds(8));

    /** AWS keeps a report four hours. What may have happened since is what {@link CandidateUsers} allows for. */
    private static final Duration OLDEST = Duration.ofHours(5);

    /** Not here yet, or "no more capacity": it may still come. None of them does the SDK retry. */
    private static final Set<String> NOT_YET =
            Set.of("ReportInProgress", "ReportNotPresent", "ReportExpired", "LimitExceeded");

    private final Iam iam;
    private final Sleeper sleeper;

    public CredentialReportFetcher(Iam iam, Sleeper sleeper) {
        this.iam = iam;
        this.sleeper = sleeper;
    }

    Optional<CredentialReport> fetch(Instant now) {
        try {
            for (Duration wait : PATIENCE) {
                Optional<Iam.ReportText> report = ask();
                if (report.isPresent()) {
                    return report.filter(got -> isRecent(got.generatedAt(), now))
                            .flatMap(got -> CredentialReport.parse(got.text()));
                }
                sleeper.pause(wait);
            }
            return Optional.empty();
        } catch (RuntimeException e) {
            // Denied, most likely. Whatever it is, the full scan does not need a report.
            return Optional.empty();
        }
    }

    private Optional<Iam.ReportText> ask() {
        try {
            return iam.reportIsReady() ? Optional.of(iam.report()) : Optional.empty();
        } catch (AwsServiceException e) {
            if (e.awsErrorDetails() != null
                    && NOT_YET.contains(e.awsErrorDetails().errorCode())) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private static boolean isRecent(@Nullable Instant generatedAt, Instant now) {
        return generatedAt != null && generatedAt.isAfter(now.minus(OLDEST));
    }
}
