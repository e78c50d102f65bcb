package stalekeys.work.show;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import stalekeys.keys.model.Account;
import stalekeys.keys.model.KeyRef;
import stalekeys.keys.model.OwnerHint;
import stalekeys.keys.report.AccountCoverage;
import stalekeys.keys.report.Finding;
import stalekeys.keys.report.KeyFilter;
import stalekeys.keys.report.Report;
import stalekeys.work.accounts.Accounts;
import stalekeys.work.accounts.AwsFailure;
import stalekeys.work.accounts.KeyInventory;
import stalekeys.work.accounts.LiveKey;
import stalekeys.work.audit.Audit;
import stalekeys.work.audit.Listing;
import stalekeys.work.audit.Reports;
import stalekeys.work.audit.UserLookup;
import stalekeys.work.cards.Cards;
import stalekeys.work.ledger.Card;
import stalekeys.work.ledger.Ledger;
import stalekeys.work.ledger.Message;
import stalekeys.work.ledger.OutboxItem;
import stalekeys.work.people.People;
import stalekeys.work.people.Person;
import stalekeys.work.people.Role;

/** Puts the page of keys together that one person may see. */
public final class ShowKeys {
    private static final int UNCONFIRMED_SHOWN = 3;

    private static final String OWNER_UNKNOWN =
            "Slack did not tell who this person is just now, so not all keys of theirs are known. Please try again in a"
                    + " moment.";

    private final Reports reports;
    private final UserLookup lookUps;
    private final Cards cards;
    private final People people;
    private final Ledger ledger;
    private final Accounts accounts;
    private final Audit audit;
    private final Clock clock;

    public ShowKeys(
            Reports reports,
            UserLookup lookUps,
            Cards cards,
            People people,
            Ledger ledger,
            Accounts accounts,
            Audit audit,
            Clock clock) {
        this.reports = reports;
        this.lookUps = lookUps;
        this.cards = cards;
        this.people = people;
        this.ledger = ledger;
        this.accounts = accounts;
        this.audit = audit;
        this.clock = clock;
    }

    /** What is known without a new look, if that can answer this: then the answer is instant. One user is always looked up. */
    public Optional<Listing> kept(KeyFilter filter) {
        if (filter.kind() == KeyFilter.Kind.USER) {
            return Optional.empty();
        }
        return reports.kept(filter.horizonDays(maxAgeDays())).map(Listing::of);
    }

    /** What somebody gets who wants it read anew; one user is always read anew. */
    public Look look(KeyFilter filter, Person viewer) {
        if (filter.kind() == KeyFilter.Kind.USER) {
            return Look.at(lookUps.of(filter.text(), viewer));
        }
        Reports.Asked asked = reports.ask(filter.horizonDays(maxAgeDays()), viewer.role());
        CompletableFuture<Report> look = asked.look();
        return look == null
                ? new Look(null, asked.kept() == null ? null : Listing.of(asked.kept()), asked.notBefore())
                : Look.at(look.thenApply(Listing::of));
    }

    /**
     * A new look, or why there is none.
     *
     * @param coming null where there was one a short while ago: then there is none yet
     * @param kept what is shown in its place; null where nothing is kept that can answer
     * @param notBefore from when on there would be a new one; null where one is coming
     */
    public record Look(
            @Nullable CompletableFuture<Listing> coming,
            @Nullable Listing kept,
            @Nullable Instant notBefore) {
        static Look at(CompletableFuture<Listing> coming) {
            return new Look(coming, null, null);
        }
    }

    /** How far the look is that {@link #look} waits for; empty where that can't be told. */
    public Optional<Reports.HowFar> howFar(KeyFilter filter) {
        return filter.kind() == KeyFilter.Kind.USER ? Optional.empty() : reports.howFar();
    }

    /** The card of one key as it is now; empty where it is gone or can't be read. */
    public Optional<Card> card(KeyRef key) {
        try {
            Optional<KeyInventory> inventory = accounts.inventory(key.accountId());
            LiveKey live = inventory.isEmpty() ? null : inventory.get().read(key);
            if (live == null || live.key() == null || live.user() == null) {
                return Optional.empty();
            }
            Instant now = clock.instant();
            return Optional.of(cards.of(audit.finding(live.key(), live.user(), now), now));
        } catch (AwsFailure failure) {
            return Optional.empty();
        }
    }

    /**
     * The page.
     *
     * @param wantedPage 1 and up; one beyond the end shows the last
     * @param note what just happened, to stand on top; may be empty
     * @param changed the key it happened to, to stand below it; null where there is none
     */
    public KeyPage page(
            Listing listing, Person viewer, KeyFilter asked, int wantedPage, String note, @Nullable Card changed) {
        KeyFilter filter = asked.among(knownTo(viewer, listing));
        Person owner = filter.kind() == KeyFilter.Kind.OWNED_BY ? people.person(filter.text()) : viewer;
        boolean ownOnly = !viewer.role().seesEverything();
        List<Finding> matching = listing.findings().stream()
                .filter(finding -> filter.matches(finding, listing.takenAt()))
                .toList();
        boolean ofOne = ownOnly || filter.kind() == KeyFilter.Kind.MINE || filter.kind() == KeyFilter.Kind.OWNED_BY;
        boolean ownersUnknown = ofOne && (!owner.known() || listing.ownersUnknown() || ownersUnknown(matching));
        List<Finding> findings = matching.stream()
                .filter(finding -> !ownOnly || viewer.isNamedBy(finding.owner()))
                .toList();
        findings = switch (filter.kind()) {
            case MINE ->
                findings.stream()
                        .filter(finding -> viewer.isNamedBy(finding.owner()))
                        .toList();
            case OWNED_BY -> ownedBy(owner, findings);
            case STALE, CRITICAL, USER, ACCOUNT, OLDER_THAN, UNUSED -> findings;
        };
        KeyFilter spelled = spelled(filter, findings);
        int pages = Math.max(1, (findings.size() + KeyPage.SIZE - 1) / KeyPage.SIZE);
        int page = Math.min(Math.max(1, wantedPage), pages);
        List<Finding> shown =
                findings.subList((page - 1) * KeyPage.SIZE, Math.min(page * KeyPage.SIZE, findings.size()));
        return new KeyPage(
                note.isEmpty() && !owner.known() ? OWNER_UNKNOWN : note,
                changed == null ? null : allowed(changed, viewer.role()),
                spelled,
                ownOnly,
                page,
                pages,
                findings.size(),
                cards.of(shown, listing.takenAt()).stream()
                        .map(card -> allowed(card, viewer.role()))
                        .toList(),
                listing.takenAt(),
                maxAgeDays(),
                viewer.role().seesTotals() ? listing.counts() : null,
                // That a user of this name was checked would tell that there is one.
                viewer.role().seesTotals() && !(ownOnly && filter.kind() == KeyFilter.Kind.USER)
                        ? spokenOf(filter, listing.accounts())
                        : List.of(),
                viewer.role() == Role.ADMIN && page == 1 ? unconfirmed() : List.of(),
                ownersUnknown);
    }

    /** Whether of some of them AWS did not tell who owns them. The root user is nobody's. */
    static boolean ownersUnknown(List<Finding> findings) {
        return findings.stream()
                .anyMatch(finding -> finding.kind() != Finding.Kind.ROOT_KEY
                        && finding.owner().kind() == OwnerHint.Kind.UNREADABLE);
    }

    /** A user goes by the name as IAM writes it, where that is one name; not by what was typed. */
    private static KeyFilter spelled(KeyFilter filter, List<Finding> findings) {
        List<String> names = findings.stream().map(Finding::userName).distinct().toList();
        return filter.kind() == KeyFilter.Kind.USER && names.size() == 1 ? KeyFilter.user(names.get(0)) : filter;
    }

    /** The accounts a person may learn the names of: to a guest only those their own keys are in. */
    private static List<Account> knownTo(Person viewer, Listing listing) {
        return viewer.role().seesTotals()
                ? listing.accounts().stream().map(AccountCoverage::account).toList()
                : ownedBy(viewer, listing.findings()).stream()
                        .map(Finding::account)
                        .toList();
    }

    /** Of one account only that one's coverage tells anything; one nobody knows yet may be it. */
    private static List<AccountCoverage> spokenOf(KeyFilter filter, List<AccountCoverage> accounts) {
        return filter.kind() != KeyFilter.Kind.ACCOUNT
                ? accounts
                : accounts.stream()
                        .filter(one -> one.account().isCalled(filter.text())
                                || one.account().id().isEmpty())
                        .toList();
    }

    private int maxAgeDays() {
        return audit.policy().maxAgeDays();
    }

    private static List<Finding> ownedBy(Person owner, List<Finding> findings) {
        return findings.stream()
                .filter(finding -> owner.isNamedBy(finding.owner()))
                .toList();
    }

    /** The card with the buttons this role may use in a list. */
    static Card allowed(Card card, Role role) {
        Set<Card.Action> actions = EnumSet.noneOf(Card.Action.class);
        for (Card.Action action : card.actions()) {
            boolean may = switch (action) {
                case ASK -> role.mayAsk();
                case DEACTIVATE, REACTIVATE -> role.mayChangeKeys();
                // In messages, Home and details; Excuse is added below.
                case DONE, LATER, NOT_MINE, DEACTIVATE_OWN, SHOW_HOW, CLAIM, EXCUSE -> false;
            };
            if (may) {
                actions.add(action);
            }
        }
        if (role == Role.ADMIN && excusable(card)) {
            actions.add(Card.Action.EXCUSE);
        }
        return card.with(card.state(), actions);
    }

    private static boolean excusable(Card card) {
        return card.finding().excusable()
                && !card.state().change().ends()
                && card.state().change() != Card.Change.SWITCHING;
    }

    /** The newest few messages that may not have arrived. */
    List<KeyPage.Unconfirmed> unconfirmed() {
        List<KeyPage.Unconfirmed> result = new ArrayList<>();
        for (OutboxItem item : ledger.inState(OutboxItem.State.UNKNOWN, UNCONFIRMED_SHOWN)) {
            if (item.payload() instanceof Message message) {
                result.add(new KeyPage.Unconfirmed(item.id(), message, item.nextTry()));
            }
        }
        return result;
    }
}
