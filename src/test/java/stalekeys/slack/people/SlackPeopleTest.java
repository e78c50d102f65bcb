package stalekeys.slack.people;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import stalekeys.http.CapturedLog;
import stalekeys.keys.model.OwnerHint;
import stalekeys.slack.api.SlackApi;
import stalekeys.standin.slack.FakeSlack;
import stalekeys.standin.slack.MovableClock;
import stalekeys.work.people.Owner;
import stalekeys.work.people.Person;
import stalekeys.work.people.Role;

class SlackPeopleTest {
    private static final String TOKEN = "xoxb-people";
    private static final String ANA = "U0ANA0001";
    private static final String ADMIN = "U0ADM0001";

    private final MovableClock clock = new MovableClock(Instant.parse("2026-09-21T13:33:00Z"));
    private FakeSlack slack;
    private SlackApi api;

    @BeforeEach
    void startSlack() {
        slack = FakeSlack.start("secret", TOKEN, clock);
        slack.workspace().person(ANA, "ana").realName("Ana Lopez").zone("Europe/Madrid");
        slack.workspace().person(ADMIN, "adam");
        api = SlackApi.of(slack.apiUrl(), TOKEN, Duration.ofMillis(500), Duration.ofSeconds(2), clock);
    }

    @AfterEach
    void stopSlack() {
        api.close();
        slack.close();
    }

    @Test
    void a_person_has_name_zone_and_a_verified_address() {
        Person ana = people().person(ANA);

        assertThat(ana.name()).isEqualTo("ana");
        assertThat(ana.zone()).isEqualTo(ZoneId.of("Europe/Madrid"));
        assertThat(ana.verifiedAddress()).contains("ana@example.com");
        assertThat(ana.role()).isEqualTo(Role.MEMBER);
    }

    @Test
    void an_address_slack_says_is_not_confirmed_is_none() {
        slack.workspace().findPerson(ANA).orElseThrow().emailNotConfirmed();

        assertThat(people().person(ANA).verifiedAddress()).isEmpty();
        assertThat(people().owner(address("ana@example.com")).kind()).isEqualTo(Owner.Kind.ADDRESS_ONLY);
    }

    @Test
    void admins_and_viewers_are_named_by_id_or_by_group() {
        slack.workspace().person("U0OPS0001", "olga");
        slack.workspace().person("U0AUD0001", "aud");
        slack.workspace().userGroup("S0OPS0001", "U0OPS0001");
        slack.workspace().userGroup("S0AUD0001", "U0AUD0001");
        SlackPeople people = people(List.of(ADMIN, "S0OPS0001"), List.of("S0AUD0001"), false);

        assertThat(people.person(ADMIN).role()).isEqualTo(Role.ADMIN);
        assertThat(people.person("U0OPS0001").role()).isEqualTo(Role.ADMIN);
        assertThat(people.person("U0AUD0001").role()).isEqualTo(Role.VIEWER);
        assertThat(people.person(ANA).role()).isEqualTo(Role.MEMBER);
        assertThat(people.admins()).containsExactly(ADMIN, "U0OPS0001");
        assertThat(people.hasAdmins()).isTrue();
    }

    @Test
    void with_no_admins_configured_nobody_is_one() {
        assertThat(people().hasAdmins()).isFalse();
        assertThat(people().admins()).isEmpty();
        assertThat(people().person(ADMIN).role()).isEqualTo(Role.MEMBER);
    }

    @Test
    void everyone_means_all_full_members() {
        slack.workspace().person("U0GUEST01", "gus").guest();
        SlackPeople people = people(List.of(), List.of(), true);

        assertThat(people.person(ANA).role()).isEqualTo(Role.VIEWER);
        assertThat(people.person("U0GUEST01").role()).isEqualTo(Role.GUEST);
    }

    @Test
    void a_guest_stays_a_guest_even_in_the_admins_list() {
        slack.workspace().person("U0GUEST01", "gus").guest();
        slack.workspace().person("U0GUEST02", "gil").singleChannelGuest();
        SlackPeople people = people(List.of("U0GUEST01", "U0GUEST02"), List.of(), false);

        assertThat(people.person("U0GUEST01").role()).isEqualTo(Role.GUEST);
        assertThat(people.person("U0GUEST02").role()).isEqualTo(Role.GUEST);
    }

    @Test
    void bots_deleted_accounts_other_teams_and_strangers_are_nobody_even_when_listed_as_admins() {
        slack.workspace().person("U0BOT0001", "robot").bot();
        slack.workspace().person("U0GONE001", "gone").deleted();
        slack.workspace().person("U0OTHER01", "other").ofTeam("T0OTHER");
        slack.workspace().person("USLACKBOT", "slackbot");
        List<String> all = List.of("U0BOT0001", "U0GONE001", "U0OTHER01", "USLACKBOT", "U0NOBODY1");
        SlackPeople people = people(all, List.of(), true);

        for (String id : all) {
            assertThat(people.person(id).role()).as(id).isEqualTo(Role.NOBODY);
            assertThat(people.person(id).refusal()).as(id).isNotBlank();
        }
    }

    @Test
    void notices_are_for_admins_who_are_full_members_whoever_else_is_listed() {
        slack.workspace().person("U0GUEST01", "gus").guest();
        slack.workspace().person("U0BOT0001", "robot").bot();
        slack.workspace().person("U0GONE001", "gone").deleted();
        slack.workspace().person("U0OTHER01", "other").ofTeam("T0OTHER");
        slack.workspace().userGroup("S0MIXED01", "U0GUEST01", "U0BOT0001", ANA, "U0GONE001", "U0NOBODY1");
        SlackPeople people = people(List.of("U0OTHER01", ADMIN, "S0MIXED01"), List.of(), false);

        try (CapturedLog log = new CapturedLog()) {
            assertThat(people.admins()).containsExactly(ADMIN, ANA);
            assertThat(people.adminsToTell()).containsExactly(ADMIN, ANA);
            assertThat(people.contacts()).containsExactly(ADMIN, ANA);

            for (String id : List.of("U0GUEST01", "U0BOT0001", "U0GONE001", "U0NOBODY1", "U0OTHER01")) {
                assertThat(log.lines())
                        .as(id)
                        .filteredOn(line -> line.contains(id) && line.contains("no full member"))
                        .hasSize(1);
            }
        }
    }

    @Test
    void an_admin_slack_does_not_tell_about_is_none_but_is_not_forgotten_by_a_notice() {
        SlackPeople people = people(List.of(ADMIN), List.of(), false);
        slack.fault("users.info").error("internal_error");

        assertThat(people.admins()).isEmpty();
        assertThat(people.contacts()).isEmpty();
        assertThat(people.adminsToTell()).containsExactly(ADMIN);
    }

    @Test
    void while_the_own_team_is_not_known_everybody_is_a_stranger() {
        SlackPeople people =
                new SlackPeople(api, () -> "", new RoleAssignments(List.of(ADMIN), List.of(), true), clock);

        assertThat(people.person(ADMIN).role()).isEqualTo(Role.NOBODY);
        assertThat(people.owner(person(ANA)).kind()).isEqualTo(Owner.Kind.UNREADABLE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"internal_error", "missing_scope", "ratelimited", "token_revoked"})
    void where_slack_does_not_answer_nobody_may_do_anything(String error) {
        slack.fault("users.info").error(error);
        SlackPeople people = people(List.of(ADMIN), List.of(), true);

        Person admin = people.person(ADMIN);

        assertThat(admin.role()).isEqualTo(Role.NOBODY);
        assertThat(admin.refusal()).contains("try again");
        assertThat(people.owner(person(ANA)).kind()).isEqualTo(Owner.Kind.UNREADABLE);
    }

    @Test
    void an_answer_that_failed_is_not_kept() {
        SlackPeople people = people(List.of(ADMIN), List.of(), false);
        slack.fault("users.info").once().status(500);

        assertThat(people.person(ADMIN).role()).isEqualTo(Role.NOBODY);
        assertThat(people.person(ADMIN).role()).isEqualTo(Role.ADMIN);
    }

    @Test
    void a_group_that_cannot_be_read_has_no_members() {
        slack.workspace().userGroup("S0OPS0001", ADMIN);
        slack.workspace().userGroupsNeedUpgrade();
        SlackPeople people = people(List.of("S0OPS0001"), List.of(), false);

        assertThat(people.person(ADMIN).role()).isEqualTo(Role.MEMBER);
        assertThat(people.admins()).isEmpty();
        assertThat(people.hasAdmins()).isTrue();
        assertThat(slack.calls("usergroups.users.list")).isEqualTo(1);
    }

    @Test
    void what_slack_said_is_believed_for_less_than_five_minutes() {
        SlackPeople people = people(List.of(ADMIN), List.of(), false);
        assertThat(people.person(ADMIN).role()).isEqualTo(Role.ADMIN);
        slack.workspace().findPerson(ADMIN).orElseThrow().deleted();

        clock.advance(Duration.ofSeconds(299));
        assertThat(people.person(ADMIN).role()).isEqualTo(Role.ADMIN);
        assertThat(slack.calls("users.info")).isEqualTo(1);

        clock.advance(Duration.ofSeconds(1));
        assertThat(people.person(ADMIN).role()).isEqualTo(Role.NOBODY);
    }

    @Test
    void a_group_member_who_left_the_group_is_an_admin_for_less_than_five_minutes_more() {
        slack.workspace().userGroup("S0OPS0001", ADMIN);
        SlackPeople people = people(List.of("S0OPS0001"), List.of(), false);
        assertThat(people.person(ADMIN).role()).isEqualTo(Role.ADMIN);
        slack.workspace().userGroup("S0OPS0001");

        clock.advance(Duration.ofMinutes(5));

        assertThat(people.person(ADMIN).role()).isEqualTo(Role.MEMBER);
    }

    @Test
    void slowed_down_by_slack_it_asks_nothing_until_the_time_is_over() {
        SlackPeople people = people(List.of(ADMIN), List.of(), false);
        slack.fault("users.info").once().rateLimited(20);

        assertThat(people.person(ADMIN).role()).isEqualTo(Role.NOBODY);
        assertThat(people.person(ANA).role()).isEqualTo(Role.NOBODY);
        assertThat(slack.calls("users.info")).isEqualTo(1);

        clock.advance(Duration.ofSeconds(20));
        assertThat(people.person(ADMIN).role()).isEqualTo(Role.ADMIN);
    }

    @Test
    void owners_are_people_channels_or_mere_addresses() {
        slack.workspace().channel("C0TEAM001", "team").withBot();

        assertThat(people().owner(person(ANA))).isEqualTo(new Owner(Owner.Kind.PERSON, ANA, "ana"));
        assertThat(people().owner(address("ana@example.com"))).isEqualTo(new Owner(Owner.Kind.PERSON, ANA, "ana"));
        assertThat(people().owner(hint(OwnerHint.Kind.CHANNEL, "C0TEAM001")))
                .isEqualTo(new Owner(Owner.Kind.CHANNEL, "C0TEAM001", "#team"));
        assertThat(people().owner(address("nobody@example.com")))
                .isEqualTo(new Owner(Owner.Kind.ADDRESS_ONLY, "", "nobody@example.com"));
        assertThat(people().owner(OwnerHint.none())).isEqualTo(Owner.none());
        assertThat(people().owner(OwnerHint.unreadable()).kind()).isEqualTo(Owner.Kind.UNREADABLE);
    }

    @Test
    void a_guest_may_own_a_key() {
        slack.workspace().person("U0GUEST01", "gus").guest();

        assertThat(people().owner(person("U0GUEST01")).kind()).isEqualTo(Owner.Kind.PERSON);
    }

    @Test
    void who_left_is_a_robot_or_belongs_elsewhere_owns_nothing() {
        slack.workspace().person("U0BOT0001", "robot").bot();
        slack.workspace().person("U0GONE001", "gone").deleted();
        slack.workspace().person("U0OTHER01", "other").ofTeam("T0OTHER");

        for (String id : List.of("U0BOT0001", "U0GONE001", "U0OTHER01", "U0NOBODY1")) {
            Owner owner = people().owner(person(id));
            assertThat(owner.kind()).as(id).isEqualTo(Owner.Kind.GONE);
            assertThat(owner.slackId()).as(id).isEmpty();
        }
    }

    @Test
    void without_the_scope_for_addresses_nobody_can_say_who_owns_the_key() {
        slack.fault("users.lookupByEmail").error("missing_scope");

        assertThat(people().owner(address("ana@example.com")).kind()).isEqualTo(Owner.Kind.UNREADABLE);
    }

    @Test
    void channels_shared_with_another_company_are_not_posted_into() {
        slack.workspace().channel("C0OUT0001", "outside").withBot().shareOutside();
        slack.workspace().channel("C0SOON001", "soon").withBot().inviteOutside();
        slack.workspace().channel("C0ORG0001", "org").withBot().shareInside();
        slack.workspace().channel("C0OLD0001", "old").withBot().archive();
        slack.workspace().channel("C0SECRET1", "secret").makePrivate();
        SlackPeople people = people();

        assertThat(people.channel("C0OUT0001").postable()).isFalse();
        assertThat(people.channel("C0OUT0001").problem()).contains("another company");
        assertThat(people.channel("C0SOON001").postable()).isFalse();
        assertThat(people.channel("C0ORG0001").postable()).isTrue();
        assertThat(people.channel("C0OLD0001").postable()).isFalse();
        assertThat(people.channel("C0SECRET1").postable()).isFalse();
        assertThat(people.channel("C0NONE001").problem()).contains("no such channel");
        slack.workspace().directMessages(ANA);
        assertThat(people.channel("D0ANA0001").postable()).isFalse();
        assertThat(people.channel("D0ELSE001").postable()).isFalse();
    }

    @Test
    void a_teams_channel_that_is_shared_outside_owns_nothing() {
        slack.workspace().channel("C0OUT0001", "outside").withBot().shareOutside();

        assertThat(people().owner(hint(OwnerHint.Kind.CHANNEL, "C0OUT0001")).kind())
                .isEqualTo(Owner.Kind.GONE);
    }

    @Test
    void a_channel_that_cannot_be_read_is_not_posted_into() {
        slack.workspace().channel("C0TEAM001", "team").withBot();
        slack.fault("conversations.info").error("missing_scope");

        assertThat(people().channel("C0TEAM001").postable()).isFalse();
        assertThat(people().owner(hint(OwnerHint.Kind.CHANNEL, "C0TEAM001")).kind())
                .isEqualTo(Owner.Kind.UNREADABLE);
    }

    @Test
    void a_channel_by_name_is_looked_for_once_in_five_minutes() {
        slack.workspace().channel("C0TEAM001", "team").withBot();
        slack.workspace().channel("C0OUT0001", "outside").withBot().shareOutside();
        SlackPeople people = people();

        assertThat(people.channel("#team").postable()).isTrue();
        assertThat(people.channel("#team").postable()).isTrue();
        assertThat(slack.calls("conversations.list")).isEqualTo(1);
        assertThat(people.channel("#outside").postable()).isFalse();
        assertThat(people.channel("#nowhere").postable()).isFalse();
    }

    @Test
    void a_list_of_channels_that_breaks_off_proves_nothing() {
        slack.workspace().channel("C0TEAM001", "team").withBot();
        slack.fault("conversations.list").error("internal_error");

        assertThat(people().channel("#team").postable()).isFalse();
        assertThat(people().channel("#team").problem()).contains("Slack did not tell");
    }

    private SlackPeople people() {
        return people(List.of(), List.of(), false);
    }

    private SlackPeople people(List<String> admins, List<String> viewers, boolean everyone) {
        return new SlackPeople(api, slack.workspace()::teamId, new RoleAssignments(admins, viewers, everyone), clock);
    }

    private static OwnerHint person(String id) {
        return hint(OwnerHint.Kind.PERSON, id);
    }

    private static OwnerHint address(String address) {
        return hint(OwnerHint.Kind.ADDRESS, address);
    }

    private static OwnerHint hint(OwnerHint.Kind kind, String value) {
        return new OwnerHint(kind, value, OwnerHint.Source.TAG);
    }
}
