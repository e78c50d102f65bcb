package stalekeys.stories;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import stalekeys.keys.Event;
import stalekeys.standin.aws.FakeKey;
import stalekeys.standin.slack.Message;

/** Whole lives of keys, from asking to done. They begin on a Thursday at ten. */
class StoryTest extends LifecycleStory {
    @Test
    void asked_reminded_and_rotated() {
        FakeKey key = goransKey();
        town.start();
        adminAsks("goran");

        daysPass(6);
        assertEquals(1, dms(goran()).size());
        daysPass(1);
        assertEquals(2, dms(goran()).size());
        assertShows(lastDm(goran()), "Please rotate this AWS access key", "You were asked about it on", key.id());

        account.user("goran").addKey(clock.instant());
        key.status("Inactive");
        daysPass(1);
        assertEquals(3, dms(goran()).size());
        assertShows(
                lastDm(goran()), "Thank you", "is switched off now", masked(key).substring(1));

        daysPass(30);
        assertEquals(3, dms(goran()).size());
        assertEquals(
                List.of(
                        Event.Kind.ASKED,
                        Event.Kind.ASK_DELIVERED,
                        Event.Kind.REMINDED,
                        Event.Kind.REMINDER_DELIVERED,
                        Event.Kind.ROTATED,
                        Event.Kind.THANKED),
                ofKeys());
    }

    @Test
    void asked_ignored_given_a_last_day_switched_off_and_on_again() {
        FakeKey key = goransKey();
        town.start();
        adminAsks("goran");

        daysPass(14);
        assertEquals(3, dms(goran()).size());
        assertShows(
                lastDm(goran()),
                "Final notice: please rotate by 15 October 2026",
                "after that an admin may switch it off",
                key.id());
        assertHides(lastDm(goran()), "will be switched off");

        daysPass(14);
        assertEquals(3, dms(goran()).size());

        asksToDeactivate(ada(), listFor(ada()), "goran");
        ada().submits(Map.of("Reason", "nobody answered"));
        awaitEvent(Event.Kind.DEACTIVATED);
        allIsSent();
        assertShows(lastDm(goran()), "Your AWS access key was switched off", "nobody answered");
        daysPass(1);
        assertEquals(4, dms(goran()).size());

        Message list = answer(ada(), "/stale-keys user goran", "goran");
        ada().clicks(list, "Reactivate", "goran");
        ada().awaitModal("Reason");
        ada().submits(Map.of("Reason", "it broke"));
        awaitEvent(Event.Kind.REACTIVATED);
        allIsSent();
        int told = dms(goran()).size();

        daysPass(29);
        assertEquals(told, dms(goran()).size());
        daysPass(3);
        assertEquals(told + 1, dms(goran()).size());
        assertShows(lastDm(goran()), "Please rotate this AWS access key");
        assertEquals("Active", key.status());
    }

    @Test
    void excused_by_a_tag_and_back() {
        goransKey();
        town.start();
        adminAsks("goran");
        account.user("goran").tag("stale-keys:exempt-until", "2026-10-31");

        daysPass(38);
        assertEquals(1, dms(goran()).size());

        daysPass(1);
        assertEquals(2, dms(goran()).size(), "1 November is a Sunday, 2 November a Monday");
        assertShows(lastDm(goran()), "Please rotate this AWS access key");
        daysPass(6);
        assertEquals(2, dms(goran()).size());
        daysPass(1);
        assertEquals(3, dms(goran()).size());
    }

    @Test
    void the_owner_leaves_the_company() {
        goransKey();
        town.start();
        adminAsks("goran");
        town.slack.workspace().person(GORAN, "goran").deleted();

        daysPass(20);

        assertEquals(1, dms(goran()).size());
        Message weekly = awaitPost("has no owner");
        assertShows(text(weekly), "goran", "is not a member here, or not any more");
    }

    @Test
    void the_bot_is_down_for_three_weeks() {
        goransKey();
        town.start();
        adminAsks("goran");
        town.stop();
        clock.advance(Duration.ofDays(21));

        town.start();
        sweeps();
        assertEquals(2, dms(goran()).size());
        assertShows(lastDm(goran()), "You were asked about it on");

        daysPass(6);
        assertEquals(2, dms(goran()).size());
        daysPass(1);
        assertShows(lastDm(goran()), "Final notice: please rotate by 29 October 2026");
    }

    @Test
    void of_two_keys_of_one_user_only_the_one_that_was_asked_about_is_followed() {
        FakeKey old = goransKey();
        FakeKey older = account.user("goran").addKey(account.daysAgo(100));
        town.start();
        // The list has the worst first.
        answer(ada(), () -> ada().clicks(listFor(ada()), ASK, masked(old).substring(1)), "has been asked");
        awaitEvent(Event.Kind.ASK_DELIVERED);

        account.user("goran").removeKey(older.id());
        daysPass(1);
        assertEquals(1, dms(goran()).size());

        daysPass(6);
        assertEquals(2, dms(goran()).size());
        assertShows(lastDm(goran()), old.id());
        assertHides(lastDm(goran()), older.id());
    }

    @Test
    void more_owners_than_a_day_allows_are_asked_on_several_days() {
        goransKey();
        for (String[] owner : new String[][] {{"ana", ANA}, {"bruno", BRUNO}}) {
            stale(owner[0], 100, 1, "s3");
            account.user(owner[0]).tag("slack", owner[1]);
        }
        town.with("STALE_KEYS_AUTO_ASK", "on")
                .with("STALE_KEYS_DAILY_DM_LIMIT", "1")
                .start();

        sweeps();
        assertEquals(1, asked());
        sweeps();
        assertEquals(1, asked());
        daysPass(1);
        assertEquals(2, asked());
        // A weekend comes in between.
        daysPass(2);
        assertEquals(2, asked());
        daysPass(1);
        assertEquals(3, asked());
    }

    @Test
    void what_falls_due_on_a_friday_evening_is_said_on_monday_morning() {
        goransKey();
        town.start();
        clock.advance(Duration.ofDays(1).plusHours(7));
        adminAsks("goran");

        clock.advance(Duration.ofDays(7).plusHours(2));
        sweeps();
        daysPass(2);
        assertEquals(1, dms(goran()).size());

        until(Instant.parse("2026-10-05T09:30:00Z"));
        sweeps();
        assertEquals(2, dms(goran()).size());
    }

    @Test
    void a_restart_between_deciding_and_sending_repeats_nothing() {
        goransKey();
        town.start();
        adminAsks("goran");
        clock.advance(Duration.ofDays(7));
        town.slack.fault("chat.postMessage").once().status(500);
        town.sweep().run();
        awaitCalls("chat.postMessage", 2);

        town.restart();
        daysPass(3);

        assertEquals(1, dms(goran()).size());
        assertShows(text(listFor(ada())), "This message may not have arrived", "Send again");
    }

    private int asked() {
        return (int) List.of(GORAN, ANA, BRUNO).stream()
                .filter(owner -> !dms(town.user(owner)).isEmpty())
                .count();
    }

    /** What happened to keys, in order. */
    private List<Event.Kind> ofKeys() {
        return events().stream()
                .filter(event -> event.key() != null)
                .map(Event::kind)
                .toList();
    }
}
