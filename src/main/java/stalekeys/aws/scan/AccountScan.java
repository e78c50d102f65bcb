package stalekeys.aws.scan;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import stalekeys.aws.client.AwsError;
import stalekeys.aws.client.InvalidResponse;
import stalekeys.aws.iam.AccessKeyMapper;
import stalekeys.aws.iam.Iam;
import stalekeys.aws.iam.ListedKey;
import stalekeys.aws.iam.ListedUser;
import stalekeys.keys.model.AccessKey;
import stalekeys.keys.model.Account;
import stalekeys.keys.model.IamUser;
import stalekeys.keys.model.KeyId;
import stalekeys.keys.model.KeyRef;
import stalekeys.keys.model.KeyStatus;
import stalekeys.keys.model.LastUse;
import stalekeys.keys.model.Leak;
import stalekeys.keys.model.RootKey;
import stalekeys.keys.model.Tags;
import stalekeys.keys.model.UserKeys;
import stalekeys.keys.report.AccountCoverage;
import stalekeys.work.accounts.KeyInventory.Scan;
import stalekeys.work.accounts.KeyInventory.Sink;

/**
 * One look at one account. ListUsers says who exists; then each user's keys are listed by a few workers side by side, all
 * of them, or only those the credential report can't rule out. Whatever is reported was read live.
 */
public final class AccountScan {
    /** Enough to keep IAM's rate busy at its usual 30-100 ms a call. */
    private static final int WORKERS = 16;

    /** A user unread is a row missing; this many in a row because nobody answers is an account missing. */
    private static final int TOO_MANY_IN_A_ROW = 10;

    /** What stands in place of a user's name where it is about the root user, or whether anybody's key has leaked. */
    private static final String ROOT = "<root_account>";

    private static final String EVERY_USER = "<every user>";

    private static final String NOT_LOOKED = "It was not looked at.";

    private final Iam iam;
    private final CredentialReportFetcher reports;
    private final ExecutorService workers;
    private final ReportTrust reportTrust;
    private final Scan scan;
    private final Sink sink;
    private final Account account;
    private final List<ListedUser> users;

    private final Set<AccountCoverage.Gap> gaps = EnumSet.noneOf(AccountCoverage.Gap.class);
    private final List<AccountCoverage.Unread> unread = new ArrayList<>();
    private final Map<String, Tags> tags = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    /** Of those that leaked, and of those that were read. */
    private final Map<String, Leak> leaks = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    private final LeakSearch leakSearch;
    /** What is true of everybody else. */
    private Leak otherwise = Leak.unknown(NOT_LOOKED);

    private boolean detailsRead;

    private @Nullable CandidateUsers held;
    private int listed;
    private int done;
    private int vanished;
    private int inARow;
    private @Nullable String failure;

    public AccountScan(
            Iam iam,
            CredentialReportFetcher reports,
            ExecutorService workers,
            ReportTrust reportTrust,
            Scan scan,
            Sink sink,
            Account account,
            List<ListedUser> users) {
        this.iam = iam;
        this.leakSearch = new LeakSearch(new LeakCheck(iam));
        this.reports = reports;
        this.workers = workers;
        this.reportTrust = reportTrust;
        this.scan = scan;
        this.sink = sink;
        this.account = account;
        this.users = users;
    }

    public AccountCoverage run() {
        boolean rootHasKeys = rootHasKeys();
        // A key made since the report is younger than a day; with a horizon below that the report rules nobody out.
        boolean worthIt = scan.horizonDays() >= 1 && reportTrust.worthIt(users.size());
        Optional<CredentialReport> report = worthIt || rootHasKeys ? reports.fetch(scan.now()) : Optional.empty();
        if (rootHasKeys) {
            sink.root(rootKey(report.map(CredentialReport::root).orElse(null)));
        }
        Optional<CandidateUsers> possible =
                report.filter(any -> worthIt).map(usable -> new CandidateUsers(usable, scan.horizonDays(), scan.now()));
        // A full scan does without, and holds it against what is true.
        Optional<CandidateUsers> candidates = possible.filter(any -> !scan.full());
        held = scan.full() ? possible.orElse(null) : null;
        List<ListedUser> toList = choose(candidates);
        done = users.size() - toList.size();
        sink.progress(done, users.size());
        listAll(toList);
        if (reportTrust.isOff()) {
            gaps.add(AccountCoverage.Gap.CREDENTIAL_REPORT);
        }
        return coverage(
                candidates.isPresent() ? AccountCoverage.Way.CREDENTIAL_REPORT : AccountCoverage.Way.FULL_SCAN,
                users.size() - toList.size());
    }

    private boolean rootHasKeys() {
        try {
            return iam.rootHasKeys();
        } catch (RuntimeException e) {
            gaps.add(AccountCoverage.Gap.ROOT_KEYS);
            noAnswer(ROOT, null, e, "iam:GetAccountSummary").ifPresent(unread::add);
            return false;
        }
    }

    private RootKey rootKey(CredentialReport.@Nullable Row row) {
        return Optional.ofNullable(row)
                .flatMap(known -> known.slots().stream()
                        .filter(slot -> slot.rotated() != null)
                        .min(Comparator.comparing(slot -> slot.rotated() == null ? Instant.MAX : slot.rotated())))
                .map(oldest -> new RootKey(account, oldest.rotated(), oldest.lastUse()))
                .orElseGet(() -> new RootKey(account, null, LastUse.unreadable()));
    }

    /** The users whose keys are listed; a leaked one always is. Fills in tags and leaks on the way. */
    private List<ListedUser> choose(Optional<CandidateUsers> candidates) {
        Set<String> wanted = new HashSet<>();
        for (ListedUser user : users) {
            if (candidates.isEmpty() || candidates.get().mustList(user)) {
                wanted.add(user.name());
            }
        }
        readDetails(wanted);
        if (otherwise.isUnknown() && !detailsRead) {
            searchLeaks(
                    users.stream().filter(user -> !wanted.contains(user.name())).toList());
        }
        return users.stream()
                .filter(user -> wanted.contains(user.name())
                        || leaks.getOrDefault(user.name(), otherwise).isCertain())
                .toList();
    }

    private void readDetails(Set<String> wanted) {
        try {
            iam.details(user -> {
                if (user.leak().isCertain() || wanted.contains(user.name())) {
                    if (user.tags().readable()) {
                        tags.put(user.name(), user.tags());
                    }
                    leaks.merge(user.name(), user.leak(), (one, other) -> one.isCertain() ? one : other);
                }
            });
            detailsRead = true;
        } catch (RuntimeException e) {
            // An optional permission. Without it tags are read user by user, and the leaked keys by policy. What came
            // before a failure half-way is true all the same.
            readLeaks();
        }
    }

    private void readLeaks() {
        try {
            iam.quarantined((name, policy) -> leaks.put(name, Leak.quarantined(policy)));
            otherwise = Leak.none();
        } catch (RuntimeException e) {
            // Then user by user; where that can't be done either there is a gap.
            noAnswer(EVERY_USER, null, e, "iam:ListEntitiesForPolicy").ifPresent(unread::add);
        }
    }

    /** Those whom the credential report rules out have no old key; one of their fresh keys may have leaked all the same. */
    private void searchLeaks(List<ListedUser> ruledOut) {
        Queue<ListedUser> waiting = new ConcurrentLinkedQueue<>(ruledOut);
        sideBySide(ruledOut.size(), () -> {
            ListedUser user = waiting.poll();
            while (user != null && !stopped()) {
                found(user, leakSearch.of(user.name(), false));
                user = waiting.poll();
            }
        });
    }

    private synchronized void found(ListedUser user, Leak leak) {
        if (leak.isUnknown()) {
            gaps.add(AccountCoverage.Gap.LEAKED_KEYS);
        } else {
            leaks.merge(user.name(), leak, (one, other) -> one.isCertain() ? one : other);
        }
    }

    /** Who is not allowed to look has a gap; who got an answer that is none has not looked everywhere. */
    private static Optional<AccountCoverage.Unread> noAnswer(
            String user, @Nullable KeyId key, RuntimeException thrown, String action) {
        return InvalidResponse.isCauseOf(thrown)
                ? Optional.of(new AccountCoverage.Unread(
                        user, key, AwsError.of(thrown, action).sentence()))
                : Optional.empty();
    }

    private void listAll(List<ListedUser> toList) {
        Queue<ListedUser> waiting = new ConcurrentLinkedQueue<>(toList);
        sideBySide(toList.size(), () -> work(waiting));
    }

    private void sideBySide(int pieces, Runnable worker) {
        List<Future<?>> running = new ArrayList<>();
        for (int i = 0; i < Math.min(WORKERS, pieces); i++) {
            running.add(workers.submit(worker));
        }
        try {
            for (Future<?> each : running) {
                each.get();
            }
        } catch (InterruptedException e) {
            stop("The audit was stopped before it had read every user.");
            running.forEach(each -> each.cancel(true));
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            stop("The audit was stopped before it had read every user.");
            throw new IllegalStateException("a reader failed", e.getCause());
        }
    }

    private void work(Queue<ListedUser> waiting) {
        ListedUser user = waiting.poll();
        while (user != null && !stopped()) {
            Outcome outcome = read(user);
            synchronized (this) {
                if (failure != null) {
                    return;
                }
                outcome.into(this);
                done++;
                sink.progress(done, users.size());
            }
            user = waiting.poll();
        }
    }

    /** What came of one user, to be put into the result by one worker at a time. */
    private interface Outcome {
        void into(AccountScan scan);
    }

    private Outcome read(ListedUser user) {
        List<ListedKey> keys;
        try {
            keys = iam.keys(user.name());
        } catch (RuntimeException e) {
            AwsError error = AwsError.of(e, "iam:ListAccessKeys");
            return error.kind() == AwsError.Kind.GONE ? AccountScan::gone : result -> result.unreadable(user, error);
        }
        try {
            return read(user, keys);
        } catch (Gone e) {
            return AccountScan::gone;
        }
    }

    private Outcome read(ListedUser user, List<ListedKey> keys) throws Gone {
        String name = user.name();
        Leak leak = leak(name, keys);
        List<AccountCoverage.Unread> strange = new ArrayList<>();
        Map<KeyRef, ListedKey> known = new HashMap<>();
        boolean shown = leak.isCertain();
        for (ListedKey key : keys) {
            Optional<KeyRef> ref = AccessKeyMapper.ref(account.id(), name, key);
            if (ref.isEmpty()) {
                strange.add(new AccountCoverage.Unread(name, null, "IAM listed a key in a form we don't know"));
                continue;
            }
            known.put(ref.get(), key);
            if (AccessKeyMapper.status(key.status()) == KeyStatus.UNKNOWN) {
                strange.add(new AccountCoverage.Unread(
                        name, ref.get().keyId(), "IAM gave the key a status we don't know: " + key.status()));
            }
            shown |= matters(ref.get(), key, leak);
        }
        if (shown && !leak.isCertain() && held != null && !held.mustList(user)) {
            reportTrust.wasWrong();
        }
        Tags userTags = shown ? tags(name, strange) : Tags.unreadable();
        List<AccessKey> read = new ArrayList<>();
        known.forEach((ref, key) -> {
            LastUse lastUse = matters(ref, key, leak) ? lastUse(ref, strange) : LastUse.unreadable();
            read.add(AccessKeyMapper.key(ref, key, lastUse, userTags));
        });
        UserKeys result = new UserKeys(new IamUser(account, name, userTags, leak), read);
        boolean tagsMissing = shown && !userTags.readable();
        // What has no key has nothing that could have leaked.
        boolean leakMissing = leak.isUnknown() && !keys.isEmpty();
        return into -> into.add(result, strange, tagsMissing, leakMissing);
    }

    /** Whether the key will be shown, so that its last use and its owner are worth a call. */
    private boolean matters(KeyRef ref, ListedKey key, Leak leak) {
        return AccessKeyMapper.status(key.status()) == KeyStatus.ACTIVE && (leak.isCertain() || old(ref.created()));
    }

    private boolean old(@Nullable Instant created) {
        return created != null && !created.isAfter(scan.now().minus(Duration.ofDays(scan.horizonDays())));
    }

    /** Where it could not be read of everybody it is read of those who have a key, one by one. */
    private Leak leak(String name, List<ListedKey> keys) {
        Leak known = leaks.getOrDefault(name, otherwise);
        if (!known.isUnknown() || keys.isEmpty()) {
            return known;
        }
        boolean shown = keys.stream()
                .anyMatch(key -> AccessKeyMapper.status(key.status()) == KeyStatus.ACTIVE && old(key.created()));
        return leakSearch.of(name, shown);
    }

    private Tags tags(String name, List<AccountCoverage.Unread> strange) throws Gone {
        Tags known = tags.get(name);
        if (known != null) {
            return known;
        }
        try {
            return iam.tags(name);
        } catch (RuntimeException e) {
            if (AwsError.of(e, "iam:ListUserTags").kind() == AwsError.Kind.GONE) {
                throw new Gone();
            }
            noAnswer(name, null, e, "iam:ListUserTags").ifPresent(strange::add);
            return Tags.unreadable();
        }
    }

    /** A refusal, and even "no such key", is not the same as never. */
    private LastUse lastUse(KeyRef ref, List<AccountCoverage.Unread> strange) {
        try {
            return iam.lastUse(ref.keyId().full());
        } catch (RuntimeException e) {
            noAnswer(ref.userName(), ref.keyId(), e, "iam:GetAccessKeyLastUsed").ifPresent(strange::add);
            return LastUse.unreadable();
        }
    }

    private void gone() {
        vanished++;
        inARow = 0;
    }

    private void unreadable(ListedUser user, AwsError error) {
        unread.add(new AccountCoverage.Unread(user.name(), null, error.sentence()));
        inARow = error.kind() == AwsError.Kind.UNREACHABLE ? inARow + 1 : 0;
        if (error.kind() == AwsError.Kind.CREDENTIALS || inARow >= TOO_MANY_IN_A_ROW) {
            stop(error.sentence());
        }
    }

    private void add(UserKeys read, List<AccountCoverage.Unread> strange, boolean tagsMissing, boolean leakMissing) {
        listed++;
        inARow = 0;
        unread.addAll(strange);
        if (tagsMissing) {
            gaps.add(AccountCoverage.Gap.TAGS);
        }
        if (leakMissing) {
            gaps.add(AccountCoverage.Gap.LEAKED_KEYS);
        }
        sink.user(read);
    }

    private synchronized void stop(String why) {
        if (failure == null) {
            failure = why;
        }
    }

    private synchronized boolean stopped() {
        return failure != null;
    }

    private synchronized AccountCoverage coverage(AccountCoverage.Way way, int ruledOut) {
        return new AccountCoverage(
                account, way, ruledOut + listed, listed, vanished, unread.size(), unread, gaps, failure);
    }

    /** The user was deleted while we looked. */
    private static final class Gone extends Exception {
        private static final long serialVersionUID = 1L;
    }
}
