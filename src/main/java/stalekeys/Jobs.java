package stalekeys;

import java.time.Clock;
import java.util.List;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import stalekeys.cli.CsvReport;
import stalekeys.config.FollowUp;
import stalekeys.config.MailSettings;
import stalekeys.config.PeopleSettings;
import stalekeys.config.Settings;
import stalekeys.keys.Automation;
import stalekeys.keys.Lifecycle;
import stalekeys.mail.SmtpMessenger;
import stalekeys.net.Outbound;
import stalekeys.slack.BotIdentity;
import stalekeys.slack.Entitled;
import stalekeys.slack.SlackApi;
import stalekeys.slack.SlackBot;
import stalekeys.slack.SlackCheck;
import stalekeys.slack.SlackMessenger;
import stalekeys.slack.SlackPeople;
import stalekeys.work.Accounts;
import stalekeys.work.AskMany;
import stalekeys.work.AskOwner;
import stalekeys.work.Audit;
import stalekeys.work.Automatic;
import stalekeys.work.Cards;
import stalekeys.work.ChangeKey;
import stalekeys.work.ExcuseKey;
import stalekeys.work.Excuses;
import stalekeys.work.ExportKeys;
import stalekeys.work.Hearers;
import stalekeys.work.LastAudit;
import stalekeys.work.Ledger;
import stalekeys.work.LookUps;
import stalekeys.work.MailDomains;
import stalekeys.work.MakeChange;
import stalekeys.work.Messenger;
import stalekeys.work.Meters;
import stalekeys.work.OutboxWorker;
import stalekeys.work.OwnerAnswers;
import stalekeys.work.People;
import stalekeys.work.PeopleWithMail;
import stalekeys.work.PostDigest;
import stalekeys.work.ReaderCheck;
import stalekeys.work.Reports;
import stalekeys.work.SetUp;
import stalekeys.work.ShowDetails;
import stalekeys.work.ShowHistory;
import stalekeys.work.ShowHome;
import stalekeys.work.ShowKeys;
import stalekeys.work.SlackOrMail;
import stalekeys.work.Sweep;

/** What the bot can do, wired: the same for the server, and for the verbs digest and sweep. */
record Jobs(
        People people,
        Ledger ledger,
        ShowKeys showKeys,
        ShowHome showHome,
        ShowHistory showHistory,
        ShowDetails showDetails,
        ExportKeys exportKeys,
        AskOwner askOwner,
        AskMany askMany,
        ChangeKey changeKey,
        OwnerAnswers ownerAnswers,
        ExcuseKey excuseKey,
        OutboxWorker worker,
        PostDigest postDigest,
        Sweep sweep)
        implements SlackBot.Work {
    /**
     * Wires the jobs.
     *
     * @param lastAudit where the last audit outlives the process
     * @param audits runs audits for people who wait; one at a time
     * @param lookUps runs look-ups for people who wait
     * @param moreToDo called when the outbox has new rows
     */
    static Jobs wire(
            Settings settings,
            Clock clock,
            Ledger ledger,
            LastAudit lastAudit,
            Accounts accounts,
            SlackApi slack,
            BotIdentity identity,
            Executor audits,
            Executor lookUps,
            Meters meters,
            Runnable moreToDo) {
        PeopleSettings roles = settings.people();
        People members = new SlackPeople(
                slack, identity::teamId, new Entitled(roles.admins(), roles.viewers(), roles.everyoneViews()), clock);
        MailSettings mail = settings.mail();
        MailDomains domains = new MailDomains(mail == null ? List.of() : mail.domains());
        People people = mail == null
                ? members
                : new PeopleWithMail(members, domains, settings.digest().zone());
        Messenger messenger = new SlackOrMail(
                new SlackMessenger(slack),
                mail == null ? SlackOrMail.NO_MAIL : mail(mail, settings.outbound(), domains, people, clock));
        Audit audit =
                new Audit(accounts, settings.policy(), settings.owners().rule(), Excuses.in(ledger), clock, meters);
        Reports reports = new Reports(audit, lastAudit, clock, audits);
        Cards cards = new Cards(ledger, people, accounts, clock);
        Hearers hearers = new Hearers(people, settings.digest().channel());
        Automatic automatic = new Automatic(automation(settings), ledger, accounts, people, cards, audit, hearers);
        MakeChange makeChange =
                new MakeChange(ledger, accounts, people, cards, reports, audit, automatic, clock, hearers, meters);
        ReaderCheck readers = new ReaderCheck(people, accounts, audit.owners(), ledger, clock);
        OutboxWorker worker = new OutboxWorker(ledger, messenger, people, cards, readers, makeChange, clock, moreToDo);
        LookUps lookingUp = new LookUps(accounts, audit, reports, clock, lookUps);
        ShowKeys showKeys = new ShowKeys(reports, lookingUp, cards, people, ledger, accounts, audit, clock);
        SetUp setUp = new SetUp(new SlackCheck(slack, Doctor.wanted(settings), clock), clock, audits);
        AskOwner askOwner = new AskOwner(ledger, accounts, people, cards, worker, audit, clock);
        int dailyLimit = settings.followUp().dailyDmLimit();
        @Nullable String fallback = settings.fallback().orElse(null);
        return new Jobs(
                people,
                ledger,
                showKeys,
                new ShowHome(
                        reports,
                        showKeys,
                        cards,
                        ledger,
                        setUp,
                        settings.policy().maxAgeDays()),
                new ShowHistory(ledger),
                new ShowDetails(accounts, ledger, cards, audit, clock),
                new ExportKeys(CsvReport::text),
                askOwner,
                new AskMany(askOwner, ledger, clock, dailyLimit),
                new ChangeKey(ledger, accounts, people, audit.owners(), worker, clock),
                new OwnerAnswers(ledger, accounts, people, cards, worker, audit, clock),
                new ExcuseKey(ledger, accounts, people, cards, reports, worker, audit, clock),
                worker,
                new PostDigest(
                        audit,
                        ledger,
                        people,
                        cards,
                        worker,
                        clock,
                        settings.digest().zone(),
                        settings.digest().channel(),
                        fallback),
                new Sweep(
                        lifecycle(settings),
                        automatic,
                        audit,
                        reports,
                        ledger,
                        people,
                        cards,
                        worker,
                        clock,
                        dailyLimit));
    }

    private static Messenger mail(
            MailSettings mail, Outbound outbound, MailDomains domains, People people, Clock clock) {
        return new SmtpMessenger(mail.url().reveal(), mail.from(), domains, people, clock, outbound);
    }

    private static Automation automation(Settings settings) {
        FollowUp followUp = settings.followUp();
        return new Automation(
                followUp.autoDeactivateAfterDays(),
                followUp.autoDeleteAfterDays(),
                settings.digest().zone());
    }

    private static Lifecycle lifecycle(Settings settings) {
        FollowUp followUp = settings.followUp();
        return new Lifecycle(followUp.autoAsk(), settings.policy().maxAgeDays(), followUp.warnAheadDays());
    }
}
