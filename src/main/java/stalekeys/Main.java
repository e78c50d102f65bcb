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
import stalekeys.aws.accounts.AwsAccounts;
import stalekeys.aws.client.Sleeper;
import stalekeys.cli.StaleKeysCommand;
import stalekeys.cli.command.CommandFailure;
import stalekeys.cli.command.CommandServices;
import stalekeys.cli.command.ProcessContext;
import stalekeys.cli.command.Since;
import stalekeys.config.Settings;
import stalekeys.http.CannotListenException;
import stalekeys.keys.lifecycle.Event;
import stalekeys.keys.report.Report;
import stalekeys.logging.Logging;
import stalekeys.metrics.PrometheusMeters;
import stalekeys.schedule.Timetable;
import stalekeys.slack.api.BotIdentity;
import stalekeys.slack.api.SlackApi;
import stalekeys.store.Database;
import stalekeys.store.InvalidDatabaseUrl;
import stalekeys.store.NoDatabaseYet;
import stalekeys.store.StoreFailure;
import stalekeys.work.audit.Audit;
import stalekeys.work.audit.Exemptions;
import stalekeys.work.audit.LastAudit;
import stalekeys.work.doctor.CheckResult;
import stalekeys.work.followup.Sweep;
import stalekeys.work.ledger.Archive;
import stalekeys.work.ledger.Ledger;
import stalekeys.work.ledger.Message;
import stalekeys.work.ledger.Meters;
import stalekeys.work.ledger.OutboxItem;
import stalekeys.work.ledger.PruneLedger;
import stalekeys.work.ledger.ReadOnlyLedger;
import stalekeys.work.outbox.DrainOutbox;

/** Where it begins: hands each verb what it needs, and nothing before it is needed. The only one that reads the clock. */
public final class Main implements CommandServices {
    private static final Logger LOG = LoggerFactory.getLogger(Main.class);

    private final Clock clock;

    private Main(Clock clock) {
        this.clock = clock;
    }

    public static void main(String[] args) {
        System.exit(StaleKeysCommand.run(args, ProcessContext.ofProcess(), new Main(Clock.systemUTC())));
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
    public int serve(Settings settings) throws CommandFailure {
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
                Bot bot = new Bot(settings, clock, PollIntervals.usual(), database, accounts, digestTimes, figures)) {
            bot.start();
            refusal =
                    String.valueOf(CompletableFuture.anyOf(bot.refused(), told).get());
        } catch (CannotListenException taken) {
            throw CommandFailure.configuration(String.valueOf(taken.getMessage()));
        } catch (ExecutionException | InterruptedException stop) {
            throw new IllegalStateException("the server was interrupted", stop);
        } finally {
            closed.countDown();
        }
        if (refusal.isEmpty()) {
            return 0;
        }
        throw CommandFailure.outside(refusal);
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
            return audit(settings, Exemptions.in(database.ledger()), horizonDays, full, progress);
        } catch (NoDatabaseYet nothing) {
            return audit(settings, Exemptions.NONE, horizonDays, full, progress);
        } catch (CommandFailure unreadable) {
            // A report needs no database. Without it more is called stale, never less.
            LOG.warn("Which keys admins have exempted is not known: {}", unreadable.getMessage());
            return audit(settings, Exemptions.NONE, horizonDays, full, progress);
        }
    }

    private Report audit(
            Settings settings, Exemptions exemptions, int horizonDays, boolean full, Audit.Progress progress) {
        try (AwsAccounts accounts = accounts(settings, Meters.NONE)) {
            return new Audit(accounts, settings.policy(), settings.owners().rule(), exemptions, clock, Meters.NONE)
                    .run(horizonDays, full, progress);
        }
    }

    @Override
    public Message.Digest draftDigest(Settings settings, String sentBy) throws CommandFailure {
        try (Database database = open(settings, Database.Mode.EXISTING_ONLY)) {
            return draftDigest(settings, sentBy, ReadOnlyLedger.at(database.ledger()));
        } catch (NoDatabaseYet nothing) {
            return draftDigest(settings, sentBy, ReadOnlyLedger.atNothing());
        }
    }

    private Message.Digest draftDigest(Settings settings, String sentBy, ReadOnlyLedger ledger) throws CommandFailure {
        try (AwsAccounts accounts = accounts(settings, Meters.NONE);
                SlackApi slack = slack(settings)) {
            return services(settings, ledger, accounts, slack).postDigest().draft(sentBy);
        }
    }

    @Override
    public DrainOutbox.Finished<OutboxItem> postDigest(Settings settings, String sentBy) throws CommandFailure {
        try (Database database = open(settings, Database.Mode.MIGRATE);
                AwsAccounts accounts = accounts(settings, Meters.NONE);
                SlackApi slack = slack(settings)) {
            String channel = settings.digest().channel();
            Ledger ledger = database.ledger();
            Services services = services(settings, ledger, accounts, slack);
            OutboxItem posted = services.postDigest().byHand(channel == null ? "" : channel, sentBy);
            List<OutboxItem> unsent = finish(services);
            return new DrainOutbox.Finished<>(ledger.findById(posted.id()).orElse(posted), unsent);
        }
    }

    @Override
    public Sweep.Swept draftSweep(Settings settings) throws CommandFailure {
        try (Database database = open(settings, Database.Mode.EXISTING_ONLY)) {
            return draftSweep(settings, ReadOnlyLedger.at(database.ledger()));
        } catch (NoDatabaseYet nothing) {
            return draftSweep(settings, ReadOnlyLedger.atNothing());
        }
    }

    private Sweep.Swept draftSweep(Settings settings, ReadOnlyLedger ledger) throws CommandFailure {
        try (AwsAccounts accounts = accounts(settings, Meters.NONE);
                SlackApi slack = slack(settings)) {
            return services(settings, ledger, accounts, slack).sweep().draft();
        }
    }

    @Override
    public DrainOutbox.Finished<Sweep.Sent> sweep(Settings settings) throws CommandFailure {
        try (Database database = open(settings, Database.Mode.EXISTING_ONLY);
                AwsAccounts accounts = accounts(settings, Meters.NONE);
                SlackApi slack = slack(settings)) {
            Services services = services(settings, database.ledger(), accounts, slack);
            Sweep.Sent sent = services.sweep().runAndSend();
            List<OutboxItem> unsent = finish(services);
            return new DrainOutbox.Finished<>(sent.now(database.ledger()), unsent);
        } catch (NoDatabaseYet nothing) {
            throw CommandFailure.configuration(
                    "There is no database yet: nobody was asked about any key. Start the bot with"
                            + " \"serve\" first, or see with --dry-run what would be said.");
        }
    }

    private List<OutboxItem> finish(Services services) {
        return new DrainOutbox(services.ledger(), services.worker(), clock, Sleeper.real()::pause).run();
    }

    @Override
    public List<Event> events(Settings settings, Since since) throws CommandFailure {
        try (Database database = open(settings, Database.Mode.EXISTING_ONLY)) {
            return database.ledger().eventsSince(since.from(clock.instant()));
        } catch (NoDatabaseYet nothing) {
            throw CommandFailure.configuration(nothing.getMessage() + ". Is STALE_KEYS_DATABASE_URL right?");
        }
    }

    @Override
    public Pruned prune(Settings settings, Export export, boolean dryRun, String actor)
            throws CommandFailure, IOException {
        try (Database database = open(settings, Database.Mode.EXISTING_ONLY);
                AwsAccounts accounts = accounts(settings, Meters.NONE)) {
            PruneLedger pruning = new PruneLedger(
                    database.archive(), accounts, clock, settings.store().retentionDays());
            PruneLedger.Plan plan = pruning.plan();
            export.write(plan.events());
            return new Pruned(plan, dryRun ? Archive.Removed.NOTHING : pruning.carryOut(plan, actor, "cli"));
        } catch (NoDatabaseYet nothing) {
            throw CommandFailure.configuration(nothing.getMessage() + ". Is STALE_KEYS_DATABASE_URL right?");
        }
    }

    @Override
    public void examine(Settings settings, Consumer<CheckResult> each) {
        try (AwsAccounts accounts = accounts(settings, Meters.NONE)) {
            new Doctor(settings, clock).examine(accounts, each);
        }
    }

    private Services services(Settings settings, Ledger ledger, AwsAccounts accounts, SlackApi slack)
            throws CommandFailure {
        BotIdentity identity = new BotIdentity(slack.methods());
        switch (identity.ask()) {
            case KNOWN -> {
                return Services.wire(
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
            case NOT_YET -> throw CommandFailure.outside("Slack can't be reached. Is SLACK_API_URL right?");
            case REFUSED -> throw CommandFailure.outside("Slack does not accept SLACK_BOT_TOKEN.");
            // The identity has logged what to change.
            case ORGANIZATION_WIDE ->
                throw CommandFailure.outside("SLACK_BOT_TOKEN belongs to an organization-wide install, which is not"
                        + " supported. Install the app in one workspace.");
        }
        throw new AssertionError();
    }

    private static Database open(Settings settings, Database.Mode mode) throws CommandFailure {
        try {
            return Database.open(settings.store().url().reveal(), mode);
        } catch (NoDatabaseYet nothing) {
            throw nothing;
        } catch (InvalidDatabaseUrl wrong) {
            throw CommandFailure.configuration(wrong.getMessage() + ".");
        } catch (StoreFailure failure) {
            throw CommandFailure.outside(String.valueOf(failure.getMessage()));
        }
    }

    private static AwsAccounts accounts(Settings settings, Meters meters) {
        return AwsAccounts.fromEnvironment(Aws.settings(settings), Sleeper.real(), meters, settings.outbound());
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
