package stalekeys.stories;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import stalekeys.standin.aws.ErrorResponse;

/** What Prometheus reads, and what the dashboard, the alerts and the runbook make of it. */
class MetricsStoryTest extends Story {
    private static final Pattern OURS = Pattern.compile("\\b(stale_keys|jvm)_[a-z_]+");

    @Test
    void the_figures_tell_what_happened_and_name_nobody() throws Exception {
        goransKey();
        stale("zdenka", 120, 1, "s3");
        String figures = afterABusyDay();
        assertShows(
                figures,
                "stale_keys_ready 1.0",
                "stale_keys_findings{severity=\"critical\"} 0.0",
                "stale_keys_findings{severity=\"stale\"} 1.0",
                "stale_keys_findings{severity=\"fresh\"} 1.0",
                "stale_keys_users 3.0",
                "stale_keys_users_unreadable 0.0",
                "stale_keys_audits_seconds_count{result=\"complete\"}",
                "stale_keys_outbox{state=\"sent\"} 4.0",
                "stale_keys_outbox{state=\"unknown\"} 0.0",
                "stale_keys_changes_total{by=\"click\",change=\"deactivated\"} 1.0",
                "stale_keys_changes_total{by=\"automation\",change=\"deactivated\"} 0.0",
                "stale_keys_slack_errors_total{error=\"http_429\",method=\"chat.postMessage\"} 1.0",
                "stale_keys_iam_attempts_total{action=\"UpdateAccessKey\",throttled=\"true\"} 1.0",
                "stale_keys_iam_attempts_total{action=\"UpdateAccessKey\",throttled=\"false\"} 1.0",
                "stale_keys_acknowledged_seconds_bucket{le=\"3.0\"}");
        assertHides(figures, "goran", "zdenka", "111122223333", GORAN);
    }

    @Test
    void every_figure_of_the_dashboard_and_the_alerts_is_there_and_every_one_of_ours_is_shown() throws Exception {
        goransKey();
        Set<String> there = names(afterABusyDay());
        String dashboard = Files.readString(Path.of("deploy/grafana/stale-keys.json"));
        String alerts = Files.readString(Path.of("deploy/prometheus/alerts.yml"));
        JsonNode panels = new ObjectMapper().readTree(dashboard).path("panels");
        Set<String> rendered = new TreeSet<>();
        panels.forEach(panel -> panel.path("targets")
                .forEach(target -> rendered.addAll(names(target.path("expr").asText()))));
        Set<String> used = new TreeSet<>(rendered);
        used.addAll(names(alerts));

        assertEquals(Set.of(), without(used, there), "used, but not there");
        Set<String> own = there.stream()
                .filter(name -> name.startsWith("stale_keys_"))
                .filter(name -> !name.matches(".*_(sum|max)"))
                .collect(Collectors.toSet());
        assertEquals(Set.of(), without(own, rendered), "there, but not on the dashboard");
    }

    @Test
    void every_alert_has_its_place_in_the_runbook_and_the_other_way_round() throws IOException {
        JsonNode rules = new YAMLMapper()
                .readTree(Files.readString(Path.of("deploy/prometheus/alerts.yml")))
                .path("groups")
                .path(0)
                .path("rules");
        Set<String> alerts = new TreeSet<>();
        rules.forEach(rule -> alerts.add(rule.path("alert").asText()));
        Set<String> explained = Files.readAllLines(Path.of("docs/RUNBOOK.md")).stream()
                .filter(line -> line.startsWith("### "))
                .map(line -> line.substring(4))
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(explained, alerts);
        assertTrue(alerts.size() > 5);
    }

    @Test
    void health_is_there_as_well_and_nothing_else() throws Exception {
        harness.with("STALE_KEYS_ADMIN_PORT", "0").start();
        assertEquals(200, get("/healthz").statusCode());
        assertEquals(200, get("/readyz").statusCode());
        for (String path : List.of("/", "/slack/events", "/metrics/x", "/env")) {
            assertEquals(404, get(path).statusCode(), path);
        }
    }

    private String afterABusyDay() throws Exception {
        harness.with("STALE_KEYS_ADMIN_PORT", "0").start();
        listFor(ada());
        asksToDeactivate(ada(), listFor(ada()), "goran");
        harness.aws.failNext("UpdateAccessKey", 1, ErrorResponse.throttling());
        ada().submits(Map.of("Reason", "No answer"));
        ada().awaitModal("AWS confirms");
        harness.user(GORAN).awaitMessage("was deactivated", PATIENCE);
        harness.slack.fault("chat.postMessage").once().rateLimited(1);
        ada().closes(ada().modal().orElseThrow());
        clock.advance(Duration.ofDays(4));
        awaitPostWithin(Duration.ofMinutes(10), "AWS access keys");
        within(Duration.ofMinutes(2), "a settled outbox", () -> {
            String figures = body();
            return figures.contains("stale_keys_outbox{state=\"planned\"} 0.0")
                            && figures.contains("stale_keys_outbox{state=\"sending\"} 0.0")
                    ? Optional.of(true)
                    : Optional.empty();
        });
        return body();
    }

    private String body() {
        try {
            return get("/metrics").body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + harness.adminPort() + path))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }

    /** Names of figures, without comments and labels. */
    private static Set<String> names(String text) {
        String plain = text.lines().filter(line -> !line.startsWith("#")).collect(Collectors.joining("\n"));
        return OURS.matcher(plain).results().map(MatchResult::group).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> without(Set<String> all, Set<String> some) {
        Set<String> rest = new TreeSet<>(all);
        rest.removeAll(some);
        return rest;
    }
}
