package stalekeys.work;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import stalekeys.keys.Automation;
import stalekeys.keys.Event;
import stalekeys.keys.IamUser;
import stalekeys.keys.KeyFilter;
import stalekeys.keys.KeyRef;
import stalekeys.keys.LastUse;
import stalekeys.keys.Leak;
import stalekeys.keys.Lifecycle;
import stalekeys.keys.OwnerRule;
import stalekeys.keys.StalenessPolicy;
import stalekeys.keys.Tags;
import stalekeys.standin.FakeLedger;
import stalekeys.standin.slack.MovableClock;

/** The bot between a stand-in AWS and a stand-in Slack, with a clock that only a story moves. */
final class World {
    static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");
    static final String CHANNEL = "C0DIGEST1";
    static final String FALLBACK = "C0NOOWNER";
    static final LastUse SHOWN = LastUse.used(NOW.minus(Duration.ofDays(30)), "s3", "eu-west-1");

    /** The process ends in the middle. */
    static final Runnable THE_BOT_DIES = () -> {
        throw new FakeAws.Died();
    };

    final MovableClock clock = new MovableClock(NOW);
    final FakeAws aws = new FakeAws(NOW);
    final FakePeople people = new FakePeople();
    final FakeMessenger slack = new FakeMessenger();
    FakeLedger ledger = new FakeLedger();
    Reports reports;
    OutboxWorker worker;
    AskOwner askOwner;
    AskMany askMany;
    ChangeKey changeKey;
    ShowKeys showKeys;
    PostDigest digest;
    Sweep sweep;
    OwnerAnswers answers;
    ExcuseKey excuseKey;
    Lifecycle rules = new Lifecycle(false, 90, 0);
    Automation automation = Automation.off(ZoneOffset.UTC);

    @Nullable
    String announcedIn = CHANNEL;

    int dailyLimit = 25;
    StalenessPolicy policy = new StalenessPolicy(90, 365);

    World() {
        start();
    }

    /** The process ends, however it ends, and a new one starts on the same database. */
    void restart() {
        ledger = ledger.restarted();
        start();
    }

    /** From here on the story is told from another process on the same database. */
    void goOnInAnotherProcess() {
        ledger = ledger.replica();
        start();
    }

    private void start() {
        OwnerRule owners = new OwnerRule(Map.of(), List.of("owner"));
        Audit audit = new Audit(aws, policy, owners, Excuses.in(ledger), clock, Meters.NONE);
        Cards cards = new Cards(ledger, people, aws, clock);
        reports = new Reports(audit, LastAudit.NOWHERE, clock, Runnable::run);
        LookUps lookUps = new LookUps(aws, audit, reports, clock, Runnable::run);
        Hearers hearers = new Hearers(people, announcedIn);
        Automatic automatic = new Automatic(automation, ledger, aws, people, cards, audit, hearers);
        MakeChange change =
                new MakeChange(ledger, aws, people, cards, reports, audit, automatic, clock, hearers, Meters.NONE);
        ReaderCheck readers = new ReaderCheck(people, aws, owners, ledger, clock);
        worker = new OutboxWorker(ledger, slack, people, cards, readers, change, clock, () -> {});
        askOwner = new AskOwner(ledger, aws, people, cards, worker, audit, clock);
        askMany = new AskMany(askOwner, ledger, clock, dailyLimit);
        changeKey = new ChangeKey(ledger, aws, people, owners, worker, clock);
        showKeys = new ShowKeys(reports, lookUps, cards, people, ledger, aws, audit, clock);
        digest = new PostDigest(audit, ledger, people, cards, worker, clock, ZoneOffset.UTC, CHANNEL, FALLBACK);
        answers = new OwnerAnswers(ledger, aws, people, cards, worker, audit, clock);
        excuseKey = new ExcuseKey(ledger, aws, people, cards, reports, worker, audit, clock);
        sweep = new Sweep(rules, automatic, audit, reports, ledger, people, cards, worker, clock, dailyLimit);
    }

    void thresholds(int maxAgeDays, int criticalAgeDays) {
        policy = new StalenessPolicy(maxAgeDays, criticalAgeDays);
        start();
    }

    void follows(Lifecycle newRules) {
        rules = newRules;
        start();
    }

    void actsByItself(Automation newRules) {
        automation = newRules;
        start();
    }

    void withoutAChannel() {
        announcedIn = null;
        start();
    }

    void atMostADay(int messages) {
        dailyLimit = messages;
        start();
    }

    /** What this person gets who wants it read anew: that, or what is kept in its place. */
    Listing look(KeyFilter filter, String person) {
        ShowKeys.Look look = showKeys.look(filter, people.person(person));
        return look.coming() == null
                ? Objects.requireNonNull(look.kept())
                : look.coming().join();
    }

    /** A sweep, and the outbox, woken, makes a pass. */
    Sweep.Swept sweep() {
        Sweep.Swept swept = sweep.run();
        worker.pass();
        return swept;
    }

    /** So many days later at the same hour, a sweep. */
    Sweep.Swept sweepAfter(int days) {
        clock.advance(Duration.ofDays(days));
        return sweep();
    }

    /** The hour of the digest: it is decided, and the outbox, woken, makes a pass. */
    void digestDue(Instant due) {
        digest.scheduled(due);
        worker.pass();
    }

    void pass(Duration time) {
        clock.advance(time);
        worker.pass();
    }

    KeyRef anasKey(long days) {
        return ownedKey("ana", FakePeople.ANA, days);
    }

    KeyRef ownedKey(String user, String owner, long days) {
        return aws.key(new IamUser(FakeAws.ACCOUNT, user, Tags.of(Map.of("owner", owner)), Leak.none()), days);
    }

    KeyRef unownedKey(String user, long days) {
        return aws.key(new IamUser(FakeAws.ACCOUNT, user, Tags.none(), Leak.none()), days);
    }

    AskOwner.Asked ask(KeyRef key, String by) {
        return askOwner.ask(key, people.person(by));
    }

    MakeChange.Changed switchOff(KeyRef key, String by) {
        return changeKey.submit(key, KeyChange.Wanted.OFF, people.person(by), "not needed", SHOWN);
    }

    MakeChange.Changed switchOn(KeyRef key, String by) {
        return changeKey.submit(key, KeyChange.Wanted.ON, people.person(by), "it broke", null);
    }

    List<Event.Kind> happened(KeyRef key) {
        return ledger.events(List.of(key)).getOrDefault(key, List.of()).stream()
                .map(Event::kind)
                .toList();
    }

    /** The state in which a card stands in Slack now, after all redrawing. */
    Card.State standing(FakeMessenger.Posted posted) {
        Message last = posted.message();
        for (FakeMessenger.Posted update : slack.updates) {
            if (update.channel().equals(posted.channel()) && update.ts().equals(posted.ts())) {
                last = update.message();
            }
        }
        return last.cards().get(0).state();
    }

    Set<Card.Action> buttons(FakeMessenger.Posted posted) {
        return posted.message().cards().get(0).actions();
    }
}
