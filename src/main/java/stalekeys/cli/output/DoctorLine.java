package stalekeys.cli.output;

import java.util.ArrayList;
import java.util.List;
import stalekeys.words.Plural;
import stalekeys.work.doctor.CheckResult;

/** How the doctor's findings read. */
public final class DoctorLine {
    private static final int WIDTH = 9;

    private DoctorLine() {}

    /** One line, whatever names from outside stand in it. */
    public static String of(CheckResult result) {
        String word = switch (result.kind()) {
            case OK -> "ok";
            case NOTE -> "note";
            case WRONG -> "WRONG";
            case UNREACHABLE -> "NO ANSWER";
        };
        return word + " ".repeat(WIDTH - word.length()) + "  " + PlainText.text(result.what()) + ": "
                + PlainText.text(result.sentence());
    }

    public static String end(int wrong, int unanswered) {
        List<String> parts = new ArrayList<>();
        if (wrong > 0) {
            parts.add(Plural.of(wrong, "thing") + " to mend");
        }
        if (unanswered > 0) {
            parts.add(Plural.of(unanswered, "thing") + " nobody answered about");
        }
        return parts.isEmpty() ? "Nothing that is needed was found wrong." : String.join(", ", parts) + ".";
    }
}
