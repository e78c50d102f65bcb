package stalekeys;

import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;
import stalekeys.aws.accounts.AwsAccounts;
import stalekeys.config.MailSettings;
import stalekeys.config.PeopleSettings;
import stalekeys.config.Settings;
import stalekeys.config.SlackSettings;
import stalekeys.mail.MailServerCheck;
import stalekeys.schedule.DigestTimesCheck;
import stalekeys.slack.api.SlackApi;
import stalekeys.slack.doctor.SlackCheck;
import stalekeys.slack.people.RoleAssignments;
import stalekeys.store.DatabaseCheck;
import stalekeys.work.doctor.Check;
import stalekeys.work.doctor.CheckResult;
import stalekeys.work.ledger.Meters;
import stalekeys.work.people.MailDomains;

/** All checks of an installation, one after the other: what is quick and near first. */
final class Doctor {
    private static final Check NO_MAIL = () ->
            List.of(CheckResult.note("STALE_KEYS_SMTP_URL", "Not set: owners whom Slack does not know get no mail."));

    private static final Check NO_BOT_TOKEN = () -> List.of(CheckResult.wrong(
            "SLACK_BOT_TOKEN", "Not set: serve needs it. Copy the bot token (xoxb-...) from OAuth & Permissions."));

    private final Settings settings;
    private final Clock clock;

    Doctor(Settings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    void examine(AwsAccounts accounts, Consumer<CheckResult> each) {
        tell(new DigestTimesCheck(settings.digest().cron(), settings.digest().zone(), clock), each);
        tell(new DatabaseCheck(settings.store().url().reveal()), each);
        tell(wayOut(settings), each);
        tell(incoming(settings.slack()), each);
        slack(each);
        MailSettings mail = settings.mail();
        tell(mail == null ? NO_MAIL : new MailServerCheck(mail.url().reveal(), mail.from(), settings.outbound()), each);
        tell(accounts.permissions(), each);
    }

    private void slack(Consumer<CheckResult> each) {
        SlackSettings slack = settings.slack();
        if (!slack.botToken().present()) {
            tell(NO_BOT_TOKEN, each);
            return;
        }
        try (SlackApi api =
                SlackApi.of(slack.apiUrl(), slack.botToken().reveal(), Meters.NONE, clock, settings.outbound())) {
            tell(SlackCheck.ofEveryOwner(api, wanted(settings), clock), each);
        }
    }

    /** What is to be looked for in Slack. */
    static SlackCheck.Wanted wanted(Settings settings) {
        SlackSettings slack = settings.slack();
        String appToken = slack.socketMode() ? slack.appToken().reveal() : null;
        PeopleSettings people = settings.people();
        MailSettings mail = settings.mail();
        return new SlackCheck.Wanted(
                appToken,
                settings.digest().channel(),
                settings.owners().fallback(),
                new RoleAssignments(people.admins(), people.viewers(), people.everyoneViews()),
                settings.owners().rule(),
                new MailDomains(mail == null ? List.of() : mail.domains()));
    }

    private static Check wayOut(Settings settings) {
        MailSettings mail = settings.mail();
        return new OutboundCheck(
                settings.outbound(),
                URI.create(settings.slack().apiUrl()),
                mail == null ? null : MailServerCheck.address(mail.url().reveal()));
    }

    /** How what people do arrives. */
    private static Check incoming(SlackSettings slack) {
        if (slack.socketMode()) {
            return () -> List.of(CheckResult.ok("Slack's requests", "They come over Socket Mode (SLACK_APP_TOKEN)."));
        }
        return () -> List.of(
                slack.signingSecret().present()
                        ? CheckResult.note(
                                "SLACK_SIGNING_SECRET",
                                "Set. Whether it is right shows at Slack's first request: a wrong one refuses them all.")
                        : CheckResult.wrong(
                                "SLACK_SIGNING_SECRET",
                                "Not set: serve needs it, or SLACK_APP_TOKEN for Socket Mode. Copy it from Basic"
                                        + " Information."));
    }

    private static void tell(Check check, Consumer<CheckResult> each) {
        check.look().forEach(each);
    }
}
