package stalekeys.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInfo;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import stalekeys.standin.BotHarness;
import stalekeys.standin.aws.FakeAccount;
import stalekeys.standin.aws.FakeKey;
import stalekeys.standin.slack.MovableClock;

/** Somebody at the page, in a real browser. What was on the screen, at the end at least, is kept in {@code target/sandbox-page}. */
abstract class BrowserTest {
    static final Duration PATIENCE = Duration.ofSeconds(30);
    static final ObjectMapper JSON = new ObjectMapper();
    static final String GORAN = "U0GORAN04";

    /** A Friday: Monday's digest is three days away. */
    private static final Instant FRIDAY = Instant.parse("2026-09-25T10:00:00Z");

    private static Chromium chromium;

    final MovableClock clock = new MovableClock(FRIDAY);
    final FakeAccount account = new FakeAccount("111122223333", clock).alias("example-prod");
    BotHarness harness;
    PageServer page;

    @BeforeAll
    static void starts() {
        chromium = Chromium.start();
    }

    @AfterAll
    static void ends() {
        if (chromium != null) {
            chromium.close();
        }
    }

    @BeforeEach
    final void opens() throws IOException {
        harness = new BotHarness(clock, account);
        // A slow machine is no broken promise.
        harness.slack.ackPatience(Duration.ofSeconds(20));
        page = PageServer.start(harness, new ClockControls(harness), 0);
        chromium.looks(1280, 800, "light");
    }

    @AfterEach
    final void closes(TestInfo test) {
        try {
            photographs(test.getTestMethod().orElseThrow().getName());
            List<String> complaints = chromium.complaints();
            // It would complain of the page's end.
            chromium.open("about:blank");
            chromium.complaints();
            assertThat(complaints).as("the browser's console").isEmpty();
            assertThat(harness.slack.violations()).as("Slack's limits").isEmpty();
        } finally {
            page.close();
            harness.close();
        }
    }

    static Chromium chromium() {
        return chromium;
    }

    /** Keeps what is on the screen now. */
    static void photographs(String name) {
        chromium.photograph(Path.of("target", "sandbox-page", name + ".png"));
    }

    final FakeKey stale(String user, String owner, int ageDays) {
        FakeKey key = account.addUser(user, account.daysAgo(ageDays + 30)).addKey(account.daysAgo(ageDays));
        account.user(user).tag("slack", owner);
        return key.used(account.daysAgo(5), "s3", "us-east-1");
    }

    // ---- what somebody does

    final void opensAs(String person, String place) {
        chromium.open(page.url() + "#as=" + person + "&in=" + place);
        soon(() -> assertThat(chromium.one("#persona option:checked").getAttribute("value"))
                .isEqualTo(person));
    }

    final void becomes(String name) {
        click(By.xpath("//select[@id='persona']/option[starts-with(., '" + name + "')]"));
    }

    /** Goes to a channel, to Home or to the app's messages. */
    final void goes(String place) {
        click(By.xpath("//nav//button[contains(., '" + place + "')]"));
    }

    final void types(String line) {
        chromium.one("#line").sendKeys(line, Keys.ENTER);
    }

    /** Clicks the button of that text in the newest card that shows this. */
    final void clicksBeside(String shown, String button) {
        click(By.xpath("(//main//*[@class='section'][contains(., '" + shown + "')])[last()]"
                + "/following-sibling::*[@class='actions'][1]//button[.='" + button + "']"));
    }

    /** Clicks a button of the dialog. */
    final void answers(String button) {
        click(By.xpath("//dialog[@open]//footer//button[.='" + button + "']"));
    }

    /** Clicks a button among what the dialog shows. */
    final void uses(String button) {
        click(By.xpath("//dialog[@open]//*[@class='actions']//button[.='" + button + "']"));
    }

    final void fillsIn(String label, String value) {
        soon(() -> {
            WebElement field = chromium.one("dialog[open] #"
                    + chromium.one(By.xpath("//dialog[@open]//label[starts-with(., '" + label + "')]"))
                            .getAttribute("for"));
            field.clear();
            field.sendKeys(value);
        });
    }

    final void click(By what) {
        soon(() -> chromium.one(what).click());
    }

    /** What the bot would do over Slack's Web API. */
    final JsonNode asBot(String method, JsonNode arguments) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(harness.slack.apiUrl() + method))
                .header("Content-Type", "application/json")
                .header(
                        "Authorization",
                        "Bearer " + harness.settings().slack().botToken().reveal())
                .POST(HttpRequest.BodyPublishers.ofString(arguments.toString()))
                .build();
        JsonNode answer = JSON.readTree(HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .body());
        assertThat(answer.path("ok").asBoolean()).as(answer.toString()).isTrue();
        return answer;
    }

    // ---- what somebody sees

    final String read(String css) {
        return String.join(
                "\n", chromium.all(css).stream().map(WebElement::getText).toList());
    }

    final void sees(String... texts) {
        soon(() -> assertThat(read("#messages")).contains(texts));
    }

    final void seesDialog(String... texts) {
        soon(() -> assertThat(read("dialog[open]")).contains(texts));
    }

    final void seesNoDialog() {
        soon(() -> assertThat(chromium.all("dialog[open]")).isEmpty());
    }

    /** What a screen reader calls each control in there. */
    final List<String> namesOfControls(String css) {
        return chromium.all(css + " :is(button, select, input, textarea, a[href])").stream()
                .filter(WebElement::isDisplayed)
                .map(WebElement::getAccessibleName)
                .toList();
    }

    /** Holds within some seconds; what is drawn anew under the cursor is looked for again. */
    static void soon(ThrowingRunnable holds) {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .ignoreExceptions()
                .untilAsserted(holds);
    }
}
