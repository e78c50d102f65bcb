package stalekeys.slack.people;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import stalekeys.keys.model.OwnerHint;
import stalekeys.slack.api.DirectoryResponses.ChannelRow;
import stalekeys.slack.api.DirectoryResponses.UserFacts;
import stalekeys.slack.api.SlackApi;
import stalekeys.slack.people.Directory.Found;
import stalekeys.work.people.Owner;
import stalekeys.work.people.People;
import stalekeys.work.people.Person;
import stalekeys.work.people.Role;

/** People and channels as Slack tells them. What Slack does not say is answered with the least right. */
public final class SlackPeople implements People {
    private static final String SLACKBOT = "USLACKBOT";
    public static final String NO_ANSWER =
            "Slack did not tell who you are just now, so nothing was done. Please try again in a moment.";

    private static final String SHARING_NOT_TOLD =
            "Slack did not tell whether the channel is shared with another company, so nothing was posted.";

    private static final int CONTACTS = 3;

    private static final Logger LOG = LoggerFactory.getLogger(SlackPeople.class);

    private final Directory directory;
    private final Supplier<String> ownTeam;
    private final RoleAssignments roles;
    /** Those whom the log names already. */
    private final Set<String> named = ConcurrentHashMap.newKeySet();

    /**
     * Prepares; nothing is asked yet.
     *
     * @param ownTeam id of the bot's own workspace; empty while it is not known, which makes everybody a stranger
     */
    public SlackPeople(SlackApi api, Supplier<String> ownTeam, RoleAssignments roles, Clock clock) {
        this(new Directory(api, clock), ownTeam, roles);
    }

    public SlackPeople(Directory directory, Supplier<String> ownTeam, RoleAssignments roles) {
        this.directory = directory;
        this.ownTeam = ownTeam;
        this.roles = roles;
    }

    @Override
    public People inTurn() {
        return new SlackPeople(directory.inTurn(), ownTeam, roles);
    }

    @Override
    public Person person(String slackUserId) {
        return person(slackUserId, null);
    }

    @Override
    public Person person(String slackUserId, @Nullable String requestTeam) {
        Found<UserFacts> found = directory.user(slackUserId);
        UserFacts user = found.value();
        if (user == null) {
            return found.answered()
                    ? nobody(slackUserId, "", "Slack does not know you.")
                    : Person.unknown(slackUserId, NO_ANSWER);
        }
        String refusal = refusal(slackUserId, user, requestTeam);
        if (refusal != null) {
            return ownTeam.get().isEmpty()
                    ? Person.unknown(slackUserId, refusal)
                    : nobody(slackUserId, name(user), refusal);
        }
        return new Person(slackUserId, name(user), verifiedAddress(user), zone(user), role(slackUserId, user), null);
    }

    @Override
    public Owner owner(OwnerHint hint) {
        return switch (hint.kind()) {
            case NONE -> Owner.none();
            case UNREADABLE -> Owner.unknown();
            case PERSON -> owner(directory.user(hint.value()), Owner.Kind.GONE, "");
            case ADDRESS -> ownerByAddress(hint.value());
            case CHANNEL -> team(hint.value());
        };
    }

    @Override
    public ChannelFacts channel(String channel) {
        Found<ChannelRow> found = channel(directory, channel);
        ChannelRow row = found.value();
        if (channel.startsWith("D") && row != null && row.isExtShared == null) {
            // Direct messages may be with somebody of another company, and Slack tells of it with them.
            return new ChannelFacts(false, SHARING_NOT_TOLD, true);
        }
        return facts(found);
    }

    /**
     * Looks a channel up by either of its names.
     *
     * @param channel an id, or a name with #
     */
    public static Found<ChannelRow> channel(Directory directory, String channel) {
        return channel.startsWith("#") ? directory.channelNamed(bareName(channel)) : directory.channel(channel);
    }

    @Override
    public List<String> admins() {
        return namedAdmins().filter(this::isAdmin).toList();
    }

    @Override
    public List<String> adminsToTell() {
        return namedAdmins()
                .filter(id -> !directory.user(id).answered() || ownTeam.get().isEmpty() || isAdmin(id))
                .toList();
    }

    @Override
    public List<String> contacts() {
        return namedAdmins().filter(this::isAdmin).limit(CONTACTS).toList();
    }

    /** All whom the settings and their groups name, whoever they are. */
    private Stream<String> namedAdmins() {
        Set<String> ids = new LinkedHashSet<>();
        for (String id : roles.admins()) {
            members(id).forEach(ids::add);
        }
        return ids.stream();
    }

    private boolean isAdmin(String id) {
        Person person = person(id);
        // Where Slack does not tell of a group just now, one of its members is a member for a moment: nothing to warn
        // of.
        boolean noFullMember = person.role() == Role.GUEST
                || (person.role() == Role.NOBODY
                        && !NO_ANSWER.equals(person.refusal())
                        && !ownTeam.get().isEmpty());
        if (noFullMember && named.add(id)) {
            LOG.warn(
                    "{} is named in STALE_KEYS_ADMINS, or in a user group there, but is no full member of this"
                            + " workspace: neither rights nor notices. doctor says who.",
                    id);
        }
        return person.role() == Role.ADMIN;
    }

    @Override
    public boolean hasAdmins() {
        return !roles.admins().isEmpty();
    }

    /** Why the person may see nothing; null for a member or guest of this workspace. */
    private @Nullable String refusal(String id, UserFacts user, @Nullable String requestTeam) {
        if (id.equals(SLACKBOT) || is(user.isBot) || is(user.isWorkflowBot) || is(user.isConnectorBot)) {
            return "Bots can't use this.";
        }
        if (is(user.deleted)) {
            return "This account is deactivated.";
        }
        if (ownTeam.get().isEmpty()) {
            return "stale-keys is just starting. Please try again in a moment.";
        }
        return is(user.isStranger) || !ours(user, requestTeam) ? "Only members of this workspace can use this." : null;
    }

    /** Slack names a team with every user. Where it names none, the request itself must not name another. */
    private boolean ours(UserFacts user, @Nullable String requestTeam) {
        List<String> teams = teams(user);
        return teams.isEmpty()
                ? requestTeam == null || requestTeam.equals(ownTeam.get())
                : teams.contains(ownTeam.get());
    }

    /** The workspaces the account belongs to: one, or within an Enterprise organization all that are named. */
    private static List<String> teams(UserFacts user) {
        List<String> teams = new ArrayList<>();
        if (user.teamId != null) {
            teams.add(user.teamId);
        }
        if (user.enterpriseUser != null && user.enterpriseUser.teams != null) {
            teams.addAll(user.enterpriseUser.teams);
        }
        return teams;
    }

    private Role role(String id, UserFacts user) {
        // A guest stays one whatever list they are in.
        if (is(user.isRestricted) || is(user.isUltraRestricted)) {
            return Role.GUEST;
        }
        if (isAmong(id, roles.admins())) {
            return Role.ADMIN;
        }
        return roles.everyoneViews() || isAmong(id, roles.viewers()) ? Role.VIEWER : Role.MEMBER;
    }

    private boolean isAmong(String id, List<String> usersAndGroups) {
        // Those named one by one first: they need no question.
        return usersAndGroups.contains(id)
                || usersAndGroups.stream()
                        .filter(SlackPeople::isGroup)
                        .anyMatch(group -> members(group).anyMatch(id::equals));
    }

    /** A group that can't be read has no members. */
    private Stream<String> members(String userOrGroup) {
        if (!isGroup(userOrGroup)) {
            return Stream.of(userOrGroup);
        }
        List<String> members = directory.members(userOrGroup).value();
        return members == null ? Stream.empty() : members.stream();
    }

    public static boolean isGroup(String id) {
        return id.startsWith("S");
    }

    private Owner ownerByAddress(String address) {
        Found<UserFacts> found = directory.userByAddress(address);
        UserFacts user = found.value();
        if (user != null && Boolean.FALSE.equals(user.isEmailConfirmed)) {
            // Anybody can type any address into a profile.
            return new Owner(Owner.Kind.ADDRESS_ONLY, "", address);
        }
        return owner(found, Owner.Kind.ADDRESS_ONLY, address);
    }

    private Owner owner(Found<UserFacts> found, Owner.Kind unknown, String label) {
        UserFacts user = found.value();
        if (user == null) {
            return found.answered() ? new Owner(unknown, "", label) : Owner.unknown();
        }
        if (user.id == null || ownTeam.get().isEmpty()) {
            return Owner.unknown();
        }
        return refusal(user.id, user, null) == null
                ? new Owner(Owner.Kind.PERSON, user.id, name(user))
                : new Owner(Owner.Kind.GONE, "", name(user));
    }

    private Owner team(String channelId) {
        Found<ChannelRow> found = directory.channel(channelId);
        ChannelRow channel = found.value();
        String name = channel == null || channel.name == null ? "" : "#" + channel.name;
        if (facts(found).postable()) {
            return new Owner(Owner.Kind.CHANNEL, channelId, name);
        }
        return found.answered() ? new Owner(Owner.Kind.GONE, "", name) : Owner.unknown();
    }

    public static ChannelFacts facts(Found<ChannelRow> found) {
        ChannelRow channel = found.value();
        if (channel == null) {
            return found.answered()
                    ? new ChannelFacts(false, "There is no such channel, or it is private and I am not in it.")
                    : new ChannelFacts(false, SHARING_NOT_TOLD, true);
        }
        if (is(channel.isArchived)) {
            return new ChannelFacts(false, "The channel is archived.");
        }
        if (sharedOutside(channel)) {
            return new ChannelFacts(
                    false, "The channel is shared with another company, or about to be. I don't post there.");
        }
        return new ChannelFacts(true, "", false, channel.id == null ? "" : channel.id);
    }

    private static boolean sharedOutside(ChannelRow channel) {
        // Shared, but Slack does not say with whom: better not.
        boolean sharedSomehow = is(channel.isShared) && channel.isExtShared == null && !is(channel.isOrgShared);
        return is(channel.isExtShared) || is(channel.isPendingExtShared) || sharedSomehow;
    }

    private static String bareName(String name) {
        return (name.startsWith("#") ? name.substring(1) : name).toLowerCase(Locale.ROOT);
    }

    /**
     * The address, where Slack has checked it. The flag is new and not sent for everybody; then the address counts, since
     * Slack asks for a confirmation before an address can be used.
     */
    private static @Nullable String verifiedAddress(UserFacts user) {
        String address = user.profile == null ? null : user.profile.email;
        return address == null || address.isBlank() || Boolean.FALSE.equals(user.isEmailConfirmed) ? null : address;
    }

    private static String name(UserFacts user) {
        return Stream.of(
                        user.profile == null ? null : user.profile.displayName,
                        user.profile == null ? null : user.profile.realName,
                        user.realName,
                        user.name)
                .filter(name -> name != null && !name.isBlank())
                .findFirst()
                .orElse("");
    }

    private static ZoneId zone(UserFacts user) {
        try {
            return user.tz == null ? ZoneOffset.UTC : ZoneId.of(user.tz);
        } catch (DateTimeException unknown) {
            return ZoneOffset.UTC;
        }
    }

    private static Person nobody(String id, String name, String refusal) {
        return new Person(id, name, null, ZoneOffset.UTC, Role.NOBODY, refusal);
    }

    private static boolean is(@Nullable Boolean flag) {
        return Boolean.TRUE.equals(flag);
    }
}
