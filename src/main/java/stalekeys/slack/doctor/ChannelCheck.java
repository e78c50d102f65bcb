package stalekeys.slack.doctor;

import java.util.List;
import stalekeys.slack.api.DirectoryResponses.ChannelRow;
import stalekeys.slack.people.Directory;
import stalekeys.slack.people.Directory.Found;
import stalekeys.slack.people.SlackPeople;
import stalekeys.work.doctor.Check;
import stalekeys.work.doctor.CheckResult;

/** Whether something can be posted into a channel: it is there, the bot is in it, and no other company reads along. */
final class ChannelCheck implements Check {
    private final Directory directory;
    private final String setting;
    private final String channel;

    /** @param channel an id, or a name with # */
    ChannelCheck(Directory directory, String setting, String channel) {
        this.directory = directory;
        this.setting = setting;
        this.channel = channel;
    }

    @Override
    public List<CheckResult> look() {
        Found<ChannelRow> found = SlackPeople.channel(directory, channel);
        ChannelRow row = found.value();
        if (row == null && !found.answered()) {
            return List.of(CheckResult.unreachable(setting, "Slack did not tell of the channel " + channel + "."));
        }
        if (row == null) {
            return List.of(CheckResult.wrong(
                    setting,
                    "There is no channel " + channel + ", or it is private and the bot is not in it. Type /invite"
                            + " @stale-keys there, or set another."));
        }
        String name = row.name == null ? channel : "#" + row.name;
        var facts = SlackPeople.facts(found);
        if (!facts.postable()) {
            return List.of(CheckResult.wrong(setting, name + ": " + facts.problem() + " Set another."));
        }
        if (row.isMember == null) {
            return List.of(
                    CheckResult.note(setting, name + " is there. Whether the bot is in it, Slack did not tell."));
        }
        return List.of(
                row.isMember
                        ? CheckResult.ok(setting, "The bot is in " + name + ", and no other company reads along.")
                        : CheckResult.wrong(
                                setting, "The bot is not in " + name + ". Type /invite @stale-keys there."));
    }
}
