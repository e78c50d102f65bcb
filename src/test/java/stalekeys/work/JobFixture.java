package stalekeys.work;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import stalekeys.keys.lifecycle.EnforcementPolicy;
import stalekeys.keys.lifecycle.Event;
import stalekeys.keys.lifecycle.FollowUpPolicy;
import stalekeys.keys.model.IamUser;
import stalekeys.keys.model.KeyRef;
import stalekeys.keys.model.LastUse;
import stalekeys.keys.model.Leak;
import stalekeys.keys.model.OwnerRule;
import stalekeys.keys.model.Tags;
import stalekeys.keys.report.KeyFilter;
import stalekeys.keys.report.StalenessPolicy;
import stalekeys.standin.FakeLedger;
import stalekeys.standin.slack.MovableClock;
import stalekeys.work.actions.AskMany;
import stalekeys.work.actions.AskOwner;
import stalekeys.work.actions.ChangeKey;
import stalekeys.work.actions.ExemptKey;
import stalekeys.work.actions.OwnerAnswers;
import stalekeys.work.audit.Audit;
import stalekeys.work.audit.Exemptions;
import stalekeys.work.audit.LastAudit;
import stalekeys.work.audit.Listing;
import stalekeys.work.audit.Reports;
import stalekeys.work.audit.UserLookup;
import stalekeys.work.cards.Cards;
import stalekeys.work.digest.PostDigest;
import stalekeys.work.followup.Enforcer;
import stalekeys.work.followup.Sweep;
import stalekeys.work.ledger.Card;
import stalekeys.work.ledger.KeyChange;
import stalekeys.work.ledger.Message;
import stalekeys.work.ledger.Meters;
import stalekeys.work.outbox.ApplyChange;
import stalekeys.work.outbox.OutboxWorker;
import stalekeys.work.outbox.RecipientCheck;
import stalekeys.work.people.AnnouncementTargets;
import stalekeys.work.show.ShowKeys;

/** The bot between a stand-in AWS and a stand-in Slack, with a clock that only a story moves. */
public final class JobFixture {
    public static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");
    public static final String CHANNEL = "C0DIGEST1";
    public static final String FALLBACK = "C0NOOWNER";
    public static final LastUse SHOWN = LastUse.used(NOW.minus(Duration.ofDays(30)), "s3", "eu-west-1");

    /** The process ends in the middle. */
    public static final Runnable THE_BOT_DIES = () -> {
        throw new FakeAws.Died();
    };

    public final MovableClock clock = new MovableClock(NOW);
    public final FakeAws aws = new FakeAws(NOW);
    public final FakePeople people = new FakePeople();
    public final FakeMessenger slack = new FakeMessenger();
    public FakeLedger ledger = new FakeLedger();
    public Reports reports;
    public OutboxWorker worker;
    AskOwner askOwner;
    public AskMany askMany;
    public ChangeKey changeKey;
    public ShowKeys showKeys;
    public PostDigest digest;
    public Sweep sweep;
    public OwnerAnswers answers;
    public ExemptKey exemptKey;
    FollowUpPolicy rules = new FollowUpPolicy(false, 90, 0);
    EnforcementPolicy automation = EnforcementPolicy.off(ZoneOffset.UTC);

    @Nullable
    String announcedIn = CHANNEL;

    int dailyLimit = 25;
    StalenessPolicy policy = new StalenessPolicy(90, 365);

    public JobFixture() {
        start();
    }

    /** The process ends, however it ends, and a new one starts on the same database. */
    public void restart() {
        ledger = ledger.restarted();
        start();
    }

    /** From here on the story is told from another process on the same database. */
    public void goOnInAnotherProcess() {
        ledger = ledger.replica();
        start();
    }

    private void start() {
        OwnerRule owners = new OwnerRule(Map.of(), List.of("owner"));
        Audit audit = new Audit(aws, policy, owners, Exemptions.in(ledger), clock, Meters.NONE);
        Cards cards = new Cards(ledger, people, aws, clock);
        reports = new Reports(audit, LastAudit.NOWHERE, clock, Runnable::run);
        UserLookup lookUps = new UserLookup(aws, audit, reports, clock, Runnable::run);
        AnnouncementTargets announcementTargets = new AnnouncementTargets(people, announcedIn);
        Enforcer enforcer = new Enforcer(automation, ledger, aws, people, cards, audit, announcementTargets);
        ApplyChange change = new ApplyChange(
                ledger, aws, people, cards, reports, audit, enforcer, clock, announcementTargets, Meters.NONE);
        RecipientCheck readers = new RecipientCheck(people, aws, owners, ledger, clock);
        worker = new OutboxWorker(ledger, slack, people, cards, readers, change, clock, () -> {});
        askOwner = new AskOwner(ledger, aws, people, cards, worker, audit, clock);
        askMany = new AskMany(askOwner, ledger, clock, dailyLimit);
        changeKey = new ChangeKey(ledger, aws, people, owners, worker, clock);
        showKeys = new ShowKeys(reports, lookUps, cards, people, ledger, aws, audit, clock);
        digest = new PostDigest(audit, ledger, people, cards, worker, clock, ZoneOffset.UTC, CHANNEL, FALLBACK);
        answers = new OwnerAnswers(ledger, aws, people, cards, worker, audit, clock);
        exemptKey = new ExemptKey(ledger, aws, people, cards, reports, worker, audit, clock);
        sweep = new Sweep(rules, enforcer, audit, reports, ledger, people, cards, worker, clock, dailyLimit);
    }

    public void thresholds(int maxAgeDays, int criticalAgeDays) {
        policy = new StalenessPolicy(maxAgeDays, criticalAgeDays);
        start();
    }

    public void follows(FollowUpPolicy newRules) {
        rules = newRules;
        start();
    }

    public void actsByItself(EnforcementPolicy newRules) {
        automation = newRules;
        start();
    }

    public void withoutAChannel() {
        announcedIn = null;
        start();
    }

    public void atMostADay(int messages) {
        dailyLimit = messages;
        start();
    }

    /** What this person gets who wants it read anew: that, or what is kept in its place. */
    public Listing look(KeyFilter filter, String person) {
        ShowKeys.Look look = showKeys.look(filter, people.person(person));
        return look.coming() == null
                ? Objects.requireNonNull(look.kept())
                : look.coming().join();
    }

    /** A sweep, and the outbox, woken, makes a pass. */
    public Sweep.Swept sweep() {
        Sweep.Swept swept = sweep.run();
        worker.pass();
        return swept;
    }

    /** So many days later at the same hour, a sweep. */
    public Sweep.Swept sweepAfter(int days) {
        clock.advance(Duration.ofDays(days));
        return sweep();
    }

    /** The hour of the digest: it is decided, and the outbox, woken, makes a pass. */
    public void digestDue(Instant due) {
        digest.scheduled(due);
        worker.pass();
    }

    public void pass(Duration time) {
        clock.advance(time);
        worker.pass();
    }

    public KeyRef anasKey(long days) {
        return ownedKey("ana", FakePeople.ANA, days);
    }

    public KeyRef ownedKey(String user, String owner, long days) {
        return aws.key(new IamUser(FakeAws.ACCOUNT, user, Tags.of(Map.of("owner", owner)), Leak.none()), days);
    }

    public KeyRef unownedKey(String user, long days) {
        return aws.key(new IamUser(FakeAws.ACCOUNT, user, Tags.none(), Leak.none()), days);
    }

    public AskOwner.Asked ask(KeyRef key, String by) {
        return askOwner.ask(key, people.person(by));
    }

    public ApplyChange.Changed switchOff(KeyRef key, String by) {
        return changeKey.submit(key, KeyChange.TargetState.OFF, people.person(by), "not needed", SHOWN);
    }

    public ApplyChange.Changed switchOn(KeyRef key, String by) {
        return changeKey.submit(key, KeyChange.TargetState.ON, people.person(by), "it broke", null);
    }

    public List<Event.Kind> happened(KeyRef key) {
        return ledger.events(List.of(key)).getOrDefault(key, List.of()).stream()
                .map(Event::kind)
                .toList();
    }

    /** The state in which a card stands in Slack now, after all redrawing. */
    public Card.State place(FakeMessenger.Posted posted) {
        Message last = posted.message();
        for (FakeMessenger.Posted update : slack.updates) {
            if (update.channel().equals(posted.channel()) && update.ts().equals(posted.ts())) {
                last = update.message();
            }
        }
        return last.cards().get(0).state();
    }

    public Set<Card.Action> buttons(FakeMessenger.Posted posted) {
        return posted.message().cards().get(0).actions();
    }
}
