package stalekeys.aws.iam;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.AccessKeyLastUsed;
import software.amazon.awssdk.services.iam.model.AttachedPolicy;
import software.amazon.awssdk.services.iam.model.EntityType;
import software.amazon.awssdk.services.iam.model.EvaluationResult;
import software.amazon.awssdk.services.iam.model.PolicyEvaluationDecisionType;
import software.amazon.awssdk.services.iam.model.ReportStateType;
import software.amazon.awssdk.services.iam.model.StatusType;
import software.amazon.awssdk.services.iam.model.SummaryKeyType;
import software.amazon.awssdk.services.iam.model.Tag;
import software.amazon.awssdk.services.iam.model.User;
import software.amazon.awssdk.services.iam.model.UserDetail;
import stalekeys.aws.client.AccountAccess;
import stalekeys.aws.client.AwsClients;
import stalekeys.aws.client.AwsError;
import stalekeys.aws.client.InvalidResponse;
import stalekeys.aws.client.ResponseValidator;
import stalekeys.keys.model.LastUse;
import stalekeys.keys.model.Leak;
import stalekeys.keys.model.Tags;

/**
 * The IAM calls we make in one account, each with a deadline, in our own terms. Lists are complete: every page is read,
 * however short. What AWS refuses rises as the SDK's exception, and what is no answer as a {@link InvalidResponse}, be it
 * from here or from {@link ResponseValidator}; {@link AwsError} words both.
 */
public final class Iam {
    /** AWS attaches one of these to a user after it saw one of their keys in public. */
    private static final List<String> QUARANTINES =
            List.of("AWSCompromisedKeyQuarantineV3", "AWSCompromisedKeyQuarantineV2", "AWSCompromisedKeyQuarantine");

    /** There will be a fourth. */
    private static final Pattern QUARANTINE = Pattern.compile("AWSCompromisedKeyQuarantine(V\\d+)?");

    private static final int PAGE = 1000;

    private final AwsClients clients;
    private final AwsRequestOverrideConfiguration deadline;

    public Iam(AwsClients clients, AccountAccess access, Duration deadline) {
        this.clients = clients;
        this.deadline = access.within(deadline);
    }

    private record Page<T>(
            List<T> items, @Nullable Boolean more, @Nullable String marker) {}

    /** Whether this policy says that AWS saw a key of whom it is attached to leak. */
    public static boolean isQuarantine(String policyName) {
        return QUARANTINE.matcher(policyName).matches();
    }

    /** Everybody, once: what changes while the pages are read may bring a user on two of them. */
    public List<ListedUser> users() {
        Map<String, ListedUser> users = new LinkedHashMap<>();
        pages(
                (iam, marker) -> {
                    var page =
                            iam.listUsers(b -> b.maxItems(PAGE).marker(marker).overrideConfiguration(deadline));
                    return new Page<>(page.users(), page.isTruncated(), page.marker());
                },
                page -> page.forEach(user -> users.merge(
                        user.userName().toLowerCase(Locale.ROOT),
                        new ListedUser(user.userName(), user.createDate(), user.arn()),
                        ListedUser::or)));
        return List.copyOf(users.values());
    }

    /** The name as IAM writes it, of a user that is called so in upper or lower case; empty where the answer is no such one. */
    public Optional<String> spelling(String userName) {
        User user = call(iam -> iam.getUser(b -> b.userName(userName).overrideConfiguration(deadline)))
                .user();
        return Optional.ofNullable(user).map(User::userName).filter(userName::equalsIgnoreCase);
    }

    /** The ARN of any one user; empty where there is none. */
    public Optional<String> anyUserArn() {
        return call(iam -> iam.listUsers(b -> b.maxItems(1).overrideConfiguration(deadline))).users().stream()
                .map(User::arn)
                .filter(arn -> arn != null)
                .findFirst();
    }

    /** A few users, whoever comes first. */
    public List<ListedUser> someUsers(int most) {
        return call(iam -> iam.listUsers(b -> b.maxItems(most).overrideConfiguration(deadline))).users().stream()
                .map(user -> new ListedUser(user.userName(), user.createDate(), user.arn()))
                .toList();
    }

    public List<ListedKey> keys(String userName) {
        Map<String, ListedKey> keys = new LinkedHashMap<>();
        pages(
                (iam, marker) -> {
                    var page = iam.listAccessKeys(
                            b -> b.userName(userName).marker(marker).overrideConfiguration(deadline));
                    return new Page<>(page.accessKeyMetadata(), page.isTruncated(), page.marker());
                },
                page -> page.forEach(key -> keys.put(
                        // One without an id is none of the others.
                        key.accessKeyId() == null ? "#" + keys.size() : key.accessKeyId(),
                        new ListedKey(key.accessKeyId(), key.statusAsString(), key.createDate()))));
        return List.copyOf(keys.values());
    }

    public LastUse lastUse(String keyId) {
        AccessKeyLastUsed use = call(iam ->
                        iam.getAccessKeyLastUsed(b -> b.accessKeyId(keyId).overrideConfiguration(deadline)))
                .accessKeyLastUsed();
        // "Never" is an answer without a date; service and region are "N/A" then.
        Instant at = use.lastUsedDate();
        if (at == null && !"N/A".equals(use.serviceName())) {
            throw new InvalidResponse("a use without a date");
        }
        return at == null ? LastUse.never() : LastUse.used(at, use.serviceName(), use.region());
    }

    public Tags tags(String userName) {
        Map<String, String> tags = new HashMap<>();
        pages(
                (iam, marker) -> {
                    var page = iam.listUserTags(
                            b -> b.userName(userName).marker(marker).overrideConfiguration(deadline));
                    return new Page<>(page.tags(), page.isTruncated(), page.marker());
                },
                page -> addTags(page, tags));
        return Tags.of(tags);
    }

    public List<String> groups(String userName) {
        List<String> names = new ArrayList<>();
        pages(
                (iam, marker) -> {
                    var page = iam.listGroupsForUser(
                            b -> b.userName(userName).marker(marker).overrideConfiguration(deadline));
                    return new Page<>(page.groups(), page.isTruncated(), page.marker());
                },
                page -> page.forEach(group -> names.add(group.groupName())));
        return names.stream().distinct().toList();
    }

    public List<String> attachedPolicies(String userName) {
        List<String> names = new ArrayList<>();
        pages(
                (iam, marker) -> {
                    var page = iam.listAttachedUserPolicies(
                            b -> b.userName(userName).marker(marker).overrideConfiguration(deadline));
                    return new Page<>(page.attachedPolicies(), page.isTruncated(), page.marker());
                },
                page -> page.forEach(policy -> names.add(policy.policyName())));
        return names.stream().distinct().toList();
    }

    public List<String> inlinePolicies(String userName) {
        List<String> names = new ArrayList<>();
        pages(
                (iam, marker) -> {
                    var page = iam.listUserPolicies(
                            b -> b.userName(userName).marker(marker).overrideConfiguration(deadline));
                    return new Page<>(page.policyNames(), page.isTruncated(), page.marker());
                },
                names::addAll);
        return names.stream().distinct().toList();
    }

    /** Tags and quarantine of every user, a thousand a call. */
    public void details(Consumer<UserDetails> each) {
        pages(
                (iam, marker) -> {
                    var page = iam.getAccountAuthorizationDetails(b -> b.filter(EntityType.USER)
                            .maxItems(PAGE)
                            .marker(marker)
                            .overrideConfiguration(deadline));
                    return new Page<>(page.userDetailList(), page.isTruncated(), page.marker());
                },
                (List<UserDetail> page) -> page.forEach(user -> each.accept(details(user))));
    }

    /** One user's, only to see whether it is allowed. */
    public void glanceAtDetails() {
        call(iam -> iam.getAccountAuthorizationDetails(
                b -> b.filter(EntityType.USER).maxItems(1).overrideConfiguration(deadline)));
    }

    /** Whether its policies let this user or role do this to that resource, which need not exist. */
    public boolean mayDo(String principalArn, String action, String resourceArn) {
        List<EvaluationResult> results = call(iam -> iam.simulatePrincipalPolicy(b -> b.policySourceArn(principalArn)
                        .actionNames(action)
                        .resourceArns(resourceArn)
                        .overrideConfiguration(deadline)))
                .evaluationResults();
        if (results.isEmpty()) {
            throw new InvalidResponse("no decision");
        }
        return results.stream().allMatch(result -> result.evalDecision() == PolicyEvaluationDecisionType.ALLOWED);
    }

    /**
     * Quarantined users and the policy that says so: three calls, unless very many are.
     *
     * @param each told as they come, also where something fails in the end
     */
    public void quarantined(BiConsumer<String, String> each) {
        RuntimeException refused = null;
        for (String policy : QUARANTINES) {
            try {
                quarantinedBy(policy, each);
            } catch (AwsServiceException e) {
                // Not every partition has every policy, and what does not exist is attached to nobody.
                if (AwsError.of(e, "iam:ListEntitiesForPolicy").kind() != AwsError.Kind.GONE) {
                    refused = e;
                }
            }
        }
        if (refused != null) {
            throw refused;
        }
    }

    private void quarantinedBy(String policy, BiConsumer<String, String> each) {
        String arn = "arn:" + clients.partition() + ":iam::aws:policy/" + policy;
        pages(
                (iam, marker) -> {
                    var page = iam.listEntitiesForPolicy(b -> b.policyArn(arn)
                            .entityFilter(EntityType.USER)
                            .marker(marker)
                            .overrideConfiguration(deadline));
                    return new Page<>(page.policyUsers(), page.isTruncated(), page.marker());
                },
                page -> page.forEach(user -> each.accept(user.userName(), policy)));
    }

    public boolean rootHasKeys() {
        Integer present = call(iam -> iam.getAccountSummary(b -> b.overrideConfiguration(deadline)))
                .summaryMap()
                .get(SummaryKeyType.ACCOUNT_ACCESS_KEYS_PRESENT);
        if (present == null) {
            throw new InvalidResponse("a summary that does not say");
        }
        return present > 0;
    }

    public Optional<String> alias() {
        return call(iam -> iam.listAccountAliases(b -> b.overrideConfiguration(deadline))).accountAliases().stream()
                .findFirst();
    }

    /** Asks for a report to be made; true when there is one. */
    public boolean reportIsReady() {
        return call(iam -> iam.generateCredentialReport(b -> b.overrideConfiguration(deadline)))
                        .state()
                == ReportStateType.COMPLETE;
    }

    public ReportText report() {
        var answer = call(iam -> iam.getCredentialReport(b -> b.overrideConfiguration(deadline)));
        return new ReportText(answer.content().asString(StandardCharsets.UTF_8), answer.generatedTime());
    }

    /** A credential report as it came. */
    public record ReportText(String text, @Nullable Instant generatedAt) {}

    /** The user's name always goes with it: without one IAM takes the caller's own. */
    public void setActive(String userName, String keyId, boolean active) {
        call(iam -> iam.updateAccessKey(b -> b.userName(userName)
                .accessKeyId(keyId)
                .status(active ? StatusType.ACTIVE : StatusType.INACTIVE)
                .overrideConfiguration(deadline)));
    }

    public void deleteKey(String userName, String keyId) {
        call(iam ->
                iam.deleteAccessKey(b -> b.userName(userName).accessKeyId(keyId).overrideConfiguration(deadline)));
    }

    private static UserDetails details(UserDetail user) {
        // Not sent is not the same as none: then they are asked for by themselves.
        Tags tags = Tags.unreadable();
        if (user.hasTags()) {
            Map<String, String> sent = new HashMap<>();
            addTags(user.tags(), sent);
            tags = Tags.of(sent);
        }
        Leak leak = user.attachedManagedPolicies().stream()
                .map(AttachedPolicy::policyName)
                .filter(Iam::isQuarantine)
                .findFirst()
                .map(Leak::quarantined)
                .orElseGet(Leak::none);
        return new UserDetails(user.userName(), tags, leak);
    }

    private static void addTags(List<Tag> from, Map<String, String> to) {
        from.forEach(tag -> to.put(tag.key(), tag.value() == null ? "" : tag.value()));
    }

    private <T> T call(Function<IamClient, T> request) {
        return request.apply(clients.iam());
    }

    private interface PageRequest<T> {
        Page<T> get(IamClient iam, @Nullable String marker);
    }

    /** A page may be short, even empty, while more follow: only IsTruncated says when it is over. */
    private <T> void pages(PageRequest<T> request, Consumer<List<T>> use) {
        Pages markers = new Pages();
        String marker = null;
        do {
            String from = marker;
            Page<T> page = call(iam -> request.get(iam, from));
            use.accept(page.items());
            marker = markers.next(Boolean.TRUE.equals(page.more()), page.marker());
        } while (marker != null);
    }
}
