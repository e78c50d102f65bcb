package stalekeys.work.accounts;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import stalekeys.keys.model.Account;
import stalekeys.keys.model.KeyRef;
import stalekeys.keys.model.RootKey;
import stalekeys.keys.model.Tags;
import stalekeys.keys.model.UserKeys;
import stalekeys.keys.report.AccountCoverage;

/** Reads the access keys of one account. Never changes anything. */
public interface KeyInventory {
    /**
     * Which account this is.
     *
     * @throws AwsFailure where it isn't known yet and AWS does not tell
     */
    Account account() throws AwsFailure;

    /**
     * Reads the whole account. Users are handed to the sink one at a time, in no particular order, as they are read. What
     * can't be read is said in the coverage; this does not throw for anything AWS answers.
     */
    AccountCoverage scan(Scan scan, Sink sink);

    /**
     * Reads the keys of these users live, with tags, quarantine and last use of their active keys. A user that does not
     * exist is left out.
     *
     * @throws AwsFailure where one of them can't be read
     */
    List<UserKeys> read(List<String> userNames) throws AwsFailure;

    /**
     * The same for one user whom somebody looks up in a list: whatever is about to be changed is read first.
     *
     * @throws AwsFailure where the user can't be read
     */
    List<UserKeys> lookUp(String userName) throws AwsFailure;

    /**
     * Reads only what tells whose the keys of a user are, before anything else of them is; as urgent as {@link #lookUp}.
     *
     * @return unreadable tags where AWS does not let us see them; empty where there is no such user
     * @throws AwsFailure where AWS does not answer
     */
    Optional<Tags> tagsOf(String userName) throws AwsFailure;

    /**
     * Reads one key live, just before something is done about it.
     *
     * @throws AwsFailure where it can't be read
     */
    LiveKey read(KeyRef key) throws AwsFailure;

    /**
     * Reads what a user's rights come from.
     *
     * @throws AwsFailure where it can't be read, or the user is gone
     */
    Grants grants(String userName) throws AwsFailure;

    /**
     * How to look.
     *
     * @param horizonDays last use and tags are read for active keys of at least this age, in whole days; younger ones are
     *     only counted
     * @param full read every user live, whatever the credential report says
     */
    record Scan(Instant now, int horizonDays, boolean full) {}

    /** Takes what a scan reads. */
    interface Sink {
        void user(UserKeys read);

        void root(RootKey root);

        /** How far it is; total is 0 while it isn't known. */
        void progress(int usersDone, int usersTotal);
    }
}
