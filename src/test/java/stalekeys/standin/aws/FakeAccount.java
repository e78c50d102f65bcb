package stalekeys.standin.aws;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** One AWS account of the stand-in: a small world a test can change while the program looks at it. */
public final class FakeAccount {
    private static final String ID_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    private final String id;
    private final Clock clock;
    /** IAM keeps the case of a name and ignores it. */
    private final ConcurrentSkipListMap<String, FakeUser> users =
            new ConcurrentSkipListMap<>(String.CASE_INSENSITIVE_ORDER);

    private final Map<String, Paging> pagings = new ConcurrentHashMap<>();
    private final Set<String> missingPolicies = ConcurrentHashMap.newKeySet();
    private final Map<String, FakeUser> ownerByKeyId = new ConcurrentHashMap<>();
    private final Map<String, String> externalIdByRole = new ConcurrentHashMap<>();
    private final List<Denial> denials = new CopyOnWriteArrayList<>();
    private final AtomicLong ids = new AtomicLong();
    private final FakeReport report;
    private volatile String alias = "";
    private volatile String state = "ACTIVE";
    private volatile @Nullable FakeKey rootKey;
    private volatile int longestPage = 1000;
    private volatile int readsThatLag;
    private volatile boolean echoes;
    private volatile Duration lastUsedLag = Duration.ZERO;

    private record Denial(
            String action, @Nullable String user, @Nullable String caller) {}

    public FakeAccount(String id, Clock clock) {
        this.id = id;
        this.clock = clock;
        this.report = new FakeReport(this, clock);
    }

    public String id() {
        return id;
    }

    public FakeAccount alias(String value) {
        alias = value;
        return this;
    }

    public FakeUser addUser(String name) {
        return addUser(name, daysAgo(1000));
    }

    public FakeUser addUser(String name, Instant created) {
        FakeUser user = new FakeUser(this, name, nextId("AIDA"), created);
        users.put(name, user);
        return user;
    }

    public FakeUser user(String name) {
        return findUser(name).orElseThrow();
    }

    public Collection<FakeUser> users() {
        return users.values();
    }

    public void deleteUser(String name) {
        users.remove(name).keys().forEach(key -> ownerByKeyId.remove(key.id()));
    }

    /** IAM keeps the user's id and creation date, and the keys go on working. */
    public void renameUser(String from, String to) {
        FakeUser user = users.remove(from);
        user.rename(to);
        users.put(to, user);
    }

    /** Whoever owns the key, wherever: it was used at this moment. */
    public void useNow(FakeKey key, String service) {
        key.used(clock.instant(), service, "us-east-1");
    }

    /** The account's root user has an access key. */
    public FakeAccount rootKey(Instant created, @Nullable Use lastUse) {
        FakeKey key = new FakeKey(nextId("AKIA"), created);
        if (lastUse != null) {
            key.used(lastUse.at(), lastUse.service(), lastUse.region());
        }
        rootKey = key;
        return this;
    }

    /** A role that may be assumed; {@code externalId} empty: none is asked for. */
    public FakeAccount role(String pathAndName, String externalId) {
        externalIdByRole.put(pathAndName, externalId);
        return this;
    }

    /** From now on this is denied to everybody: {@code iam:ListUsers}, or {@code iam:*}. */
    public FakeAccount deny(String action) {
        denials.add(new Denial(action, null, null));
        return this;
    }

    public FakeAccount denyOnUser(String action, String user) {
        denials.add(new Denial(action, user, null));
        return this;
    }

    /** Denied only to the user or role of that name. */
    public FakeAccount denyTo(String caller, String action) {
        denials.add(new Denial(action, null, caller));
        return this;
    }

    public FakeAccount allowAll() {
        denials.clear();
        return this;
    }

    /** Pages hold at most so many, though more were asked for and more follow. */
    public FakeAccount shortPages(int size) {
        longestPage = size;
        return this;
    }

    /** From now on the lists of this action, {@code ListUsers}, come like this. */
    public FakeAccount pages(String action, Paging how) {
        pagings.put(action, how);
        return this;
    }

    /** Such a policy of AWS's does not exist in this partition. */
    public FakeAccount withoutPolicy(String name) {
        missingPolicies.add(name);
        return this;
    }

    /** ListAccessKeys calls the user what the request called them. */
    public FakeAccount echoesNames() {
        echoes = true;
        return this;
    }

    /** After UpdateAccessKey, so many lists still show the old status. */
    public FakeAccount statusLags(int reads) {
        readsThatLag = reads;
        return this;
    }

    public FakeAccount lastUsedLags(Duration lag) {
        lastUsedLag = lag;
        return this;
    }

    public FakeReport report() {
        return report;
    }

    /** So many whole days before now, and an hour more, so that the day is full whatever the test's clock does. */
    public Instant daysAgo(int days) {
        return clock.instant().minus(Duration.ofDays(days)).minus(Duration.ofHours(1));
    }

    Optional<FakeUser> findUser(String name) {
        return Optional.ofNullable(users.get(name));
    }

    NavigableMap<String, FakeUser> usersByName() {
        return users;
    }

    Optional<FakeUser> ownerOf(String keyId) {
        return Optional.ofNullable(ownerByKeyId.get(keyId));
    }

    void owns(FakeUser user, String keyId) {
        ownerByKeyId.put(keyId, user);
    }

    void isGone(String keyId) {
        ownerByKeyId.remove(keyId);
    }

    boolean allows(Caller caller, String action, @Nullable String user) {
        return denials.stream()
                .noneMatch(denial -> matches(denial.action(), action)
                        && (denial.user() == null || denial.user().equalsIgnoreCase(user))
                        && (denial.caller() == null || denial.caller().equals(caller.name())));
    }

    private static boolean matches(String pattern, String action) {
        return pattern.endsWith("*")
                ? action.startsWith(pattern.substring(0, pattern.length() - 1))
                : action.equals(pattern);
    }

    /** Whether there is such a role and it asks for no external id, or for this one. */
    boolean lets(String role, String externalId) {
        String wanted = externalIdByRole.get(role);
        return wanted != null && (wanted.isEmpty() || wanted.equals(externalId));
    }

    /** What the organization says of it: ACTIVE, SUSPENDED, PENDING_CLOSURE, CLOSED, ... */
    public FakeAccount state(String word) {
        state = word;
        return this;
    }

    String state() {
        return state;
    }

    String alias() {
        return alias;
    }

    Optional<FakeKey> rootKey() {
        return Optional.ofNullable(rootKey);
    }

    Paging paging(String action) {
        return pagings.getOrDefault(action, Paging.AS_AWS);
    }

    boolean lacksPolicy(String arn) {
        return missingPolicies.contains(arn.substring(arn.lastIndexOf('/') + 1));
    }

    boolean echoes() {
        return echoes;
    }

    int longestPage() {
        return longestPage;
    }

    int readsThatLag() {
        return readsThatLag;
    }

    Duration lastUsedLag() {
        return lastUsedLag;
    }

    Instant now() {
        return clock.instant();
    }

    /** Twenty characters that say "example", differ in the last four and are the same in every run. */
    String nextId(String prefix) {
        long mixed = (Long.parseLong(id) * 1_000_003L + ids.incrementAndGet()) * 0x9E3779B97F4A7C15L;
        mixed ^= mixed >>> 29;
        StringBuilder out = new StringBuilder(prefix).append("EXAMPLE");
        for (int i = 0; i < 9; i++) {
            out.append(ID_LETTERS.charAt((int) ((mixed >>> (5 * i)) & 31)));
        }
        return out.toString();
    }
}
