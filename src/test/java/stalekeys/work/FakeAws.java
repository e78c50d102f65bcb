package stalekeys.work;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import stalekeys.keys.model.AccessKey;
import stalekeys.keys.model.Account;
import stalekeys.keys.model.IamUser;
import stalekeys.keys.model.KeyId;
import stalekeys.keys.model.KeyRef;
import stalekeys.keys.model.KeyStatus;
import stalekeys.keys.model.LastUse;
import stalekeys.keys.model.Tags;
import stalekeys.keys.model.UserKeys;
import stalekeys.keys.report.AccountCoverage;
import stalekeys.work.accounts.Accounts;
import stalekeys.work.accounts.AwsFailure;
import stalekeys.work.accounts.Grants;
import stalekeys.work.accounts.KeyInventory;
import stalekeys.work.accounts.KeySwitch;
import stalekeys.work.accounts.LiveKey;

/** One account that behaves like AWS, also when AWS behaves badly. */
public final class FakeAws implements Accounts, KeyInventory, KeySwitch {
    public static final Account ACCOUNT = new Account("111122223333", "example-prod");

    /** What AWS does with the next change. */
    public enum Answer {
        CONFIRMS,
        /** takes it, and shows it only once {@link #settle()} is called */
        ACCEPTS,
        /** carries it out, and the answer is lost */
        LOSES_THE_ANSWER,
        /** the request never arrives, and nobody can tell */
        LOSES_THE_REQUEST,
        REFUSES,
        /** carries it out, and the bot's process dies */
        CARRIES_OUT_AND_THE_BOT_DIES,
        /** the bot's process dies before AWS is told */
        THE_BOT_DIES
    }

    /** The end of a process: nothing in the bot catches it. */
    public static final class Died extends Error {
        private static final long serialVersionUID = 1L;
    }

    public final Deque<Answer> answers = new ArrayDeque<>();
    public final List<String> changes = new ArrayList<>();
    public final Set<String> unreadable = new HashSet<>();
    public final List<String> lookedUp = new ArrayList<>();
    public final List<String> tagsRead = new ArrayList<>();
    public boolean down;
    public boolean changesAllowed = true;
    public boolean ownIdentity;
    public int scans;
    public int fullScans;
    public Runnable beforeRead = () -> {};
    public Runnable afterUser = () -> {};

    private final Instant now;
    private final Map<String, IamUser> users = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final Map<KeyRef, AccessKey> keys = new LinkedHashMap<>();
    private final List<Runnable> unsettled = new ArrayList<>();

    public FakeAws(Instant now) {
        this.now = now;
    }

    public KeyRef key(IamUser user, long days) {
        users.put(user.name(), user);
        KeyRef ref = new KeyRef(
                ACCOUNT.id(),
                user.name(),
                new KeyId("AKIAIOSFOD%010d".formatted(keys.size() + 1)),
                now.minus(Duration.ofDays(days)));
        put(ref, KeyStatus.ACTIVE, LastUse.used(now.minus(Duration.ofDays(30)), "s3", "eu-west-1"));
        return ref;
    }

    public void is(KeyRef ref, KeyStatus status) {
        put(ref, status, now(ref).lastUse());
    }

    public void used(KeyRef ref, LastUse use) {
        put(ref, now(ref).status(), use);
    }

    /** The user is another one from now on. */
    public void quarantine(IamUser user) {
        users.put(user.name(), user);
    }

    public void delete(KeyRef ref) {
        keys.remove(ref);
    }

    public AccessKey now(KeyRef ref) {
        AccessKey key = keys.get(ref);
        if (key == null) {
            throw new IllegalStateException("no such key");
        }
        return key;
    }

    /** What was accepted shows now. */
    public void settle() {
        unsettled.forEach(Runnable::run);
        unsettled.clear();
    }

    private void put(KeyRef ref, KeyStatus status, LastUse use) {
        keys.put(ref, new AccessKey(ref, status, use, null));
    }

    @Override
    public List<KeyInventory> inventories() {
        return List.of(this);
    }

    @Override
    public Optional<KeyInventory> inventory(String accountId) {
        return accountId.equals(ACCOUNT.id()) ? Optional.of(this) : Optional.empty();
    }

    @Override
    public Optional<KeySwitch> keySwitch(String accountId) {
        return changesAllowed ? Optional.of(this) : Optional.empty();
    }

    @Override
    public Account account() throws AwsFailure {
        if (down) {
            throw failure("AWS does not answer.", false);
        }
        return ACCOUNT;
    }

    @Override
    public AccountCoverage scan(Scan scan, Sink sink) {
        scans++;
        if (scan.full()) {
            fullScans++;
        }
        if (down) {
            return AccountCoverage.failed(ACCOUNT, "AWS does not answer.");
        }
        int done = 0;
        List<AccountCoverage.Unread> unread = new ArrayList<>();
        for (IamUser user : users.values()) {
            if (unreadable.contains(user.name())) {
                unread.add(new AccountCoverage.Unread(user.name(), null, "denied"));
            } else {
                sink.user(new UserKeys(user, keysOf(user.name())));
            }
            sink.progress(++done, users.size());
            afterUser.run();
        }
        return new AccountCoverage(
                ACCOUNT,
                AccountCoverage.Way.FULL_SCAN,
                users.size() - unread.size(),
                users.size() - unread.size(),
                0,
                unread.size(),
                unread,
                Set.of(),
                null);
    }

    @Override
    public List<UserKeys> read(List<String> userNames) throws AwsFailure {
        if (down || userNames.stream().anyMatch(unreadable::contains)) {
            throw failure("AWS does not answer.", false);
        }
        return userNames.stream()
                .filter(users::containsKey)
                .map(name -> new UserKeys(user(name), keysOf(user(name).name())))
                .toList();
    }

    @Override
    public List<UserKeys> lookUp(String userName) throws AwsFailure {
        lookedUp.add(userName);
        return read(List.of(userName));
    }

    @Override
    public Optional<Tags> tagsOf(String userName) throws AwsFailure {
        tagsRead.add(userName);
        if (down) {
            throw failure("AWS does not answer.", false);
        }
        return Optional.ofNullable(users.get(userName)).map(IamUser::tags);
    }

    @Override
    public Grants grants(String userName) throws AwsFailure {
        if (down) {
            throw failure("AWS does not answer.", false);
        }
        return new Grants(List.of("developers"), List.of("ReadOnlyAccess"), List.of());
    }

    @Override
    public LiveKey read(KeyRef key) throws AwsFailure {
        beforeRead.run();
        if (down) {
            throw failure("AWS does not answer.", false);
        }
        IamUser user = users.get(key.userName());
        return new LiveKey(user, keys.get(key), List.of(), ownIdentity);
    }

    @Override
    public boolean deactivate(KeyRef key, String onBehalfOf) throws AwsFailure {
        return change(key, KeyStatus.INACTIVE, "off " + key + " for " + onBehalfOf);
    }

    @Override
    public boolean mayBeOwnKey(KeyRef key) {
        return ownIdentity;
    }

    @Override
    public boolean reactivate(KeyRef key, String onBehalfOf) throws AwsFailure {
        return change(key, KeyStatus.ACTIVE, "on " + key + " for " + onBehalfOf);
    }

    @Override
    public boolean delete(KeyRef key, String onBehalfOf) throws AwsFailure {
        return change(() -> delete(key), "deleted " + key + " for " + onBehalfOf);
    }

    private boolean change(KeyRef key, KeyStatus status, String what) throws AwsFailure {
        return change(() -> is(key, status), what);
    }

    private boolean change(Runnable change, String what) throws AwsFailure {
        Answer answer = answers.isEmpty() ? Answer.CONFIRMS : answers.remove();
        if (answer == Answer.REFUSES) {
            throw failure("AWS does not allow it.", false);
        }
        if (answer == Answer.LOSES_THE_REQUEST) {
            throw failure("AWS did not answer in time.", true);
        }
        if (answer == Answer.THE_BOT_DIES) {
            throw new Died();
        }
        changes.add(what);
        if (answer == Answer.ACCEPTS) {
            unsettled.add(change);
            return false;
        }
        change.run();
        if (answer == Answer.LOSES_THE_ANSWER) {
            throw failure("AWS did not answer in time.", true);
        }
        if (answer == Answer.CARRIES_OUT_AND_THE_BOT_DIES) {
            throw new Died();
        }
        return true;
    }

    private IamUser user(String name) {
        IamUser user = users.get(name);
        if (user == null) {
            throw new IllegalStateException("no such user");
        }
        return user;
    }

    private List<AccessKey> keysOf(String user) {
        return keys.values().stream()
                .filter(key -> key.ref().userName().equals(user))
                .toList();
    }

    private static AwsFailure failure(String sentence, boolean mayHaveHappened) {
        return new AwsFailure(sentence, mayHaveHappened, new IllegalStateException(sentence));
    }
}
