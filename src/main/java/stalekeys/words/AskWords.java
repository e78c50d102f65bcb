package stalekeys.words;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import stalekeys.keys.lifecycle.AnnouncedAction;
import stalekeys.keys.model.KeyStatus;
import stalekeys.keys.model.LastUse;
import stalekeys.keys.report.Finding;

/** What an owner is told of an old key, the same in Slack and by mail; each marks what matters in its own way. */
public final class AskWords {
    /** A title, where one key is to be rotated. */
    public static final String ROTATE = "Please rotate this AWS access key";

    /** A title, where that was overtaken. */
    public static final String WAS_SWITCHED_OFF = "This AWS access key was deactivated";

    public static final String IS_OFF = "This key was deactivated.";

    public static final String WHAT_TO_DO = "What to do";

    private AskWords() {}

    /**
     * A title.
     *
     * @param toRotate how many of the keys the owner is to rotate
     * @param onlyThanks whether nothing but thanks is said
     */
    public static String title(long toRotate, boolean onlyThanks) {
        if (toRotate == 1) {
            return ROTATE;
        }
        if (toRotate > 1) {
            return "Please rotate these " + toRotate + " AWS access keys";
        }
        return onlyThanks ? "Thank you" : "Update on your AWS access keys";
    }

    public static String finalTitle(LocalDate lastDay) {
        return "Final notice: please rotate by " + Times.longDay(lastDay);
    }

    /**
     * What the final notice asks, and what follows: only what is certain is said to happen by itself.
     *
     * @param endings of its keys, one each
     * @param adminsMayAct whether anybody could switch the keys off from here
     */
    public static String finalNotice(
            List<AnnouncedAction> endings, LocalDate lastDay, boolean adminsMayAct, UnaryOperator<String> strong) {
        boolean one = endings.size() == 1;
        return "Please rotate " + (one ? "this AWS access key" : "these AWS access keys") + " by "
                + strong.apply(Times.longDay(lastDay)) + otherwise(endings, adminsMayAct, one ? "it" : "them");
    }

    private static String otherwise(List<AnnouncedAction> endings, boolean adminsMayAct, String them) {
        if (endings.stream().allMatch(AnnouncedAction::switchesOff)) {
            return "; after that I will deactivate " + them + ", on a day from Monday to Thursday.";
        }
        if (endings.stream().anyMatch(AnnouncedAction::switchesOff)) {
            return ".";
        }
        return adminsMayAct ? "; after that an admin may deactivate " + them + "." : ".";
    }

    public static String due(int maxAgeDays) {
        return "Keys here are due at " + Plural.of(maxAgeDays, "day") + ".";
    }

    /**
     * "You were asked about it on 21 September 2026."
     *
     * @param day as the surface writes it
     */
    public static String askedOn(String day) {
        return "You were asked about it on " + day + ".";
    }

    /**
     * A word ahead of time.
     *
     * @param day ISO
     */
    public static String turnsStale(String day, UnaryOperator<String> strong) {
        return "This key " + strong.apply("turns stale on " + day) + ". There is time to plan it.";
    }

    /** For a key that was seen off, or gone. */
    public static String thanks(Finding finding) {
        return finding.status() == KeyStatus.UNKNOWN
                ? "This key is no longer there. Thank you."
                : "This key is inactive now. Thank you. If nothing breaks, delete it in a few weeks.";
    }

    /** What to do about this key, line by line. */
    public static List<String> advice(Finding finding) {
        List<String> lines = new ArrayList<>();
        if (finding.lastUse().kind() == LastUse.Kind.NEVER) {
            lines.add(
                    "It was never used, as far as AWS knows. If nobody needs it, deactivate it and delete it later. Else:");
        }
        lines.addAll(advice());
        if (finding.smtpUser() || finding.lastUse().byEmailService()) {
            lines.add("This key sends mail: a new key needs a new SMTP password, which is made from it.");
        }
        return lines;
    }

    /** What to do about any key, line by line. */
    public static List<String> advice() {
        List<String> lines = new ArrayList<>();
        lines.add(RotationAdvice.role());
        lines.add("Otherwise:");
        int number = 1;
        for (String step : RotationAdvice.steps()) {
            lines.add(number++ + ". " + step);
        }
        return lines;
    }

    /** "There is something to say about 2 more keys of yours."; empty where there is not. */
    public static String more(int keys) {
        return keys == 0 ? "" : "There is something to say about " + Plural.of(keys, "more key") + " of yours.";
    }

    /**
     * Who is behind it.
     *
     * @param contacts joined by "or"; both as the surface writes them
     * @param keys how many it is about
     */
    public static String askedBy(String whom, String contacts, int keys) {
        return "Asked by " + whom + ". If " + (keys == 1 ? "it" : "one of them")
                + " is not yours, or you have questions, tell " + contacts + ".";
    }
}
