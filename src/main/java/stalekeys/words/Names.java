package stalekeys.words;

/** Names from outside, made fit for a line. */
public final class Names {
    private Names() {}

    /**
     * On one line, without characters nobody sees (controls, and the marks that turn text around), at most so long.
     *
     * @param most at least 1, in UTF-16 units as Slack counts them
     */
    public static String cut(String text, int most) {
        String line = text.replaceAll("[\\s\\p{Z}]+", " ").replaceAll("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Co}\\p{Cn}]", "");
        if (line.length() <= most) {
            return line;
        }
        int end = most - 1;
        if (Character.isHighSurrogate(line.charAt(Math.max(0, end - 1)))) {
            end--;
        }
        return line.substring(0, Math.max(0, end)) + "…";
    }
}
