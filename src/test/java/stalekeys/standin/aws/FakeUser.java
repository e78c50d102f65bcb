package stalekeys.standin.aws;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CopyOnWriteArrayList;

/** An IAM user of the stand-in, with any number of keys. */
public final class FakeUser {
    private final FakeAccount account;
    private final Instant created;
    private final String userId;
    private final List<FakeKey> keys = new CopyOnWriteArrayList<>();
    private final Map<String, String> tags = new ConcurrentSkipListMap<>();
    private final Set<String> groups = new ConcurrentSkipListSet<>();
    private final Set<String> attachedPolicies = new ConcurrentSkipListSet<>();
    private final Set<String> inlinePolicies = new ConcurrentSkipListSet<>();
    private volatile String name;
    private volatile String path = "/";

    FakeUser(FakeAccount account, String name, String userId, Instant created) {
        this.account = account;
        this.name = name;
        this.userId = userId;
        this.created = created;
    }

    public String name() {
        return name;
    }

    public Instant created() {
        return created;
    }

    public String arn() {
        return "arn:aws:iam::" + account.id() + ":user" + path + name;
    }

    public List<FakeKey> keys() {
        return List.copyOf(keys);
    }

    public FakeKey key(String id) {
        return findKey(id).orElseThrow();
    }

    /** The key of a user who has exactly one. */
    public FakeKey onlyKey() {
        if (keys.size() != 1) {
            throw new IllegalStateException(name + " has " + keys.size() + " keys");
        }
        return keys.get(0);
    }

    public FakeKey addKey(Instant at) {
        return addKey(account.nextId("AKIA"), at);
    }

    public FakeKey addKey(String id, Instant at) {
        FakeKey key = new FakeKey(id, at);
        keys.add(key);
        account.owns(this, id);
        return key;
    }

    /** With one key as old as that many whole days. */
    public FakeUser keyAged(int days) {
        addKey(account.daysAgo(days));
        return this;
    }

    public FakeUser removeKey(String id) {
        keys.removeIf(key -> key.id().equals(id));
        account.isGone(id);
        return this;
    }

    public FakeUser path(String value) {
        path = value;
        return this;
    }

    public FakeUser tag(String key, String value) {
        tags.put(key, value);
        return this;
    }

    public FakeUser untag(String key) {
        tags.remove(key);
        return this;
    }

    /** The console keeps a key's description as a tag whose key is the access key id. */
    public FakeUser describe(FakeKey key, String description) {
        return tag(key.id(), description);
    }

    public FakeUser group(String group) {
        groups.add(group);
        return this;
    }

    public FakeUser attach(String policyArn) {
        attachedPolicies.add(policyArn);
        return this;
    }

    public FakeUser detach(String policyArn) {
        attachedPolicies.remove(policyArn);
        return this;
    }

    public FakeUser inlinePolicy(String policyName) {
        inlinePolicies.add(policyName);
        return this;
    }

    /** What AWS attaches when it saw one of the user's keys in public. */
    public FakeUser quarantined() {
        return attach("arn:aws:iam::aws:policy/AWSCompromisedKeyQuarantineV3");
    }

    Optional<FakeKey> findKey(String id) {
        return keys.stream().filter(key -> key.id().equals(id)).findFirst();
    }

    void rename(String to) {
        name = to;
    }

    String path() {
        return path;
    }

    String userId() {
        return userId;
    }

    Map<String, String> tags() {
        return tags;
    }

    Collection<String> groups() {
        return groups;
    }

    Collection<String> attachedPolicies() {
        return attachedPolicies;
    }

    Collection<String> inlinePolicies() {
        return inlinePolicies;
    }
}
