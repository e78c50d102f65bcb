package stalekeys.slack.doctor;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import stalekeys.keys.model.OwnerHint;
import stalekeys.keys.model.OwnerRule;
import stalekeys.slack.api.DirectoryResponses.UserFacts;
import stalekeys.slack.people.Directory;
import stalekeys.slack.people.Directory.Found;
import stalekeys.work.doctor.Check;
import stalekeys.work.doctor.CheckResult;
import stalekeys.work.people.Owner;
import stalekeys.work.people.People;

/** Whether owners can be found: by an address, tried with that of somebody configured, and those the map names. */
final class OwnerLookupCheck implements Check {
    private static final String ADDRESSES = "owner look-up";
    private static final String MAP = "STALE_KEYS_OWNERS";

    private final Directory directory;
    private final People people;
    private final List<String> known;
    private final Map<String, String> owners;
    private final int most;

    /**
     * Prepares; nothing is asked yet.
     *
     * @param known user ids, one of whose addresses is looked up
     * @param owners IAM user name to user id, channel id or address
     * @param most how many of them are looked up
     */
    OwnerLookupCheck(Directory directory, People people, List<String> known, Map<String, String> owners, int most) {
        this.directory = directory;
        this.people = people;
        this.known = known;
        this.owners = owners;
        this.most = most;
    }

    @Override
    public List<CheckResult> look() {
        return Stream.concat(
                        Stream.of(addresses()),
                        owners.entrySet().stream()
                                .sorted(Map.Entry.comparingByKey())
                                .limit(most)
                                .map(this::mapped))
                .toList();
    }

    private CheckResult addresses() {
        Optional<String> somebodys = known.stream().flatMap(this::address).findFirst();
        if (somebodys.isEmpty()) {
            return CheckResult.note(ADDRESSES, "Not checked: no address is known to try it with.");
        }
        Found<UserFacts> found = directory.userByAddress(somebodys.get());
        if (!found.answered()) {
            return CheckResult.unreachable(ADDRESSES, "Slack did not answer about an address.");
        }
        return found.value() == null
                ? CheckResult.wrong(
                        ADDRESSES, "Slack does not find a member by their address: owners by address are not found.")
                : CheckResult.ok(ADDRESSES, "Slack finds a member by their address.");
    }

    private Stream<String> address(String userId) {
        UserFacts user = directory.user(userId).value();
        return user == null || user.profile == null ? Stream.empty() : Stream.ofNullable(user.profile.email);
    }

    private CheckResult mapped(Map.Entry<String, String> entry) {
        OwnerHint hint =
                OwnerRule.classify(entry.getValue(), OwnerHint.Source.MAP).orElseGet(OwnerHint::none);
        String who = entry.getKey() + "=" + entry.getValue();
        Owner owner = people.owner(hint);
        return switch (owner.kind()) {
            case PERSON, CHANNEL -> CheckResult.ok(MAP, who + ": can be asked.");
            case MAILBOX -> CheckResult.ok(MAP, who + ": can be asked by mail.");
            case ADDRESS_ONLY, FOREIGN_ADDRESS, GONE, DISOWNED, NONE ->
                CheckResult.wrong(MAP, who + ": no member, and no channel the bot may post in. Nobody is asked.");
            case UNREADABLE -> CheckResult.unreachable(MAP, who + ": Slack did not tell.");
        };
    }
}
