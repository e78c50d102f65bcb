package stalekeys.standin.slack.click;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import stalekeys.standin.slack.api.ResponseUrls;
import stalekeys.standin.slack.workspace.Channel;
import stalekeys.standin.slack.workspace.Json;
import stalekeys.standin.slack.workspace.Person;
import stalekeys.standin.slack.workspace.Workspace;

/** Sends what somebody typed behind a slash, and shows what the acknowledgement says. */
public final class SlashCommands {
    private static final Pattern MENTION = Pattern.compile("(?<=^|\\s)([@#])([\\w.-]+)");

    private final Workspace workspace;
    private final ResponseUrls responseUrls;
    private final BotLink bot;

    public SlashCommands(Workspace workspace, ResponseUrls responseUrls, BotLink bot) {
        this.workspace = workspace;
        this.responseUrls = responseUrls;
        this.bot = bot;
    }

    public Ack send(Person person, Channel channel, String commandLine) {
        String responseUrl = responseUrls.give(channel.id(), person.id(), Optional.empty());
        Ack ack = bot.command(person.id(), commandLine, form(person, channel, commandLine, responseUrl));
        if (ack.isOk() && !ack.body().isBlank()) {
            JsonNode body = ack.json();
            responseUrls.showAck(
                    responseUrl, body.isObject() ? body : Json.object().put("text", ack.body()));
        }
        return ack;
    }

    private Map<String, String> form(Person person, Channel channel, String commandLine, String responseUrl) {
        int space = commandLine.indexOf(' ');
        String command = space < 0 ? commandLine : commandLine.substring(0, space);
        String rest = space < 0 ? "" : commandLine.substring(space + 1).strip();
        Map<String, String> form = new LinkedHashMap<>();
        form.put("token", "legacy");
        form.put("team_id", person.teamId());
        form.put("team_domain", workspace.identity().teamDomain());
        form.put("channel_id", channel.id());
        form.put("channel_name", channel.isPrivate() ? "privategroup" : channel.name());
        form.put("user_id", person.id());
        form.put("user_name", person.name());
        form.put("command", command);
        form.put("text", workspace.isEscapingCommands() ? escaped(rest) : rest);
        form.put("api_app_id", workspace.identity().appId());
        form.put("is_enterprise_install", "false");
        form.put("response_url", responseUrl);
        form.put("trigger_id", workspace.triggers().give(person.id(), Optional.empty()));
        return form;
    }

    private String escaped(String text) {
        return MENTION.matcher(text).replaceAll(this::mention);
    }

    private String mention(MatchResult found) {
        String name = found.group(2);
        Optional<String> id = found.group(1).equals("@")
                ? workspace.people().stream()
                        .filter(each -> each.name().equals(name))
                        .findFirst()
                        .map(each -> "<@" + each.id() + "|" + name + ">")
                : workspace.findChannelByName(name).map(each -> "<#" + each.id() + "|" + name + ">");
        return Matcher.quoteReplacement(id.orElse(found.group()));
    }
}
