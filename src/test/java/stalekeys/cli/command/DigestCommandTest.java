package stalekeys.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import stalekeys.work.ledger.OutboxItem;

class DigestCommandTest {
    private final Terminal terminal =
            new Terminal().with("SLACK_BOT_TOKEN", "xoxb-1").with("STALE_KEYS_CHANNEL", "#aws-keys");

    @Test
    void a_dry_run_prints_what_it_would_say_and_posts_nothing() {
        assertThat(terminal.types("digest", "--dry-run")).isZero();

        assertThat(terminal.bot.calls).containsExactly("prepare", "draft by cli:ana");
        Golden.check("digest.txt", terminal.out());
    }

    @Test
    void a_good_word_where_nothing_is_stale() {
        terminal.bot.digest = SampleReports.quietDigest(SampleReports.covered(SampleReports.PRODUCTION, 8));

        assertThat(terminal.types("digest", "--dry-run")).isZero();
        assertThat(terminal.out()).contains("No active key has reached 90 days. Thank you.");
    }

    @Test
    void no_good_word_where_something_was_not_seen() {
        terminal.bot.digest = SampleReports.quietDigest(SampleReports.partly(SampleReports.PRODUCTION));

        assertThat(terminal.types("digest", "--dry-run")).isEqualTo(4);
        assertThat(terminal.out())
                .contains("No stale key was found, but not everything could be read.")
                .contains("412 users checked, 3 unreadable.")
                .contains("Not read: bob");
    }

    @Test
    void a_posted_digest_is_said_to_be_posted() {
        assertThat(terminal.types("digest")).isZero();

        assertThat(terminal.bot.calls).containsExactly("prepare", "post by cli:ana");
        assertThat(terminal.err()).isEqualTo("Posted the digest to #aws-keys.\n");
        assertThat(terminal.out()).isEmpty();
    }

    @Test
    void a_refused_digest_is_a_failure_with_slacks_reason() {
        terminal.bot.digestState = OutboxItem.State.FAILED;
        terminal.bot.digestProblem = "not_in_channel";

        assertThat(terminal.types("digest")).isEqualTo(3);
        assertThat(terminal.err()).isEqualTo("Slack did not take the digest for #aws-keys (not_in_channel).\n");
    }

    @Test
    void nobody_claims_a_digest_that_may_not_have_arrived() {
        terminal.bot.digestState = OutboxItem.State.UNKNOWN;

        assertThat(terminal.types("digest")).isEqualTo(3);
        assertThat(terminal.err()).contains("it may have arrived").doesNotContain("Posted");
    }

    @Test
    void a_digest_needs_a_token_and_a_channel() {
        terminal.environment.clear();

        assertThat(terminal.types("digest")).isEqualTo(2);
        assertThat(terminal.err())
                .startsWith("2 settings are wrong.\n  SLACK_BOT_TOKEN is not set:")
                .contains("\n  STALE_KEYS_CHANNEL is not set:");
        assertThat(terminal.bot.calls).isEmpty();
    }
}
