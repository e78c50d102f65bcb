package stalekeys.words;

import java.util.List;
import stalekeys.keys.model.LastUse;

/** How to get rid of an old key. */
public final class RotationAdvice {
    private RotationAdvice() {}

    /** The better way, where it can be had. */
    public static String role() {
        return "Best: if the program runs on AWS, give it a role in place of a key. Then there is nothing to rotate.";
    }

    /** A step on the command line. */
    public record Step(String what, String command) {}

    /** What would be better than a new key, going by what the old one was last used with. */
    public static String instead(LastUse use) {
        String service = use.service() == null ? "" : use.service();
        if (use.byEmailService()) {
            return "This key sends mail. Make new SMTP credentials in the SES console: the SMTP password is made from the key,"
                    + " so a new key alone does not do.";
        }
        return switch (service) {
            case "ec2" -> "Best: give the instance a role (an instance profile) in place of a key.";
            case "lambda" -> "Best: give the function an execution role in place of a key.";
            case "ecs" -> "Best: give the task a role in place of a key.";
            default ->
                "Best: no key at all. A program on AWS can have a role; a person can sign in with IAM Identity Center"
                        + " (aws sso login).";
        };
    }

    /** A rotation with the AWS command line, in order. */
    public static List<Step> commands(String userName, String oldKeyId) {
        String user = " --user-name " + userName;
        String key = " --access-key-id " + oldKeyId;
        return List.of(
                new Step(
                        "1. Make sure that you are in the right account, and create a second key.",
                        "aws sts get-caller-identity\naws iam create-access-key" + user),
                new Step(
                        "2. Change the application to the new key, everywhere it runs. Then see whether the old one is"
                                + " still used; AWS can be hours behind.",
                        "aws iam get-access-key-last-used" + key),
                new Step(
                        "3. Deactivate the old key. If something breaks, the same with Active reactivates it.",
                        "aws iam update-access-key" + user + key + " --status Inactive"),
                new Step("4. Delete it some weeks later.", "aws iam delete-access-key" + user + key));
    }

    /** The steps of a rotation, in order. */
    public static List<String> steps() {
        return List.of(
                "Create a second key for the user.",
                "Change the application to the new key, everywhere it runs.",
                "Watch the old key's last use until it stands still for a day or two.",
                "Deactivate the old key. If something breaks, reactivate it.",
                "Delete the old key some weeks later.");
    }
}
