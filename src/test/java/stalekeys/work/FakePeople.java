package stalekeys.work;

import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import stalekeys.keys.model.OwnerHint;
import stalekeys.work.people.Owner;
import stalekeys.work.people.People;
import stalekeys.work.people.Person;
import stalekeys.work.people.Role;

/** A workspace with a few people in it. */
public final class FakePeople implements People {
    public static final String ADMIN = "U0ADMIN01";
    public static final String SECOND_ADMIN = "U0ADMIN02";
    public static final String VIEWER = "U0VIEWER1";
    public static final String ANA = "U0ANA0001";
    public static final String GUEST = "U0GUEST01";

    /** The admins are those of a user group, and Slack does not say who is in it. */
    public boolean groupUnreadable;

    public final Map<String, Person> persons = new LinkedHashMap<>();
    public final Map<String, ChannelFacts> channels = new LinkedHashMap<>();
    public boolean slackIsDown;

    /** Ids and addresses of which Slack does not tell anything. */
    public final Set<String> notTold = new HashSet<>();

    /** Happens once, while Slack is asked about a person. */
    public Runnable whileLookedUp = () -> {};

    public FakePeople() {
        join(ADMIN, "Adam", Role.ADMIN);
        join(SECOND_ADMIN, "Alma", Role.ADMIN);
        join(VIEWER, "Vera", Role.VIEWER);
        join(ANA, "Ana", Role.MEMBER);
        join(GUEST, "Gus", Role.GUEST);
    }

    public void join(String id, String name, Role role) {
        String address = name.toLowerCase(java.util.Locale.ROOT) + "@example.com";
        persons.put(
                id,
                new Person(
                        id,
                        name,
                        address,
                        ZoneOffset.UTC,
                        role,
                        role == Role.NOBODY ? "You are not from here." : null));
    }

    @Override
    public Person person(String slackUserId) {
        Runnable meanwhile = whileLookedUp;
        whileLookedUp = () -> {};
        meanwhile.run();
        if (slackIsDown || notTold.contains(slackUserId)) {
            return Person.unknown(slackUserId, "Slack did not tell who you are just now.");
        }
        Person known = persons.get(slackUserId);
        return known != null
                ? known
                : new Person(slackUserId, "", null, ZoneOffset.UTC, Role.NOBODY, "Slack does not know you.");
    }

    @Override
    public Owner owner(OwnerHint hint) {
        if (slackIsDown || notTold.contains(hint.value())) {
            return Owner.unknown();
        }
        return switch (hint.kind()) {
            case NONE -> Owner.none();
            case UNREADABLE -> new Owner(Owner.Kind.UNREADABLE, "", "");
            case CHANNEL -> new Owner(Owner.Kind.CHANNEL, hint.value(), hint.value());
            case PERSON, ADDRESS ->
                persons.values().stream()
                        .filter(person -> person.isNamedBy(hint))
                        .findFirst()
                        .map(person -> new Owner(Owner.Kind.PERSON, person.id(), person.name()))
                        .orElseGet(() -> new Owner(
                                hint.kind() == OwnerHint.Kind.PERSON ? Owner.Kind.GONE : Owner.Kind.ADDRESS_ONLY,
                                "",
                                hint.value()));
        };
    }

    @Override
    public ChannelFacts channel(String channel) {
        return channels.getOrDefault(channel, new ChannelFacts(true, ""));
    }

    @Override
    public List<String> admins() {
        if (groupUnreadable) {
            return List.of();
        }
        List<String> admins = new ArrayList<>();
        persons.values().stream()
                .filter(person -> person.role() == Role.ADMIN)
                .forEach(person -> admins.add(person.id()));
        return admins;
    }

    @Override
    public boolean hasAdmins() {
        return groupUnreadable || !admins().isEmpty();
    }
}
