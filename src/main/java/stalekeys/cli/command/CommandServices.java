package stalekeys.cli.command;

import java.io.IOException;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
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

/**
 * What the verbs need from the outside. The settings are checked by then; nothing is built before it is asked for.
 *
 * <p>What goes wrong with AWS, Slack or the database is a {@link CommandFailure} with a sentence for people; any other
 * exception is reported as a fault of ours.
 */
public interface CommandServices {
    /** What is wrong with a schedule of five fields, to be read after a colon; empty where it names a time. */
    Optional<String> cronProblem(String cron, ZoneId zone);

    /** Called once, as soon as the settings are known to be right: sets the log up. */
    void prepare(Settings settings);

    /**
     * Runs the bot until it is told to stop.
     *
     * @return the exit code
     */
    int serve(Settings settings) throws CommandFailure;

    /**
     * Looks at every key. Needs neither Slack nor a database, and makes no database.
     *
     * @param horizonDays active keys of at least this age, in whole days, are wanted one by one
     * @param full list every user live, whatever the credential report says
     */
    Report audit(Settings settings, int horizonDays, boolean full, Audit.Progress progress) throws CommandFailure;

    /** What a digest sent now would say; nothing is sent or kept. */
    Message.Digest draftDigest(Settings settings, String sentBy) throws CommandFailure;

    /**
     * Posts a digest to the configured channel.
     *
     * @param sentBy who sends it, as the event log names them ("cli:ana")
     * @return what became of it, and what else is left open
     */
    DrainOutbox.Finished<OutboxItem> postDigest(Settings settings, String sentBy) throws CommandFailure;

    /** What a sweep made now would do; nothing is sent or kept. */
    Sweep.Swept draftSweep(Settings settings) throws CommandFailure;

    /** Makes one, sends what it has to say, and carries out all that follows. */
    DrainOutbox.Finished<Sweep.Sent> sweep(Settings settings) throws CommandFailure;

    /**
     * What happened, in the order it was decided. Needs a database that is there, and asks nobody else.
     *
     * @throws CommandFailure also where there is no database yet; none is made
     */
    List<Event> events(Settings settings, Since since) throws CommandFailure;

    /**
     * Removes what is older than the retention, after it was handed over.
     *
     * @param export takes the events that are about to be removed, oldest first; what it throws leaves everything as it is
     * @param dryRun hand them over, and remove nothing
     * @param actor who wants it ("cli:ana")
     * @throws CommandFailure also where there is no database yet
     */
    Pruned prune(Settings settings, Export export, boolean dryRun, String actor) throws CommandFailure, IOException;

    /** Takes events before they are removed. */
    @FunctionalInterface
    interface Export {
        void write(List<Event> events) throws IOException;
    }

    /** What a pruning planned, and what became of it. */
    record Pruned(PruneLedger.Plan plan, Archive.Removed removed) {}

    /** Looks at one part of the installation after the other, and changes nothing. */
    void examine(Settings settings, Consumer<CheckResult> each);
}
