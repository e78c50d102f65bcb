package stalekeys.words;

import java.util.List;

/** How to get rid of an old key. */
public final class RotationAdvice {
    private RotationAdvice() {}

    /** The better way, where it can be had. */
    public static String role() {
        return "Best: if the program runs on AWS, give it a role in place of a key. Then there is nothing to rotate.";
    }

    /** The steps of a rotation, in order. */
    public static List<String> steps() {
        return List.of(
                "Create a second key for the user.",
                "Change the application to the new key, everywhere it runs.",
                "Watch the old key's last use until it stands still for a day or two.",
                "Switch the old key off (set it inactive). If something breaks, switch it on again.",
                "Delete the old key some weeks later.");
    }
}
