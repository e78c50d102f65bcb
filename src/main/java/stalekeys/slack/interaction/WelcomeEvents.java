package stalekeys.slack.interaction;

import com.slack.api.model.event.AppHomeOpenedEvent;
import com.slack.api.model.event.MemberJoinedChannelEvent;
import stalekeys.slack.api.BotIdentity;
import stalekeys.work.digest.Welcome;
import stalekeys.work.people.People;

/** Listens to being met: a channel the bot was added to, a person who opened it. */
public final class WelcomeEvents {
    private final BotIdentity identity;
    private final People people;
    private final Welcome welcome;

    public WelcomeEvents(BotIdentity identity, People people, Welcome welcome) {
        this.identity = identity;
        this.people = people;
        this.welcome = welcome;
    }

    /** Others join channels too, which is nothing to us. */
    public void joined(MemberJoinedChannelEvent event) {
        if (identity.isBot(event.getUser()) && event.getChannel() != null) {
            welcome.channel(event.getChannel());
        }
    }

    public void opened(AppHomeOpenedEvent event) {
        if (event.getUser() != null) {
            welcome.person(people.person(event.getUser()));
        }
    }
}
