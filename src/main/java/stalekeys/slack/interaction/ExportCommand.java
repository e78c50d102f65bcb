package stalekeys.slack.interaction;

import com.slack.api.methods.MethodsClient;
import com.slack.api.methods.SlackApiException;
import com.slack.api.methods.SlackFilesUploadV2Exception;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import stalekeys.keys.report.Counts;
import stalekeys.keys.report.KeyFilter;
import stalekeys.slack.lane.BackgroundTasks;
import stalekeys.slack.view.ExportView;
import stalekeys.slack.view.SentenceView;
import stalekeys.slack.view.block.RenderedMessage;
import stalekeys.work.people.People;
import stalekeys.work.people.Person;
import stalekeys.work.show.ExportKeys;

/** {@code /stale-keys export}, a file for who asks; and {@code /stale-keys share}, the totals for a channel. */
public final class ExportCommand {
    private static final Logger LOG = LoggerFactory.getLogger(ExportCommand.class);

    private final MethodsClient client;
    private final People people;
    private final KeyList list;
    private final ExportKeys exportKeys;
    private final Replies replies;
    private final AccessRecheck accessRecheck;

    public ExportCommand(
            MethodsClient client,
            People people,
            KeyList list,
            ExportKeys exportKeys,
            Replies replies,
            AccessRecheck accessRecheck) {
        this.accessRecheck = accessRecheck;
        this.client = client;
        this.people = people;
        this.list = list;
        this.exportKeys = exportKeys;
        this.replies = replies;
    }

    /** Sends the file into the person's own direct messages, wherever it was asked for. */
    public CompletableFuture<?> export(Person person, Consumer<RenderedMessage> say) {
        if (!person.role().seesEverything()) {
            say.accept(SentenceView.of(ExportView.NOT_TO_EXPORT));
            return BackgroundTasks.DONE;
        }
        return list.listing(
                person,
                KeyFilter.STALE,
                false,
                (listing, note) -> say.accept(send(person, exportKeys.export(listing))),
                say);
    }

    /** Posts the totals where it was typed; never where another company reads along. */
    public CompletableFuture<?> share(
            Person person, String channel, String responseUrl, Consumer<RenderedMessage> say) {
        if (!person.role().seesEverything()) {
            say.accept(SentenceView.of(ExportView.NOT_TO_SHARE));
            return BackgroundTasks.DONE;
        }
        Optional<String> problem = notToPost(person, channel);
        if (problem.isPresent()) {
            say.accept(ExportView.notPosted(problem.get()));
            return BackgroundTasks.DONE;
        }
        return list.listing(
                person,
                KeyFilter.STALE,
                false,
                (listing, note) -> {
                    Counts counts = listing.counts();
                    // Reading may have taken minutes: who shares, and who reads along, is looked at again.
                    Optional<String> objection = accessRecheck.objection(person).or(() -> notToPost(person, channel));
                    if (objection.isPresent()) {
                        say.accept(ExportView.notPosted(objection.get()));
                    } else if (counts != null) {
                        replies.share(responseUrl, ExportView.shared(counts, listing, person));
                    }
                },
                say);
    }

    /** Why the totals can't be posted there; empty where they can. */
    private Optional<String> notToPost(Person person, String channel) {
        if (!channel.startsWith("D")) {
            People.ChannelFacts facts = people.channel(channel);
            return facts.postable() ? Optional.empty() : Optional.of(facts.problem());
        }
        try {
            // Of other people's direct messages the bot can't be told whether they are with another company.
            return conversation(person.id()).filter(channel::equals).isPresent()
                    ? Optional.empty()
                    : Optional.of(ExportView.OTHERS_CONVERSATION);
        } catch (IOException | SlackApiException failure) {
            LOG.warn("Slack did not open a conversation: {}", failure.getClass().getSimpleName());
            return Optional.of(ExportView.OTHERS_CONVERSATION);
        }
    }

    private RenderedMessage send(Person person, ExportKeys.Export export) {
        try {
            Optional<String> conversation = conversation(person.id());
            Optional<String> objection = accessRecheck.objection(person);
            if (objection.isPresent()) {
                return SentenceView.of(objection.get());
            }
            if (conversation.isEmpty()) {
                return SentenceView.of(ExportView.NOT_SENT);
            }
            var response = client.filesUploadV2(upload -> upload.channel(conversation.get())
                    .filename(export.fileName())
                    .title(export.fileName())
                    .content(export.text())
                    .initialComment(ExportView.comment(export)));
            if (!response.isOk()) {
                LOG.warn("Slack did not take a file: {}", response.getError());
            }
            return response.isOk() ? ExportView.sent(export) : SentenceView.of(ExportView.NOT_SENT);
        } catch (IOException | SlackApiException | SlackFilesUploadV2Exception failure) {
            LOG.warn("Slack did not take a file: {}", failure.getClass().getSimpleName());
            return SentenceView.of(ExportView.NOT_SENT);
        }
    }

    /** Files are shared by the id of a conversation, and not by a user's. */
    private Optional<String> conversation(String userId) throws IOException, SlackApiException {
        var response = client.conversationsOpen(open -> open.users(List.of(userId)));
        if (!response.isOk() || response.getChannel() == null) {
            LOG.warn("Slack did not open a conversation: {}", response.getError());
            return Optional.empty();
        }
        return Optional.of(response.getChannel().getId());
    }
}
