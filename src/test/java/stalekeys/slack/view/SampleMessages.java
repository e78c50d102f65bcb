package stalekeys.slack.view;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import stalekeys.keys.lifecycle.AskCounts;
import stalekeys.keys.lifecycle.Event;
import stalekeys.keys.lifecycle.KeyHistory;
import stalekeys.keys.model.AccessKey;
import stalekeys.keys.model.Account;
import stalekeys.keys.model.IamUser;
import stalekeys.keys.model.KeyId;
import stalekeys.keys.model.KeyRef;
import stalekeys.keys.model.KeyStatus;
import stalekeys.keys.model.LastUse;
import stalekeys.keys.model.Leak;
import stalekeys.keys.model.OwnerRule;
import stalekeys.keys.model.RootKey;
import stalekeys.keys.model.Tags;
import stalekeys.keys.report.AccountCoverage;
import stalekeys.keys.report.ChangeCounts;
import stalekeys.keys.report.Counts;
import stalekeys.keys.report.Coverage;
import stalekeys.keys.report.Finding;
import stalekeys.keys.report.KeyFilter;
import stalekeys.keys.report.ReportBuilder;
import stalekeys.keys.report.StalenessPolicy;
import stalekeys.work.ledger.Card;
import stalekeys.work.ledger.Message;
import stalekeys.work.people.Owner;
import stalekeys.work.show.HistoryPage;
import stalekeys.work.show.KeyPage;

/** Findings and cards to draw, made by the real policy. */
final class SampleMessages {
    static final Instant NOW = Instant.parse("2026-09-21T13:33:00Z");
    static final Account PROD = new Account("111122223333", "prod");
    static final StalenessPolicy POLICY = new StalenessPolicy(90, 365);
    static final String HOSTILE = "*bold* <!here> <@U123> &amp; `x` _i_ ~s~ :smile: @channel #general";
    static final Owner ANA = new Owner(Owner.Kind.PERSON, "U0ANA0001", "Ana Lopez");

    private static final OwnerRule OWNERS = new OwnerRule(Map.of(), List.of("owner"));

    private SampleMessages() {}

    static KeyId keyId(int number) {
        return new KeyId(String.format("AKIA%016d", number));
    }

    static AccessKey key(String user, int number, long days, LastUse use, String description) {
        Instant created = NOW.minus(Duration.ofDays(days)).minusSeconds(3_600);
        return new AccessKey(new KeyRef(PROD.id(), user, keyId(number), created), KeyStatus.ACTIVE, use, description);
    }

    static Finding finding(String user, int number, long days, LastUse use, String description) {
        IamUser iamUser = new IamUser(PROD, user, Tags.none(), Leak.none());
        return ReportBuilder.finding(key(user, number, days, use, description), iamUser, POLICY, OWNERS, NOW);
    }

    static Card card(int number) {
        LastUse use = switch (number % 3) {
            case 0 -> LastUse.used(NOW.minus(Duration.ofHours(2)), "s3", "eu-west-1");
            case 1 -> LastUse.never();
            default -> LastUse.unreadable();
        };
        return card(finding("user-" + number, number, 500 - number % 400, use, null), ANA);
    }

    static Card card(Finding finding, Owner owner) {
        return new Card(
                finding,
                owner,
                "h" + "0123456789abcdef".repeat(2),
                Card.State.NOTHING,
                owner.reachable()
                        ? EnumSet.of(Card.Action.ASK, Card.Action.DEACTIVATE)
                        : Set.of(Card.Action.DEACTIVATE));
    }

    static List<Card> cards(int count) {
        return IntStream.range(0, count).mapToObj(SampleMessages::card).toList();
    }

    /** Everything that is the worst at once: long, hostile, and with all there is to say. */
    static Card worstCard(int number) {
        String name = (HOSTILE + "x".repeat(64)).substring(0, 64);
        String description = (HOSTILE + " " + "`<!channel>`".repeat(30)).substring(0, 256);
        IamUser user = new IamUser(
                new Account("111122223333", "<!everyone> *" + "p".repeat(60)),
                name,
                Tags.unreadable(),
                Leak.quarantined(HOSTILE));
        AccessKey key =
                key(name, number, 4_000, LastUse.used(NOW.minusSeconds(5), HOSTILE, HOSTILE + HOSTILE), description);
        return new Card(
                ReportBuilder.finding(key, user, POLICY, OWNERS, NOW),
                new Owner(Owner.Kind.ADDRESS_ONLY, "", HOSTILE.repeat(3)),
                "h" + "f".repeat(63),
                new Card.State(
                        Card.Change.REACTIVATED,
                        "U0ADM0001",
                        NOW.minus(Duration.ofDays(1)),
                        (HOSTILE + "\n").repeat(40),
                        "U0ADM0002",
                        NOW.minus(Duration.ofDays(2)),
                        KeyHistory.Arrival.NOT_CONFIRMED,
                        null),
                EnumSet.allOf(Card.Action.class));
    }

    static List<Card> oddCards() {
        ReportBuilder report = new ReportBuilder(POLICY, OWNERS, NOW, 90);
        report.add(new RootKey(PROD, NOW.minus(Duration.ofDays(700)), LastUse.never()));
        Finding root = report.build(new Coverage(List.of())).findings().get(0);
        return List.of(
                new Card(root, Owner.none(), "", Card.State.NOTHING, Set.of()),
                card(finding("no-owner", 1, 412, LastUse.never(), "old build server"), Owner.none()),
                card(finding("gone", 2, 120, LastUse.unreadable(), null), new Owner(Owner.Kind.GONE, "", "ben")),
                card(finding("unreadable", 3, 95, LastUse.never(), null), new Owner(Owner.Kind.UNREADABLE, "", "")),
                card(
                        finding("team", 4, 90, LastUse.used(NOW.minus(Duration.ofDays(30)), "ec2", null), null),
                        new Owner(Owner.Kind.CHANNEL, "C0TEAM001", "")));
    }

    static AccountCoverage complete(int users) {
        return new AccountCoverage(PROD, AccountCoverage.Way.FULL_SCAN, users, users, 0, 0, List.of(), Set.of(), null);
    }

    static AccountCoverage incomplete() {
        List<AccountCoverage.Unread> unread = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            unread.add(new AccountCoverage.Unread(HOSTILE + i, null, "AWS said no: " + HOSTILE));
        }
        return new AccountCoverage(
                PROD,
                AccountCoverage.Way.FULL_SCAN,
                412,
                412,
                0,
                unread.size(),
                unread,
                EnumSet.allOf(AccountCoverage.Gap.class),
                null);
    }

    /** 200 accounts, every one with something wrong. */
    static List<AccountCoverage> manyAccounts() {
        List<AccountCoverage> all = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            all.add(incomplete());
            all.add(AccountCoverage.failed(
                    new Account("22223333" + (1000 + i), "x".repeat(64)), "AWS refused: " + "no ".repeat(200)));
        }
        return all;
    }

    static KeyPage page(int total, int page, List<AccountCoverage> accounts) {
        int first = (page - 1) * KeyPage.SIZE;
        return new KeyPage(
                "",
                null,
                KeyFilter.STALE,
                false,
                page,
                Math.max(1, (total + KeyPage.SIZE - 1) / KeyPage.SIZE),
                total,
                cards(total).subList(first, Math.min(total, first + KeyPage.SIZE)),
                NOW,
                90,
                new Counts(30, total - total / 2, total / 2, 2, 0),
                accounts,
                List.of());
    }

    /** A page with an event of each kind in turn. */
    static HistoryPage history(String userName, int page, int total) {
        Event.Kind[] kinds = Event.Kind.values();
        int first = (page - 1) * HistoryPage.SIZE;
        List<Event> events = IntStream.range(first, Math.min(total, first + HistoryPage.SIZE))
                .mapToObj(number -> event(
                        kinds[number % kinds.length], "user-" + number, number % 3 == 0 ? "" : "why " + number, number))
                .toList();
        int pages = Math.max(1, (total + HistoryPage.SIZE - 1) / HistoryPage.SIZE);
        return new HistoryPage(userName, page, pages, total, events);
    }

    static HistoryPage hostileHistory() {
        String name = (HOSTILE + "x".repeat(64)).substring(0, 64);
        List<Event> events = IntStream.range(0, HistoryPage.SIZE)
                .mapToObj(number -> event(
                        Event.Kind.DEACTIVATION_REQUESTED,
                        name,
                        number == 0 ? "\u0000" : (HOSTILE + "\n").repeat(40),
                        number))
                .toList();
        return new HistoryPage(name, 2, 500, 5_000, events);
    }

    private static Event event(Event.Kind kind, String userName, String why, int number) {
        boolean ofKey = kind != Event.Kind.DIGEST && kind != Event.Kind.DIGEST_BY_HAND;
        return new Event(
                NOW.minus(Duration.ofHours(number)),
                kind,
                ofKey ? new KeyRef(PROD.id(), userName, keyId(number), NOW.minus(Duration.ofDays(400))) : null,
                number % 2 == 0 ? "U0ADM0001" : "cli:*ana*",
                why,
                "slack",
                kind + ":" + number);
    }

    static Message.Digest digest(int total, String sentBy, ChangeCounts progress, List<AccountCoverage> accounts) {
        return new Message.Digest(
                NOW,
                sentBy,
                90,
                365,
                new Counts(30, total - total / 2, total / 2, 2, 0),
                progress,
                cards(Math.min(5, total)),
                total,
                accounts,
                0,
                null,
                new AskCounts(12, 5, 2, 4, new AskCounts.Time(3, 6, 19)),
                List.of(),
                null);
    }
}
