package stalekeys.standin.slack.workspace;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/** The whole model of the workspace: people, groups, channels; and what is in them. */
public final class Workspace {
    private final Identity identity;
    private final Monitor monitor;
    private final Messages messages;
    private final Views views;
    private final Triggers triggers;
    private final Map<String, Person> people = new ConcurrentSkipListMap<>();
    private final Map<String, Channel> channels = new ConcurrentSkipListMap<>();
    private final Map<String, List<String>> groups = new ConcurrentSkipListMap<>();
    private volatile boolean userGroupsNeedUpgrade;
    private volatile boolean messagesTabDisabled;
    private volatile boolean tokenRevoked;
    private volatile boolean escapesCommands = true;
    private volatile boolean organizationWide;

    public Workspace(Identity identity, Clock clock) {
        this.identity = identity;
        this.monitor = new Monitor();
        this.messages = new Messages(monitor, clock);
        this.views = new Views(monitor, messages, identity);
        this.triggers = new Triggers(clock);
        Person bot = new Person(identity.botUser(), identity.botName(), identity.teamId());
        this.people.put(identity.botUser(), bot.email("").bot());
    }

    /** Adds a full member with a confirmed address {@code name@example.com}; change them through the result. */
    public Person person(String id, String name) {
        Person person = new Person(id, name, identity.teamId());
        people.put(id, person);
        monitor.changed();
        return person;
    }

    /** Adds a public channel without the bot; change it through the result. */
    public Channel channel(String id, String name) {
        Channel channel = new Channel(id, name, "", identity.botUser());
        channels.put(id, channel);
        monitor.changed();
        return channel;
    }

    public void userGroup(String id, String... memberIds) {
        groups.put(id, List.of(memberIds));
    }

    /** The workspace is on a free plan: there are no user groups. */
    public void userGroupsNeedUpgrade() {
        userGroupsNeedUpgrade = true;
    }

    public void disableMessagesTab(boolean disabled) {
        messagesTabDisabled = disabled;
    }

    public void revokeToken() {
        tokenRevoked = true;
    }

    /** The app is installed for the whole organization the workspace belongs to, and so is its token. */
    public void installOrganizationWide() {
        organizationWide = true;
    }

    /** Whether the manifest's should_escape is on: then {@code @ana} is sent as {@code <@U...|ana>}. On by default. */
    public void escapesCommands(boolean escapes) {
        escapesCommands = escapes;
    }

    public String teamId() {
        return identity.teamId();
    }

    public String botUser() {
        return identity.botUser();
    }

    public Collection<Person> people() {
        return List.copyOf(people.values());
    }

    public Collection<Channel> channels() {
        return List.copyOf(channels.values());
    }

    public Optional<Person> findPerson(String id) {
        return Optional.ofNullable(people.get(id));
    }

    public Optional<Channel> findChannel(String id) {
        return Optional.ofNullable(channels.get(id));
    }

    /** The bot's direct messages with that person, opened if need be. */
    public Channel directMessages(String userId) {
        synchronized (monitor) {
            return channels.values().stream()
                    .filter(channel -> channel.imWith().equals(userId))
                    .findFirst()
                    .orElseGet(() -> {
                        String id = "D" + userId.substring(1);
                        Channel im = new Channel(id, "directmessage", userId, identity.botUser());
                        channels.put(id, im);
                        return im;
                    });
        }
    }

    /** A message the bot posted before this workspace began; of direct messages the person is told by the channel's id. */
    public void postedBefore(String channel, String ts, String text) {
        if (channel.startsWith("D")) {
            directMessages("U" + channel.substring(1));
        }
        messages.stands(channel, ts, botMessage(text));
    }

    /** The messages that stand in a channel now, ephemeral ones apart. */
    public List<Message> messagesIn(String channelId) {
        return messages.where(message -> message.channel().equals(channelId) && !message.isEphemeral());
    }

    /** What one person can see in a channel: its messages and their own ephemeral ones. */
    public List<Message> messagesIn(String channelId, String userId) {
        return messages.where(message -> message.channel().equals(channelId)
                && message.onlyFor().map(userId::equals).orElse(true));
    }

    public List<Message> ephemeralsFor(String userId) {
        return messages.where(message -> message.onlyFor().map(userId::equals).orElse(false));
    }

    public List<OpenView> modals(String userId) {
        return views.stack(userId);
    }

    public Optional<OpenView> home(String userId) {
        return views.home(userId);
    }

    /** Waits until something has changed since that revision, or the time is up; returns the revision then. */
    public long awaitChange(long since, Duration atMost) {
        return monitor.awaitChange(since, atMost);
    }

    /** Grows with every change; for a page that waits for news. */
    public long revision() {
        return monitor.version();
    }

    /** A reading name for a U, C or G id; the id itself if it is not known. */
    public String nameOf(String id) {
        if (id.equals(identity.botUser())) {
            return identity.botName();
        }
        return findPerson(id)
                .map(Person::name)
                .or(() -> findChannel(id).map(Channel::name))
                .orElse(id);
    }

    public Optional<Channel> findChannelByName(String name) {
        String bare = (name.startsWith("#") ? name.substring(1) : name).toLowerCase(Locale.ROOT);
        return channels.values().stream()
                .filter(channel -> !channel.isIm() && channel.name().equals(bare))
                .findFirst();
    }

    public Map<String, List<String>> groups() {
        return groups;
    }

    public boolean groupsNeedUpgrade() {
        return userGroupsNeedUpgrade;
    }

    public boolean isMessagesTabDisabled() {
        return messagesTabDisabled;
    }

    public boolean isOrganizationWide() {
        return organizationWide;
    }

    public boolean isTokenRevoked() {
        return tokenRevoked;
    }

    public boolean isEscapingCommands() {
        return escapesCommands;
    }

    public Identity identity() {
        return identity;
    }

    public Monitor monitor() {
        return monitor;
    }

    public Messages messages() {
        return messages;
    }

    public Views views() {
        return views;
    }

    public Triggers triggers() {
        return triggers;
    }

    /** The fields every message of the bot carries. */
    public ObjectNode botMessage(String text) {
        return Json.object()
                .put("user", identity.botUser())
                .put("bot_id", identity.botId())
                .put("app_id", identity.appId())
                .put("team", identity.teamId())
                .put("text", text);
    }
}
