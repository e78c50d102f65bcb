package stalekeys.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import stalekeys.keys.lifecycle.EnforcementPolicy.Action;
import stalekeys.keys.lifecycle.FollowUpPolicy.Step;
import stalekeys.keys.report.Finding;
import stalekeys.work.followup.AutomaticChange;
import stalekeys.work.followup.Sweep;
import stalekeys.work.ledger.Message;
import stalekeys.work.ledger.OutboxItem;
import stalekeys.work.ledger.PlannedMessage;
import stalekeys.work.people.Person;
import stalekeys.work.people.Role;

class SweepCommandTest {
    private final Terminal terminal = new Terminal().with("SLACK_BOT_TOKEN", "xoxb-1");

    @Test
    void a_dry_run_prints_who_would_be_told_what_and_who_has_to_wait() {
        terminal.bot.swept = new Sweep.Swept(
                SampleReports.NOW,
                List.of(
                        planned("U0ANA0001", "Ana", PlannedMessage.HoldReason.NO, 2, Step.Kind.REMIND, Step.Kind.ASK),
                        planned("U0BEN0001", "", PlannedMessage.HoldReason.OFF_HOURS, 0, Step.Kind.FINAL_NOTICE)),
                List.of(
                        change(Action.Kind.DEACTIVATE, AutomaticChange.HoldReason.NO),
                        change(Action.Kind.DEACTIVATE, AutomaticChange.HoldReason.IN_USE),
                        change(Action.Kind.DELETE, AutomaticChange.HoldReason.OFF_HOURS)),
                0,
                List.of(SampleReports.covered(SampleReports.PRODUCTION, 8)));

        assertThat(terminal.types("sweep", "--dry-run")).isZero();

        assertThat(terminal.bot.calls).containsExactly("prepare", "draft a sweep");
        Golden.check("sweep.txt", terminal.out());
    }

    @Test
    void owners_who_could_not_be_looked_up_are_counted_and_the_exit_code_says_it_is_not_all() {
        terminal.bot.swept = new Sweep.Swept(
                SampleReports.NOW,
                List.of(),
                List.of(),
                8,
                List.of(SampleReports.covered(SampleReports.PRODUCTION, 8)));

        assertThat(terminal.types("sweep", "--dry-run")).isEqualTo(4);

        assertThat(terminal.out()).contains("8 owners could not be looked up just now: their keys are left out.");
    }

    @Test
    void nothing_to_say_is_said() {
        assertThat(terminal.types("sweep", "--dry-run")).isZero();

        assertThat(terminal.out()).isEqualTo("There is nothing to say to anybody.\n");
    }

    @Test
    void what_could_not_be_seen_is_in_the_exit_code() {
        terminal.bot.swept = new Sweep.Swept(
                SampleReports.NOW, List.of(), List.of(), 0, List.of(SampleReports.partly(SampleReports.PRODUCTION)));

        assertThat(terminal.types("sweep", "--dry-run")).isEqualTo(4);
        assertThat(terminal.out()).contains("Not read: bob");
    }

    @Test
    void a_sweep_says_what_became_of_each_message() {
        sent(OutboxItem.State.SENT, "");
        assertThat(terminal.types("sweep")).isZero();
        assertThat(terminal.out()).startsWith("Wrote to Ana (U0ANA0001): reminder of ");

        sent(OutboxItem.State.FAILED, "messages_tab_disabled");
        assertThat(terminal.types("sweep")).isEqualTo(3);
        assertThat(terminal.out()).startsWith("Slack did not take (messages_tab_disabled) the message to Ana");

        sent(OutboxItem.State.UNKNOWN, "timeout");
        assertThat(terminal.types("sweep")).isEqualTo(3);
        assertThat(terminal.out()).startsWith("Slack did not say whether it took the message to Ana");
    }

    @Test
    void what_is_left_unsent_is_said_on_standard_error_and_in_the_exit_code() {
        Message message = new Message.NotPosted("C0TEST", "");
        terminal.bot.unsent = List.of(
                item(message, OutboxItem.State.PLANNED, "ratelimited"),
                item(message, OutboxItem.State.FAILED, "no\u202e"));

        assertThat(terminal.types("sweep")).isEqualTo(3);
        assertThat(terminal.err()).isEqualTo("""
                        Not done yet: a message to U0ANA0001 (ratelimited).
                        Not sent: a message to U0ANA0001 (no?).
                        What is not done yet, a running server goes on with, or the next digest or sweep.
                        """);
    }

    private void sent(OutboxItem.State state, String problem) {
        PlannedMessage planned = planned("U0ANA0001", "Ana", PlannedMessage.HoldReason.NO, 0, Step.Kind.REMIND);
        Sweep.Swept swept = new Sweep.Swept(SampleReports.NOW, List.of(planned), List.of(), 0, List.of());
        Message message = new Message.NotPosted("C0TEST", "");
        terminal.bot.sent = new Sweep.Sent(swept, Map.of(planned.outboxKey(), item(message, state, problem)));
    }

    private static OutboxItem item(Message message, OutboxItem.State state, String problem) {
        @Nullable Instant never = null;
        return new OutboxItem(
                "1",
                "row",
                "U0ANA0001",
                message,
                state,
                SampleReports.NOW,
                never,
                SampleReports.NOW,
                1,
                null,
                null,
                never,
                problem);
    }

    @Test
    void what_aws_said_to_a_change_nobody_clicked_for_is_printed() {
        changed(OutboxItem.State.SENT, "");
        assertThat(terminal.types("sweep")).isZero();
        assertThat(terminal.out()).startsWith("AWS confirms: deactivated ");

        changed(OutboxItem.State.FAILED, "AWS_FAILED");
        assertThat(terminal.types("sweep")).isEqualTo(3);
        assertThat(terminal.out()).startsWith("Did not (AWS_FAILED) deactivate ");
    }

    private void changed(OutboxItem.State state, String problem) {
        AutomaticChange change = change(Action.Kind.DEACTIVATE, AutomaticChange.HoldReason.NO);
        Sweep.Swept swept = new Sweep.Swept(SampleReports.NOW, List.of(), List.of(change), 0, List.of());
        Message message = new Message.NotPosted("C0TEST", "");
        terminal.bot.sent = new Sweep.Sent(swept, Map.of(change.outboxKey(), item(message, state, problem)));
    }

    private static AutomaticChange change(Action.Kind kind, AutomaticChange.HoldReason held) {
        Finding finding = SampleReports.mixed().findings().stream()
                .filter(each -> each.keyId() != null)
                .findFirst()
                .orElseThrow();
        Person owner = new Person("U0ANA0001", "Ana", null, ZoneOffset.UTC, Role.MEMBER, null);
        return new AutomaticChange(finding, kind, owner, held, held == AutomaticChange.HoldReason.NO ? "row" : "");
    }

    private static PlannedMessage planned(
            String to, String name, PlannedMessage.HoldReason held, int more, Step.Kind... steps) {
        List<Finding> findings = SampleReports.mixed().findings().stream()
                .filter(finding -> finding.keyId() != null)
                .toList();
        List<PlannedMessage.Line> lines = java.util.stream.IntStream.range(0, steps.length)
                .mapToObj(place -> new PlannedMessage.Line(findings.get(place), steps[place]))
                .toList();
        return new PlannedMessage(to, name, lines, more, held, held == PlannedMessage.HoldReason.NO ? "row" : "");
    }
}
