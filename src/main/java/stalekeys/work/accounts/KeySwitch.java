package stalekeys.work.accounts;

import stalekeys.keys.model.KeyRef;

/** Switches keys off and on, and deletes those that are off. A read-only installation has none. */
public interface KeySwitch {
    /**
     * Sets the key inactive and lists it again until IAM shows it so (IAM is eventually consistent).
     *
     * @param onBehalfOf a Slack user id, or who we are where nobody clicked, for AWS's own trail where a role is assumed
     * @return whether IAM confirmed it in time; if not, it was accepted and has to be looked at again
     * @throws AwsFailure where IAM refused or did not answer; {@link AwsFailure#mayHaveHappened()} tells the two apart
     */
    boolean deactivate(KeyRef key, String onBehalfOf) throws AwsFailure;

    /** Sets the key active again; everything else as {@link #deactivate}. */
    boolean reactivate(KeyRef key, String onBehalfOf) throws AwsFailure;

    /**
     * Whether the key may be one of the identity stale-keys runs as, which it never changes; true as well where nobody can
     * tell. To be asked before anything is announced: the change itself looks again.
     */
    boolean mayBeOwnKey(KeyRef key);

    /**
     * Deletes the key for good, if IAM shows it as inactive just before, and lists the user's keys until IAM does not show it
     * any more; everything else as {@link #deactivate}.
     */
    boolean delete(KeyRef key, String onBehalfOf) throws AwsFailure;
}
