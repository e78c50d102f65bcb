package stalekeys.slack.doctor;

import java.util.List;
import stalekeys.slack.people.Directory;
import stalekeys.slack.people.Directory.Found;
import stalekeys.slack.people.SlackPeople;
import stalekeys.work.doctor.Check;
import stalekeys.work.doctor.CheckResult;
import stalekeys.work.people.Person;
import stalekeys.work.people.Role;

/** Whether those who are named for a role can have it: people who are there, groups that can be read. */
final class RoleCheck implements Check {
    /** Of a group; each is a question to Slack. */
    private static final int LOOKED_AT = 50;

    private final Directory directory;
    private final SlackPeople people;
    private final String setting;
    private final List<String> ids;

    RoleCheck(Directory directory, SlackPeople people, String setting, List<String> ids) {
        this.directory = directory;
        this.people = people;
        this.setting = setting;
        this.ids = ids;
    }

    @Override
    public List<CheckResult> look() {
        return ids.stream()
                .map(id -> SlackPeople.isGroup(id) ? group(id) : person(id))
                .toList();
    }

    private CheckResult person(String id) {
        if (!directory.user(id).answered()) {
            return CheckResult.unreachable(setting, "Slack did not tell of " + id + ".");
        }
        Person person = people.person(id);
        String shown = id + (person.name().isEmpty() ? "" : " (" + person.name() + ")");
        if (person.role() == Role.NOBODY) {
            return CheckResult.wrong(
                    setting, shown + " is no member of this workspace who can have a role. Take the id out.");
        }
        return person.role() == Role.GUEST
                ? CheckResult.wrong(setting, shown + " is a guest, and stays one whatever is set. Take the id out.")
                : CheckResult.ok(setting, shown + " is a member.");
    }

    private CheckResult group(String id) {
        Found<List<String>> found = directory.members(id);
        List<String> members = found.value();
        if (members == null) {
            return found.answered()
                    ? CheckResult.wrong(
                            setting,
                            "There is no user group " + id + ", or the workspace's plan has none. Name people by their"
                                    + " own ids (U...).")
                    : CheckResult.unreachable(setting, "Slack did not tell who is in the user group " + id + ".");
        }
        if (members.isEmpty()) {
            return CheckResult.wrong(setting, "The user group " + id + " has no members.");
        }
        List<String> looked = members.stream().limit(LOOKED_AT).toList();
        List<String> others = looked.stream()
                .filter(member -> directory.user(member).answered())
                .map(people::person)
                .filter(person -> !person.role().seesTotals())
                .map(person -> person.id() + what(person))
                .toList();
        if (!others.isEmpty()) {
            return CheckResult.wrong(
                    setting,
                    "The user group " + id + " has members who are no full members of this workspace, and get neither"
                            + " rights nor notices: " + String.join(", ", others) + ". Take them out of the group.");
        }
        long untold = looked.stream()
                .filter(member -> !directory.user(member).answered())
                .count();
        if (untold > 0) {
            return CheckResult.unreachable(
                    setting, "Slack did not tell of " + untold + " of those in the user group " + id + ".");
        }
        String more = looked.size() < members.size() ? "; the first " + LOOKED_AT + " were looked at" : "";
        return CheckResult.ok(
                setting, "The user group " + id + " can be read; members: " + members.size() + more + ".");
    }

    private static String what(Person person) {
        return person.role() == Role.GUEST ? " (a guest)" : " (deactivated, a bot, or of another workspace)";
    }
}
