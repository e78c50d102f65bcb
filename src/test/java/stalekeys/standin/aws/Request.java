package stalekeys.standin.aws;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One call: who asks what. */
record Request(Caller caller, String action, Map<String, String> parameters) {
    private static final String USER_NAME = "[A-Za-z0-9+=,.@_-]{1,128}";

    FakeAccount account() {
        return caller.account();
    }

    Optional<String> optional(String name) {
        return Optional.ofNullable(parameters.get(name));
    }

    String required(String name) {
        return optional(name)
                .filter(value -> !value.isEmpty())
                .orElseThrow(() -> ErrorResponse.invalid("Value null at '" + lowerFirst(name)
                        + "' failed to satisfy constraint: Member must not be null"));
    }

    List<String> members(String name) {
        List<String> values = new ArrayList<>();
        for (int i = 1; parameters.containsKey(name + ".member." + i); i++) {
            values.add(parameters.get(name + ".member." + i));
        }
        return values;
    }

    /** The user that is named, which must exist and on which the caller must have the right. */
    FakeUser user() {
        return user(required("UserName"));
    }

    /** As IAM does it: without a name it is the caller's own user. */
    FakeUser userOrCaller() {
        Optional<String> named = optional("UserName");
        if (named.isEmpty() && !caller.isUser()) {
            throw ErrorResponse.invalid("Must specify userName when calling with non-User credentials");
        }
        return user(named.orElseGet(caller::name));
    }

    /** What the request calls this user. */
    String named(FakeUser user) {
        return optional("UserName").orElse(user.name());
    }

    private FakeUser user(String name) {
        if (!name.matches(USER_NAME)) {
            throw ErrorResponse.invalid(
                    "The specified value for userName is invalid. It must contain only alphanumeric "
                            + "characters and/or the following: +=,.@_-");
        }
        checkAllowed(name);
        return account().findUser(name).orElseThrow(() -> ErrorResponse.noSuchUser(name));
    }

    void checkAllowed() {
        if (!account().allows(caller, "iam:" + action, null)) {
            throw ErrorResponse.accessDenied(
                    caller.arn(), "iam:" + action, "arn:aws:iam::" + account().id() + ":*");
        }
    }

    void checkAllowed(String userName) {
        if (!account().allows(caller, "iam:" + action, userName)) {
            throw ErrorResponse.accessDenied(
                    caller.arn(),
                    "iam:" + action,
                    "user " + account().findUser(userName).map(FakeUser::path).orElse("/") + userName);
        }
    }

    int maxItems() {
        String text = optional("MaxItems").orElse("100");
        int value;
        try {
            value = Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw ErrorResponse.invalid("Value '" + text + "' at 'maxItems' is not a number");
        }
        if (value < 1 || value > 1000) {
            throw ErrorResponse.invalid("Value '" + text
                    + "' at 'maxItems' failed to satisfy constraint: Member must have value between 1 and 1000");
        }
        return Math.min(value, account().longestPage());
    }

    private static String lowerFirst(String name) {
        return Character.toLowerCase(name.charAt(0)) + name.substring(1);
    }
}
