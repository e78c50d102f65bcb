package stalekeys.sandbox;

import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import stalekeys.standin.BotHarness;
import stalekeys.standin.slack.SlackUser;
import stalekeys.standin.slack.click.TextView;
import stalekeys.standin.slack.workspace.Message;
import stalekeys.standin.slack.workspace.OpenView;

/** The conversation every user has sooner or later: look, ask, switch off, undo, and Monday's digest. */
final class Conversation {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final BotHarness harness;
    private final PrintStream out;
    private final TextView text;

    Conversation(BotHarness harness, PrintStream out) {
        this.harness = harness;
        this.out = out;
        this.text = System.getenv("TERM") == null
                ? TextView.plain(harness.slack.workspace()::nameOf)
                : TextView.coloured(harness.slack.workspace()::nameOf);
    }

    void play() {
        SlackUser ada = harness.admin();
        SlackUser goran = harness.user("U0GORAN04");
        SlackUser mo = harness.user(BotHarness.MEMBER);

        scene("Ada is an admin. She asks what there is.");
        typed(ada, "/stale-keys");
        Message list = ada.awaitMessage("Stale access keys", PATIENCE);
        shown("only Ada sees", list);

        scene("Mo is not an admin. The same command shows Mo's own keys and the totals.");
        typed(mo, "/stale-keys");
        shown("only Mo sees", mo.awaitMessage("Your stale access keys", PATIENCE));

        scene("Ada looks at one user, and asks the owner to rotate the key.");
        typed(ada, "/stale-keys user goran");
        Message gorans = ada.awaitMessage("Access keys of one user", PATIENCE);
        shown("only Ada sees", gorans);
        clicked(ada, "Ask owner to rotate");
        ada.clicks(gorans, "Ask owner to rotate", "goran");
        shown("only Ada sees, in its place", ada.awaitMessage("has been asked", PATIENCE));
        shown("Goran gets a direct message", goran.awaitMessage("Please rotate", PATIENCE));

        scene("Nobody answers. Ada deactivates the key; first she sees what that would break.");
        clicked(ada, "Deactivate");
        ada.clicks(gorans, "Deactivate", "goran");
        shown("a dialog", ada.awaitModal("Reason"));
        out.println("   Ada writes as the reason: No answer, and the key is over a year old");
        clicked(ada, "Deactivate");
        ada.submits(Map.of("Reason", "No answer, and the key is over a year old"));
        shown("the dialog", ada.awaitModal("AWS confirms"));
        goran.awaitMessage("Your AWS access key was deactivated", PATIENCE);
        // The ask that Goran has had since is redrawn a moment later.
        goran.awaitMessage("This AWS access key was deactivated", PATIENCE);
        for (Message message : goran.directMessages()) {
            shown("Goran's direct messages now", message);
        }

        scene("Something broke after all. Ada undoes it from the same card.");
        ada.closes(ada.modal().orElseThrow());
        Message switchedOff = ada.awaitMessage("[Reactivate]", PATIENCE);
        clicked(ada, "Reactivate");
        ada.clicks(switchedOff, "Reactivate", "goran");
        ada.awaitModal("Reason");
        ada.submits(Map.of("Reason", "The shop's import still needs it until Tuesday"));
        shown("the dialog", ada.awaitModal("AWS confirms"));
        // Her list is drawn again behind the dialog; on Monday it would be too late for that.
        ada.awaitMessage("Reactivated by", PATIENCE);
        ada.closes(ada.modal().orElseThrow());

        scene("Monday, 9:00: the digest.");
        harness.clock.advance(Duration.ofDays(3).minusHours(1));
        Message digest = harness.slack.awaitPost(BotHarness.CHANNEL, message -> true, PATIENCE);
        shown("#security", digest);
        out.println();
        out.println("That was the real bot over HTTP. Its stand-ins for Slack and AWS counted "
                + harness.slack.requests().size() + " and "
                + harness.aws.calls().total() + " calls; messages outside"
                + " Slack's limits: " + harness.slack.violations().size() + ".");
    }

    private void scene(String what) {
        out.println();
        out.println("== " + what);
    }

    private void typed(SlackUser who, String command) {
        out.println();
        out.println("   " + who.person().realName() + " types: " + command);
        who.types(command);
    }

    private void clicked(SlackUser who, String button) {
        out.println();
        out.println("   " + who.person().realName() + " clicks [" + button + "]");
    }

    private void shown(String where, Message message) {
        box(where, text.message(message));
    }

    private void shown(String where, OpenView view) {
        box(where, text.view(view));
    }

    private void box(String where, List<String> lines) {
        out.println();
        out.println("   -- " + where);
        lines.forEach(line -> out.println("   | " + line));
    }
}
