package stalekeys.slack.view;

import com.slack.api.model.block.LayoutBlock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import stalekeys.keys.report.WeekCount;
import stalekeys.slack.view.block.Blocks;
import stalekeys.words.Plural;

/**
 * Stale keys week by week, as bars made of text: no picture to load, two shades that differ without colour and in dark mode,
 * and lines short enough for a phone. Each has its numbers, and {@link #spoken} says them to who hears the message.
 */
final class TrendView {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd MMM", Locale.ENGLISH);

    /** With the date and the numbers a line stays below 36 characters. */
    private static final int WIDTH = 12;

    private static final String CRITICAL = "█";
    private static final String STALE = "░";

    private TrendView() {}

    /** Empty where there is only one week, and so nothing to compare. */
    static List<LayoutBlock> blocks(List<WeekCount> weeks) {
        if (weeks.size() < 2) {
            return List.of();
        }
        int most = weeks.stream().mapToInt(WeekCount::all).max().orElse(0);
        String bars = weeks.stream().map(week -> line(week, most)).collect(Collectors.joining("\n"));
        String partial = weeks.stream().allMatch(WeekCount::complete) ? "" : " + not everything could be read.";
        return List.of(
                Blocks.section("```" + bars + "```"),
                Blocks.context(CRITICAL + " critical, " + STALE + " stale, by the week's last digest." + partial));
    }

    /** "Week by week: 9, 7, 7."; empty where there is only one. */
    static String spoken(List<WeekCount> weeks) {
        return weeks.size() < 2
                ? ""
                : "Week by week: "
                        + weeks.stream()
                                .map(week -> Plural.number(week.all()) + (week.complete() ? "" : " or more"))
                                .collect(Collectors.joining(", "))
                        + ". ";
    }

    private static String line(WeekCount week, int most) {
        int critical = width(week.critical(), most);
        int stale = Math.min(width(week.stale(), most), WIDTH - critical);
        String bar = CRITICAL.repeat(critical) + STALE.repeat(stale);
        String numbers = Plural.number(week.all())
                + (week.complete() ? "" : "+")
                + (week.critical() == 0 ? "" : ", " + Plural.number(week.critical()) + " critical");
        return DAY.format(week.takenAt().atZone(ZoneOffset.UTC)) + " " + bar + (bar.isEmpty() ? "" : " ") + numbers;
    }

    /** What there is shows, however little it is. */
    private static int width(int keys, int most) {
        return keys == 0 ? 0 : Math.max(1, Math.min(WIDTH - 1, (int) Math.round((double) keys * WIDTH / most)));
    }
}
