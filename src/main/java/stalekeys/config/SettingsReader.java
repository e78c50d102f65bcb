package stalekeys.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import stalekeys.keys.model.OwnerHint;
import stalekeys.keys.model.OwnerRule;
import stalekeys.keys.report.StalenessPolicy;

/** Reads and checks all settings, and reports every mistake at once. */
public final class SettingsReader {
    private static final int MOST_DAYS = 36_500;
    private static final int HIGHEST_PORT = 65_535;
    private static final int LEAST_DAYS_BEFORE_DEACTIVATION = 14;
    private static final int LEAST_DAYS_BEFORE_DELETION = 30;
    /** What happened to a key longer ago than 400 days is not looked at by itself any more. */
    private static final int MOST_DAYS_BEFORE_ACTION = 365;

    /** The digest counts the asks of 90 days and draws the stale keys of twelve weeks. */
    private static final int LEAST_DAYS_KEPT = 90;

    private static final String OFF = "off";

    private final RawSettings given;
    private final Set<Requirement> needs;
    private final CronRule crons;

    private SettingsReader(RawSettings given, Set<Requirement> needs, CronRule crons) {
        this.given = given;
        this.needs = needs;
        this.crons = crons;
    }

    /**
     * Reads the settings. Everything is checked, whatever the verb: a mistake shows itself at the first run and not on the
     * day it matters.
     *
     * @param environment the environment variables
     * @param options what was given on the command line; beats the environment. Secrets are not taken from here
     * @param needs what must be there for the verb at hand
     * @param crons asked about a schedule that is not the default
     * @throws InvalidSettings with all mistakes
     */
    public static Settings read(
            Map<String, String> environment, Map<Setting, String> options, Set<Requirement> needs, CronRule crons)
            throws InvalidSettings {
        if (options.keySet().stream().anyMatch(Setting::secret)) {
            throw new IllegalArgumentException("a secret is never an option");
        }
        RawSettings given = new RawSettings(environment, options);
        UnknownVariables.report(environment, given);
        Settings settings = new SettingsReader(given, needs, crons).settings();
        if (!given.errors().isEmpty()) {
            throw new InvalidSettings(given.errors());
        }
        return settings;
    }

    private Settings settings() {
        SlackSettings slack = slack();
        HttpSettings http = http();
        PeopleSettings people = people();
        StalenessPolicy policy = policy();
        OwnerSettings owners = owners();
        DigestSettings digest = digest();
        return new Settings(
                slack,
                http,
                people,
                policy,
                owners,
                digest,
                aws(),
                followUp(policy, people),
                mail(),
                store(),
                new LogSettings(
                        word(Setting.LOG_FORMAT, LogSettings.Format.TEXT),
                        word(Setting.LOG_LEVEL, LogSettings.Level.INFO)),
                OutboundReader.read(given));
    }

    private SlackSettings slack() {
        Secret bot = given.secret(Setting.BOT_TOKEN);
        Secret signing = given.secret(Setting.SIGNING_SECRET);
        Secret app = given.secret(Setting.APP_TOKEN);
        if (needs.contains(Requirement.SLACK)) {
            needed(Setting.BOT_TOKEN, bot, "the bot token of your Slack app (xoxb-...) is needed");
        }
        if (needs.contains(Requirement.SLACK_EVENTS) && !app.present()) {
            needed(
                    Setting.SIGNING_SECRET,
                    signing,
                    "the signing secret of your Slack app is needed (or SLACK_APP_TOKEN, for Socket Mode)");
        }
        notBeginningWith(Setting.BOT_TOKEN, bot, "xapp-", "that is an app-level token; this is for the one with xoxb-");
        notBeginningWith(Setting.BOT_TOKEN, bot, "xoxp-", "that is a user's token; this is for the one with xoxb-");
        notBeginningWith(Setting.APP_TOKEN, app, "xox", "that is a bot's or user's token; this is for one with xapp-");
        // Bolt's stand-in for a missing secret: everybody knows it.
        notBeginningWith(Setting.SIGNING_SECRET, signing, "---", "give the signing secret of your Slack app");
        return new SlackSettings(bot, signing, app, apiUrl());
    }

    private String apiUrl() {
        String url = text(Setting.API_URL);
        if (!url.endsWith("/") || !isWebAddress(url)) {
            given.wrong(Setting.API_URL, "an http or https URL that ends in a slash, such as https://slack.com/api/");
        }
        return url;
    }

    private HttpSettings http() {
        int port = number(Setting.PORT, 0, HIGHEST_PORT, "a port");
        Integer adminPort =
                given.text(Setting.ADMIN_PORT) == null ? null : number(Setting.ADMIN_PORT, 0, HIGHEST_PORT, "a port");
        if (adminPort != null && adminPort != 0 && adminPort == port) {
            given.wrong(Setting.ADMIN_PORT, "a port other than PORT, which is " + port + " too");
        }
        return new HttpSettings(
                matching(Setting.HOST, Patterns.HOST, "a host name or an IP address, without a port"),
                port,
                adminPort,
                adminHost());
    }

    private String adminHost() {
        String host = matching(Setting.ADMIN_HOST, Patterns.HOST, "a host name or an IP address, without a port");
        return host == null ? "" : host;
    }

    private PeopleSettings people() {
        String form = "a user id (U... or W...) or a user group id (S...)";
        List<String> viewers = list(Setting.VIEWERS);
        boolean everyone = viewers.stream().anyMatch("everyone"::equalsIgnoreCase);
        List<String> named =
                viewers.stream().filter(id -> !"everyone".equalsIgnoreCase(id)).toList();
        return new PeopleSettings(
                entries(Setting.ADMINS, list(Setting.ADMINS), Patterns.PERSON_OR_GROUP, form),
                entries(Setting.VIEWERS, named, Patterns.PERSON_OR_GROUP, form + ", or everyone"),
                everyone);
    }

    private StalenessPolicy policy() {
        int max = number(Setting.MAX_AGE_DAYS, 1, MOST_DAYS, "days");
        int critical = number(Setting.CRITICAL_AGE_DAYS, 1, MOST_DAYS, "days");
        if (critical < max) {
            if (!given.hasMistake(Setting.MAX_AGE_DAYS) && !given.hasMistake(Setting.CRITICAL_AGE_DAYS)) {
                given.wrong(
                        Setting.CRITICAL_AGE_DAYS, "at least " + Setting.MAX_AGE_DAYS.variable() + ", which is " + max);
            }
            critical = max;
        }
        return new StalenessPolicy(max, critical);
    }

    private OwnerSettings owners() {
        List<String> tags = entries(
                Setting.OWNER_TAGS,
                list(Setting.OWNER_TAGS),
                Patterns.TAG_NAME,
                "the name of a tag, at most 128 characters");
        String fallback = given.text(Setting.FALLBACK);
        if (fallback != null && !Patterns.PERSON.matcher(fallback).matches()) {
            fallback = channel(Setting.FALLBACK, "a channel (its id, or #name) or a user id (U... or W...)");
        }
        return new OwnerSettings(new OwnerRule(ownerMap(), tags), fallback);
    }

    /**
     * User names may hold = and , themselves. An owner holds neither (an address with them is not taken), so an entry is
     * cut at its last =; a comma inside a name has to be marked, since no guess about commas is safe from typing errors.
     */
    private Map<String, String> ownerMap() {
        String text = given.text(Setting.OWNERS);
        Map<String, String> owners = new LinkedHashMap<>();
        Set<String> named = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        for (String entry : split(text, "(?<!\\\\),")) {
            int equals = entry.lastIndexOf('=');
            String user = entry.substring(0, Math.max(equals, 0)).strip().replace("\\,", ",");
            String owner = entry.substring(equals + 1).strip();
            if (equals < 1
                    || !Patterns.USER_NAME.matcher(user).matches()
                    || OwnerRule.classify(owner, OwnerHint.Source.MAP).isEmpty()) {
                given.wrongEntry(
                        Setting.OWNERS,
                        entry,
                        "an IAM user name, =, and a user id (U...), channel id (C...) or address,"
                                + " such as deploy=U024BE7LH; a comma inside a user name is written \\,");
            } else if (!named.add(user)) {
                given.wrongEntry(Setting.OWNERS, entry, "each user once: IAM ignores case in user names");
            } else {
                owners.put(user, owner);
            }
        }
        return owners;
    }

    private DigestSettings digest() {
        String channel = channel(Setting.CHANNEL, "a channel's id (C...) or its name with #");
        if (channel == null && needs.contains(Requirement.CHANNEL)) {
            given.wrong(Setting.CHANNEL, "the channel to post to is needed: its id (C...) or its name with #");
        }
        String cron = text(Setting.DIGEST_CRON);
        ZoneId zone = zone();
        if (!Patterns.CRON.matcher(cron).matches()) {
            given.wrong(
                    Setting.DIGEST_CRON,
                    "five fields: minute, hour, day of month, month, day of week, such as 0 9 * * MON");
        } else if (!cron.equals(Setting.DIGEST_CRON.defaultValue())) {
            crons.problem(cron, zone).ifPresent(problem -> given.wrong(Setting.DIGEST_CRON, problem));
        }
        return new DigestSettings(channel, cron, zone);
    }

    private ZoneId zone() {
        try {
            return ZoneId.of(text(Setting.TIME_ZONE));
        } catch (DateTimeException e) {
            given.wrong(Setting.TIME_ZONE, "a time zone's name, such as UTC or Europe/Berlin");
            return ZoneOffset.UTC;
        }
    }

    private AwsSettings aws() {
        String role = "a role's name, with its path if it has one, such as audit/stale-keys; not an ARN";
        return new AwsSettings(
                accounts(),
                withoutSlash(matching(Setting.ORGANIZATION_ROLE, Patterns.ROLE_NAME, role)),
                withoutSlash(matching(Setting.CHANGE_ROLE, Patterns.ROLE_NAME, role)),
                matching(Setting.EXTERNAL_ID, Patterns.EXTERNAL_ID, "2 to 1224 letters, digits and any of _+=,.@:/-"),
                number(Setting.RATE, 0, 10_000, "calls a second"),
                number(Setting.TOTAL_RATE, 0, 100_000, "calls a second"));
    }

    /** Role names may hold commas: an entry ends only where the next name=arn: begins. */
    private List<AwsSettings.AssumedAccount> accounts() {
        List<AwsSettings.AssumedAccount> accounts = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (String entry : split(given.text(Setting.ACCOUNTS), ",(?=[^,=]*=\\s*arn:)|,\\s*$")) {
            int equals = entry.indexOf('=');
            String name = entry.substring(0, Math.max(equals, 0)).strip();
            String arn = entry.substring(equals + 1).strip();
            if (name.isEmpty() || !Patterns.ROLE_ARN.matcher(arn).matches()) {
                given.wrongEntry(
                        Setting.ACCOUNTS,
                        entry,
                        "a name, =, and a role's ARN, such as production=arn:aws:iam::111122223333:role/stale-keys");
                continue;
            }
            AwsSettings.AssumedAccount account = new AwsSettings.AssumedAccount(name, arn);
            if (seen.add("name " + name) && seen.add("id " + account.id())) {
                accounts.add(account);
            } else {
                given.wrongEntry(Setting.ACCOUNTS, entry, "each name and each account once");
            }
        }
        return accounts;
    }

    private FollowUp followUp(StalenessPolicy policy, PeopleSettings people) {
        FollowUp followUp = new FollowUp(
                number(Setting.SWEEP_MINUTES, 1, 1_440, "minutes"),
                onOff(Setting.AUTO_ASK),
                number(Setting.WARN_AHEAD_DAYS, 0, MOST_DAYS, "days"),
                number(Setting.DAILY_DM_LIMIT, 1, 100_000, "messages a day"),
                daysOrOff(Setting.AUTO_DEACTIVATE_AFTER_DAYS, LEAST_DAYS_BEFORE_DEACTIVATION),
                daysOrOff(Setting.AUTO_DELETE_AFTER_DAYS, LEAST_DAYS_BEFORE_DELETION));
        if (!given.hasMistake(Setting.WARN_AHEAD_DAYS)
                && !given.hasMistake(Setting.MAX_AGE_DAYS)
                && followUp.warnAheadDays() >= policy.maxAgeDays()) {
            given.wrong(
                    Setting.WARN_AHEAD_DAYS,
                    "less than " + Setting.MAX_AGE_DAYS.variable() + ", which is " + policy.maxAgeDays());
        }
        // No admins configured means that no one may change anything; a timer neither.
        if (people.admins().isEmpty() && !given.hasMistake(Setting.ADMINS)) {
            String wanted = Setting.ADMINS.variable() + " must be set too: without admins no key is changed";
            if (followUp.autoDeactivateAfterDays() != null) {
                given.wrong(Setting.AUTO_DEACTIVATE_AFTER_DAYS, wanted);
            }
            if (followUp.autoDeleteAfterDays() != null) {
                given.wrong(Setting.AUTO_DELETE_AFTER_DAYS, wanted);
            }
        }
        return followUp;
    }

    private @Nullable MailSettings mail() {
        Secret url = given.secret(Setting.SMTP_URL);
        String from = matching(Setting.MAIL_FROM, Patterns.SENDER, "an address, such as stale-keys@example.com");
        List<String> domains = entries(
                        Setting.MAIL_DOMAINS,
                        list(Setting.MAIL_DOMAINS),
                        Patterns.DOMAIN,
                        "a domain, such as example.com")
                .stream()
                .map(domain -> domain.toLowerCase(Locale.ROOT))
                .toList();
        if (!url.present()) {
            return null;
        }
        if (!isMailServer(url.reveal())) {
            given.wrong(
                    Setting.SMTP_URL,
                    "smtp://user:password@host:port, or smtps://..., with special characters percent-encoded");
        }
        if (from == null) {
            given.wrong(Setting.MAIL_FROM, "the sender's address is needed with " + Setting.SMTP_URL.variable());
        }
        if (domains.isEmpty() && !given.hasMistake(Setting.MAIL_DOMAINS)) {
            given.wrong(
                    Setting.MAIL_DOMAINS,
                    "the domains that may be written to are needed with " + Setting.SMTP_URL.variable());
        }
        return new MailSettings(url, from == null ? "" : from, domains);
    }

    private StoreSettings store() {
        Secret url = given.secret(Setting.DATABASE_URL);
        String text = url.reveal();
        boolean file = text.startsWith(StoreSettings.SQLITE) && text.length() > StoreSettings.SQLITE.length();
        boolean server = text.startsWith(StoreSettings.POSTGRESQL) && text.length() > StoreSettings.POSTGRESQL.length();
        if ((!file && !server) || (server && text.contains(" "))) {
            given.wrong(Setting.DATABASE_URL, "jdbc:sqlite:FILE or jdbc:postgresql://host/database");
        } else if (text.contains(":memory:") || text.contains("mode=memory")) {
            given.wrong(Setting.DATABASE_URL, "a file, not memory: what happened must survive a restart");
        }
        return new StoreSettings(url, retention());
    }

    private int retention() {
        int days = number(Setting.RETENTION_DAYS, 0, MOST_DAYS, "days");
        if (days > 0 && days < LEAST_DAYS_KEPT) {
            given.wrong(
                    Setting.RETENTION_DAYS,
                    "0 for good, or at least " + LEAST_DAYS_KEPT + " days: the digest looks back that far");
        }
        return days;
    }

    // --- kinds of values

    /** For settings that have a default. */
    private String text(Setting setting) {
        String text = given.text(setting);
        return text == null ? "" : text;
    }

    private int number(Setting setting, int least, int most, String unit) {
        String text = text(setting);
        if (Patterns.WHOLE_NUMBER.matcher(text).matches()) {
            int number = Integer.parseInt(text);
            if (number >= least && number <= most) {
                return number;
            }
        }
        given.wrong(setting, unit + ", a whole number from " + least + " to " + most);
        return setting.defaultValue().isEmpty() ? least : Integer.parseInt(setting.defaultValue());
    }

    private @Nullable Integer daysOrOff(Setting setting, int least) {
        String text = text(setting);
        if (text.equalsIgnoreCase(OFF)) {
            return null;
        }
        if (Patterns.WHOLE_NUMBER.matcher(text).matches()) {
            int number = Integer.parseInt(text);
            if (number >= least && number <= MOST_DAYS_BEFORE_ACTION) {
                return number;
            }
        }
        given.wrong(setting, "days, a whole number from " + least + " to " + MOST_DAYS_BEFORE_ACTION + ", or off");
        return null;
    }

    private boolean onOff(Setting setting) {
        return switch (text(setting).toLowerCase(Locale.ROOT)) {
            case "on", "true", "yes" -> true;
            case OFF, "false", "no" -> false;
            default -> {
                given.wrong(setting, "on or off");
                yield false;
            }
        };
    }

    private <E extends Enum<E>> E word(Setting setting, E otherwise) {
        String text = text(setting);
        List<E> all = List.of(otherwise.getDeclaringClass().getEnumConstants());
        for (E one : all) {
            if (one.name().equalsIgnoreCase(text)) {
                return one;
            }
        }
        given.wrong(
                setting,
                "one of "
                        + String.join(
                                ", ",
                                all.stream()
                                        .map(one -> one.name().toLowerCase(Locale.ROOT))
                                        .toList()));
        return otherwise;
    }

    private @Nullable String matching(Setting setting, Pattern form, String wanted) {
        String text = given.text(setting);
        if (text != null && !form.matcher(text).matches()) {
            given.wrong(setting, wanted);
        }
        return text;
    }

    private @Nullable String channel(Setting setting, String wanted) {
        String text = given.text(setting);
        Optional<String> channel = Optional.ofNullable(text).flatMap(ChannelName::of);
        if (text != null && channel.isEmpty()) {
            given.wrong(setting, wanted);
        }
        return channel.orElse(null);
    }

    private List<String> list(Setting setting) {
        return split(given.text(setting), ",").stream().distinct().toList();
    }

    private List<String> entries(Setting setting, List<String> entries, Pattern form, String wanted) {
        for (String entry : entries) {
            if (!form.matcher(entry).matches()) {
                given.wrongEntry(setting, entry, wanted);
            }
        }
        return entries;
    }

    private static List<String> split(@Nullable String text, String separator) {
        if (text == null) {
            return List.of();
        }
        return Arrays.stream(text.split(separator, -1))
                .map(String::strip)
                .filter(entry -> !entry.isEmpty())
                .toList();
    }

    private void needed(Setting setting, Secret secret, String wanted) {
        if (!secret.present() && !given.hasMistake(setting)) {
            given.wrong(setting, wanted);
        }
    }

    private void notBeginningWith(Setting setting, Secret secret, String prefix, String wanted) {
        if (secret.present() && secret.reveal().startsWith(prefix)) {
            given.wrong(setting, wanted);
        }
    }

    private static @Nullable String withoutSlash(@Nullable String role) {
        return role != null && role.startsWith("/") ? role.substring(1) : role;
    }

    private static boolean isWebAddress(String text) {
        return hasScheme(text, "http", "https");
    }

    /** Anything behind host and port would be the rest of a password with a slash, a question mark or a hash in it. */
    private static boolean isMailServer(String text) {
        if (!hasScheme(text, "smtp", "smtps")) {
            return false;
        }
        URI uri = URI.create(text);
        return (uri.getRawPath().isEmpty() || uri.getRawPath().equals("/"))
                && uri.getRawQuery() == null
                && uri.getRawFragment() == null;
    }

    private static boolean hasScheme(String text, String one, String other) {
        try {
            URI uri = new URI(text);
            return uri.getHost() != null && (one.equals(uri.getScheme()) || other.equals(uri.getScheme()));
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
