package stalekeys.standin.slack.api;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import stalekeys.standin.slack.check.Problem;
import stalekeys.standin.slack.workspace.ApiError;

/** Every broken limit, whether or not the bot noticed the refusal. */
public final class Violations {
    /** What Slack accepts, though a good message would not do it. */
    private static final String ADVICE = "advice";

    private final List<Violation> all = new CopyOnWriteArrayList<>();

    public List<Violation> all() {
        return List.copyOf(all);
    }

    public void advise(String method, String what) {
        all.add(new Violation(method, new Problem(ADVICE, what)));
    }

    /** Records them all, and refuses for the first that Slack itself would refuse. */
    void refuse(String method, List<Problem> problems) {
        problems.forEach(problem -> all.add(new Violation(method, problem)));
        List<Problem> fatal = problems.stream()
                .filter(problem -> !isOnlyAdvice(method, problem))
                .toList();
        if (!fatal.isEmpty()) {
            throw new ApiError(
                    fatal.get(0).error(), fatal.stream().map(Problem::message).toList());
        }
    }

    /** Slack posts without a top-level text, and cuts a long one in everything but chat.update. */
    private static boolean isOnlyAdvice(String method, Problem problem) {
        return problem.message().endsWith("[json-pointer:/text]")
                && !(method.equals("chat.update") && problem.error().equals("msg_too_long"));
    }
}
