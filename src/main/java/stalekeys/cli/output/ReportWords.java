package stalekeys.cli.output;

import java.util.Locale;
import java.util.function.UnaryOperator;
import stalekeys.keys.model.LastUse;
import stalekeys.keys.report.Reason;
import stalekeys.words.KeyWords;

/** Words of the report that programs read too: they are the same every time, and never change. */
final class ReportWords {
    private ReportWords() {}

    /** A constant as a word: {@code critical}, {@code credential-report}. */
    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** ISO time, or one of two words that nobody may take for each other. */
    static String lastUsed(LastUse use) {
        return switch (use.kind()) {
            case USED -> String.valueOf(use.at());
            case NEVER -> "never";
            case UNREADABLE -> "unreadable";
        };
    }

    static String reason(Reason reason) {
        return KeyWords.reason(reason, UnaryOperator.identity());
    }
}
