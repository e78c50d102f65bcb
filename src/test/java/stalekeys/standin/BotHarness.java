package stalekeys.standin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import stalekeys.Aws;
import stalekeys.Bot;
import stalekeys.PollIntervals;
import stalekeys.aws.accounts.AwsAccounts;
import stalekeys.aws.accounts.StandInAccounts;
import stalekeys.config.InvalidSettings;
import stalekeys.config.Requirement;
import stalekeys.config.Settings;
import stalekeys.config.TestSettings;
import stalekeys.metrics.PrometheusMeters;
import stalekeys.schedule.Timetable;
import stalekeys.standin.aws.FakeAccount;
import stalekeys.standin.aws.SeededAccount;
import stalekeys.standin.aws.StandInAws;
import stalekeys.standin.slack.FakeSlack;
import stalekeys.standin.slack.MovableClock;
import stalekeys.standin.slack.SlackUser;
import stalekeys.standin.slack.workspace.Workspace;
import stalekeys.store.Database;
import stalekeys.work.followup.Sweep;
import stalekeys.work.ledger.Meters;

/**
 * The real bot, between a stand-in for AWS and one for Slack, over loopback HTTP, with a database of its own and a clock
 * that can be moved. Tests and the sandbox live here.
 */
public final class BotHarness implements AutoCloseable {
    public static final String CHANNEL = "C0SECURITY";
    public static final String ADMIN = "U0ADMIN01";
    public static final String SECOND_ADMIN = "U0ADMIN02";
    public static final String VIEWER = "U0VIEWER1";
    public static final String MEMBER = "U0MEMBER1";
    public static final String GUEST = "U0GUEST01";
    public static final String STRANGER = "U0STRANGE";

    private static final PollIntervals PAUSES =
            new PollIntervals(Duration.ofMillis(500), Duration.ofMillis(500), Duration.ofMillis(200));

    private static final String SIGNING_SECRET = "a-signing-secret-of-the-sandbox";
    private static final String BOT_TOKEN = "xoxb-the-sandbox";
    private static final String APP_TOKEN = "xapp-1-the-sandbox";

    public final MovableClock clock;
    public final StandInAws aws;
    public final FakeSlack slack;
    public final FakeAccount account;
    private final Path folder;
    private final Map<String, String> environment = new LinkedHashMap<>();
    private @Nullable Database database;
    private @Nullable AwsAccounts accounts;
    private @Nullable Bot bot;

    /** Builds the town around this account; the bot is not running yet. */
    public BotHarness(MovableClock clock, FakeAccount account) {
        this.clock = clock;
        this.account = account;
        this.aws = StandInAws.start(account);
        // Slack's client keeps static caches by token: each town has its own.
        String botToken = BOT_TOKEN + "-" + Long.toHexString(System.nanoTime());
        this.slack = FakeSlack.start(SIGNING_SECRET, botToken, clock);
        try {
            this.folder = Files.createTempDirectory("stale-keys-town");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        environment.put("SLACK_BOT_TOKEN", botToken);
        environment.put("SLACK_SIGNING_SECRET", SIGNING_SECRET);
        environment.put("SLACK_API_URL", slack.apiUrl());
        environment.put("PORT", "0");
        environment.put("STALE_KEYS_HOST", "127.0.0.1");
        environment.put("STALE_KEYS_CHANNEL", CHANNEL);
        environment.put("STALE_KEYS_ADMINS", ADMIN + "," + SECOND_ADMIN);
        environment.put("STALE_KEYS_VIEWERS", VIEWER);
        environment.put("STALE_KEYS_RATE", "0");
        environment.put("STALE_KEYS_DATABASE_URL", "jdbc:sqlite:" + folder.resolve("stale-keys.db"));
        settle(slack.workspace());
    }

    /** Sets an environment variable of the bot's; counts from its next start on. */
    public BotHarness with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    /** Takes a variable out of the bot's environment; counts from its next start on. */
    public BotHarness without(String variable) {
        environment.remove(variable);
        return this;
    }

    /** Slack comes over Socket Mode: no signing secret, and nothing of Slack's over HTTP. */
    public BotHarness overSocketMode() {
        slack.overSocketMode(APP_TOKEN);
        return with("SLACK_APP_TOKEN", APP_TOKEN).without("SLACK_SIGNING_SECRET");
    }

    /** Starts the bot, and waits until it is ready. */
    public BotHarness start() {
        Bot begun = begin();
        slack.await(
                "the bot to be ready",
                () -> begun.isReady() ? Optional.of(true) : Optional.empty(),
                Duration.ofSeconds(20));
        return this;
    }

    /** Starts the bot, which may never be ready. */
    public BotHarness startUnready() {
        begin();
        return this;
    }

    private Bot begin() {
        Settings settings = settings();
        database = Database.open(settings.store().url().reveal(), Database.Mode.SERVE);
        Optional<PrometheusMeters> figures =
                Optional.ofNullable(settings.http().adminPort()).map(port -> new PrometheusMeters());
        accounts = StandInAccounts.of(
                aws.url(),
                aws.userCaller(account, caller()),
                Aws.settings(settings),
                StandInAccounts.NO_WAITS,
                500,
                figures.isPresent() ? figures.get() : Meters.NONE);
        Bot begun = new Bot(
                settings,
                clock,
                PAUSES,
                database,
                accounts,
                Timetable.of(settings.digest().cron(), settings.digest().zone(), clock.instant()),
                figures);
        bot = begun;
        begun.start();
        slack.botUrl("http://127.0.0.1:" + begun.port() + "/slack/events");
        return begun;
    }

    /** Whether it could be sent to work, as {@code /readyz} tells. */
    public boolean isReady() {
        return bot != null && bot.isReady();
    }

    /** The port of its HTTP server. */
    public int port() {
        if (bot == null) {
            throw new IllegalStateException("the bot is not running");
        }
        return bot.port();
    }

    /** Stops the bot the ordinary way; what it knew stays in its database. */
    public BotHarness stop() {
        if (bot != null) {
            bot.close();
        }
        if (accounts != null) {
            accounts.close();
        }
        if (database != null) {
            database.close();
        }
        bot = null;
        accounts = null;
        database = null;
        return this;
    }

    public BotHarness restart() {
        return stop().start();
    }

    /** Where the figures are; only after a start with STALE_KEYS_ADMIN_PORT. */
    public int adminPort() {
        if (bot == null) {
            throw new IllegalStateException("the bot is not running");
        }
        return bot.adminPort().orElseThrow();
    }

    /** The follow-up of the running bot; it sweeps by itself as well, when it starts and once an hour. */
    public Sweep sweep() {
        if (bot == null) {
            throw new IllegalStateException("the bot is not running");
        }
        return bot.sweep();
    }

    public SlackUser admin() {
        return slack.user(ADMIN);
    }

    public SlackUser user(String id) {
        return slack.user(id);
    }

    public Database database() {
        if (database == null) {
            throw new IllegalStateException("the bot is not running");
        }
        return database;
    }

    public Settings settings() {
        try {
            return TestSettings.read(environment, Map.of(), Set.of(Requirement.SLACK, Requirement.SLACK_EVENTS));
        } catch (InvalidSettings wrong) {
            throw new IllegalArgumentException(wrong);
        }
    }

    /** The environment the jar would need to live in this town. */
    public Map<String, String> environment() {
        return Map.copyOf(environment);
    }

    public void daysPass(int days) {
        clock.advance(Duration.ofDays(days));
    }

    @Override
    public void close() {
        stop();
        slack.close();
        aws.close();
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String caller() {
        return account.users().stream()
                .map(user -> user.name())
                .filter(SeededAccount.BOT::equals)
                .findFirst()
                .orElseGet(() -> {
                    account.addUser(SeededAccount.BOT, clock.instant()).addKey(clock.instant());
                    return SeededAccount.BOT;
                });
    }

    /** Fills an empty workspace with the people and channels of the town. */
    public static void settle(Workspace workspace) {
        workspace
                .person(ADMIN, "ada")
                .realName("Ada Admin")
                .email("ada@example.com")
                .zone("Europe/Berlin");
        workspace.person(SECOND_ADMIN, "abel").realName("Abel Admin").email("abel@example.com");
        workspace.person(VIEWER, "vera").realName("Vera Viewer").email("vera@example.com");
        workspace.person(MEMBER, "mo").realName("Mo Member").email("mo@example.com");
        workspace
                .person(GUEST, "gil")
                .realName("Gil Guest")
                .email("gil@example.com")
                .guest();
        workspace.person(STRANGER, "stan").realName("Stan Stranger").ofTeam("T0OTHER01");
        for (String[] owner : new String[][] {
            {"U0ANA0001", "ana", "Ana"},
            {"U0BRUNO11", "bruno", "Bruno"},
            {"U0CHIDI12", "chidi", "Chidi"},
            {"U0DANA013", "dana", "Dana"},
            {"U0EMEKA02", "emeka", "Emeka"},
            {"U0FARAH03", "farah", "Farah"},
            {"U0GORAN04", "goran", "Goran"},
            {"U0JANA005", "jana", "Jana"},
            {"U0KOFI006", "kofi", "Kofi"},
            {"U0LENA007", "lena", "Lena"},
            {"U0ROSA008", "rosa", "Rosa"},
            {"U0UMA0009", "uma", "Uma"},
            {"U0VIKTR10", "viktor", "Viktor"},
            {"U0PLATF14", "platform", "Platform Team"}
        }) {
            workspace.person(owner[0], owner[1]).realName(owner[2]).email(owner[1] + "@example.com");
        }
        workspace
                .person("U0HANA014", "hana")
                .realName("Hana")
                .email("hana@example.com")
                .deleted();
        workspace.channel(CHANNEL, "security").withBot().with(ADMIN, SECOND_ADMIN, VIEWER, MEMBER, GUEST);
        workspace.channel("C0PLATFRM1", "platform").withBot().with(ADMIN);
    }
}
