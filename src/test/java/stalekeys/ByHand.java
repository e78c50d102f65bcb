package stalekeys;

import java.util.Optional;
import stalekeys.aws.AwsAccounts;
import stalekeys.aws.AwsSettings;
import stalekeys.aws.StandInAccounts;
import stalekeys.config.Settings;
import stalekeys.slack.BotIdentity;
import stalekeys.slack.SlackApi;
import stalekeys.standin.Town;
import stalekeys.standin.aws.SeededAccount;
import stalekeys.store.Database;
import stalekeys.work.LastAudit;
import stalekeys.work.Meters;
import stalekeys.work.OutboxItem;

/** What the verb {@code digest} does, beside the running bot: its own connections, the same database. */
public final class ByHand {
    private ByHand() {}

    public static OutboxItem digest(Town town, String sentBy) {
        Settings settings = town.settings();
        try (Database database = Database.open(settings.store().url().reveal(), Database.Mode.MIGRATE);
                AwsAccounts accounts = StandInAccounts.of(
                        town.aws.url(),
                        town.aws.userCaller(town.account, SeededAccount.BOT),
                        AwsSettings.ownAccount(0, 0, true),
                        StandInAccounts.NO_WAITS,
                        500);
                SlackApi slack = SlackApi.of(
                        settings.slack().apiUrl(), settings.slack().botToken().reveal(), Meters.NONE, town.clock)) {
            BotIdentity identity = new BotIdentity(slack.methods());
            identity.ask();
            String channel = Optional.ofNullable(settings.digest().channel()).orElse("");
            return Jobs.wire(
                            settings,
                            town.clock,
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
