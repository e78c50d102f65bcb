package stalekeys.work.people;

import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import stalekeys.keys.model.OwnerHint;

/** The people of Slack, and beside them the owners whom Slack does not know and who get mail. */
public final class PeopleWithMail implements People {
    private final People slack;
    private final MailDomains domains;
    private final ZoneId zone;

    /** @param zone in whose working hours owners get mail, since nobody knows where they are */
    public PeopleWithMail(People slack, MailDomains domains, ZoneId zone) {
        this.slack = slack;
        this.domains = domains;
        this.zone = zone;
    }

    @Override
    public People inTurn() {
        return new PeopleWithMail(slack.inTurn(), domains, zone);
    }

    /** A mailbox is somebody who can be written to. Nobody clicks as one: what comes from Slack has an id of Slack's. */
    @Override
    public Person person(String id) {
        if (!MailDomains.isAddress(id)) {
            return slack.person(id);
        }
        return domains.allow(id)
                ? new Person(id, "", null, zone, Role.GUEST, null)
                : new Person(id, "", null, zone, Role.NOBODY, "No mail is sent to that domain.");
    }

    @Override
    public Person person(String slackUserId, @Nullable String requestTeam) {
        return slack.person(slackUserId, requestTeam);
    }

    @Override
    public Owner owner(OwnerHint hint) {
        Owner owner = slack.owner(hint);
        if (owner.kind() != Owner.Kind.ADDRESS_ONLY) {
            return owner;
        }
        Owner.Kind kind = domains.allow(owner.label()) ? Owner.Kind.MAILBOX : Owner.Kind.FOREIGN_ADDRESS;
        return new Owner(kind, "", owner.label());
    }

    @Override
    public ChannelFacts channel(String channel) {
        return slack.channel(channel);
    }

    @Override
    public List<String> admins() {
        return slack.admins();
    }

    @Override
    public List<String> adminsToTell() {
        return slack.adminsToTell();
    }

    @Override
    public List<String> contacts() {
        return slack.contacts();
    }

    @Override
    public boolean hasAdmins() {
        return slack.hasAdmins();
    }
}
