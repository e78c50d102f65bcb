package stalekeys.slack.view;

import com.slack.api.model.block.LayoutBlock;
import java.util.ArrayList;
import java.util.List;
import stalekeys.slack.view.block.Blocks;
import stalekeys.slack.view.block.Mrkdwn;
import stalekeys.slack.view.block.RenderedMessage;
import stalekeys.words.Names;

/** What can be typed. */
public final class UsageView {
    private static final String USAGE = """
            `/stale-keys`  all stale keys, the worst first
            `/stale-keys mine`  yours
            `/stale-keys @someone`  another person's
            `/stale-keys user NAME`  all keys of one IAM user, also those switched off
            `/stale-keys account NAME`  stale keys of one AWS account, by its name, alias or number
            `/stale-keys older-than DAYS`  active keys of at least this age
            `/stale-keys unused DAYS`  active keys of at least this age, not used in that time
            `/stale-keys critical`  only the critical ones
            `/stale-keys export`  for admins and viewers: sends you a CSV file of all stale keys, with full key ids
            `/stale-keys share`  posts the totals, and only those, for everybody in this channel
            `/stale-keys history`  for admins: what was asked for and done, newest first
            `/stale-keys history user NAME`  the same about one IAM user
            `/stale-keys help`  this""";

    private static final String SUMMARY =
            "/stale-keys shows AWS access keys that are due for rotation. After it: nothing, "
                    + "mine, @someone, user NAME, account NAME, older-than DAYS, unused DAYS, critical, export, share, history, history user NAME, help.";

    private UsageView() {}

    public static RenderedMessage help() {
        List<LayoutBlock> blocks = new ArrayList<>();
        blocks.add(Blocks.section("*I find AWS access keys that are due for rotation.* Answers are for you alone."));
        blocks.addAll(usage());
        return new RenderedMessage(SUMMARY, blocks);
    }

    /**
     * For what makes no sense to the bot.
     *
     * @param typed what stood after the command
     */
    public static RenderedMessage notUnderstood(String typed) {
        String said = Names.cut(typed, 150);
        List<LayoutBlock> blocks = new ArrayList<>();
        blocks.add(Blocks.plainSection("I did not understand \"" + said + "\". This is what I know:"));
        blocks.addAll(usage());
        return new RenderedMessage("I did not understand \"" + Mrkdwn.escape(said) + "\". " + SUMMARY, blocks);
    }

    private static List<LayoutBlock> usage() {
        return List.of(
                Blocks.section(USAGE),
                Blocks.context("You see what you may see: your own keys, or all of them for admins and viewers."));
    }
}
