package stalekeys.slack;

import com.slack.api.model.event.AppHomeOpenedEvent;
import com.slack.api.model.event.MemberJoinedChannelEvent;
import stalekeys.work.People;
import stalekeys.work.Welcome;

/** Listens to being met: a channel the bot was added to, a person who opened it. */
public final class Introduction {
    private final BotIdentity identity;
    private final People people;
    private final Welcome welcome;

    public Introduction(BotIdentity identity, People people, Welcome welcome) {
        this.identity = identity;
        this.people = people;
        this.welcome = welcome;
    }

    /** Others join channels too, which is nothing to us. */
    void joined(MemberJoinedChannelEvent event) {
        if (identity.isBot(event.getUser()) && event.getChannel() != null) {
            welcome.channel(event.getChannel());
        }
    }

    void opened(AppHomeOpenedEvent event) {
        if (event.getUser() != null) {
            welcome.person(people.person(event.getUser()));
        }
    }
}
