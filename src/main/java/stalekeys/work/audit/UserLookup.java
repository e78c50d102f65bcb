package stalekeys.work.audit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import stalekeys.keys.model.Account;
import stalekeys.keys.model.IamUser;
import stalekeys.keys.model.Leak;
import stalekeys.keys.model.OwnerHint;
import stalekeys.keys.model.Tags;
import stalekeys.keys.model.UserKeys;
import stalekeys.keys.report.AccountCoverage;
import stalekeys.keys.report.Finding;
import stalekeys.work.accounts.Accounts;
import stalekeys.work.accounts.AwsFailure;
import stalekeys.work.accounts.KeyInventory;
import stalekeys.work.people.Person;
import stalekeys.work.people.Role;

/**
 * Looks one IAM user up in every account, for a list. However many ask for the same user, IAM is asked once, and what it
 * said is kept for half a minute; admins are always told what is true now. For somebody who sees only their own keys it is
 * settled first whose the user is: by the map of owners and the kept report, which cost nothing, then by the user's tags.
 * Nothing else is read of a user that is not theirs.
 */
public final class UserLookup {
    static final Duration KEPT_FOR = Duration.ofSeconds(30);

    private final Accounts accounts;
    private final Audit audit;
    private final Reports reports;
    private final Clock clock;
    private final RequestCoalescer<Asked, Listing> listings;
    private final RequestCoalescer<String, Map<KeyInventory, OwnerHint>> owners;

    /** @param executor what waits for AWS; no click may need it */
    public UserLookup(Accounts accounts, Audit audit, Reports reports, Clock clock, Executor executor) {
        this.accounts = accounts;
        this.audit = audit;
        this.reports = reports;
        this.clock = clock;
        this.listings = new RequestCoalescer<>(KEPT_FOR, clock, executor, reports::actions);
        // Whose a user is does not change by what the bot does to keys.
        this.owners = new RequestCoalescer<>(KEPT_FOR, clock, executor, () -> 0);
    }

    /**
     * A user to be read.
     *
     * @param in the accounts; empty for all of them
     */
    private record Asked(String lowerName, Set<KeyInventory> in) {}

    /** All keys of the user that this person may see, active or not; others may be among them. */
    public CompletableFuture<Listing> of(String userName, Person viewer) {
        if (viewer.role().seesEverything()) {
            return read(userName, Set.of(), viewer.role() == Role.ADMIN);
        }
        if (viewer.role() == Role.NOBODY) {
            return CompletableFuture.completedFuture(nothing());
        }
        OwnerHint mapped = audit.owners().mapped(userName).orElse(null);
        if (mapped != null) {
            return viewer.isNamedBy(mapped)
                    ? read(userName, Set.of(), false)
                    : CompletableFuture.completedFuture(nothing());
        }
        List<Finding> known = known(userName);
        if (!known.isEmpty() && thereIsOneAccount() && known.stream().noneMatch(finding -> mayBeOf(viewer, finding))) {
            return CompletableFuture.completedFuture(nothing());
        }
        return owners.get(lower(userName), false, () -> owners(userName)).thenCompose(found -> {
            Set<KeyInventory> own = new HashSet<>();
            found.forEach((inventory, hint) -> {
                if (viewer.isNamedBy(hint)) {
                    own.add(inventory);
                }
            });
            boolean unknown = found.values().stream().anyMatch(hint -> hint.kind() == OwnerHint.Kind.UNREADABLE);
            return own.isEmpty()
                    ? CompletableFuture.completedFuture(nothing(unknown))
                    : read(userName, own, false).thenApply(listing -> unknown ? listing.leavingOut() : listing);
        });
    }

    private CompletableFuture<Listing> read(String userName, Set<KeyInventory> in, boolean anew) {
        return listings.get(new Asked(lower(userName), in), anew, () -> readNow(userName, in));
    }

    /**
     * What is told of a user who is not theirs: the same whether there is such a user or not, and as old as the newest
     * thing it may have been settled by.
     */
    private Listing nothing() {
        return nothing(false);
    }

    /** @param ownersUnknown whether it could not be looked up whose the user is */
    private Listing nothing(boolean ownersUnknown) {
        Instant now = clock.instant();
        return new Listing(
                reports.latest(audit.policy().maxAgeDays())
                        .map(kept -> kept.report().takenAt())
                        .orElse(now),
                List.of(),
                null,
                List.of(),
                ownersUnknown);
    }

    /** What the kept report has of the user, in whatever account. */
    private List<Finding> known(String userName) {
        return reports.latest(audit.policy().maxAgeDays())
                .map(kept -> kept.report().findings().stream()
                        .filter(finding -> finding.kind() != Finding.Kind.ROOT_KEY
                                && finding.userName().equalsIgnoreCase(userName))
                        .toList())
                .orElse(List.of());
    }

    /** Then what the kept report says of a user is all there is to say. */
    private boolean thereIsOneAccount() {
        return reports.latest(audit.policy().maxAgeDays())
                .filter(kept -> kept.report().coverage().accounts().size() == 1)
                .isPresent();
    }

    private static boolean mayBeOf(Person viewer, Finding finding) {
        return finding.owner().kind() == OwnerHint.Kind.UNREADABLE || viewer.isNamedBy(finding.owner());
    }

    /** Whom each account names as the user's owner: as the kept report says, or by the tags; none where that is unknown. */
    private Map<KeyInventory, OwnerHint> owners(String userName) {
        List<Finding> known = known(userName);
        Map<KeyInventory, OwnerHint> owners = new HashMap<>();
        accounts.each(inventory -> Map.entry(inventory, owner(inventory, userName, known)))
                .forEach(entry -> owners.put(entry.getKey(), entry.getValue()));
        return owners;
    }

    private OwnerHint owner(KeyInventory inventory, String userName, List<Finding> known) {
        try {
            Account account = inventory.account();
            Optional<OwnerHint> before = known.stream()
                    .filter(finding -> finding.account().id().equals(account.id()))
                    .map(Finding::owner)
                    .filter(hint -> hint.kind() != OwnerHint.Kind.UNREADABLE)
                    .findFirst();
            if (before.isPresent()) {
                return before.get();
            }
            Tags tags = inventory.tagsOf(userName).orElse(null);
            return tags == null
                    ? OwnerHint.none()
                    : audit.owners().hint(new IamUser(account, userName, tags, Leak.none()));
        } catch (AwsFailure unknown) {
            return OwnerHint.unreadable();
        }
    }

    private Listing readNow(String userName, Set<KeyInventory> in) {
        Instant now = clock.instant();
        List<ReadUser> everywhere = accounts
                .each(inventory -> in.isEmpty() || in.contains(inventory)
                        ? List.of(readUser(inventory, userName, now))
                        : List.<ReadUser>of())
                .stream()
                .flatMap(List::stream)
                .toList();
        return new Listing(
                now,
                everywhere.stream()
                        .flatMap(there -> there.findings().stream())
                        .sorted(Finding.WORST_FIRST)
                        .toList(),
                null,
                everywhere.stream().map(ReadUser::coverage).toList());
    }

    /** One user in one account: nothing where there is no such user. */
    private record ReadUser(AccountCoverage coverage, List<Finding> findings) {}

    private ReadUser readUser(KeyInventory inventory, String name, Instant now) {
        try {
            List<UserKeys> read = inventory.lookUp(name);
            List<Finding> findings = new ArrayList<>();
            for (UserKeys user : read) {
                user.keys().forEach(key -> findings.add(audit.finding(key, user.user(), now)));
            }
            return new ReadUser(AccountCoverage.read(inventory.account(), read.size()), findings);
        } catch (AwsFailure failure) {
            return new ReadUser(AccountCoverage.failed(called(inventory), failure.sentence()), List.of());
        }
    }

    private static Account called(KeyInventory inventory) {
        try {
            return inventory.account();
        } catch (AwsFailure unknown) {
            return new Account("", "");
        }
    }

    private static String lower(String userName) {
        return userName.toLowerCase(Locale.ROOT);
    }
}
