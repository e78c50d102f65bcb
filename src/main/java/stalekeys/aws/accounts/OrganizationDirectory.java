package stalekeys.aws.accounts;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.organizations.model.AccountState;
import software.amazon.awssdk.services.organizations.model.AccountStatus;
import software.amazon.awssdk.services.organizations.model.ListAccountsResponse;
import stalekeys.aws.client.AwsClients;
import stalekeys.aws.client.AwsError;
import stalekeys.aws.client.InvalidResponse;
import stalekeys.aws.client.Sleeper;
import stalekeys.aws.iam.Pages;
import stalekeys.keys.model.Account;

/** The active accounts of the organization, as AWS Organizations lists them: every page, 20 accounts each. */
public final class OrganizationDirectory {
    /** So that somebody who asks for one user does not wait for the list of a thousand accounts each time. */
    private static final Duration KEPT = Duration.ofMinutes(5);

    private final AwsClients clients;
    private final Sleeper sleeper;
    private @Nullable Map<String, Account> last;
    private long lastAt;

    public OrganizationDirectory(AwsClients clients, Sleeper sleeper) {
        this.clients = clients;
        this.sleeper = sleeper;
    }

    /**
     * What is known of the organization.
     *
     * @param accounts by id; what was listed last time where it could not be listed now
     * @param failure why it could not be listed now; null where it was
     */
    public record Listed(
            Map<String, Account> accounts, @Nullable String failure) {}

    public synchronized Listed list() {
        if (last != null && sleeper.nanoTime() - lastAt < KEPT.toNanos()) {
            return new Listed(last, null);
        }
        try {
            last = ask();
            lastAt = sleeper.nanoTime();
            return new Listed(last, null);
        } catch (RuntimeException e) {
            return new Listed(
                    last == null ? Map.of() : last,
                    AwsError.of(e, "organizations:ListAccounts").sentence());
        }
    }

    /** What was listed last; null before the first time. Asks nobody. */
    synchronized @Nullable Map<String, Account> known() {
        return last;
    }

    private Map<String, Account> ask() {
        Map<String, Account> active = new LinkedHashMap<>();
        boolean any = false;
        Pages markers = new Pages();
        String token = null;
        do {
            String from = token;
            ListAccountsResponse page = clients.organizations().listAccounts(b -> b.nextToken(from));
            for (var account : page.accounts()) {
                any = true;
                if (isActive(account)) {
                    active.put(account.id(), new Account(account.id(), account.name() == null ? "" : account.name()));
                }
            }
            String next = page.nextToken();
            token = markers.next(next != null && !next.isEmpty(), next);
        } while (token != null);
        if (!any) {
            // The management account is one at least.
            throw new InvalidResponse("an organization without accounts");
        }
        return active;
    }

    /** {@code Status} is being replaced by {@code State}; some partitions answer only the older one. */
    private static boolean isActive(software.amazon.awssdk.services.organizations.model.Account account) {
        return account.state() != null
                ? account.state() == AccountState.ACTIVE
                : account.status() == AccountStatus.ACTIVE;
    }
}
