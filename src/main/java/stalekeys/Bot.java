package stalekeys;

import com.slack.api.bolt.App;
import com.slack.api.bolt.jakarta_servlet.SlackAppServlet;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import stalekeys.config.Settings;
import stalekeys.http.AdminServer;
import stalekeys.http.FrontServer;
import stalekeys.http.Listen;
import stalekeys.metrics.PrometheusMeters;
import stalekeys.schedule.DigestSchedule;
import stalekeys.schedule.PollingLoop;
import stalekeys.schedule.Timetable;
import stalekeys.slack.api.BotIdentity;
import stalekeys.slack.api.SlackApi;
import stalekeys.slack.app.SlackApp;
import stalekeys.slack.interaction.HomeTab;
import stalekeys.slack.interaction.WelcomeEvents;
import stalekeys.slack.lane.Lanes;
import stalekeys.slack.socket.SlackConnection;
import stalekeys.slack.socket.SocketLink;
import stalekeys.store.Database;
import stalekeys.store.WriteProbe;
import stalekeys.work.accounts.Accounts;
import stalekeys.work.digest.Welcome;
import stalekeys.work.followup.Sweep;
import stalekeys.work.ledger.Meters;
import stalekeys.work.ledger.PruneLedger;

/** The running bot: built by hand, started, and closed in the opposite order. */
public final class Bot implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Bot.class);

    /** What is waited for at the end of something under way. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** Users read for lists at once, and how many wait for it. */
    private static final int LOOK_UPS = 4;

    private static final int LOOK_UPS_QUEUE = 500;

    private static final Duration BETWEEN_PRUNINGS = Duration.ofDays(1);

    private final Database database;
    private final SlackApi slack;
    private final BotIdentity identity;
    private final Lanes lanes;
    private final ExecutorService audits;
    private final WriteProbe writeProbe;
    private final PollingLoop watching;
    private final ExecutorService lookUps;
    private final PollingLoop outbox;
    private final PollingLoop connecting;
    private final DigestSchedule digests;
    private final Sweep sweep;
    private final PollingLoop sweeping;
    private final PollingLoop homes;
    private final PollingLoop pruning;
    private final App app;
    private final FrontServer front;
    private final @Nullable AdminServer admin;
    private final SlackConnection link;
    /** Read and written by the connecting thread alone. */
    private boolean warm;

    private volatile boolean working;

    private final CompletableFuture<String> refused = new CompletableFuture<>();

    /** Builds it; nothing is asked of anyone before {@link #start()}. */
    public Bot(
            Settings settings,
            Clock clock,
            PollIntervals intervals,
            Database database,
            Accounts accounts,
            Timetable digestTimes,
            Optional<PrometheusMeters> figures) {
        Meters meters = figures.isPresent() ? figures.get() : Meters.NONE;
        this.database = database;
        this.slack = SlackApi.of(
                settings.slack().apiUrl(), settings.slack().botToken().reveal(), meters, clock, settings.outbound());
        this.identity = new BotIdentity(slack.methods());
        this.lanes = new Lanes();
        this.audits = Executors.newSingleThreadExecutor(named("audit"));
        this.lookUps = new ThreadPoolExecutor(
                LOOK_UPS, LOOK_UPS, 1, TimeUnit.MINUTES, new ArrayBlockingQueue<>(LOOK_UPS_QUEUE), named("look-up"));
        Wake wake = new Wake();
        Services services = Services.wire(
                settings,
                clock,
                database.ledger(),
                database.lastAudit(),
                accounts,
                slack,
                identity,
                audits,
                lookUps,
                meters,
                wake);
        this.writeProbe = database.writeProbe();
        this.watching = PollingLoop.of("watching the database", intervals.connecting(), PATIENCE, this::watch);
        this.outbox = PollingLoop.of("outbox", intervals.outbox(), PATIENCE, services.worker()::pass);
        wake.work = outbox;
        this.connecting = PollingLoop.of("connecting", intervals.connecting(), PATIENCE, this::connect);
        this.digests = DigestSchedule.of(
                database.dataSource(),
                digestTimes,
                clock,
                intervals.schedule(),
                PATIENCE,
                services.postDigest()::scheduled);
        this.sweep = services.sweep();
        Duration betweenSweeps = Duration.ofMinutes(settings.followUp().sweepMinutes());
        this.sweeping = PollingLoop.of(
                "sweeping",
                betweenSweeps,
                PATIENCE,
                () -> sweep.run().plannedMessages().forEach(planned -> meters.swept(planned.held())));
        HomeTab homeTab = new HomeTab(slack.methods(), lanes, services.people(), services.showHome(), clock);
        this.homes = PollingLoop.of("homes", intervals.outbox(), PATIENCE, homeTab::refresh);
        PruneLedger pruneLedger = new PruneLedger(
                database.archive(), accounts, clock, settings.store().retentionDays());
        this.pruning = PollingLoop.of("pruning", BETWEEN_PRUNINGS, PATIENCE, pruneLedger::scheduled);
        this.app = SlackApp.create(slack.slack(), settings.slack().botToken().reveal(), identity, lanes);
        WelcomeEvents welcome = new WelcomeEvents(
                identity,
                services.people(),
                new Welcome(
                        database.ledger(),
                        services.people(),
                        services.worker(),
                        clock,
                        settings.digest().channel(),
                        digestTimes::next));
        SlackListeners.register(app, slack, lanes, homeTab, welcome, services);
        String host = settings.http().host();
        String address = host == null ? "" : host;
        Listen listen = new Listen(address, settings.http().port());
        if (settings.slack().socketMode()) {
            this.front = FrontServer.healthOnly(listen, this::isReady);
            this.link = new SocketLink(
                    slack.slack(),
                    settings.slack().appToken().reveal(),
                    app,
                    clock,
                    meters,
                    connecting::wakeIn,
                    settings.outbound());
        } else {
            this.front = FrontServer.forSlack(
                    listen,
                    settings.slack().signingSecret().reveal(),
                    new SlackAppServlet(app),
                    clock,
                    this::isReady,
                    meters::acknowledged);
            this.link = SlackConnection.HTTP;
        }
        Integer adminPort = settings.http().adminPort();
        this.admin = figures.isEmpty() || adminPort == null
                ? null
                : AdminServer.of(
                        new Listen(settings.http().adminHost(), adminPort), figures.get()::scrape, this::isReady);
        figures.ifPresent(counting -> counting.watch(database.ledger()::count, this::isReady));
    }

    /** Starts: HTTP first, so that health can be asked for; Slack is asked who we are until it says so. */
    public void start() {
        front.start();
        LOG.info("Listening on port {}", front.port());
        if (admin != null) {
            admin.start();
            LOG.info("Metrics on port {}", admin.port());
        }
        watching.start();
        connecting.start();
    }

    /** The port for health, and in HTTP mode for Slack's requests. */
    public int port() {
        return front.port();
    }

    /** The port of the figures; empty where there is none. */
    public OptionalInt adminPort() {
        return admin == null ? OptionalInt.empty() : OptionalInt.of(admin.port());
    }

    /**
     * Whether all is at work: Slack has told who we are, what is timed is started, what people do reaches us, and the
     * database answers and can be written to.
     */
    public boolean isReady() {
        return working && link.isUp() && writeProbe.isWell() && database.ping();
    }

    /** The follow-up, for whoever does not want to wait for its hour. */
    public Sweep sweep() {
        return sweep;
    }

    /** Completed with a sentence for the user if Slack will never accept a token. */
    public CompletableFuture<String> refused() {
        return refused;
    }

    /** Lets what is under way finish, then ends. */
    @Override
    public void close() {
        front.stop();
        slack.endLookUps();
        connecting.close();
        watching.close();
        link.close();
        digests.close();
        sweeping.close();
        homes.close();
        pruning.close();
        lanes.close();
        outbox.close();
        audits.shutdownNow();
        lookUps.shutdownNow();
        slack.close();
        if (admin != null) {
            admin.stop();
        }
        LOG.info("Stopped");
    }

    private void watch() {
        if (writeProbe.look()) {
            // It may have become rare while it failed.
            outbox.wake();
        }
    }

    private void connect() {
        if (!working) {
            begin();
        }
        // Before that nobody's click could be answered. An organization's token does no work, but a command is told
        // why.
        if ((working || identity.isOrganizations()) && link.keepUp() == SlackConnection.State.REFUSED) {
            refused.complete("Slack does not accept SLACK_APP_TOKEN. Turn Socket Mode on in the Slack app, and copy an"
                    + " app-level token (xapp-...) with the scope connections:write again.");
        }
    }

    private void begin() {
        if (!warm) {
            SlackApp.warmUp(app);
            warm = true;
        }
        switch (identity.ask()) {
            case KNOWN -> {
                // Rights are looked up against our own team, so nothing is sent or changed before it is known.
                // The one that may fail comes first: then the next pass tries both again.
                digests.start();
                outbox.start();
                sweeping.start();
                homes.start();
                pruning.start();
                working = true;
            }
            case NOT_YET -> {
                // The next pass asks again.
            }
            case ORGANIZATION_WIDE -> {
                // Nothing is begun, and it never counts as ready.
            }
            case REFUSED ->
                refused.complete("Slack does not accept SLACK_BOT_TOKEN. Reinstall the app, or copy the"
                        + " bot token (xoxb-...) again.");
        }
    }

    private static ThreadFactory named(String name) {
        AtomicInteger number = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, name + "-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }

    /** The worker wakes the outbox's thread, which runs the worker: the one knot in the wiring. */
    private static final class Wake implements Runnable {
        private volatile @Nullable PollingLoop work;

        @Override
        public void run() {
            PollingLoop known = work;
            if (known != null) {
                known.wake();
            }
        }
    }
}
