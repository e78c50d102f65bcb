package stalekeys.slack.doctor;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import stalekeys.keys.model.OwnerRule;
import stalekeys.slack.api.BotScope;
import stalekeys.slack.api.BotToken;
import stalekeys.slack.api.SlackApi;
import stalekeys.slack.people.Directory;
import stalekeys.slack.people.RoleAssignments;
import stalekeys.slack.people.SlackPeople;
import stalekeys.work.doctor.Check;
import stalekeys.work.doctor.CheckResult;
import stalekeys.work.people.MailDomains;
import stalekeys.work.people.PeopleWithMail;

/** Everything about Slack: what can't be known without an earlier answer is not asked, and said to be not checked. */
public final class SlackCheck implements Check {
    private final SlackApi api;
    /** As many look-ups as go out at once without using Slack's limits up. */
    private static final int FEW = 15;

    private final Wanted wanted;
    private final Clock clock;
    private final boolean everyOwner;

    /**
     * What is configured.
     *
     * @param appToken null where Slack calls over HTTP
     * @param channel of the digest; null for no digest
     * @param fallback a channel or user of its own for keys without an owner; null for none
     * @param mail where owners get mail whom Slack does not know; empty for no mail
     */
    public record Wanted(
            @Nullable String appToken,
            @Nullable String channel,
            @Nullable String fallback,
            RoleAssignments roles,
            OwnerRule owners,
            MailDomains mail) {}

    /** For a running server, where others wait behind it: of many owners the map names, a few are looked up. */
    public SlackCheck(SlackApi api, Wanted wanted, Clock clock) {
        this(api, wanted, clock, false);
    }

    private SlackCheck(SlackApi api, Wanted wanted, Clock clock, boolean everyOwner) {
        this.api = api;
        this.wanted = wanted;
        this.clock = clock;
        this.everyOwner = everyOwner;
    }

    /** For whoever wants to know of every owner, and has the time: with many it takes minutes. */
    public static SlackCheck ofEveryOwner(SlackApi api, Wanted wanted, Clock clock) {
        return new SlackCheck(api, wanted, clock, true);
    }

    @Override
    public List<CheckResult> look() {
        BotToken token = BotToken.ask(api);
        List<CheckResult> results = new ArrayList<>();
        results.add(token.result());
        if (wanted.appToken() != null) {
            results.addAll(new AppTokenCheck(api, wanted.appToken()).look());
        }
        if (!token.isGood()) {
            results.add(CheckResult.note("all else in Slack", "Not checked: it takes a bot token that works."));
            return results;
        }
        results.addAll(new ScopeCheck(token.scopes()).look());
        Directory directory = new Directory(api, clock);
        SlackPeople people = new SlackPeople(directory, token::teamId, wanted.roles());
        channels(token, directory, results);
        results.add(messagesTab());
        roles(token, directory, people, results);
        unlessLacking(
                token,
                "owner look-up",
                List.of(BotScope.USERS_READ, BotScope.USERS_READ_EMAIL),
                new OwnerLookupCheck(
                        directory,
                        new PeopleWithMail(people, wanted.mail(), ZoneOffset.UTC).inTurn(),
                        named(),
                        wanted.owners().byUserName(),
                        everyOwner ? Integer.MAX_VALUE : FEW),
                results);
        return results;
    }

    private void channels(BotToken token, Directory directory, List<CheckResult> results) {
        List<BotScope> scopes = List.of(BotScope.CHANNELS_READ, BotScope.GROUPS_READ);
        String channel = wanted.channel();
        if (channel == null) {
            results.add(CheckResult.note("STALE_KEYS_CHANNEL", "Not set: there is no digest."));
        } else {
            unlessLacking(
                    token,
                    "STALE_KEYS_CHANNEL",
                    scopes,
                    new ChannelCheck(directory, "STALE_KEYS_CHANNEL", channel),
                    results);
        }
        String fallback = wanted.fallback();
        if (fallback != null && !isPerson(fallback)) {
            unlessLacking(
                    token,
                    "STALE_KEYS_FALLBACK",
                    scopes,
                    new ChannelCheck(directory, "STALE_KEYS_FALLBACK", fallback),
                    results);
        }
    }

    private void roles(BotToken token, Directory directory, SlackPeople people, List<CheckResult> results) {
        RoleAssignments roles = wanted.roles();
        if (roles.admins().isEmpty()) {
            results.add(CheckResult.note("STALE_KEYS_ADMINS", "Not set: nobody may change a key."));
        }
        role(token, "STALE_KEYS_ADMINS", roles.admins(), directory, people, results);
        role(token, "STALE_KEYS_VIEWERS", roles.viewers(), directory, people, results);
        String fallback = wanted.fallback();
        if (fallback != null && isPerson(fallback)) {
            role(token, "STALE_KEYS_FALLBACK", List.of(fallback), directory, people, results);
        }
    }

    private void role(
            BotToken token,
            String setting,
            List<String> ids,
            Directory directory,
            SlackPeople people,
            List<CheckResult> results) {
        List<String> users = ids.stream().filter(id -> !SlackPeople.isGroup(id)).toList();
        List<String> groups = ids.stream().filter(SlackPeople::isGroup).toList();
        if (!users.isEmpty()) {
            unlessLacking(
                    token,
                    setting,
                    List.of(BotScope.USERS_READ),
                    new RoleCheck(directory, people, setting, users),
                    results);
        }
        if (!groups.isEmpty()) {
            unlessLacking(
                    token,
                    setting,
                    List.of(BotScope.USERGROUPS_READ),
                    new RoleCheck(directory, people, setting, groups),
                    results);
        }
    }

    private List<String> named() {
        return Stream.of(wanted.roles().admins(), wanted.roles().viewers())
                .flatMap(List::stream)
                .filter(id -> !SlackPeople.isGroup(id))
                .toList();
    }

    private static void unlessLacking(
            BotToken token, String what, List<BotScope> scopes, Check check, List<CheckResult> results) {
        Optional<BotScope> lacking = scopes.stream().filter(token::lacks).findFirst();
        if (lacking.isPresent()) {
            results.add(CheckResult.note(
                    what, "Not checked: it takes the scope " + lacking.get().id() + "."));
        } else {
            results.addAll(check.look());
        }
    }

    /** Slack tells of it only in the answer to a message. */
    private static CheckResult messagesTab() {
        return CheckResult.note(
                "messages tab",
                "Not checked: Slack tells only when a message is sent. Under App Home it must be on, or owners can't be"
                        + " written to.");
    }

    private static boolean isPerson(String id) {
        return id.startsWith("U") || id.startsWith("W");
    }
}
