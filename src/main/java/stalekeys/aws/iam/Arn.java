package stalekeys.aws.iam;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** An ARN, {@code arn:partition:service:region:account:resource}. */
public record Arn(String text) {
    private static final Pattern COLON = Pattern.compile(":");

    /** The ARN of a role; {@code name} is with its path, without a leading slash. */
    public static Arn role(String partition, String accountId, String name) {
        return new Arn("arn:" + partition + ":iam::" + accountId + ":role/" + name);
    }

    /** "aws", "aws-cn", ...; empty where it is none we understand. */
    public String partition() {
        List<String> parts = parts();
        return parts.size() == 6 ? parts.get(1) : "";
    }

    /** Twelve digits, or empty where it is none we understand. */
    public String accountId() {
        List<String> parts = parts();
        return parts.size() == 6 ? parts.get(4) : "";
    }

    /** What it names, as in {@code user/stale-keys}. */
    public String name() {
        List<String> parts = parts();
        return parts.size() == 6 ? parts.get(5) : text;
    }

    /** The user's name, without its path, where it is a user. */
    Optional<String> user() {
        List<String> parts = parts();
        return parts.size() == 6 && parts.get(5).startsWith("user/")
                ? Optional.of(parts.get(5).substring(parts.get(5).lastIndexOf('/') + 1))
                : Optional.empty();
    }

    /**
     * The user or role whose policies count, where it is told: of a session the role, supposing that it has no path, which
     * AWS does not tell.
     */
    Optional<String> principal() {
        List<String> parts = parts();
        if (user().isPresent()) {
            return Optional.of(text);
        }
        String[] session = parts.size() == 6 ? parts.get(5).split("/", -1) : new String[0];
        return session.length == 3 && session[0].equals("assumed-role")
                ? Optional.of("arn:" + parts.get(1) + ":iam::" + accountId() + ":role/" + session[1])
                : Optional.empty();
    }

    /** A user of the same account, whether or not there is one. */
    public String userOfAccount(String name) {
        return "arn:" + parts().get(1) + ":iam::" + accountId() + ":user/" + name;
    }

    private List<String> parts() {
        return List.of(COLON.split(text, 6));
    }
}
