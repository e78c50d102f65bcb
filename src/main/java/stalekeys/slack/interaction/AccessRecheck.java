package stalekeys.slack.interaction;

import java.util.Objects;
import java.util.Optional;
import stalekeys.slack.people.SlackPeople;
import stalekeys.slack.view.SentenceView;
import stalekeys.work.people.People;
import stalekeys.work.people.Person;
import stalekeys.work.people.Role;

/**
 * Looks up once more, right before something is shown, who it was made for: reading AWS may take minutes, and a right that
 * was there when they asked may be gone by now.
 */
public final class AccessRecheck {
    private static final String FEWER_RIGHTS =
            "What you may see here has changed meanwhile, so this is not shown. Please run /stale-keys again.";
    private static final String NOT_TOLD =
            "Slack did not tell who you are just now, so this is not shown. Please run /stale-keys in a moment.";

    private final People people;

    public AccessRecheck(People people) {
        this.people = people;
    }

    /**
     * What they are told in place of what was made for them; empty where they may see it.
     *
     * @param madeFor as they were looked up when it was begun
     */
    Optional<String> objection(Person madeFor) {
        if (madeFor.role() == Role.NOBODY) {
            // What is made for nobody is a refusal, and names nothing.
            return Optional.empty();
        }
        Person now = people.person(madeFor.id());
        if (now.role() == Role.NOBODY) {
            return Optional.of(SlackPeople.NO_ANSWER.equals(now.refusal()) ? NOT_TOLD : SentenceView.refusal(now));
        }
        return now.role().hasAllOf(madeFor.role()) && Objects.equals(now.address(), madeFor.address())
                ? Optional.empty()
                : Optional.of(FEWER_RIGHTS);
    }
}
