package stalekeys.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stalekeys.config.InvalidSettings;
import stalekeys.config.Requirement;
import stalekeys.config.Secret;
import stalekeys.config.Settings;
import stalekeys.config.TestSettings;
import stalekeys.standin.RandomSecret;

/** Random secrets in every setting that takes one, well written and spoiled: no record, mistake or verb ever says one. */
class RandomSecretsTest {
    private static final int ROUNDS = 400;
    private static final List<String[]> VERBS = List.of(
            new String[] {"serve"},
            new String[] {"report"},
            new String[] {"report", "--format", "json", "--fail-if-stale"},
            new String[] {"digest"},
            new String[] {"digest", "--dry-run"},
            new String[] {"sweep"},
            new String[] {"doctor"},
            new String[] {"audit-log"},
            new String[] {"help"},
            new String[] {"no-such-verb"});

    @TempDir
    Path folder;

    @Test
    void no_settings_and_no_mistake_say_one() throws Exception {
        Random random = new Random(20);
        int read = 0;
        for (int round = 0; round < ROUNDS; round++) {
            List<RandomSecret> secrets = new ArrayList<>();
            Map<String, String> environment = environment(random, secrets, round % 3 == 0);
            String said;
            try {
                Settings settings =
                        TestSettings.read(environment, Map.of(), Set.of(Requirement.SLACK, Requirement.SLACK_EVENTS));
                said = everyRecord(settings);
                read++;
            } catch (InvalidSettings wrong) {
                said = wrong + "\n" + wrong.getMessage();
            }
            for (RandomSecret secret : secrets) {
                secret.isNotIn(said, "round " + round);
            }
        }
        assertThat(read).as("as many well written as was meant").isGreaterThan(ROUNDS / 4);
    }

    @Test
    void no_verb_says_one_whatever_is_wrong() throws Exception {
        Random random = new Random(21);
        for (int round = 0; round < ROUNDS; round++) {
            List<RandomSecret> secrets = new ArrayList<>();
            Terminal terminal = new Terminal();
            environment(random, secrets, round % 3 == 0).forEach(terminal::with);
            String[] verb = VERBS.get(random.nextInt(VERBS.size()));

            terminal.types(verb);

            for (RandomSecret secret : secrets) {
                secret.isNotIn(terminal.out() + terminal.err(), "round " + round + ", " + String.join(" ", verb));
            }
        }
    }

    @Test
    void one_that_somebody_takes_for_an_option_is_refused_and_not_said() {
        Random random = new Random(22);
        for (String option : List.of(
                "--slack-bot-token",
                "--slack-signing-secret",
                "--bot-token",
                "--smtp-url",
                "--database-url",
                "--token")) {
            for (String[] form : List.of(new String[] {"="}, new String[] {" "})) {
                RandomSecret secret = RandomSecret.of(random);
                Terminal terminal = new Terminal();
                List<String> arguments = new ArrayList<>(List.of("serve"));
                if (form[0].equals("=")) {
                    arguments.add(option + "=" + secret.text());
                } else {
                    arguments.addAll(List.of(option, secret.text()));
                }

                int exit = terminal.types(arguments.toArray(String[]::new));

                assertThat(exit).isEqualTo(ExitCode.WRONG_USAGE);
                secret.isNotIn(terminal.out() + terminal.err(), String.join(" ", option, form[0]));
            }
        }
    }

    /** Whatever a settings record prints, alone or inside another. */
    private static String everyRecord(Settings settings) {
        return String.join(
                "\n",
                List.of(
                        settings.toString(),
                        settings.slack().toString(),
                        String.valueOf(settings.mail()),
                        settings.store().toString(),
                        settings.aws().toString(),
                        String.valueOf(settings.outbound().proxies().proxyFor("https", "slack.com", 443)),
                        Secret.of("x").toString()));
    }

    /** Secrets where they belong; spoiled, one or two of them are mistyped, misplaced, or in a file that is not there. */
    private Map<String, String> environment(Random random, List<RandomSecret> secrets, boolean wellWritten)
            throws IOException {
        Map<String, String> environment = new LinkedHashMap<>();
        environment.put("SLACK_BOT_TOKEN", "xoxb-" + next(random, secrets));
        environment.put("SLACK_SIGNING_SECRET", next(random, secrets));
        environment.put("SLACK_APP_TOKEN", "xapp-1-" + next(random, secrets));
        environment.put("STALE_KEYS_SMTP_URL", "smtp://bot:" + next(random, secrets) + "@127.0.0.1:2525");
        environment.put("STALE_KEYS_MAIL_FROM", "stale-keys@example.com");
        environment.put("STALE_KEYS_MAIL_DOMAINS", "example.com");
        environment.put(
                "STALE_KEYS_DATABASE_URL",
                "jdbc:postgresql://127.0.0.1:1/keys?user=bot&password=" + next(random, secrets));
        environment.put("HTTPS_PROXY", "http://bot:" + next(random, secrets) + "@127.0.0.1:3128");
        environment.put("AWS_SECRET_ACCESS_KEY", next(random, secrets));
        environment.put("AWS_SESSION_TOKEN", next(random, secrets));
        if (!wellWritten) {
            List<String> names = List.copyOf(environment.keySet());
            for (int spoiled = 1 + random.nextInt(2); spoiled > 0; spoiled--) {
                spoil(environment, names.get(random.nextInt(names.size())), random);
            }
        }
        return environment;
    }

    private void spoil(Map<String, String> environment, String name, Random random) throws IOException {
        String value = environment.getOrDefault(name, "");
        switch (random.nextInt(10)) {
            case 0 -> environment.put(name, value.substring(value.length() / 3));
            case 1 -> environment.put(name, value + " " + value);
            case 2 -> environment.put(name, "'" + value + "'");
            case 3 -> {
                environment.remove(name);
                environment.put(name + "_FILE", value);
            }
            case 4 -> {
                environment.remove(name);
                Path file = Files.writeString(folder.resolve(name), value + "\n" + value);
                environment.put(name + "_FILE", file.toString());
            }
            case 5 -> {
                environment.remove(name);
                environment.put(name.replaceFirst("_", "__"), value);
                environment.put("STALE_KEYS_" + name, value);
            }
            case 6 -> environment.put(name, value.replace(":", "%zz").replace("@", "/"));
            case 7 -> environment.put(name, value.toUpperCase(Locale.ROOT) + value);
            case 8 -> environment.put(name, "https://hooks.example.com/?token=" + value);
            default -> environment.put(name, value + "\u00e9\n");
        }
    }

    private static String next(Random random, List<RandomSecret> secrets) {
        RandomSecret secret = RandomSecret.of(random);
        secrets.add(secret);
        return secret.text();
    }
}
