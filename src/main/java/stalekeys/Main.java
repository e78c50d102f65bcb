package stalekeys;

import java.io.IOException;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import stalekeys.aws.AwsAccounts;
import stalekeys.aws.Waits;
import stalekeys.cli.Shell;
import stalekeys.cli.Since;
import stalekeys.cli.StaleKeysCommand;
import stalekeys.cli.VerbFailure;
import stalekeys.cli.Wiring;
import stalekeys.config.Settings;
import stalekeys.http.CannotListenException;
import stalekeys.keys.Event;
import stalekeys.keys.Report;
import stalekeys.logging.Logging;
import stalekeys.metrics.PrometheusMeters;
import stalekeys.schedule.Timetable;
import stalekeys.slack.BotIdentity;
import stalekeys.slack.SlackApi;
import stalekeys.store.Database;
import stalekeys.store.NoDatabaseYet;
import stalekeys.store.StoreFailure;
import stalekeys.store.WrongUrl;
import stalekeys.work.Archive;
import stalekeys.work.Audit;
import stalekeys.work.CheckResult;
import stalekeys.work.Excuses;
import stalekeys.work.FinishWork;
import stalekeys.work.LastAudit;
import stalekeys.work.Ledger;
import stalekeys.work.LookOnly;
import stalekeys.work.Message;
import stalekeys.work.Meters;
import stalekeys.work.OutboxItem;
import stalekeys.work.PruneLedger;
import stalekeys.work.Sweep;

/** Where it begins: hands each verb what it needs, and nothing before it is needed. The only one that reads the clock. */
public final class Main implements Wiring {
    private static final Logger LOG = LoggerFactory.getLogger(Main.class);

    private final Clock clock;

    private Main(Clock clock) {
        this.clock = clock;
    }

    public static void main(String[] args) {
        System.exit(StaleKeysCommand.run(args, Shell.ofProcess(), new Main(Clock.systemUTC())));
    }

    @Override
    public Optional<String> cronProblem(String cron, ZoneId zone) {
        try {
            Timetable.of(cron, zone, clock.instant());
            return Optional.empty();
        } catch (IllegalArgumentException useless) {
            return Optional.of(String.valueOf(useless.getMessage()));
        }
    }

    @Override
    public void prepare(Settings settings) {
        Logging.configure(settings.log().format(), settings.log().level());
    }

    @Override
    public int serve(Settings settings) throws VerbFailure {
        Timetable digestTimes =
                Timetable.of(settings.digest().cron(), settings.digest().zone(), clock.instant());
        CompletableFuture<String> told = new CompletableFuture<>();
        CountDownLatch closed = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> endOnSignal(told, closed), "ending"));
        Optional<PrometheusMeters> figures =
                Optional.ofNullable(settings.http().adminPort()).map(port -> new PrometheusMeters());
        String refusal;
        try (Database database = open(settings, Database.Mode.SERVE);
                AwsAccounts accounts = accounts(settings, figures.isPresent() ? figures.get() : Meters.NONE);
                Bot bot = new Bot(settings, clock, Pauses.usual(), database, accounts, digestTimes, figures)) {
            bot.start();
            refusal =
                    String.valueOf(CompletableFuture.anyOf(bot.refused(), told).get());
        } catch (CannotListenException taken) {
            throw VerbFailure.configuration(String.valueOf(taken.getMessage()));
        } catch (ExecutionException | InterruptedException stop) {
            throw new IllegalStateException("the server was interrupted", stop);
        } finally {
            closed.countDown();
        }
        if (refusal.isEmpty()) {
            return 0;
        }
        throw VerbFailure.outside(refusal);
    }

    /** The process ends when this returns, so it waits until everything is closed in order. */
    private static void endOnSignal(CompletableFuture<String> told, CountDownLatch closed) {
        told.complete("");
        try {
            closed.await();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public Report audit(Settings settings, int horizonDays, boolean full, Audit.Progress progress) {
        try (Database database = open(settings, Database.Mode.EXISTING_ONLY)) {
            return audit(settings, Excuses.in(database.ledger()), horizonDays, full, progress);
        } catch (NoDatabaseYet nothing) {
            return audit(settings, Excuses.NONE, horizonDays, full, progress);
        } catch (VerbFailure unreadable) {
            // A report needs no database. Without it more is called stale, never less.
            LOG.warn("Which keys admins have exempted is not known: {}", unreadable.getMessage());
            return audit(settings, Excuses.NONE, horizonDays, full, progress);
        }
    }

    private Report audit(Settings settings, Excuses excuses, int horizonDays, boolean full, Audit.Progress progress) {
        try (AwsAccounts accounts = accounts(settings, Meters.NONE)) {
            return new Audit(accounts, settings.policy(), settings.owners().rule(), excuses, clock, Meters.NONE)
                    .run(horizonDays, full, progress);
        }
    }

    @Override
    public Message.Digest draftDigest(Settings settings, String sentBy) throws VerbFailure {
        try (Database database = open(settings, Database.Mode.EXISTING_ONLY)) {
            return draftDigest(settings, sentBy, LookOnly.at(database.ledger()));
        } catch (NoDatabaseYet nothing) {
            return draftDigest(settings, sentBy, LookOnly.atNothing());
        }
    }

    private Message.Digest draftDigest(Settings settings, String sentBy, LookOnly ledger) throws VerbFailure {
        try (AwsAccounts accounts = accounts(settings, Meters.NONE);
                SlackApi slack = slack(settings)) {
            return jobs(settings, ledger, accounts, slack).postDigest().draft(sentBy);
        }
    }

    @Override
    public FinishWork.Finished<OutboxItem> postDigest(Settings settings, String sentBy) throws VerbFailure {
        try (Database database = open(settings, Database.Mode.MIGRATE);
                AwsAccounts accounts = accounts(settings, Meters.NONE);
                SlackApi slack = slack(settings)) {
            String channel = settings.digest().channel();
            Ledger ledger = database.ledger();
            Jobs jobs = jobs(settings, ledger, accounts, slack);
            OutboxItem posted = jobs.postDigest().byHand(channel == null ? "" : channel, sentBy);
            List<OutboxItem> unsent = finish(jobs);
            return new FinishWork.Finished<>(ledger.findById(posted.id()).orElse(posted), unsent);
        }
    }

    @Override
    public Sweep.Swept draftSweep(Settings settings) throws VerbFailure {
        try (Database database = open(settings, Database.Mode.EXISTING_ONLY)) {
            return draftSweep(settings, LookOnly.at(database.ledger()));
        } catch (NoDatabaseYet nothing) {
            return draftSweep(settings, LookOnly.atNothing());
        }
    }

    private Sweep.Swept draftSweep(Settings settings, LookOnly ledger) throws VerbFailure {
        try (AwsAccounts accounts = accounts(settings, Meters.NONE);
                SlackApi slack = slack(settings)) {
            return jobs(settings, ledger, accounts, slack).sweep().draft();
        }
    }

    @Override
    public FinishWork.Finished<Sweep.Sent> sweep(Settings settings) throws VerbFailure {
        try (Database database = open(settings, Database.Mode.EXISTING_ONLY);
                AwsAccounts accounts = accounts(settings, Meters.NONE);
                SlackApi slack = slack(settings)) {
            Jobs jobs = jobs(settings, database.ledger(), accounts, slack);
            Sweep.Sent sent = jobs.sweep().runAndSend();
            List<OutboxItem> unsent = finish(jobs);
            return new FinishWork.Finished<>(sent.now(database.ledger()), unsent);
        } catch (NoDatabaseYet nothing) {
            throw VerbFailure.configuration(
                    "There is no database yet: nobody was asked about any key. Start the bot with"
                            + " \"serve\" first, or see with --dry-run what would be said.");
        }
    }

    private List<OutboxItem> finish(Jobs jobs) {
        return new FinishWork(jobs.ledger(), jobs.worker(), clock, Waits.real()::pause).run();
    }

    @Override
    public List<Event> events(Settings settings, Since since) throws VerbFailure {
        try (Database database = open(settings, Database.Mode.EXISTING_ONLY)) {
            return database.ledger().eventsSince(since.from(clock.instant()));
        } catch (NoDatabaseYet nothing) {
            throw VerbFailure.configuration(nothing.getMessage() + ". Is STALE_KEYS_DATABASE_URL right?");
        }
    }

    @Override
    public Pruned prune(Settings settings, Export export, boolean dryRun, String actor)
            throws VerbFailure, IOException {
        try (Database database = open(settings, Database.Mode.EXISTING_ONLY);
                AwsAccounts accounts = accounts(settings, Meters.NONE)) {
            PruneLedger pruning = new PruneLedger(
                    database.archive(), accounts, clock, settings.store().retentionDays());
            PruneLedger.Plan plan = pruning.plan();
            export.write(plan.events());
            return new Pruned(plan, dryRun ? Archive.Removed.NOTHING : pruning.carryOut(plan, actor, "cli"));
        } catch (NoDatabaseYet nothing) {
            throw VerbFailure.configuration(nothing.getMessage() + ". Is STALE_KEYS_DATABASE_URL right?");
        }
    }

    @Override
    public void examine(Settings settings, Consumer<CheckResult> each) {
        try (AwsAccounts accounts = accounts(settings, Meters.NONE)) {
            new Doctor(settings, clock).examine(accounts, each);
        }
    }

    private Jobs jobs(Settings settings, Ledger ledger, AwsAccounts accounts, SlackApi slack) throws VerbFailure {
        BotIdentity identity = new BotIdentity(slack.methods());
        switch (identity.ask()) {
            case KNOWN -> {
                return Jobs.wire(
                        settings,
                        clock,
                        ledger,
                        LastAudit.NOWHERE,
                        accounts,
                        slack,
                        identity,
                        Runnable::run,
                        Runnable::run,
                        Meters.NONE,
                        () -> {});
            }
            case NOT_YET -> throw VerbFailure.outside("Slack can't be reached. Is SLACK_API_URL right?");
            case REFUSED -> throw VerbFailure.outside("Slack does not accept SLACK_BOT_TOKEN.");
            // The identity has logged what to change.
            case ORGANIZATION_WIDE ->
                throw VerbFailure.outside("SLACK_BOT_TOKEN belongs to an organization-wide install, which is not"
                        + " supported. Install the app in one workspace.");
        }
        throw new AssertionError();
    }

    private static Database open(Settings settings, Database.Mode mode) throws VerbFailure {
        try {
            return Database.open(settings.store().url().reveal(), mode);
        } catch (NoDatabaseYet nothing) {
            throw nothing;
        } catch (WrongUrl wrong) {
            throw VerbFailure.configuration(wrong.getMessage() + ".");
        } catch (StoreFailure failure) {
            throw VerbFailure.outside(String.valueOf(failure.getMessage()));
        }
    }

    private static AwsAccounts accounts(Settings settings, Meters meters) {
        return AwsAccounts.fromEnvironment(Aws.settings(settings), Waits.real(), meters, settings.outbound());
    }

    private SlackApi slack(Settings settings) {
        return SlackApi.of(
                settings.slack().apiUrl(),
                settings.slack().botToken().reveal(),
                Meters.NONE,
                clock,
                settings.outbound());
    }
}
