package stalekeys.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import stalekeys.standin.BotHarness;
import stalekeys.standin.aws.FakeKey;

/** Whole stories with the real bot, as a newcomer would play them on the page. */
@Tag("one-jdk")
class PageStoryTest extends BrowserTest {
    private static final String HOSTILE = "<img src=x onerror=alert(1)> *bold* <!channel> <https://evil.example|ok>";

    /** The lower edge of an element. */
    private static final String BELOW = "(css => document.querySelector(css).getBoundingClientRect().bottom)";

    @Test
    void an_admin_lists_and_asks_and_the_owner_gets_the_message() {
        stale("goran", GORAN, 366);
        harness.start();
        opensAs(BotHarness.ADMIN, BotHarness.CHANNEL);
        types("/stale-keys");
        sees("Stale access keys", "1 stale key", "Only visible to you");
        clicksBeside("goran", "Ask owner to rotate");
        sees("goran has been asked");
        soon(() -> assertThat(read("#news")).contains("Goran has news"));
        click(By.xpath("//ul[@id='news']//button"));
        sees("Please rotate this AWS access key", "366 days old", "Asked by @ada");
        assertThat(read("#place")).isEqualTo("stale-keys: Messages");
    }

    @Test
    void an_admin_switches_a_key_off_in_the_dialog_and_on_again() {
        FakeKey key = stale("goran", GORAN, 366);
        anAdminSeesTheList();
        clicksBeside("goran", "Deactivate");
        seesDialog("Deactivate key", key.id(), "this will break it", "Reason");
        answers("Deactivate");
        seesDialog("Please complete this required field");
        assertThat(key.status()).isEqualTo("Active");
        fillsIn("Reason", "No answer for weeks");
        answers("Deactivate");
        seesDialog("is inactive. AWS confirms it.");
        assertThat(key.status()).isEqualTo("Inactive");
        answers("Close");
        seesNoDialog();
        sees("Deactivated by @ada", "No answer for weeks");

        becomes("Goran");
        goes("Messages");
        sees("Your AWS access key was deactivated", "No answer for weeks");

        becomes("Ada");
        goes("security");
        clicksBeside("goran", "Reactivate");
        fillsIn("Reason", "Still needed");
        answers("Reactivate");
        seesDialog("is active again. AWS confirms it.");
        assertThat(key.status()).isEqualTo("Active");
    }

    @Test
    void a_guest_sees_no_keys_of_others_and_is_refused() {
        stale("goran", GORAN, 366);
        harness.start();
        opensAs(BotHarness.ADMIN, BotHarness.CHANNEL);
        click(By.id("digest"));
        sees("1 stale key");
        becomes("Gil");
        sees("1 stale key");
        clicksBeside("goran", "Deactivate");
        sees("Only an admin may deactivate a key.");
        types("/stale-keys");
        sees("Your stale access keys");
        assertThat(harness.aws.calls().changes()).isEmpty();
    }

    @Test
    void the_clock_moves_by_days_and_brings_the_digest() {
        stale("goran", GORAN, 366);
        harness.start();
        opensAs(BotHarness.ADMIN, BotHarness.CHANNEL);
        soon(() -> assertThat(read("#now")).contains("Fri").contains("25 Sept"));
        sees("Nothing has been said here yet.");
        click(By.cssSelector("[data-days='1']"));
        soon(() -> assertThat(read("#now")).contains("Sat").contains("26 Sept"));
        soon(() -> assertThat(chromium().one("[data-days='7']").isEnabled()).isTrue());
        sees("Nothing has been said here yet.");
        click(By.cssSelector("[data-days='7']"));
        sees("AWS access keys: 1 stale key", "369 days old", "As of");
        soon(() -> assertThat(read("#now")).contains("Sat").contains("3 Oct"));
        soon(() -> assertThat(read("#status")).startsWith("It is Sat"));
        assertThat(harness.slack.workspace().messagesIn(BotHarness.CHANNEL)).hasSize(1);
    }

    @Test
    void an_owner_opens_home_switches_the_key_off_there_and_sees_home_change() {
        FakeKey key = stale("goran", GORAN, 366);
        anAdminSeesTheList();
        clicksBeside("goran", "Ask owner to rotate");
        sees("goran has been asked");

        becomes("Goran");
        goes("Home");
        sees("1 key of yours is due for rotation", "goran", "All keys:");
        assertThat(read("#place")).isEqualTo("stale-keys: Home");
        photographs("home");
        click(By.xpath("//main//button[contains(., 'rotated it')]"));
        sees("Not yet: key");
        clicksBeside("goran", "Deactivate it now");
        seesDialog("Reason");
        fillsIn("Reason", "I have a new one");
        answers("Deactivate");
        seesDialog("AWS confirms");
        assertThat(key.status()).isEqualTo("Inactive");
        answers("Close");
        seesNoDialog();
        sees("None of the stale keys names you as its owner");
        soon(() -> assertThat(chromium().focused().getAttribute("class")).isEqualTo("home"));

        becomes("Ada");
        sees("All access keys", "What was done last");
        photographs("home-of-an-admin");
        stale("zdenka", GORAN, 100);
        click(By.xpath("//main//button[.='Refresh']"));
        sees("0 critical, 1 stale");
    }

    @Test
    void details_open_over_a_card_and_the_next_dialog_over_them() {
        FakeKey key = stale("goran", GORAN, 366);
        account.user("goran").group("deployers");
        anAdminSeesTheList();
        clicksBeside("goran", "Details");
        seesDialog("Details of a key", key.id(), "Groups: deployers", "Nothing was asked for or done yet.");
        assertThat(read("dialog[open] .back")).isEmpty();
        photographs("details");

        uses("Deactivate");
        seesDialog("Back to Details of a key", "Reason");
        photographs("dialog-over-details");
        click(By.cssSelector("dialog[open] .back"));
        seesDialog(key.id(), "Groups: deployers");
        uses("Deactivate");
        fillsIn("Reason", "Left");
        answers("Deactivate");
        seesDialog("AWS confirms");
        assertThat(key.status()).isEqualTo("Inactive");
        click(By.cssSelector("dialog[open] .shut"));
        seesNoDialog();
    }

    @Test
    void the_details_of_the_digest_stand_in_its_thread() {
        for (int user = 1; user <= 12; user++) {
            stale("user-" + user, GORAN, 365 + user);
        }
        harness.start();
        opensAs(BotHarness.ADMIN, BotHarness.CHANNEL);
        click(By.id("digest"));
        sees("AWS access keys: 12 stale keys", "1 reply");
        assertThat(chromium().all("#messages > .message")).hasSize(1);
        assertThat(read("#messages")).doesNotContain("10 oldest keys");
        click(By.cssSelector("#messages > .message summary"));
        soon(() -> assertThat(read("#messages details .message"))
                .contains("10 oldest keys", "user-3", "/stale-keys shows all stale keys"));
        soon(() -> assertThat(chromium().told(BELOW + "('#messages details') <= " + BELOW + "('#messages')"))
                .as("it is scrolled to")
                .isEqualTo(true));
        photographs("thread");
        click(By.xpath("(//main//button[.='Ask owner to rotate'])[1]"));
        sees("goran has been asked to rotate", "of user-12.");
        assertThat(read("#messages details .message")).as("it stays open").contains("user-3");
    }

    @Test
    void names_and_reasons_with_markup_come_out_dead() {
        FakeKey key = stale("goran", GORAN, 366);
        account.user("goran").describe(key, HOSTILE);
        stale("@channel", GORAN, 400);
        harness.start();
        opensAs(BotHarness.ADMIN, BotHarness.CHANNEL);
        types("/stale-keys");
        sees("2 stale keys", HOSTILE, "@channel");
        clicksBeside("goran", "Deactivate");
        seesDialog(HOSTILE);
        fillsIn("Reason", HOSTILE);
        answers("Deactivate");
        seesDialog("AWS confirms");
        answers("Close");
        sees("Deactivated by @ada");
        isDead();
        becomes("Goran");
        goes("Messages");
        sees("Your AWS access key was deactivated", "<img src=x onerror=alert(1)>");
        isDead();
    }

    @Test
    void what_people_type_themselves_is_text_too() {
        harness.start();
        opensAs(BotHarness.ADMIN, BotHarness.CHANNEL);
        types("<script>alert(1)</script><img src=x onerror=alert(1)>");
        sees("<script>alert(1)</script><img src=x onerror=alert(1)>");
        isDead();
        types("/remind me");
        soon(() -> assertThat(read("#status")).contains("not a command here"));
    }

    @Test
    void the_keyboard_alone_is_enough() {
        FakeKey key = stale("goran", GORAN, 366);
        anAdminSeesTheList();
        tabsTo("Deactivate key");
        chromium().presses(Keys.ENTER);
        seesDialog("Reason");
        soon(() -> assertThat(chromium().focused().getAccessibleName()).isEqualTo("Reason"));
        chromium().presses("Unused", Keys.ENTER);
        seesDialog("AWS confirms");
        assertThat(key.status()).isEqualTo("Inactive");
        chromium().presses(Keys.ESCAPE);
        seesNoDialog();
        soon(() -> assertThat(chromium().focused().getTagName()).isIn("button", "article"));
    }

    @Test
    void it_fits_a_phone_and_every_control_has_a_name() {
        stale("a-user-name-that-is-as-long-as-iam-allows-it-to-be-64-letters-ok", GORAN, 366);
        harness.start();
        for (String colours : new String[] {"light", "dark"}) {
            chromium().looks(390, 844, colours);
            opensAs(BotHarness.ADMIN, BotHarness.CHANNEL);
            types("/stale-keys");
            sees("1 stale key");
            fits("body");
            clicksBeside("a-user-name", "Deactivate");
            seesDialog("Reason");
            fits("dialog[open]");
            chromium().presses(Keys.ESCAPE);
            seesNoDialog();
        }
    }

    /** With the keyboard, as far as it takes. */
    private void tabsTo(String name) {
        for (int i = 0; i < 60; i++) {
            chromium().presses(Keys.chord(Keys.SHIFT, Keys.TAB));
            if (chromium().focused().getAccessibleName().startsWith(name)) {
                return;
            }
        }
        throw new AssertionError("the keyboard does not reach " + name);
    }

    private void fits(String inFront) {
        assertThat((Long) chromium().told("document.documentElement.scrollWidth"))
                .isLessThanOrEqualTo(390);
        assertThat((Long) chromium().told("document.getElementById('messages').scrollWidth"))
                .isLessThanOrEqualTo(390);
        assertThat(namesOfControls(inFront)).doesNotContain("");
    }

    private void isDead() {
        assertThat(chromium().all("img, script:not([src='app.js']), #messages a"))
                .isEmpty();
        assertThat(read(".mention").lines()).allMatch(Set.of("@ada", "@goran")::contains);
    }

    private void anAdminSeesTheList() {
        harness.start();
        opensAs(BotHarness.ADMIN, BotHarness.CHANNEL);
        types("/stale-keys");
        sees("Stale access keys");
    }
}
