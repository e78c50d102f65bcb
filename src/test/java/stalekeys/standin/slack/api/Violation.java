package stalekeys.standin.slack.api;

import stalekeys.standin.slack.check.Problem;

/** Something the bot sent that Slack would refuse, or that breaks a rule of good messages. */
public record Violation(String method, Problem problem) {
    @Override
    public String toString() {
        return method + ": " + problem.error() + " " + problem.message();
    }
}
