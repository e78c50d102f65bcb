package stalekeys;

import java.time.Clock;
import java.util.List;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import stalekeys.cli.output.CsvReport;
import stalekeys.config.FollowUp;
import stalekeys.config.MailSettings;
import stalekeys.config.PeopleSettings;
import stalekeys.config.Settings;
import stalekeys.keys.lifecycle.EnforcementPolicy;
import stalekeys.keys.lifecycle.FollowUpPolicy;
import stalekeys.mail.SmtpMessenger;
import stalekeys.net.Outbound;
import stalekeys.slack.api.BotIdentity;
import stalekeys.slack.api.SlackApi;
import stalekeys.slack.app.SlackMessenger;
import stalekeys.slack.doctor.SlackCheck;
import stalekeys.slack.people.RoleAssignments;
import stalekeys.slack.people.SlackPeople;
import stalekeys.work.accounts.Accounts;
import stalekeys.work.actions.AskMany;
import stalekeys.work.actions.AskOwner;
import stalekeys.work.actions.ChangeKey;
import stalekeys.work.actions.ExemptKey;
import stalekeys.work.actions.OwnerAnswers;
import stalekeys.work.audit.Audit;
import stalekeys.work.audit.Exemptions;
import stalekeys.work.audit.LastAudit;
import stalekeys.work.audit.Reports;
import stalekeys.work.audit.UserLookup;
import stalekeys.work.cards.Cards;
import stalekeys.work.digest.PostDigest;
import stalekeys.work.followup.Enforcer;
import stalekeys.work.followup.Sweep;
import stalekeys.work.ledger.Ledger;
import stalekeys.work.ledger.Meters;
import stalekeys.work.outbox.ApplyChange;
import stalekeys.work.outbox.Messenger;
import stalekeys.work.outbox.OutboxWorker;
import stalekeys.work.outbox.RecipientCheck;
import stalekeys.work.outbox.RoutingMessenger;
import stalekeys.work.people.AnnouncementTargets;
import stalekeys.work.people.MailDomains;
import stalekeys.work.people.People;
import stalekeys.work.people.PeopleWithMail;
import stalekeys.work.show.ExportKeys;
import stalekeys.work.show.SetupStatus;
import stalekeys.work.show.ShowDetails;
import stalekeys.work.show.ShowHistory;
import stalekeys.work.show.ShowHome;
import stalekeys.work.show.ShowKeys;

/** What the bot can do, wired: the same for the server, and for the verbs digest and sweep. */
record Services(
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
        ExemptKey exemptKey,
        OutboxWorker worker,
        PostDigest postDigest,
        Sweep sweep) {
    /**
     * Wires the jobs.
     *
     * @param lastAudit where the last audit outlives the process
     * @param audits runs audits for people who wait; one at a time
     * @param lookUps runs look-ups for people who wait
     * @param moreToDo called when the outbox has new rows
     */
    static Services wire(
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
                slack,
                identity::teamId,
                new RoleAssignments(roles.admins(), roles.viewers(), roles.everyoneViews()),
                clock);
        MailSettings mail = settings.mail();
        MailDomains domains = new MailDomains(mail == null ? List.of() : mail.domains());
        People people = mail == null
                ? members
                : new PeopleWithMail(members, domains, settings.digest().zone());
        Messenger messenger = new RoutingMessenger(
                new SlackMessenger(slack),
                mail == null ? RoutingMessenger.NO_MAIL : mail(mail, settings.outbound(), domains, people, clock));
        Audit audit =
                new Audit(accounts, settings.policy(), settings.owners().rule(), Exemptions.in(ledger), clock, meters);
        Reports reports = new Reports(audit, lastAudit, clock, audits);
        Cards cards = new Cards(ledger, people, accounts, clock);
        AnnouncementTargets announcementTargets =
                new AnnouncementTargets(people, settings.digest().channel());
        Enforcer enforcer =
                new Enforcer(automation(settings), ledger, accounts, people, cards, audit, announcementTargets);
        ApplyChange applyChange = new ApplyChange(
                ledger, accounts, people, cards, reports, audit, enforcer, clock, announcementTargets, meters);
        RecipientCheck readers = new RecipientCheck(people, accounts, audit.owners(), ledger, clock);
        OutboxWorker worker = new OutboxWorker(ledger, messenger, people, cards, readers, applyChange, clock, moreToDo);
        UserLookup userLookup = new UserLookup(accounts, audit, reports, clock, lookUps);
        ShowKeys showKeys = new ShowKeys(reports, userLookup, cards, people, ledger, accounts, audit, clock);
        SetupStatus setupStatus = new SetupStatus(new SlackCheck(slack, Doctor.wanted(settings), clock), clock, audits);
        AskOwner askOwner = new AskOwner(ledger, accounts, people, cards, worker, audit, clock);
        int dailyLimit = settings.followUp().dailyDmLimit();
        @Nullable String fallback = settings.fallback().orElse(null);
        return new Services(
                people,
                ledger,
                showKeys,
                new ShowHome(
                        reports,
                        showKeys,
                        cards,
                        ledger,
                        setupStatus,
                        settings.policy().maxAgeDays()),
                new ShowHistory(ledger),
                new ShowDetails(accounts, ledger, cards, audit, clock),
                new ExportKeys(CsvReport::text),
                askOwner,
                new AskMany(askOwner, ledger, clock, dailyLimit),
                new ChangeKey(ledger, accounts, people, audit.owners(), worker, clock),
                new OwnerAnswers(ledger, accounts, people, cards, worker, audit, clock),
                new ExemptKey(ledger, accounts, people, cards, reports, worker, audit, clock),
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
                        enforcer,
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

    private static EnforcementPolicy automation(Settings settings) {
        FollowUp followUp = settings.followUp();
        return new EnforcementPolicy(
                followUp.autoDeactivateAfterDays(),
                followUp.autoDeleteAfterDays(),
                settings.digest().zone());
    }

    private static FollowUpPolicy lifecycle(Settings settings) {
        FollowUp followUp = settings.followUp();
        return new FollowUpPolicy(followUp.autoAsk(), settings.policy().maxAgeDays(), followUp.warnAheadDays());
    }
}
