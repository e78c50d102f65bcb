package stalekeys.work.people;

import org.jspecify.annotations.Nullable;
import stalekeys.keys.model.OwnerHint;

/** Who people are and what they may do. Answers are at most 5 minutes old and fail closed. */
public interface People {
    /** Looks a person up. Never throws: where Slack does not answer the role is {@link Role#NOBODY} with a reason. */
    Person person(String slackUserId);

    /**
     * The same for someone who has just clicked or typed.
     *
     * @param requestTeam the workspace Slack's request says they belong to; null where it says none
     */
    default Person person(String slackUserId, @Nullable String requestTeam) {
        return person(slackUserId);
    }

    /**
     * The same people for one run in which many are looked up and nobody waits: it takes as long as Slack's limits want, and
     * whoever clicks meanwhile goes first. Once Slack has stopped answering, who is left is not known. It throws a {@link
     * java.util.concurrent.CancellationException} where the process ends meanwhile.
     */
    default People inTurn() {
        return this;
    }

    /** Finds the owner a hint names. Where Slack does not answer: {@link Owner.Kind#UNREADABLE}. */
    Owner owner(OwnerHint hint);

    /**
     * What is known of a channel before something is posted into it.
     *
     * @param channel an id, or a name with #
     */
    ChannelFacts channel(String channel);

    /**
     * The user ids of all admins, groups resolved: those whom Slack shows as full members of this workspace now, whatever a
     * setting or group says. Empty where none are configured or Slack does not answer.
     */
    java.util.List<String> admins();

    /**
     * Admins a notice is planned for: the same, and those whom Slack did not tell about just now. Each is looked up again
     * right before it is sent.
     */
    default java.util.List<String> adminsToTell() {
        return admins();
    }

    /** Whom an owner may turn to: a few admins, so that each feels meant. */
    default java.util.List<String> contacts() {
        return admins().stream().limit(3).toList();
    }

    /** Whether anyone is configured as an admin at all: if not, no key may be changed by anyone. */
    boolean hasAdmins();

    /**
     * A channel before a post.
     *
     * @param postable whether it may be posted into: known, and not shared with another company
     * @param problem a sentence where it may not
     * @param passing whether that is only because Slack did not answer, so that asking again may help
     * @param id what to post to, which is what was looked up; empty where the caller knows it already
     */
    record ChannelFacts(boolean postable, String problem, boolean passing, String id) {
        public ChannelFacts(boolean postable, String problem) {
            this(postable, problem, false);
        }

        public ChannelFacts(boolean postable, String problem, boolean passing) {
            this(postable, problem, passing, "");
        }
    }
}
