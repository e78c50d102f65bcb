package stalekeys.aws.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import stalekeys.aws.accounts.AwsAccounts;
import stalekeys.aws.accounts.OrganizationDirectory;
import stalekeys.aws.accounts.StandInAccounts;
import stalekeys.aws.client.AccountAccess;
import stalekeys.aws.client.AwsClients;
import stalekeys.aws.client.InvalidResponse;
import stalekeys.aws.client.Priority;
import stalekeys.aws.client.RateLimitInterceptor;
import stalekeys.aws.client.RateLimiter;
import stalekeys.aws.iam.Iam;
import stalekeys.net.Outbound;
import stalekeys.standin.aws.FakeAccount;
import stalekeys.standin.aws.Paging;
import stalekeys.standin.aws.SeededAccount;
import stalekeys.standin.aws.SettableClock;
import stalekeys.standin.aws.StandInAws;
import stalekeys.work.ledger.Meters;

/** Every list that comes in pages ends, whatever an endpoint says of what follows. */
class EndlessPagesTest {
    private static final Map<String, Consumer<Iam>> LISTS = Map.of(
            "ListUsers", Iam::users,
            "ListAccessKeys", iam -> iam.keys("ana"),
            "ListUserTags", iam -> iam.tags("ana"),
            "ListGroupsForUser", iam -> iam.groups("ana"),
            "ListAttachedUserPolicies", iam -> iam.attachedPolicies("ana"),
            "ListUserPolicies", iam -> iam.inlinePolicies("ana"),
            "GetAccountAuthorizationDetails", iam -> iam.details(user -> {}),
            "ListEntitiesForPolicy", iam -> iam.quarantined((user, policy) -> {}));

    private final SettableClock clock = new SettableClock(Instant.parse("2026-03-05T12:00:00Z"));
    private final FakeAccount account = SeededAccount.at(clock);
    private final StandInAws aws = StandInAws.start(account);
    private final RateLimiter limiter = new RateLimiter(0, StandInAccounts.NO_WAITS);
    private final AwsClients clients = new AwsClients(
            aws.url(),
            StandInAccounts.credentials(aws.userCaller(account, SeededAccount.BOT)),
            new RateLimitInterceptor(limiter, Meters.NONE),
            Outbound.PLAIN);
    private final Iam iam = new Iam(clients, new AccountAccess(null, limiter, Priority.AUDIT), Duration.ofSeconds(20));

    @AfterEach
    void stop() {
        clients.close();
        aws.close();
    }

    static Stream<Arguments> lists() {
        return LISTS.keySet().stream()
                .sorted()
                .flatMap(action -> Stream.of(Paging.SAME_MARKER, Paging.CIRCLE, Paging.NO_MARKER)
                        .map(how -> Arguments.of(action, how)));
    }

    @ParameterizedTest
    @MethodSource("lists")
    void a_list_whose_pages_lead_nowhere_or_back_is_a_failure(String action, Paging how) {
        account.pages(action, how);
        assertThatThrownBy(() -> LISTS.get(action).accept(iam)).isInstanceOf(InvalidResponse.class);
        assertThat(aws.calls().of(action)).isLessThan(6);
    }

    static Stream<String> actions() {
        return LISTS.keySet().stream().sorted();
    }

    @ParameterizedTest
    @MethodSource("actions")
    void a_list_whose_pages_overlap_ends(String action) {
        account.shortPages(2).pages(action, Paging.OVERLAPPING);
        LISTS.get(action).accept(iam);
    }

    @Test
    void the_organizations_list_ends_as_well() {
        for (Paging how : List.of(Paging.SAME_MARKER, Paging.CIRCLE)) {
            account.pages("ListAccounts", how);
            aws.calls().reset();
            OrganizationDirectory.Listed listed = new OrganizationDirectory(clients, StandInAccounts.NO_WAITS).list();
            assertThat(listed.failure())
                    .startsWith("What came back for organizations:ListAccounts is no answer of AWS's");
            assertThat(aws.calls().of("ListAccounts")).isLessThan(6);
        }
    }

    @Test
    void an_account_whose_users_never_end_was_not_read() {
        account.pages("ListUsers", Paging.CIRCLE);
        try (AwsAccounts accounts = StandInAccounts.of(aws, aws.userCaller(account, SeededAccount.BOT))) {
            assertThat(ScanOutcome.at(accounts, clock.instant(), 90, true)
                            .coverage()
                            .failure())
                    .startsWith("What came back for iam:ListUsers is no answer of AWS's");
        }
    }
}
