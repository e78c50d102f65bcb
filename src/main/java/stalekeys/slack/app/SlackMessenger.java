package stalekeys.slack.app;

import com.slack.api.methods.MethodsClient;
import com.slack.api.methods.SlackApiException;
import com.slack.api.methods.SlackApiTextResponse;
import com.slack.api.methods.response.chat.ChatPostMessageResponse;
import com.slack.api.methods.response.chat.ChatUpdateResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import stalekeys.slack.api.SlackApi;
import stalekeys.slack.api.SlackError;
import stalekeys.slack.view.MessageView;
import stalekeys.slack.view.block.RenderedMessage;
import stalekeys.work.ledger.Message;
import stalekeys.work.outbox.Messenger;

/** Posts and redraws messages with the bot token. Each call is one request: whether to try again is for the outbox to say. */
public final class SlackMessenger implements Messenger {
    private static final Logger LOG = LoggerFactory.getLogger(SlackMessenger.class);

    private final MethodsClient client;

    public SlackMessenger(SlackApi api) {
        this.client = api.methods();
    }

    @Override
    public Delivery post(String target, Message message) {
        RenderedMessage rendered = MessageView.posted(message);
        return deliver(() -> {
            ChatPostMessageResponse response = client.chatPostMessage(post -> post.channel(target)
                    .threadTs(message.inThread().orElse(null))
                    .text(rendered.text())
                    .blocks(rendered.blocks())
                    .unfurlLinks(false)
                    .unfurlMedia(false));
            return response == null ? null : new Answered(response, response.getChannel(), response.getTs());
        });
    }

    @Override
    public Delivery update(String channel, String ts, Message message) {
        RenderedMessage rendered = MessageView.redrawn(message);
        return deliver(() -> {
            // Text without blocks would remove the blocks: both, always.
            ChatUpdateResponse response = client.chatUpdate(update ->
                    update.channel(channel).ts(ts).text(rendered.text()).blocks(rendered.blocks()));
            return response == null ? null : new Answered(response, channel, ts);
        });
    }

    private record Answered(
            SlackApiTextResponse response,
            @Nullable String channel,
            @Nullable String ts) {}

    private interface Call {
        @Nullable
        Answered send() throws IOException, SlackApiException;
    }

    private static Delivery deliver(Call call) {
        try {
            return delivery(call.send());
        } catch (SlackApiException failure) {
            return delivery(SlackError.of(failure));
        } catch (IOException failure) {
            return delivery(SlackError.of(failure));
        } catch (RuntimeException failure) {
            // The client's JSON parser: an answer came, so the message may stand.
            LOG.warn("Slack's answer could not be read: {}", failure.getClass().getName());
            return delivery(SlackError.unreadable());
        }
    }

    private static Delivery delivery(@Nullable Answered answered) {
        if (answered == null) {
            return delivery(SlackError.unreadable());
        }
        if (!answered.response().isOk()) {
            return delivery(SlackError.named(answered.response().getError()));
        }
        if (answered.channel() == null || answered.ts() == null) {
            return delivery(SlackError.unreadable());
        }
        return Delivery.sent(answered.channel(), answered.ts());
    }

    private static Delivery delivery(SlackError error) {
        return switch (error.kind()) {
            case LATER -> Delivery.notYet(error.retryAfter(), error.name());
            case REFUSED -> Delivery.refused(explained(error.name()));
            case UNKNOWN -> Delivery.unknown(error.name());
        };
    }

    /** The refusals that people can do something about, with what to do. */
    private static String explained(String error) {
        return switch (error) {
            case "channel_not_found" -> error + ": there is no such channel, or it is private and I am not in it";
            case "not_in_channel" -> error + ": invite me to the channel first";
            case "is_archived" -> error + ": the channel is archived";
            case "messages_tab_disabled" -> error + ": the Slack app's Messages tab is turned off";
            case "restricted_action" -> error + ": the workspace does not let me post there";
            case "token_revoked", "invalid_auth", "account_inactive" ->
                error + ": the bot token is no longer good; install the app again";
            case "missing_scope" -> error + ": install the app again from its manifest";
            default -> error;
        };
    }
}
