package stalekeys.slack.people;

import com.slack.api.methods.SlackApiException;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import stalekeys.slack.api.DirectoryResponses;
import stalekeys.slack.api.LookupRateLimiter;
import stalekeys.slack.api.SlackApi;
import stalekeys.slack.api.SlackError;

/** Looks people, groups and channels up, and keeps each good answer for a while. Safe for many threads. */
public final class Directory {
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

    private static final String BY_ADDRESS = "users.lookupByEmail";

    /** 1,000 is Slack's most; it may give fewer. */
    private static final String PAGE = "1000";

    private static final int MOST_PAGES = 100;

    /** Whose an address is may be known so long where many owners are looked up: Slack's own answers are older. */
    private static final Duration KEPT_IN_TURN = Duration.ofMinutes(30);

    private final SlackApi api;
    private final Clock clock;
    private final AnswerCache<Found<DirectoryResponses.UserFacts>> users;
    private final AnswerCache<Found<DirectoryResponses.UserFacts>> addresses;
    private final AnswerCache<Found<DirectoryResponses.ChannelRow>> channels;
    private final AnswerCache<Found<DirectoryResponses.ChannelRow>> channelNames;
    private final AnswerCache<Found<List<String>>> groups;
    /** Null where somebody waits for the answers. */
    private final @Nullable QueuedLookups inTurn;

    public Directory(SlackApi api, Clock clock) {
        this(
                api,
                clock,
                new AnswerCache<>(clock),
                new AnswerCache<>(clock),
                new AnswerCache<>(clock),
                new AnswerCache<>(clock),
                new AnswerCache<>(clock),
                null);
    }

    private Directory(
            SlackApi api,
            Clock clock,
            AnswerCache<Found<DirectoryResponses.UserFacts>> users,
            AnswerCache<Found<DirectoryResponses.UserFacts>> addresses,
            AnswerCache<Found<DirectoryResponses.ChannelRow>> channels,
            AnswerCache<Found<DirectoryResponses.ChannelRow>> channelNames,
            AnswerCache<Found<List<String>>> groups,
            @Nullable QueuedLookups inTurn) {
        this.api = api;
        this.clock = clock;
        this.users = users;
        this.addresses = addresses;
        this.channels = channels;
        this.channelNames = channelNames;
        this.groups = groups;
        this.inTurn = inTurn;
    }

    /** The same memory, for one run of many look-ups nobody waits for: they go out in turn, behind those of people. */
    Directory inTurn() {
        return new Directory(
                api,
                clock,
                users,
                addresses,
                channels,
                channelNames,
                groups,
                new QueuedLookups(api.retryGate(), api.paces()));
    }

    /**
     * What came of a look-up.
     *
     * @param value null unless it was found
     * @param answered false where Slack did not say: then nobody knows
     */
    public record Found<T>(@Nullable T value, boolean answered) {
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

    public Found<DirectoryResponses.UserFacts> user(String id) {
        return look(
                "users.info",
                users,
                id,
                method -> api.call(method, Map.of("user", id), DirectoryResponses.OfUser.class),
                answer -> answer.user);
    }

    public Found<DirectoryResponses.UserFacts> userByAddress(String address) {
        return look(
                BY_ADDRESS,
                addresses,
                address.toLowerCase(Locale.ROOT),
                method -> api.call(method, Map.of("email", address), DirectoryResponses.OfUser.class),
                answer -> answer.user);
    }

    public Found<List<String>> members(String groupId) {
        return look(
                "usergroups.users.list",
                groups,
                groupId,
                method -> api.call(method, Map.of("usergroup", groupId), DirectoryResponses.OfMembers.class),
                answer -> answer.users);
    }

    Found<DirectoryResponses.ChannelRow> channel(String id) {
        return look(
                "conversations.info",
                channels,
                id,
                method -> api.call(method, Map.of("channel", id), DirectoryResponses.OfChannel.class),
                answer -> answer.channel);
    }

    /** Slack has no look-up by name: page after page, until it is found. */
    Found<DirectoryResponses.ChannelRow> channelNamed(String name) {
        Optional<Found<DirectoryResponses.ChannelRow>> known = channelNames.get(name);
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
            DirectoryResponses.OfChannels answer = ask(
                            "conversations.list",
                            method -> api.call(method, arguments, DirectoryResponses.OfChannels.class))
                    .orElse(null);
            if (answer == null || !answer.isOk() || answer.channels == null) {
                return Found.notAnswered();
            }
            Optional<DirectoryResponses.ChannelRow> row = answer.channels.stream()
                    .filter(channel -> name.equalsIgnoreCase(channel.name))
                    .findFirst();
            cursor = next(answer);
            if (row.isPresent() || cursor.isEmpty()) {
                Found<DirectoryResponses.ChannelRow> found = row.map(Found::of).orElseGet(Found::nobody);
                channelNames.put(name, found, asked);
                return found;
            }
        }
        return Found.notAnswered();
    }

    private static String next(DirectoryResponses.OfChannels answer) {
        DirectoryResponses.Metadata metadata = answer.responseMetadata;
        return metadata == null || metadata.nextCursor == null ? "" : metadata.nextCursor;
    }

    private interface Call<A> {
        @Nullable
        A send(String method) throws IOException, SlackApiException;
    }

    private interface Part<A, T> {
        @Nullable
        T of(A answer);
    }

    private <A extends DirectoryResponses, T> Found<T> look(
            String method, AnswerCache<Found<T>> memory, String key, Call<A> call, Part<A, T> part) {
        Optional<Found<T>> known =
                memory.get(key, inTurn != null && method.equals(BY_ADDRESS) ? KEPT_IN_TURN : AnswerCache.KEPT);
        if (known.isPresent()) {
            return known.get();
        }
        Instant asked = clock.instant();
        A answer = ask(method, call).orElse(null);
        if (answer == null) {
            return Found.notAnswered();
        }
        T value = part.of(answer);
        if (answer.isOk() && value != null) {
            memory.put(key, Found.of(value), asked);
            return Found.of(value);
        }
        if (saysNobody(answer)) {
            memory.put(key, Found.nobody(), asked);
            return Found.nobody();
        }
        return Found.notAnswered();
    }

    private static boolean saysNobody(DirectoryResponses answer) {
        return !answer.isOk() && NOT_FOUND.contains(String.valueOf(answer.getError()));
    }

    private <A extends DirectoryResponses> Optional<A> ask(String method, Call<A> call) {
        if (inTurn != null) {
            return askInTurn(inTurn, method, call);
        }
        LookupRateLimiter limiter = api.paces().of(method);
        if (limiter != null && api.retryGate().left(method).isZero()) {
            limiter.atOnce();
        }
        return send(method, call);
    }

    /** What Slack has no time for now is asked once more after its silence. */
    private <A extends DirectoryResponses> Optional<A> askInTurn(QueuedLookups turns, String method, Call<A> call) {
        while (turns.mayCall(method)) {
            Optional<A> answer = send(method, call);
            if (answer.filter(one -> one.isOk() || saysNobody(one)).isPresent()) {
                turns.answered(method);
                return answer;
            }
            turns.unanswered(method);
            if (api.retryGate().left(method).isZero()) {
                return answer;
            }
        }
        return Optional.empty();
    }

    private <A extends DirectoryResponses> Optional<A> send(String method, Call<A> call) {
        try {
            A answer = call.send(method);
            if (answer != null && !answer.isOk()) {
                noteError(SlackError.named(answer.getError()));
            }
            return Optional.ofNullable(answer);
        } catch (SlackApiException failure) {
            noteError(SlackError.of(failure));
        } catch (IOException failure) {
            noteError(SlackError.of(failure));
        } catch (RuntimeException failure) {
            // The client's JSON parser.
            noteError(SlackError.unreadable());
        }
        return Optional.empty();
    }

    private static void noteError(SlackError error) {
        // A silence is told once, when it begins.
        if (!error.name().equals(SlackError.RATE_LIMITED) && !error.name().endsWith("_not_found")) {
            LOG.warn("Slack could not be asked about a person or a channel: {}", error.name());
        }
    }
}
