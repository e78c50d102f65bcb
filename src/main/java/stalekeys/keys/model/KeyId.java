package stalekeys.keys.model;

import java.util.regex.Pattern;

/**
 * The id of an access key: 16 to 128 letters, digits or underscores (the pattern IAM itself documents).
 *
 * <p>It prints itself masked, so that a log line or an error can't leak it by accident; {@link #full()} is for the places
 * that are allowed to show it (the owner's DM, dialogs, the command line, the audit log, the export).
 */
public record KeyId(String full) {
    private static final Pattern FORM = Pattern.compile("\\w{16,128}");

    public KeyId {
        if (!FORM.matcher(full).matches()) {
            throw new IllegalArgumentException("an access key id is 16 to 128 letters, digits or underscores");
        }
    }

    /** The last four characters behind an ellipsis. */
    public String masked() {
        return "…" + full.substring(full.length() - 4);
    }

    @Override
    public String toString() {
        return masked();
    }
}
