package stalekeys.slack.view.block;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a button carries: which key (by its handle, never by its id), and which page of which list it stands in, so that a
 * private list can be drawn again after the click.
 *
 * @param handle empty for the buttons of the list itself
 * @param position null in messages
 */
public record ButtonValue(String handle, @Nullable Position position) {
    /** No IAM user name is longer, so a filter that was cut here matches what it matched before: nothing. */
    private static final int LONGEST_FILTER = 200;

    private static final String NO_HANDLE = "-";

    private static final Pattern FORM = Pattern.compile("([^ ]+)(?: (\\d{1,6})(?: (.*))?)?", Pattern.DOTALL);

    /**
     * A place in a list.
     *
     * @param page the page to show after the click, 1 or more
     * @param filterText as it would be typed after the command; may be empty
     */
    public record Position(int page, String filterText) {
        public Position {
            filterText = filterText.substring(0, Math.min(LONGEST_FILTER, filterText.length()));
        }
    }

    public static ButtonValue of(String handle) {
        return new ButtonValue(handle, null);
    }

    /** Reads what a click brought. Empty for anything this class did not print. */
    public static Optional<ButtonValue> parse(@Nullable String value) {
        Matcher form = FORM.matcher(value == null ? "" : value);
        if (!form.matches()) {
            return Optional.empty();
        }
        if (form.group(2) == null) {
            return Optional.of(of(form.group(1)));
        }
        int page = Math.max(1, Integer.parseInt(form.group(2)));
        String handle = form.group(1).equals(NO_HANDLE) ? "" : form.group(1);
        String filterText = form.group(3) == null ? "" : form.group(3);
        return Optional.of(new ButtonValue(handle, new Position(page, filterText)));
    }

    /** What goes into the button's value; 2,000 characters are Slack's limit and far away. */
    public String print() {
        if (position == null) {
            return handle;
        }
        String key = handle.isEmpty() ? NO_HANDLE : handle;
        // Stripped, so that nothing depends on a blank at the end surviving the way there and back.
        return (key + " " + position.page() + " " + position.filterText()).strip();
    }
}
