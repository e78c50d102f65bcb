package stalekeys.cli.command;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import stalekeys.config.Settings;
import stalekeys.keys.lifecycle.Event;
import stalekeys.keys.report.Report;
import stalekeys.work.audit.Audit;
import stalekeys.work.doctor.CheckResult;
import stalekeys.work.followup.Sweep;
import stalekeys.work.ledger.Archive;
import stalekeys.work.ledger.Message;
import stalekeys.work.ledger.OutboxItem;
import stalekeys.work.ledger.PruneLedger;
import stalekeys.work.outbox.DrainOutbox;

/** A bot whose audits and digests are told in advance. */
final class FakeCommandServices implements CommandServices {
    /** What was asked of it, in order. */
    final List<String> calls = new ArrayList<>();

    @Nullable
    Settings settings;

    Report report = SampleReports.mixed();
    Message.Digest digest = SampleReports.digest();
    Sweep.Swept swept = new Sweep.Swept(SampleReports.NOW, List.of(), List.of(), 0, List.of());
    Sweep.Sent sent = new Sweep.Sent(swept, Map.of());
    List<OutboxItem> unsent = List.of();
    List<Event> events = SampleReports.events();
    List<CheckResult> checkResults = List.of();
    OutboxItem.State digestState = OutboxItem.State.SENT;
    String digestProblem = "";
    int audited = 3;

    @Nullable
    RuntimeException broken;

    @Nullable
    CommandFailure failure;

    PruneLedger.Plan prunePlan =
            new PruneLedger.Plan(SampleReports.NOW.minus(Duration.ofDays(400)), Set.of(), SampleReports.events(), 2, 1);

    @Override
    public Pruned prune(Settings settings, Export export, boolean dryRun, String actor) throws IOException {
        calls.add("prune to " + settings.store().retentionDays() + " days by " + actor + (dryRun ? ", dry" : ""));
        export.write(prunePlan.events());
        calls.add(dryRun ? "removed nothing" : "removed");
        return new Pruned(prunePlan, dryRun ? Archive.Removed.NOTHING : new Archive.Removed(8, 3, 1));
    }

    @Override
    public Optional<String> cronProblem(String cron, ZoneId zone) {
        return cron.contains("61") ? Optional.of("it is no schedule in " + zone) : Optional.empty();
    }

    @Override
    public void examine(Settings settings, Consumer<CheckResult> each) {
        calls.add("examine");
        checkResults.forEach(each);
    }

    @Override
    public void prepare(Settings settings) {
        this.settings = settings;
        calls.add("prepare");
    }

    @Override
    public int serve(Settings settings) {
        calls.add("serve");
        return 0;
    }

    @Override
    public Report audit(Settings settings, int horizonDays, boolean full, Audit.Progress progress)
            throws CommandFailure {
        calls.add("audit from " + horizonDays + " days" + (full ? ", full" : ""));
        if (broken != null) {
            throw broken;
        }
        if (failure != null) {
            throw failure;
        }
        for (int done = 1; done <= audited; done++) {
            progress.users(done, audited);
        }
        return report;
    }

    @Override
    public Message.Digest draftDigest(Settings settings, String sentBy) {
        calls.add("draft by " + sentBy);
        return digest;
    }

    @Override
    public List<Event> events(Settings settings, Since since) throws CommandFailure {
        calls.add("events since " + since.from(SampleReports.NOW));
        if (failure != null) {
            throw failure;
        }
        return events;
    }

    @Override
    public DrainOutbox.Finished<OutboxItem> postDigest(Settings settings, String sentBy) {
        calls.add("post by " + sentBy);
        Instant now = SampleReports.NOW;
        OutboxItem posted = new OutboxItem(
                "1",
                "digest-by-hand:1",
                String.valueOf(settings.digest().channel()),
                digest,
                digestState,
                null,
                now,
                now,
                1,
                "C061EG9SL",
                "1.2",
                now,
                digestProblem);
        return new DrainOutbox.Finished<>(posted, unsent);
    }

    @Override
    public Sweep.Swept draftSweep(Settings settings) {
        calls.add("draft a sweep");
        return swept;
    }

    @Override
    public DrainOutbox.Finished<Sweep.Sent> sweep(Settings settings) {
        calls.add("sweep");
        return new DrainOutbox.Finished<>(sent, unsent);
    }
}
