package stalekeys.slack.interaction;

import com.slack.api.app_backend.events.payload.EventsApiPayload;
import com.slack.api.bolt.App;
import com.slack.api.bolt.context.builtin.ActionContext;
import com.slack.api.bolt.context.builtin.EventContext;
import com.slack.api.bolt.request.builtin.BlockActionRequest;
import com.slack.api.bolt.response.Response;
import com.slack.api.model.event.AppHomeOpenedEvent;
import com.slack.api.model.event.MemberJoinedChannelEvent;
import stalekeys.slack.lane.BackgroundTasks;
import stalekeys.slack.lane.Lanes;
import stalekeys.slack.view.block.Actions;

/** Listens to people who open the Home tab, and to the bot being added to a channel. */
public final class HomeEvents {
    private final BackgroundTasks background;
    private final HomeTab homes;
    private final WelcomeEvents welcome;

    public HomeEvents(BackgroundTasks background, HomeTab homes, WelcomeEvents welcome) {
        this.background = background;
        this.homes = homes;
        this.welcome = welcome;
    }

    /** Tells Bolt to call this for the events, and for the Home tab's Refresh button. */
    public void listen(App app) {
        app.event(AppHomeOpenedEvent.class, this::homeOpened);
        app.event(MemberJoinedChannelEvent.class, this::joined);
        app.blockAction(Actions.REFRESH_HOME, this::refreshHome);
    }

    private Response homeOpened(EventsApiPayload<AppHomeOpenedEvent> payload, EventContext context) {
        AppHomeOpenedEvent event = payload.getEvent();
        String user = event.getUser();
        String hash = event.getView() == null ? null : event.getView().getHash();
        if (user == null) {
            return context.ack();
        }
        Lanes lanes = background.lanes();
        if ("home".equals(event.getTab())) {
            background.begin(lanes.lists(), user, () -> homes.opened(user, hash), homes.errorFor(user));
        }
        background.run(lanes.changes(), user, () -> welcome.opened(event), untold -> {});
        return context.ack();
    }

    private Response joined(EventsApiPayload<MemberJoinedChannelEvent> payload, EventContext context) {
        String joined = String.valueOf(payload.getEvent().getUser());
        background.run(background.lanes().changes(), joined, () -> welcome.joined(payload.getEvent()), untold -> {});
        return context.ack();
    }

    private Response refreshHome(BlockActionRequest request, ActionContext context) {
        String user = request.getPayload().getUser().getId();
        background.begin(background.lanes().lists(), user, () -> homes.lookAgain(user), homes.errorFor(user));
        return context.ack();
    }
}
