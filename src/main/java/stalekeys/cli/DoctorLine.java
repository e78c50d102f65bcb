package stalekeys.cli;

import java.util.ArrayList;
import java.util.List;
import stalekeys.words.Plural;
import stalekeys.work.CheckResult;

/** How the doctor's findings read. */
final class DoctorLine {
    private static final int WIDTH = 9;

    private DoctorLine() {}

    /** One line, whatever names from outside stand in it. */
    static String of(CheckResult result) {
        String word = switch (result.kind()) {
            case OK -> "ok";
            case NOTE -> "note";
            case WRONG -> "WRONG";
            case UNREACHABLE -> "NO ANSWER";
        };
        return word + " ".repeat(WIDTH - word.length()) + "  " + Plain.text(result.what()) + ": "
                + Plain.text(result.sentence());
    }

    static String end(int wrong, int unanswered) {
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
