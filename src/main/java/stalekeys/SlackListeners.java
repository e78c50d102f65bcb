package stalekeys;

import com.slack.api.bolt.App;
import stalekeys.slack.api.SlackApi;
import stalekeys.slack.interaction.AccessRecheck;
import stalekeys.slack.interaction.AskClick;
import stalekeys.slack.interaction.AskManyClicks;
import stalekeys.slack.interaction.ChangeClicks;
import stalekeys.slack.interaction.DetailsClick;
import stalekeys.slack.interaction.Dialogs;
import stalekeys.slack.interaction.ExemptClicks;
import stalekeys.slack.interaction.ExportCommand;
import stalekeys.slack.interaction.HomeEvents;
import stalekeys.slack.interaction.HomeTab;
import stalekeys.slack.interaction.KeyList;
import stalekeys.slack.interaction.ListCommand;
import stalekeys.slack.interaction.Listeners;
import stalekeys.slack.interaction.OwnerClicks;
import stalekeys.slack.interaction.Replies;
import stalekeys.slack.interaction.SendAgainClick;
import stalekeys.slack.interaction.WelcomeEvents;
import stalekeys.slack.lane.BackgroundTasks;
import stalekeys.slack.lane.Lanes;
import stalekeys.work.ledger.Ledger;
import stalekeys.work.people.People;

/** Everything the bot listens to in Slack, and the job each listener starts. To listen to more, add a line here. */
final class SlackListeners {
    private SlackListeners() {}

    static void register(App app, SlackApi slack, Lanes lanes, HomeTab home, WelcomeEvents welcome, Services services) {
        People people = services.people();
        Ledger ledger = services.ledger();
        BackgroundTasks background = new BackgroundTasks(lanes);
        AccessRecheck recheck = new AccessRecheck(people);
        Dialogs dialogs = new Dialogs(slack.methods(), recheck);
        Replies replies = new Replies(slack.slack(), home, dialogs, recheck);
        KeyList list = new KeyList(services.showKeys(), background);
        ExportCommand export =
                new ExportCommand(slack.methods(), people, list, services.exportKeys(), replies, recheck);
        new ListCommand(people, background, replies, list, export, services.showHistory()).listen(app);
        new HomeEvents(background, home, welcome).listen(app);

        Listeners clicks = new Listeners(app, people, ledger, background, replies);
        new AskClick(people, services.askOwner(), list, replies).listen(clicks);
        new AskManyClicks(background, dialogs, people, ledger, services.askMany(), list, replies).listen(clicks);
        new DetailsClick(background, dialogs, services.showDetails(), replies).listen(clicks);
        new ChangeClicks(background, dialogs, people, ledger, services.changeKey(), services.showKeys(), list, replies)
                .listen(clicks);
        new OwnerClicks(background, dialogs, services.ownerAnswers(), replies).listen(clicks);
        new ExemptClicks(dialogs, ledger, services.exemptKey(), list, replies).listen(clicks);
        new SendAgainClick(services.worker(), list, replies).listen(clicks);
    }
}
