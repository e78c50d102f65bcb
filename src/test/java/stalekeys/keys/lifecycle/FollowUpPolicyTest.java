package stalekeys.keys.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static stalekeys.keys.EventScript.ANA;
import static stalekeys.keys.EventScript.BEN;
import static stalekeys.keys.EventScript.asked;
import static stalekeys.keys.EventScript.day;
import static stalekeys.keys.EventScript.nothing;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import stalekeys.keys.EventScript;
import stalekeys.keys.lifecycle.Event.Kind;
import stalekeys.keys.lifecycle.FollowUpPolicy.Step;
import stalekeys.keys.lifecycle.Observation.KeyPresence;
import stalekeys.keys.lifecycle.Observation.ResolvedOwner;

/** One row for every rule. */
class FollowUpPolicyTest {
    private static final FollowUpPolicy BY_CLICK = new FollowUpPolicy(false, 90, 0);
    private static final FollowUpPolicy BY_ITSELF = new FollowUpPolicy(true, 90, 0);
    private static final FollowUpPolicy AHEAD = new FollowUpPolicy(false, 90, 14);

    private static final Step.Kind NOTHING = Step.Kind.NOTHING;
    private static final Step.Kind ASK = Step.Kind.ASK;
    private static final Step.Kind REMIND = Step.Kind.REMIND;
    private static final Step.Kind FINAL_NOTICE = Step.Kind.FINAL_NOTICE;
    private static final Step.Kind THANK = Step.Kind.THANK;
    private static final Step.Kind ROTATED = Step.Kind.RECORD_ROTATION;
    private static final Step.Kind ON_AGAIN = Step.Kind.RECORD_ON_AGAIN;
    private static final Step.Kind EXCUSED = Step.Kind.RECORD_EXCUSE;
    private static final Step.Kind WARN = Step.Kind.WARN_AHEAD;

    @ParameterizedTest(name = "{0}")
    @MethodSource({
        "clock",
        "postponing",
        "announced",
        "exemptions",
        "people",
        "asking",
        "reactivation",
        "onAgain",
        "downTime",
        "ahead"
    })
    void rule(String rule, FollowUpPolicy rules, EventScript told, double today, Step.Kind wanted, String person) {
        Step step = rules.decide(told.seen(), day(today));

        assertThat(step.kind()).isEqualTo(wanted);
        assertThat(step.person()).isEqualTo(person);
        if (wanted != NOTHING) {
            assertThat(step.due()).isBeforeOrEqualTo(day(today));
            assertThat(rules.concerns(told.lifecycle(), told.seen().ageDays())).isTrue();
        }
    }

    static Stream<Arguments> clock() {
        EventScript reminded = asked(0).reminded(7);
        EventScript noticed = asked(0).reminded(7).finalNotice(14);
        return Stream.of(
                row("nobody was asked", nothing(), 0, NOTHING),
                row("asked just now", asked(0), 0, NOTHING),
                row("a minute short of day 7", asked(0), 6.999, NOTHING),
                row("day 7: reminder", asked(0), 7, REMIND),
                row("the reminder waits for a working day", asked(0), 9, REMIND),
                row("reminded: quiet", reminded, 7.1, NOTHING),
                row("a minute short of day 14", reminded, 13.999, NOTHING),
                row("day 14: final notice", reminded, 14, FINAL_NOTICE),
                row("the final notice waits for a working day", reminded, 17, FINAL_NOTICE),
                row("never a final notice without a reminder", asked(0), 14, REMIND),
                row("a late reminder moves no final notice", asked(0).reminded(10), 14, FINAL_NOTICE),
                row("noticed: quiet", noticed, 14.1, NOTHING),
                row("day 21: only the digest counts it", noticed, 21, NOTHING),
                row("much later: still only the digest", noticed, 200, NOTHING),
                row(
                        "a final notice Slack refused was not given",
                        asked(0).reminded(7)
                                .then(14, Kind.FINAL_NOTICE, Event.SYSTEM, "2026-03-23")
                                .then(14, Kind.FOLLOW_UP_FAILED),
                        16,
                        FINAL_NOTICE),
                row(
                        "a reminder Slack refused was not given",
                        asked(0).then(7, Kind.REMINDED, Event.SYSTEM, ANA).then(7, Kind.FOLLOW_UP_FAILED),
                        8,
                        REMIND),
                row(
                        "a final notice that may not have arrived is not repeated",
                        asked(0).reminded(7).then(14, Kind.FINAL_NOTICE, Event.SYSTEM, "2026-03-23"),
                        60,
                        NOTHING),
                row(
                        "nor where a reminder of before is refused after it",
                        asked(0).reminded(7)
                                .then(14, Kind.FINAL_NOTICE, Event.SYSTEM, "2026-03-23")
                                .reminderRefused(15),
                        16,
                        NOTHING),
                row(
                        "a reminder that may not have arrived is not repeated",
                        asked(0).then(7, Kind.REMINDED, Event.SYSTEM, ANA),
                        9,
                        NOTHING),
                row("an ask on its way starts no clock", nothing().ask(0, "U0ADMIN", ANA), 30, NOTHING),
                row(
                        "the clock starts when the ask arrives",
                        nothing().ask(0, "U0ADMIN", ANA).then(3, Kind.ASK_DELIVERED),
                        9,
                        NOTHING),
                row(
                        "the clock starts when the ask arrives, and runs from then",
                        nothing().ask(0, "U0ADMIN", ANA).then(3, Kind.ASK_DELIVERED),
                        10,
                        REMIND),
                row(
                        "an ask in a team's channel starts no clock",
                        nothing().ask(0, "U0ADMIN", "C0TEAM").then(0, Kind.ASK_POSTED),
                        30,
                        NOTHING),
                row("asked again within the clock: it is not set back", asked(0).ask(8), 8, REMIND),
                row("asked again and reminded: final notice as planned", reminded.ask(8), 14, FINAL_NOTICE),
                row(
                        "asked again long after the final notice: a new round",
                        asked(0).reminded(7).finalNotice(14).ask(60),
                        67,
                        REMIND),
                row(
                        "and a final notice of its own",
                        asked(0).reminded(7).finalNotice(14).ask(60).reminded(67),
                        74,
                        FINAL_NOTICE),
                row("an old event that does not say who was asked", oldAsk(), 7, REMIND),
                row(
                        "a change under way holds everything up",
                        asked(0).then(7, Kind.DEACTIVATION_REQUESTED, "U0ADMIN", "old"),
                        7,
                        NOTHING),
                row(
                        "a change that was not made holds nothing up",
                        asked(0).then(7, Kind.DEACTIVATION_REQUESTED, "U0ADMIN", "old")
                                .then(7, Kind.CHANGE_NOT_DONE),
                        7,
                        REMIND));
    }

    static Stream<Arguments> postponing() {
        return Stream.of(
                row("put off by 3 days: not on day 7", asked(0).postponed(6, 3), 7, NOTHING),
                row("put off by 3 days: reminded on the day", asked(0).postponed(6, 3), 9, REMIND),
                row("put off right after the ask", asked(0).postponed(0.1, 1), 1.1, REMIND),
                row("reminded as wished, then quiet", asked(0).postponed(0.1, 1).reminded(1.1), 7, NOTHING),
                row(
                        "reminded as wished, and the final notice on its day",
                        asked(0).postponed(0.1, 1).reminded(1.1),
                        14,
                        FINAL_NOTICE),
                row(
                        "three times by 7 days moves no final notice",
                        asked(0).postponed(0, 7).reminded(7).postponed(7, 7),
                        14,
                        FINAL_NOTICE),
                row("put off beyond day 14: the final notice comes first", asked(0).postponed(10, 7), 14, FINAL_NOTICE),
                row(
                        "put off beyond the final notice: reminded after it, as wished",
                        asked(0).postponed(10, 7).finalNotice(14),
                        17,
                        REMIND),
                row(
                        "put off after the final notice",
                        asked(0).reminded(7).finalNotice(14).postponed(15, 3),
                        18,
                        REMIND),
                row(
                        "put off after the final notice: not before",
                        asked(0).reminded(7).finalNotice(14).postponed(15, 3),
                        17.9,
                        NOTHING),
                row(
                        "and once reminded, quiet again",
                        asked(0).reminded(7).finalNotice(14).postponed(15, 3).reminded(18),
                        40,
                        NOTHING),
                row(
                        "put off after months of silence: begins at the reminder, not at the final notice",
                        asked(0).postponed(60, 3),
                        63,
                        REMIND),
                row(
                        "put off after months of silence: a week to the final notice",
                        asked(0).postponed(60, 3).reminded(63),
                        66.9,
                        NOTHING),
                row(
                        "put off after months of silence: then the final notice",
                        asked(0).postponed(60, 3).reminded(63),
                        67,
                        FINAL_NOTICE));
    }

    static Stream<Arguments> announced() {
        EventScript rotated = asked(0).then(2, Kind.ROTATED);
        return Stream.of(
                row("the key is off: recorded", asked(0).found(KeyPresence.OFF), 2, ROTATED),
                row("the key is gone: recorded", asked(0).found(KeyPresence.GONE), 2, ROTATED),
                row(
                        "off after the final notice: recorded",
                        asked(0).reminded(7).finalNotice(14).found(KeyPresence.OFF),
                        15,
                        ROTATED),
                row("off while excused: recorded", asked(0).exempt(1, 100).found(KeyPresence.OFF), 2, ROTATED),
                row(
                        "the owner left: recorded all the same",
                        asked(0).owner(ResolvedOwner.Kind.NOBODY).found(KeyPresence.OFF),
                        3,
                        ROTATED),
                row("recorded: thanked", rotated.found(KeyPresence.OFF), 2, THANK),
                row("recorded on a Friday: thanked on Monday", rotated.found(KeyPresence.GONE), 5, THANK),
                row("thanked once", rotated.then(3, Kind.THANKED).found(KeyPresence.OFF), 3, NOTHING),
                row("no thanks after more than two weeks", rotated.found(KeyPresence.OFF), 16.1, NOTHING),
                row(
                        "no thanks to nobody knows whom",
                        oldAsk().then(2, Kind.ROTATED).found(KeyPresence.OFF),
                        2,
                        NOTHING),
                row("no thanks where the key is on again", rotated, 3, NOTHING),
                row("never asked, and off", nothing().found(KeyPresence.OFF), 3, NOTHING),
                row(
                        "asked, not known to have arrived, and gone",
                        nothing().ask(0, "U0ADMIN", ANA).found(KeyPresence.GONE),
                        3,
                        NOTHING),
                row(
                        "switched off from here: the owner was told then",
                        asked(0).switchedOff(2).found(KeyPresence.OFF),
                        3,
                        NOTHING),
                row("no longer stale: quiet", asked(0).found(KeyPresence.FRESH), 7, NOTHING),
                row("unreadable: quiet", asked(0).found(KeyPresence.UNREADABLE), 7, NOTHING),
                row("unreadable is not gone", asked(0).found(KeyPresence.UNREADABLE), 50, NOTHING),
                row("switched on again in the console after the thanks", rotated, 30, NOTHING));
    }

    static Stream<Arguments> exemptions() {
        EventScript tagSeen = asked(0).then(5, Kind.EXCUSED_BY_TAG, Event.SYSTEM, "2026-03-22");
        return Stream.of(
                row("excused: quiet", asked(0).exempt(2, 20), 7, NOTHING),
                row("excused to the end of the day in UTC", asked(0).exempt(2, 20), 20.6, NOTHING),
                row("the excuse ends: a new ask", asked(0).exempt(2, 20), 20.7, ASK),
                row(
                        "asked at its end: the clock begins anew",
                        asked(0).exempt(2, 20).askBySweep(21, ANA),
                        27,
                        NOTHING),
                row(
                        "asked at its end: reminded 7 days later",
                        asked(0).exempt(2, 20).askBySweep(21, ANA),
                        28,
                        REMIND),
                row(
                        "asked at its end by a click: the clock begins anew",
                        asked(0).reminded(7).exempt(8, 13).ask(14),
                        20,
                        NOTHING),
                row("a short excuse: the ask that stands is not repeated", asked(0).exempt(1, 2), 4, NOTHING),
                row("a short excuse: asked when a week is over", asked(0).exempt(1, 2), 7, ASK),
                row("excused before anybody was asked, and over", nothing().exempt(2, 20), 30, NOTHING),
                row("excused anew before it ended", asked(0).exempt(2, 20).exempt(19, 60), 30, NOTHING),
                row(
                        "a shorter excuse replaces a longer one",
                        asked(0).exempt(2, 60).exempt(3, 20),
                        30,
                        ASK),
                row(
                        "an excuse wakes no lap that is not its own",
                        asked(0).exempt(2, 20).then(3, Kind.ROTATED),
                        30,
                        NOTHING),
                row("a tag excuses as well: recorded", asked(0).tagged(20), 7, EXCUSED),
                row("recorded once", tagSeen.tagged(20), 7, NOTHING),
                row("the tag ends: a new ask", tagSeen.tagged(20), 21, ASK),
                row("the tag is taken away: a new ask", tagSeen, 8, ASK),
                row("the tag ends: the clock begins anew", tagSeen.tagged(10).askBySweep(11, ANA), 17.9, NOTHING),
                row("the tag ends: the clock runs", tagSeen.tagged(10).askBySweep(11, ANA), 18, REMIND),
                row("a tag that is over", asked(0).tagged(-5), 7, REMIND),
                row("a tag on a key nobody was asked about", nothing().tagged(20), 7, NOTHING),
                row(
                        "excused both ways: the later counts",
                        asked(0).exempt(2, 20).tagged(40),
                        30,
                        NOTHING),
                row("excused both ways: whichever it is", asked(0).exempt(2, 40).tagged(20), 30, NOTHING),
                row("by itself: excused is not asked", BY_ITSELF, nothing().tagged(20), 7, NOTHING, ""),
                row(
                        "by itself: asked when the excuse is over",
                        BY_ITSELF,
                        nothing().tagged(20),
                        21,
                        ASK,
                        ANA));
    }

    static Stream<Arguments> people() {
        return Stream.of(
                row("not mine: quiet", asked(0).notMine(1, ANA), 7, NOTHING),
                row(
                        "not mine, and a new owner: asked",
                        BY_CLICK,
                        asked(0).notMine(1, ANA).owner(BEN),
                        2,
                        ASK,
                        BEN),
                row(
                        "the new owner's clock is their own",
                        asked(0).notMine(1, ANA).owner(BEN).askBySweep(5, BEN),
                        11,
                        NOTHING),
                row(
                        "the new owner's clock is their own, and runs",
                        BY_CLICK,
                        asked(0).notMine(1, ANA).owner(BEN).askBySweep(5, BEN),
                        12,
                        REMIND,
                        BEN),
                row("a new owner without a word of the old", BY_CLICK, asked(0).owner(BEN), 2, ASK, BEN),
                row("the owner left: quiet", asked(0).owner(ResolvedOwner.Kind.NOBODY), 7, NOTHING),
                row("the owner can't be looked up: quiet", asked(0).owner(ResolvedOwner.Kind.UNREADABLE), 7, NOTHING),
                row("handed to a team: quiet", asked(0).owner(ResolvedOwner.Kind.TEAM), 7, NOTHING),
                row("the owner is back: goes on", asked(0), 7, REMIND),
                row(
                        "claimed after not mine: the claimer is asked",
                        BY_CLICK,
                        asked(0).notMine(1, ANA).claimed(2, BEN),
                        2,
                        ASK,
                        BEN),
                row(
                        "claimed, asked, reminded",
                        BY_CLICK,
                        asked(0).notMine(1, ANA).claimed(2, BEN).askBySweep(2, BEN),
                        9,
                        REMIND,
                        BEN),
                row(
                        "claimed where nobody was named, and nobody asked",
                        nothing().claimed(2, BEN).owner(ResolvedOwner.Kind.NOBODY),
                        2,
                        NOTHING),
                row(
                        "the claimer says not mine after all",
                        asked(0).notMine(1, ANA)
                                .claimed(2, BEN)
                                .askBySweep(2, BEN)
                                .notMine(3, BEN),
                        9,
                        NOTHING),
                row("a claim never beats who is named", asked(0).claimed(2, BEN), 7, REMIND),
                row("not mine of somebody who was not asked", asked(0).notMine(1, BEN), 7, REMIND),
                row(
                        "not mine, but asked again by an admin: it counts",
                        asked(0).notMine(1, ANA).ask(8),
                        15,
                        REMIND));
    }

    static Stream<Arguments> asking() {
        return Stream.of(
                row("by itself: a stale key with an owner is asked about", BY_ITSELF, nothing(), 0, ASK, ANA),
                row(
                        "by itself: not without an owner",
                        BY_ITSELF,
                        nothing().owner(ResolvedOwner.Kind.NOBODY),
                        0,
                        NOTHING,
                        ""),
                row(
                        "by itself: not in a team's channel",
                        BY_ITSELF,
                        nothing().owner(ResolvedOwner.Kind.TEAM),
                        0,
                        NOTHING,
                        ""),
                row(
                        "by itself: not where the owner can't be looked up",
                        BY_ITSELF,
                        nothing().owner(ResolvedOwner.Kind.UNREADABLE),
                        0,
                        NOTHING,
                        ""),
                row(
                        "by itself: a fresh key is not",
                        BY_ITSELF,
                        nothing().found(KeyPresence.FRESH).aged(50),
                        0,
                        NOTHING,
                        ""),
                row(
                        "by itself: an unreadable one is not",
                        BY_ITSELF,
                        nothing().found(KeyPresence.UNREADABLE),
                        0,
                        NOTHING,
                        ""),
                row(
                        "by itself: not while an ask is on its way",
                        BY_ITSELF,
                        nothing().ask(0, Event.SYSTEM, ANA),
                        1,
                        NOTHING,
                        ""),
                row(
                        "by itself: never again after one that may have arrived",
                        BY_ITSELF,
                        nothing().ask(0, Event.SYSTEM, ANA),
                        100,
                        NOTHING,
                        ""),
                row(
                        "by itself: another owner is asked all the same",
                        BY_ITSELF,
                        nothing().ask(0, Event.SYSTEM, ANA).owner(BEN),
                        1,
                        ASK,
                        BEN),
                row("by itself: refused by Slack, again a week later", BY_ITSELF, refused(), 7, ASK, ANA),
                row("by itself: refused by Slack, not sooner", BY_ITSELF, refused(), 6, NOTHING, ""),
                row("by itself: asked by a click is asked", BY_ITSELF, asked(0), 1, NOTHING, ""),
                row("by itself: not mine is not asked again", BY_ITSELF, asked(0).notMine(1, ANA), 30, NOTHING, ""),
                row(
                        "by itself: a claimer is asked",
                        BY_ITSELF,
                        nothing().claimed(0, BEN).owner(ResolvedOwner.Kind.NOBODY),
                        1,
                        ASK,
                        BEN),
                row(
                        "by itself: rotated, and switched on again elsewhere",
                        BY_ITSELF,
                        asked(0).then(2, Kind.ROTATED),
                        30,
                        ASK,
                        ANA),
                row("by itself: reminded like anybody", BY_ITSELF, nothing().askBySweep(0, ANA), 7, REMIND, ANA));
    }

    static Stream<Arguments> onAgain() {
        EventScript off = asked(0).switchedOff(2);
        EventScript seenOn = off.then(3, Kind.SEEN_ON_AGAIN);
        return Stream.of(
                row("switched off and on", off, 3, ON_AGAIN),
                row("young or not", off.aged(10).found(KeyPresence.FRESH), 3, ON_AGAIN),
                row("excused or not", off.exempt(2.5, 60), 3, ON_AGAIN),
                row("within the hour it may have been seen before", off, 2.04, NOTHING),
                row("after it", off, 2.042, ON_AGAIN),
                row("off as it should be", off.found(KeyPresence.OFF), 3, NOTHING),
                row("not seen", off.found(KeyPresence.UNREADABLE), 3, NOTHING),
                row("switched on by a click", off.switchedOn(3), 4, NOTHING),
                row("a change under way", off.then(2.5, Kind.REACTIVATION_REQUESTED), 3, NOTHING),
                row("recorded once, then quiet", seenOn, 32.9, NOTHING),
                row("asked anew", seenOn, 33, ASK),
                row("an ask meanwhile goes on", off.ask(10).then(11, Kind.SEEN_ON_AGAIN), 17, REMIND));
    }

    static Stream<Arguments> reactivation() {
        EventScript backOn = asked(0).switchedOff(2).switchedOn(3);
        return Stream.of(
                row("switched on again: quiet", backOn, 10, NOTHING),
                row(
                        "switched on again: quiet, also where owners are asked by themselves",
                        BY_ITSELF,
                        backOn,
                        32.9,
                        NOTHING,
                        ""),
                row("30 days later: a new ask", backOn, 33, ASK),
                row(
                        "the lap before has ended: no final notice of it",
                        asked(0).reminded(7).switchedOff(8).switchedOn(9),
                        20,
                        NOTHING),
                row(
                        "the new ask has a clock of its own",
                        asked(0).switchedOff(2).switchedOn(3).askBySweep(33, ANA),
                        39,
                        NOTHING),
                row(
                        "the new ask is followed up",
                        asked(0).switchedOff(2).switchedOn(3).askBySweep(33, ANA),
                        40,
                        REMIND),
                row(
                        "an admin asks within the quiet: followed up",
                        asked(0).switchedOff(2).switchedOn(3).ask(10),
                        17,
                        REMIND),
                row("switched on and off again by hand", backOn.found(KeyPresence.OFF), 10, NOTHING));
    }

    static Stream<Arguments> downTime() {
        return Stream.of(
                row("down over day 7: the reminder comes late", asked(0), 13, REMIND),
                row("down for a month: begins again at the reminder", asked(0), 35, REMIND),
                row("down for a month after the reminder: the reminder again", asked(0).reminded(7), 35, REMIND),
                row("a step of exactly two weeks counts", asked(0).reminded(7), 21, FINAL_NOTICE),
                row("a step of more than two weeks does not", asked(0).reminded(7), 21.01, REMIND),
                row("begun again: no final notice for a week", asked(0).reminded(35), 41.9, NOTHING),
                row("begun again: final notice a week after the reminder", asked(0).reminded(35), 42, FINAL_NOTICE),
                row(
                        "down after the final notice: nothing to say",
                        asked(0).reminded(7).finalNotice(14),
                        60,
                        NOTHING),
                row("down over a wished reminder: it comes late", asked(0).postponed(5, 7), 13, REMIND));
    }

    static Stream<Arguments> ahead() {
        EventScript young = nothing().found(KeyPresence.FRESH);
        return Stream.of(
                row(
                        "ahead: off unless it is set",
                        BY_CLICK,
                        nothing().found(KeyPresence.FRESH).aged(89),
                        0,
                        NOTHING,
                        ""),
                row(
                        "ahead: 14 days before",
                        AHEAD,
                        nothing().found(KeyPresence.FRESH).aged(76),
                        0,
                        WARN,
                        ANA),
                row(
                        "ahead: not 15 days before",
                        AHEAD,
                        nothing().found(KeyPresence.FRESH).aged(75),
                        0,
                        NOTHING,
                        ""),
                row(
                        "ahead: the last day before",
                        AHEAD,
                        nothing().found(KeyPresence.FRESH).aged(89),
                        0,
                        WARN,
                        ANA),
                row("ahead: stale already", AHEAD, nothing().aged(90), 0, NOTHING, ""),
                row(
                        "ahead: told once",
                        AHEAD,
                        nothing().found(KeyPresence.FRESH).aged(80).then(0, Kind.WARNED_AHEAD),
                        4,
                        NOTHING,
                        ""),
                row(
                        "ahead: never anybody but the owner",
                        AHEAD,
                        young.aged(80).owner(ResolvedOwner.Kind.NOBODY),
                        0,
                        NOTHING,
                        ""),
                row(
                        "ahead: not while excused",
                        AHEAD,
                        nothing().found(KeyPresence.FRESH).aged(80).tagged(30),
                        0,
                        NOTHING,
                        ""),
                row(
                        "ahead: not who was asked before the threshold was raised",
                        AHEAD,
                        asked(0).found(KeyPresence.FRESH).aged(80),
                        1,
                        NOTHING,
                        ""));
    }

    @Test
    void the_final_notice_names_day_21_and_leaves_a_week_where_it_comes_late() {
        assertThat(BY_CLICK.decide(asked(0).reminded(7).seen(), day(14)).until())
                .isEqualTo(day(21));
        assertThat(BY_CLICK.decide(asked(0).reminded(7).seen(), day(17)).until())
                .isEqualTo(day(24));
        assertThat(BY_CLICK.decide(asked(0).reminded(35).seen(), day(42)).until())
                .isEqualTo(day(49));
        assertThat(BY_CLICK.decide(asked(0).postponed(13, 7).seen(), day(14)).until())
                .isEqualTo(day(21));
    }

    @Test
    void who_waits_longest_is_known_by_the_day_it_became_due() {
        assertThat(BY_CLICK.decide(asked(0).seen(), day(9)).due()).isEqualTo(day(7));
        assertThat(BY_CLICK.decide(asked(0).reminded(7).seen(), day(16)).due()).isEqualTo(day(14));
        assertThat(BY_CLICK.decide(asked(0).postponed(1, 3).seen(), day(5)).due())
                .isEqualTo(day(4));
    }

    @Test
    void a_key_nobody_was_asked_about_is_no_concern_of_the_sweeps() {
        assertThat(BY_CLICK.concerns(nothing().lifecycle(), 400)).isFalse();
        assertThat(BY_CLICK.concerns(
                        asked(0).then(2, Kind.ROTATED).then(2, Kind.THANKED).lifecycle(), 400))
                .isFalse();
        assertThat(BY_CLICK.concerns(asked(0).lifecycle(), 400)).isTrue();
    }

    private static EventScript refused() {
        return nothing().ask(0, Event.SYSTEM, ANA).then(0, Kind.ASK_FAILED);
    }

    private static EventScript oldAsk() {
        return nothing().ask(0, "U0ADMIN", "").then(0, Kind.ASK_DELIVERED);
    }

    private static Arguments row(String rule, EventScript told, double today, Step.Kind wanted) {
        return row(
                rule,
                BY_CLICK,
                told,
                today,
                wanted,
                wanted == NOTHING || wanted == ROTATED || wanted == ON_AGAIN || wanted == EXCUSED ? "" : ANA);
    }

    private static Arguments row(
            String rule, FollowUpPolicy rules, EventScript told, double today, Step.Kind wanted, String person) {
        return Arguments.of(rule, rules, told, today, wanted, person);
    }
}
