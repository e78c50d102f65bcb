package stalekeys;

import java.util.Optional;
import stalekeys.aws.accounts.AwsAccounts;
import stalekeys.aws.accounts.AwsOptions;
import stalekeys.aws.accounts.StandInAccounts;
import stalekeys.config.Settings;
import stalekeys.slack.api.BotIdentity;
import stalekeys.slack.api.SlackApi;
import stalekeys.standin.BotHarness;
import stalekeys.standin.aws.SeededAccount;
import stalekeys.store.Database;
import stalekeys.work.audit.LastAudit;
import stalekeys.work.ledger.Meters;
import stalekeys.work.ledger.OutboxItem;

/** What the verb {@code digest} does, beside the running bot: its own connections, the same database. */
public final class ManualDigest {
    private ManualDigest() {}

    public static OutboxItem digest(BotHarness harness, String sentBy) {
        Settings settings = harness.settings();
        try (Database database = Database.open(settings.store().url().reveal(), Database.Mode.MIGRATE);
                AwsAccounts accounts = StandInAccounts.of(
                        harness.aws.url(),
                        harness.aws.userCaller(harness.account, SeededAccount.BOT),
                        AwsOptions.ownAccount(0, 0, true),
                        StandInAccounts.NO_WAITS,
                        500);
                SlackApi slack = SlackApi.of(
                        settings.slack().apiUrl(), settings.slack().botToken().reveal(), Meters.NONE, harness.clock)) {
            BotIdentity identity = new BotIdentity(slack.methods());
            identity.ask();
            String channel = Optional.ofNullable(settings.digest().channel()).orElse("");
            return Services.wire(
                            settings,
                            harness.clock,
                            database.ledger(),
                            LastAudit.NOWHERE,
                            accounts,
                            slack,
                            identity,
                            Runnable::run,
                            Runnable::run,
                            Meters.NONE,
                            () -> {})
                    .postDigest()
                    .byHand(channel, sentBy);
        }
    }
}
