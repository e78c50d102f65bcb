package stalekeys.standin.slack.workspace;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.ZoneId;

/** Somebody in (or, with another team, at the edge of) the workspace. May be changed while the server runs. */
public final class Person {
    private final String id;
    private final String name;
    private volatile String teamId;
    private volatile String realName;
    private volatile String email;
    private volatile String zone = "Europe/Berlin";
    private volatile boolean deleted;
    private volatile boolean bot;
    private volatile boolean restricted;
    private volatile boolean ultraRestricted;
    private volatile boolean emailConfirmed = true;

    public Person(String id, String name, String teamId) {
        this.id = id;
        this.name = name;
        this.teamId = teamId;
        this.realName = name;
        this.email = name + "@example.com";
    }

    public String id() {
        return id;
    }

    public String name() {
        return name;
    }

    public String teamId() {
        return teamId;
    }

    public String realName() {
        return realName;
    }

    public String email() {
        return email;
    }

    public String zone() {
        return zone;
    }

    public boolean isDeleted() {
        return deleted;
    }

    public boolean isBot() {
        return bot;
    }

    public Person realName(String value) {
        realName = value;
        return this;
    }

    /** An empty address means that the profile has none. */
    public Person email(String value) {
        email = value;
        return this;
    }

    public Person zone(String value) {
        zone = value;
        return this;
    }

    public Person deleted() {
        deleted = true;
        return this;
    }

    public Person bot() {
        bot = true;
        return this;
    }

    /** A multi-channel guest. */
    public Person guest() {
        restricted = true;
        return this;
    }

    /** A single-channel guest: Slack sets both flags. */
    public Person singleChannelGuest() {
        restricted = true;
        ultraRestricted = true;
        return this;
    }

    public Person emailNotConfirmed() {
        emailConfirmed = false;
        return this;
    }

    public Person ofTeam(String otherTeamId) {
        teamId = otherTeamId;
        return this;
    }

    public ObjectNode toJson(String askingTeam) {
        ObjectNode user = Json.object()
                .put("id", id)
                .put("team_id", teamId)
                .put("name", name)
                .put("deleted", deleted)
                .put("is_bot", bot)
                .put("is_app_user", false)
                .put("updated", 1_700_000_000L);
        if (!deleted) {
            // Slack leaves these out of a deactivated account's answer.
            user.put("real_name", realName)
                    .put("tz", zone)
                    .put("tz_label", zone)
                    .put(
                            "tz_offset",
                            ZoneId.of(zone)
                                    .getRules()
                                    .getStandardOffset(java.time.Instant.EPOCH)
                                    .getTotalSeconds())
                    .put("is_admin", false)
                    .put("is_owner", false)
                    .put("is_primary_owner", false)
                    .put("is_restricted", restricted)
                    .put("is_ultra_restricted", ultraRestricted)
                    .put("is_email_confirmed", emailConfirmed);
        }
        if (!teamId.equals(askingTeam)) {
            user.put("is_stranger", true);
        }
        ObjectNode profile = user.putObject("profile")
                .put("real_name", realName)
                .put("display_name", name)
                .put("team", teamId);
        if (!email.isEmpty() && teamId.equals(askingTeam)) {
            profile.put("email", email);
        }
        return user;
    }
}
