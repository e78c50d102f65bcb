package stalekeys.slack;

import com.slack.api.methods.SlackApiException;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks people, groups and channels up, and keeps each good answer for a while. Safe for many threads. */
final class Directory {
    private static final Logger LOG = LoggerFactory.getLogger(Directory.class);

    /** Answers that tell something: there is no such person, group or channel that the bot may know of. */
    private static final Set<String> NOT_FOUND = Set.of(
            "user_not_found",
            "users_not_found",
            "user_not_visible",
            "channel_not_found",
            "no_such_subteam",
            "subteam_not_found",
            // A free plan has no user groups at all.
            "plan_upgrade_required");

    /** 1,000 is Slack's most; it may give fewer. */
    private static final String PAGE = "1000";

    private static final int MOST_PAGES = 100;
    private static final Duration LONGEST_SILENCE = Duration.ofMinutes(1);

    private final SlackApi api;
    private final Clock clock;
    private final Remembered<Found<Answer.UserFacts>> users;
    private final Remembered<Found<Answer.UserFacts>> addresses;
    private final Remembered<Found<Answer.ChannelRow>> channels;
    private final Remembered<Found<Answer.ChannelRow>> channelNames;
    private final Remembered<Found<List<String>>> groups;
    /** After a 429 nobody asks until then: everybody waiting their turn would only prolong it. */
    private volatile Instant silentUntil = Instant.MIN;

    Directory(SlackApi api, Clock clock) {
        this.api = api;
        this.clock = clock;
        this.users = new Remembered<>(clock);
        this.addresses = new Remembered<>(clock);
        this.channels = new Remembered<>(clock);
        this.channelNames = new Remembered<>(clock);
        this.groups = new Remembered<>(clock);
    }

    /**
     * What came of a look-up.
     *
     * @param value null unless it was found
     * @param answered false where Slack did not say: then nobody knows
     */
    record Found<T>(@Nullable T value, boolean answered) {
        static <T> Found<T> of(T value) {
            return new Found<>(value, true);
        }

        static <T> Found<T> nobody() {
            return new Found<>(null, true);
        }

        static <T> Found<T> notAnswered() {
            return new Found<>(null, false);
        }
    }

    Found<Answer.UserFacts> user(String id) {
        return look(
                users,
                id,
                () -> api.call("users.info", Map.of("user", id), Answer.OfUser.class),
                answer -> answer.user);
    }

    Found<Answer.UserFacts> userByAddress(String address) {
        return look(
                addresses,
                address,
                () -> api.call("users.lookupByEmail", Map.of("email", address), Answer.OfUser.class),
                answer -> answer.user);
    }

    Found<List<String>> members(String groupId) {
        return look(
                groups,
                groupId,
                () -> api.call("usergroups.users.list", Map.of("usergroup", groupId), Answer.OfMembers.class),
                answer -> answer.users);
    }

    Found<Answer.ChannelRow> channel(String id) {
        return look(
                channels,
                id,
                () -> api.call("conversations.info", Map.of("channel", id), Answer.OfChannel.class),
                answer -> answer.channel);
    }

    /** Slack has no look-up by name: page after page, until it is found. */
    Found<Answer.ChannelRow> channelNamed(String name) {
        Optional<Found<Answer.ChannelRow>> known = channelNames.get(name);
        if (known.isPresent()) {
            return known.get();
        }
        Instant asked = clock.instant();
        String cursor = "";
        for (int page = 0; page < MOST_PAGES; page++) {
            Map<String, String> arguments = Map.of(
                    "types",
                    "public_channel,private_channel",
                    "exclude_archived",
                    "true",
                    "limit",
                    PAGE,
                    "cursor",
                    cursor);
            Answer.OfChannels answer = ask(() -> api.call("conversations.list", arguments, Answer.OfChannels.class))
                    .orElse(null);
            if (answer == null || !answer.isOk() || answer.channels == null) {
                return Found.notAnswered();
            }
            Optional<Answer.ChannelRow> row = answer.channels.stream()
                    .filter(channel -> name.equals(channel.name))
                    .findFirst();
            cursor = next(answer);
            if (row.isPresent() || cursor.isEmpty()) {
                Found<Answer.ChannelRow> found = row.map(Found::of).orElseGet(Found::nobody);
                channelNames.put(name, found, asked);
                return found;
            }
        }
        return Found.notAnswered();
    }

    private static String next(Answer.OfChannels answer) {
        Answer.Metadata metadata = answer.responseMetadata;
        return metadata == null || metadata.nextCursor == null ? "" : metadata.nextCursor;
    }

    private interface Call<A> {
        @Nullable
        A send() throws IOException, SlackApiException;
    }

    private interface Part<A, T> {
        @Nullable
        T of(A answer);
    }

    private <A extends Answer, T> Found<T> look(
            Remembered<Found<T>> memory, String key, Call<A> call, Part<A, T> part) {
        Optional<Found<T>> known = memory.get(key);
        if (known.isPresent()) {
            return known.get();
        }
        Instant asked = clock.instant();
        A answer = ask(call).orElse(null);
        if (answer == null) {
            return Found.notAnswered();
        }
        T value = part.of(answer);
        if (answer.isOk() && value != null) {
            memory.put(key, Found.of(value), asked);
            return Found.of(value);
        }
        if (!answer.isOk() && NOT_FOUND.contains(String.valueOf(answer.getError()))) {
            memory.put(key, Found.nobody(), asked);
            return Found.nobody();
        }
        return Found.notAnswered();
    }

    private <A extends Answer> Optional<A> ask(Call<A> call) {
        if (clock.instant().isBefore(silentUntil)) {
            return Optional.empty();
        }
        try {
            A answer = call.send();
            if (answer != null && !answer.isOk()) {
                noteTrouble(Trouble.named(answer.getError()));
            }
            return Optional.ofNullable(answer);
        } catch (SlackApiException failure) {
            noteTrouble(Trouble.of(failure));
        } catch (IOException failure) {
            noteTrouble(Trouble.of(failure));
        } catch (RuntimeException failure) {
            // The client's JSON parser.
            noteTrouble(Trouble.unreadable());
        }
        return Optional.empty();
    }

    private void noteTrouble(Trouble trouble) {
        if (!trouble.name().endsWith("_not_found")) {
            LOG.warn("Slack could not be asked about a person or a channel: {}", trouble.name());
        }
        Duration wait = trouble.retryAfter();
        if (wait != null) {
            silentUntil = clock.instant().plus(wait.compareTo(LONGEST_SILENCE) > 0 ? LONGEST_SILENCE : wait);
        }
    }
}
