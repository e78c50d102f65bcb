package stalekeys.keys.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static stalekeys.keys.EventScript.ANA;
import static stalekeys.keys.EventScript.BEN;
import static stalekeys.keys.EventScript.asked;
import static stalekeys.keys.EventScript.date;
import static stalekeys.keys.EventScript.day;
import static stalekeys.keys.EventScript.nothing;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import stalekeys.keys.EventScript;
import stalekeys.keys.lifecycle.EnforcementPolicy.Action;
import stalekeys.keys.lifecycle.EnforcementPolicy.Facts;
import stalekeys.keys.lifecycle.Event.Kind;
import stalekeys.keys.lifecycle.FollowUpPolicy.Step;
import stalekeys.keys.lifecycle.Observation.KeyPresence;
import stalekeys.keys.lifecycle.Observation.ResolvedOwner;
import stalekeys.keys.model.LastUse;

/** One row for every rule, and for every "never". Day 0 is a Monday, nine o'clock UTC. */
class EnforcementPolicyTest {
    private static final EnforcementPolicy AFTER_21 = new EnforcementPolicy(21, 60, ZoneOffset.UTC);
    private static final EnforcementPolicy AFTER_14 = new EnforcementPolicy(14, null, ZoneOffset.UTC);
    private static final EnforcementPolicy AFTER_40 = new EnforcementPolicy(40, null, ZoneOffset.UTC);
    private static final EnforcementPolicy OFF = EnforcementPolicy.off(ZoneOffset.UTC);

    private static final String NOTHING = "NOTHING NONE";
    private static final String DEACTIVATE = "DEACTIVATE NONE";
    private static final String CLOSED = "DEACTIVATE OFF_HOURS";
    private static final String IN_USE = "DEACTIVATE IN_USE";
    private static final String DELETE = "DELETE NONE";

    private static final EventScript ANNOUNCED = asked(0).reminded(7).announced(14, 21, AnnouncedAction.OFF);
    private static final EventScript OFF_SINCE_DAY_0 =
            nothing().switchedOff(0).deletionAnnounced(53, 60).found(KeyPresence.OFF);

    @ParameterizedTest(name = "{0}")
    @MethodSource({"timeToSwitchOff", "hours", "neverSwitchedOff", "timeToDelete", "neverDeleted"})
    void action(String rule, EnforcementPolicy rules, Facts facts, Instant now, String wanted) {
        Action action = rules.decide(facts, now);

        assertThat(action.kind() + " " + action.hold()).isEqualTo(wanted);
        if (!wanted.equals(NOTHING)) {
            assertThat(rules.announced(facts.seen().lifecycle())).isTrue();
        }
    }

    static Stream<Arguments> timeToSwitchOff() {
        return Stream.of(
                row("not where it is not set", OFF, ANNOUNCED, 22, NOTHING),
                row("the last day is still a day to rotate", AFTER_21, ANNOUNCED, 21, NOTHING),
                row("the day after it", AFTER_21, ANNOUNCED, 22, DEACTIVATE),
                row("as many days after the first ask as are set", AFTER_40, ANNOUNCED, 35, NOTHING),
                row(
                        "and not a day later than those",
                        AFTER_40,
                        asked(0).reminded(7).announced(14, 40, AnnouncedAction.OFF),
                        42,
                        DEACTIVATE),
                row(
                        "never less than a week after the notice arrived",
                        AFTER_21,
                        asked(0).reminded(7)
                                .then(14, Kind.FINAL_NOTICE, Event.SYSTEM, AnnouncedAction.OFF.why(date(21)))
                                .then(16, Kind.FINAL_NOTICE_DELIVERED),
                        22,
                        NOTHING),
                row(
                        "and then it is time",
                        AFTER_21,
                        asked(0).reminded(7)
                                .then(14, Kind.FINAL_NOTICE, Event.SYSTEM, AnnouncedAction.OFF.why(date(21)))
                                .then(16, Kind.FINAL_NOTICE_DELIVERED),
                        23,
                        DEACTIVATE),
                row("two weeks after its last day a notice is no reason any more", AFTER_21, ANNOUNCED, 36, NOTHING),
                row("but up to then it is", AFTER_21, ANNOUNCED, 35, DEACTIVATE));
    }

    static Stream<Arguments> hours() {
        ZoneId tokyo = ZoneId.of("Asia/Tokyo");
        ZoneId berlin = ZoneId.of("Europe/Berlin");
        return Stream.of(
                row("Wednesday", AFTER_21, ANNOUNCED, 23, DEACTIVATE),
                row("Thursday", AFTER_21, ANNOUNCED, 24, DEACTIVATE),
                row("Friday: nobody would mend it before Monday", AFTER_21, ANNOUNCED, 25, CLOSED),
                row("Saturday", AFTER_21, ANNOUNCED, 26, CLOSED),
                row("Sunday", AFTER_21, ANNOUNCED, 27, CLOSED),
                row("Monday", AFTER_21, ANNOUNCED, 28, DEACTIVATE),
                row("before nine", AFTER_21, ANNOUNCED, 22 - 0.01, CLOSED),
                row("a little before three", AFTER_21, ANNOUNCED, 22.249, DEACTIVATE),
                row("at three", AFTER_21, ANNOUNCED, 22.25, CLOSED),
                at("the owner is still at work", ANNOUNCED, tokyo, ZoneOffset.UTC, "2026-03-24T08:59:00Z", CLOSED),
                at(
                        "nine in one zone, after six in the other",
                        ANNOUNCED,
                        tokyo,
                        ZoneOffset.UTC,
                        "2026-03-24T09:00:00Z",
                        CLOSED),
                at("both at work", ANNOUNCED, berlin, ZoneOffset.UTC, "2026-03-24T09:00:00Z", DEACTIVATE),
                at(
                        "the digest's zone counts as well",
                        ANNOUNCED,
                        ZoneOffset.UTC,
                        berlin,
                        "2026-03-24T14:00:00Z",
                        CLOSED),
                at(
                        "Friday where the owner is",
                        ANNOUNCED,
                        ZoneId.of("Pacific/Kiritimati"),
                        ZoneId.of("Pacific/Honolulu"),
                        "2026-03-26T20:00:00Z",
                        CLOSED));
    }

    static Stream<Arguments> neverSwitchedOff() {
        EventScript undelivered =
                asked(0).reminded(7).then(14, Kind.FINAL_NOTICE, Event.SYSTEM, AnnouncedAction.OFF.why(date(21)));
        return Stream.of(
                row("nobody was asked", AFTER_21, nothing(), 22, NOTHING),
                row("no final notice", AFTER_21, asked(0).reminded(7), 22, NOTHING),
                row("a final notice that may not have arrived", AFTER_21, undelivered, 23, NOTHING),
                row(
                        "a final notice that did not say so",
                        AFTER_21,
                        asked(0).reminded(7).finalNotice(14),
                        22,
                        NOTHING),
                row("nobody is named", AFTER_21, ANNOUNCED.owner(ResolvedOwner.Kind.NOBODY), 22, NOTHING),
                row("a team's channel is named", AFTER_21, ANNOUNCED.owner(ResolvedOwner.Kind.TEAM), 22, NOTHING),
                row(
                        "the owner can't be looked up",
                        AFTER_21,
                        ANNOUNCED.owner(ResolvedOwner.Kind.UNREADABLE),
                        22,
                        NOTHING),
                row("another owner is named by now", AFTER_21, ANNOUNCED.owner(BEN), 22, NOTHING),
                row("only claimed", AFTER_21, claimed().owner(ResolvedOwner.Kind.NOBODY), 22, NOTHING),
                row("the owner says it is not theirs", AFTER_21, ANNOUNCED.notMine(15, ANA), 22, NOTHING),
                row("an admin excuses it", AFTER_21, ANNOUNCED.exempt(15, 90), 22, NOTHING),
                row("an excuse that has ended takes a new ask", AFTER_21, ANNOUNCED.exempt(15, 17), 22, NOTHING),
                row("a tag excuses it", AFTER_21, ANNOUNCED.tagged(90), 22, NOTHING),
                row("tags that can't be read", AFTER_21, ANNOUNCED.found(KeyPresence.UNREADABLE), 22, NOTHING),
                row("no longer stale", AFTER_21, ANNOUNCED.found(KeyPresence.FRESH), 22, NOTHING),
                row("gone", AFTER_21, ANNOUNCED.found(KeyPresence.GONE), 22, NOTHING),
                row("off", AFTER_21, ANNOUNCED.found(KeyPresence.OFF), 22, NOTHING),
                row(
                        "switched on again: left alone",
                        AFTER_21,
                        ANNOUNCED.switchedOff(22).switchedOn(22.1),
                        22.2,
                        NOTHING),
                row(
                        "switched on again: left alone for good",
                        AFTER_21,
                        ANNOUNCED.switchedOff(22).switchedOn(22.1),
                        35,
                        NOTHING),
                row("a change under way", AFTER_21, ANNOUNCED.then(22, Kind.DEACTIVATION_REQUESTED), 22, NOTHING),
                row(
                        "its user sends mail",
                        AFTER_21,
                        new Facts(ANNOUNCED.seen(), used(30), false, true, true, ZoneOffset.UTC),
                        22,
                        NOTHING),
                row(
                        "last used by SES",
                        AFTER_21,
                        facts(ANNOUNCED, LastUse.used(day(-9), "ses-smtp", null)),
                        22,
                        NOTHING),
                row("its last use can't be read", AFTER_21, facts(ANNOUNCED, LastUse.unreadable()), 22, NOTHING),
                row(
                        "keys of its account can't be changed",
                        AFTER_21,
                        new Facts(ANNOUNCED.seen(), used(30), false, false, false, ZoneOffset.UTC),
                        22,
                        NOTHING),
                row(
                        "used within a day, which the notice did not know",
                        AFTER_21,
                        facts(ANNOUNCED, LastUse.used(day(21.1), "s3", null)),
                        22,
                        IN_USE),
                row(
                        "used a day ago and more",
                        AFTER_21,
                        facts(ANNOUNCED, LastUse.used(day(21), "s3", null)),
                        22,
                        DEACTIVATE),
                row(
                        "used within a day, as the notice said",
                        AFTER_21,
                        facts(
                                asked(0).reminded(7).announced(14, 21, AnnouncedAction.OFF_THOUGH_USED),
                                LastUse.used(day(21.9), "s3", null)),
                        22,
                        DEACTIVATE),
                row("never used", AFTER_21, facts(ANNOUNCED, LastUse.never()), 22, DEACTIVATE));
    }

    static Stream<Arguments> timeToDelete() {
        return Stream.of(
                row("not where it is not set", AFTER_14, OFF_SINCE_DAY_0, 63, NOTHING),
                row("the last day is still a day to object", AFTER_21, OFF_SINCE_DAY_0, 60, NOTHING),
                row("the day after it", AFTER_21, OFF_SINCE_DAY_0, 63, DELETE),
                row("Friday", AFTER_21, OFF_SINCE_DAY_0, 67, "DELETE OFF_HOURS"),
                row(
                        "two weeks after its last day a notice is no reason any more",
                        AFTER_21,
                        OFF_SINCE_DAY_0,
                        77,
                        NOTHING));
    }

    static Stream<Arguments> neverDeleted() {
        EventScript off = nothing().switchedOff(0).found(KeyPresence.OFF);
        return Stream.of(
                row("no notice of its own", AFTER_21, off, 63, NOTHING),
                row(
                        "not even with the notice that it would be switched off",
                        AFTER_21,
                        ANNOUNCED.switchedOff(0).found(KeyPresence.OFF),
                        63,
                        NOTHING),
                row(
                        "a notice that may not have arrived",
                        AFTER_21,
                        off.then(53, Kind.DELETION_NOTICE, Event.SYSTEM, AnnouncedAction.DELETED.why(date(60))),
                        63,
                        NOTHING),
                row(
                        "a notice Slack refused",
                        AFTER_21,
                        off.then(53, Kind.DELETION_NOTICE, Event.SYSTEM, AnnouncedAction.DELETED.why(date(60)))
                                .then(53, Kind.FOLLOW_UP_FAILED),
                        63,
                        NOTHING),
                row("the notice went to the owner of before", AFTER_21, OFF_SINCE_DAY_0.owner(BEN), 63, NOTHING),
                row(
                        "asked about since, so it was on: somebody else switched it on and off",
                        AFTER_21,
                        nothing()
                                .switchedOff(0)
                                .askBySweep(10, ANA)
                                .then(40, Kind.ROTATED)
                                .deletionAnnounced(53, 60)
                                .found(KeyPresence.OFF),
                        63,
                        NOTHING),
                row("switched on again", AFTER_21, OFF_SINCE_DAY_0.switchedOn(55), 63, NOTHING),
                row("seen on in between", AFTER_21, OFF_SINCE_DAY_0.then(55, Kind.SEEN_ON_AGAIN), 63, NOTHING),
                row(
                        "seen on in between, whatever was said since",
                        AFTER_21,
                        nothing()
                                .switchedOff(0)
                                .then(10, Kind.SEEN_ON_AGAIN)
                                .deletionAnnounced(53, 60)
                                .found(KeyPresence.OFF),
                        63,
                        NOTHING),
                row(
                        "switched on again and off: the days count anew",
                        AFTER_21,
                        OFF_SINCE_DAY_0.switchedOn(55).switchedOff(56),
                        63,
                        NOTHING),
                row("on, whoever switched it on", AFTER_21, OFF_SINCE_DAY_0.found(KeyPresence.STALE), 63, NOTHING),
                row(
                        "somebody else switched it off",
                        AFTER_21,
                        nothing().deletionAnnounced(53, 60).found(KeyPresence.OFF),
                        63,
                        NOTHING),
                row("used since", AFTER_21, facts(OFF_SINCE_DAY_0, LastUse.used(day(1), "s3", null)), 63, NOTHING),
                row("its last use can't be read", AFTER_21, facts(OFF_SINCE_DAY_0, LastUse.unreadable()), 63, NOTHING),
                row("can't be read", AFTER_21, OFF_SINCE_DAY_0.found(KeyPresence.UNREADABLE), 63, NOTHING),
                row("nobody is named", AFTER_21, OFF_SINCE_DAY_0.owner(ResolvedOwner.Kind.NOBODY), 63, NOTHING),
                row(
                        "only claimed",
                        AFTER_21,
                        OFF_SINCE_DAY_0.claimed(54, BEN).owner(ResolvedOwner.Kind.NOBODY),
                        63,
                        NOTHING),
                row("an admin excuses it", AFTER_21, OFF_SINCE_DAY_0.exempt(55, 90), 63, NOTHING),
                row("a tag excuses it", AFTER_21, OFF_SINCE_DAY_0.tagged(90), 63, NOTHING),
                row(
                        "its user sends mail",
                        AFTER_21,
                        new Facts(OFF_SINCE_DAY_0.seen(), LastUse.never(), false, true, true, ZoneOffset.UTC),
                        63,
                        NOTHING),
                row(
                        "a change under way",
                        AFTER_21,
                        OFF_SINCE_DAY_0.then(62, Kind.REACTIVATION_REQUESTED),
                        63,
                        NOTHING));
    }

    @Test
    void a_final_notice_names_the_day_up_to_which_the_key_is_left_alone() {
        EventScript reminded = asked(0).reminded(7);

        assertThat(noticed(AFTER_14, reminded, 14, used(30))).isEqualTo(date(21) + " OFF");
        assertThat(noticed(AFTER_40, reminded, 14, used(30))).isEqualTo(date(40) + " OFF");
        assertThat(noticed(AFTER_14, reminded, 17, used(30))).isEqualTo(date(24) + " OFF");
    }

    @Test
    void it_says_that_the_key_is_in_use_where_it_is() {
        EventScript reminded = asked(0).reminded(7);

        assertThat(noticed(AFTER_14, reminded, 14, LastUse.used(day(8), "s3", null)))
                .isEqualTo(date(21) + " OFF_THOUGH_USED");
    }

    @Test
    void it_threatens_nothing_that_will_not_happen() {
        EventScript reminded = asked(0).reminded(7);

        assertThat(noticed(OFF, reminded, 14, used(30))).isEqualTo(date(21) + " OPEN");
        assertThat(noticed(AFTER_14, reminded, 14, LastUse.unreadable())).isEqualTo(date(21) + " OPEN");
        assertThat(noticed(AFTER_14, reminded, 14, LastUse.used(day(0), "ses", null)))
                .isEqualTo(date(21) + " OPEN");
        assertThat(noticed(AFTER_14, claimed().owner(ResolvedOwner.Kind.NOBODY), 14, used(30)))
                .doesNotContain("OFF");
    }

    @Test
    void what_the_notice_did_not_say_or_said_too_long_ago_takes_another_notice() {
        EventScript plain = asked(0).reminded(7).finalNotice(14);

        assertThat(noticed(AFTER_14, plain, 30, used(30))).isEqualTo(date(37) + " OFF");
        assertThat(noticed(OFF, plain, 30, used(30))).isEmpty();
        assertThat(noticed(AFTER_14, ANNOUNCED, 30, used(30))).isEmpty();
        assertThat(noticed(AFTER_14, ANNOUNCED, 36, used(30))).isEqualTo(date(43) + " OFF");
        assertThat(noticed(
                        AFTER_14,
                        asked(0).reminded(7).then(14, Kind.FINAL_NOTICE, Event.SYSTEM, "2026-03-23"),
                        30,
                        used(30)))
                .as("one that may not have arrived is not repeated")
                .isEmpty();
    }

    @Test
    void a_deletion_is_announced_once_a_week_ahead() {
        EventScript off = nothing().switchedOff(0).found(KeyPresence.OFF);

        assertThat(noticed(AFTER_21, off, 52.9, used(30))).isEmpty();
        assertThat(noticed(AFTER_21, off, 53, used(30))).isEqualTo(date(60) + " DELETED");
        assertThat(noticed(AFTER_21, off, 80, used(30))).isEqualTo(date(87) + " DELETED");
        assertThat(noticed(AFTER_21, OFF_SINCE_DAY_0, 54, used(30))).isEmpty();
        assertThat(noticed(AFTER_21, OFF_SINCE_DAY_0.owner(BEN), 54, used(30)))
                .as("somebody else owns it now, and was not told yet")
                .isEqualTo(date(61) + " DELETED");
        assertThat(noticed(AFTER_21, off, 53, LastUse.used(day(3), "s3", null))).isEmpty();
        assertThat(noticed(AFTER_14, off, 80, used(30))).isEmpty();
    }

    @Test
    void an_intention_holds_to_the_end_of_the_hours_of_both() {
        EnforcementPolicy rules = new EnforcementPolicy(14, null, ZoneId.of("America/New_York"));
        Instant morning = Instant.parse("2026-03-24T14:00:00Z");

        assertThat(rules.closes(ZoneId.of("America/New_York"), morning)).isEqualTo("2026-03-24T19:00:00Z");
        assertThat(rules.closes(ZoneId.of("Europe/London"), morning)).isEqualTo("2026-03-24T18:00:00Z");
    }

    private static String noticed(EnforcementPolicy rules, EventScript told, double today, LastUse use) {
        FollowUpPolicy lifecycle = new FollowUpPolicy(false, 90, 0);
        Step step = rules.announcing(lifecycle.decide(told.seen(), day(today)), facts(told, use), day(today));
        boolean notice = step.kind() == Step.Kind.FINAL_NOTICE || step.kind() == Step.Kind.DELETION_NOTICE;
        if (!notice || step.until() == null) {
            return "";
        }
        assertThat(step.until()).isAfterOrEqualTo(day(today).plus(Duration.ofDays(7)));
        LocalDate last = step.until().atZone(ZoneOffset.UTC).toLocalDate();
        return last + " " + step.announced();
    }

    /** Ben claimed it, was asked, and got the notice. */
    private static EventScript claimed() {
        return nothing().claimed(0, BEN).askBySweep(0, BEN).reminded(7).announced(14, 21, AnnouncedAction.OFF);
    }

    private static LastUse used(int daysBefore) {
        return LastUse.used(day(-daysBefore), "s3", "eu-west-1");
    }

    private static Facts facts(EventScript told, LastUse use) {
        return new Facts(told.seen(), use, false, false, true, ZoneOffset.UTC);
    }

    private static Arguments row(String rule, EnforcementPolicy rules, EventScript told, double today, String wanted) {
        return row(rule, rules, facts(told, used(30)), today, wanted);
    }

    private static Arguments row(String rule, EnforcementPolicy rules, Facts facts, double today, String wanted) {
        return Arguments.of(rule, rules, facts, day(today), wanted);
    }

    private static Arguments at(String rule, EventScript told, ZoneId owner, ZoneId digest, String now, String wanted) {
        return Arguments.of(
                rule,
                new EnforcementPolicy(21, null, digest),
                new Facts(told.seen(), used(30), false, false, true, owner),
                Instant.parse(now),
                wanted);
    }
}
