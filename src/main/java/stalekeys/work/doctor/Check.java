package stalekeys.work.doctor;

import java.util.List;

/** One part of an installation that can be looked at, to say whether it will work. Looking changes nothing. */
@FunctionalInterface
public interface Check {
    /** Looks, and says what came of it. What is wrong is a result, and never an exception. */
    List<CheckResult> look();
}
