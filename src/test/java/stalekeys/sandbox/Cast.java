package stalekeys.sandbox;

import java.util.List;
import stalekeys.standin.BotHarness;

/** The people of the town one can be on the page, and what makes each of them worth it. */
record Cast(String id, String part) {
    static final List<Cast> ALL = List.of(
            new Cast(BotHarness.ADMIN, "an admin"),
            new Cast(BotHarness.SECOND_ADMIN, "another admin"),
            new Cast(BotHarness.VIEWER, "may see all, changes nothing"),
            new Cast("U0GORAN04", "owns a critical key"),
            new Cast("U0ANA0001", "owns a stale key"),
            new Cast("U0LENA007", "owns a stale key"),
            new Cast("U0CHIDI12", "owns a leaked key"),
            new Cast("U0PLATF14", "owns several keys"),
            new Cast(BotHarness.MEMBER, "a member without keys"),
            new Cast(BotHarness.GUEST, "a guest"));

    /**
     * The id, if it is one of theirs.
     *
     * @throws IllegalArgumentException otherwise
     */
    static String known(String id) {
        if (ALL.stream().noneMatch(each -> each.id().equals(id))) {
            throw new IllegalArgumentException("nobody one can be: " + id);
        }
        return id;
    }
}
