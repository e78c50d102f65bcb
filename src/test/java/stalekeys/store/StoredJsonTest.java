package stalekeys.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static stalekeys.store.SampleEvents.NOW;
import static stalekeys.store.SampleEvents.card;
import static stalekeys.store.SampleEvents.key;
import static stalekeys.store.SampleEvents.rootCard;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import stalekeys.keys.lifecycle.AnnouncedAction;
import stalekeys.keys.model.KeyId;
import stalekeys.keys.report.Baseline;
import stalekeys.keys.report.Counts;
import stalekeys.work.ledger.ChangeOutcome;
import stalekeys.work.ledger.KeyChange;
import stalekeys.work.ledger.Message;
import stalekeys.work.ledger.MessageUpdate;
import stalekeys.work.ledger.Payload;
import stalekeys.work.ledger.PendingOwnerNotice;

class StoredJsonTest {
    static List<Payload> payloads() {
        return List.of(
                SampleEvents.ask(key(1)),
                new Message.Changed(card(key(1))),
                new Message.NotAsked(card(key(1)), "user_disabled"),
                new Message.Outcome(
                        card(key(1)), KeyChange.TargetState.ON, ChangeOutcome.AWS_FAILED, "AWS said \"no\""),
                SampleEvents.digest(key(1)),
                new Message.Digest(
                        NOW,
                        "U0ADMIN",
                        90,
                        365,
                        SampleEvents.digest(key(1)).counts(),
                        null,
                        List.of(),
                        0,
                        List.of(),
                        0,
                        null,
                        null,
                        List.of(),
                        null),
                new Message.DigestReply(
                        "1772442000.0001",
                        NOW,
                        null,
                        SampleEvents.digest(key(1)).accounts(),
                        SampleEvents.details(key(1))),
                new Message.Unowned(NOW, 7, 3, List.of(card(key(1)), rootCard())),
                new Message.Welcome(true, "#security", NOW, false),
                new Message.NotPosted("C0EXAMPLE", "channel_not_found"),
                new Message.NotRedrawn("C0EXAMPLE", "The channel is archived."),
                new Message.FollowUp(
                        "U0EXAMPLE1",
                        List.of(
                                new Message.Item(
                                        card(key(1)), Message.Item.Why.REMINDER, "ask:h:2", NOW, AnnouncedAction.OPEN),
                                new Message.Item(
                                        card(key(2)), Message.Item.Why.THANKS, "ask:i:2", null, AnnouncedAction.OPEN)),
                        3,
                        null,
                        List.of("U0ADMIN"),
                        90),
                new Message.FinalNotice(
                        "U0EXAMPLE1",
                        LocalDate.parse("2026-03-23"),
                        true,
                        List.of(new Message.Item(
                                card(key(1)), Message.Item.Why.FINAL_NOTICE, "ask:h:3", NOW, AnnouncedAction.OFF)),
                        0,
                        List.of()),
                new Message.DeletionNotice(
                        "U0EXAMPLE1",
                        LocalDate.parse("2026-05-23"),
                        List.of(new Message.Item(
                                card(key(1)), Message.Item.Why.DELETION, "ask:h:4", null, AnnouncedAction.DELETED)),
                        0,
                        List.of()),
                new Message.Announcement(card(key(1))),
                new MessageUpdate("an-outbox-id"),
                SampleEvents.change(key(1)),
                new PendingOwnerNotice(key(1), "U0ADMIN", "off:1:done"),
                new KeyChange(key(2), KeyChange.TargetState.ON, "U0ADMIN", "", null, true));
    }

    @ParameterizedTest
    @MethodSource("payloads")
    void a_payload_comes_back_as_it_was_stored(Payload payload) {
        StoredPayload kind = StoredPayload.of(payload);

        assertThat(StoredJson.read(StoredJson.write(payload), StoredPayload.of(kind.stored).type))
                .isEqualTo(payload);
    }

    @Test
    void every_kind_of_payload_there_is_has_a_name_and_is_tried_here() {
        Set<Class<?>> tried = payloads().stream().map(Object::getClass).collect(Collectors.toSet());
        Set<Class<?>> named = Arrays.stream(StoredPayload.values())
                .<Class<?>>map(kind -> kind.type)
                .collect(Collectors.toSet());

        assertThat(leaves(Payload.class).collect(Collectors.toSet()))
                .isEqualTo(tried)
                .isEqualTo(named);
        assertThat(Arrays.stream(StoredPayload.values()).map(kind -> kind.stored))
                .doesNotHaveDuplicates();
    }

    @Test
    void a_baseline_comes_back_as_it_was_stored() {
        Baseline baseline = SampleEvents.baseline(key(1), key(2));

        assertThat(StoredJson.read(StoredJson.write(baseline), Baseline.class)).isEqualTo(baseline);
    }

    @Test
    void key_ids_are_whole_and_times_are_readable() {
        assertThat(StoredJson.write(SampleEvents.change(key(7))))
                .contains("\"keyId\":\"AKIAIOSFOD0000000007\"")
                .contains("\"created\":\"2025-01-01T00:00:07Z\"");
    }

    @Test
    void a_row_of_another_version_is_read_as_far_as_it_goes() {
        String newer = "{\"takenAt\":\"2026-03-02T09:00:00.123Z\",\"total\":7,\"cards\":[],\"mood\":{\"good\":true}}";
        String older = "{\"takenAt\":\"2026-03-02T09:00:00.123Z\"}";

        assertThat(StoredJson.read(newer, Message.Unowned.class)).isEqualTo(new Message.Unowned(NOW, 7, 0, List.of()));
        assertThat(StoredJson.read(older, Message.Unowned.class)).isEqualTo(new Message.Unowned(NOW, 0, 0, List.of()));
    }

    @Test
    void a_notice_from_before_there_was_automatic_action_says_that_nothing_follows_by_itself() {
        Message.Item item = StoredJson.read("{\"why\":\"FINAL_NOTICE\",\"decided\":\"ask:h:3\"}", Message.Item.class);

        assertThat(item.announced()).isEqualTo(AnnouncedAction.OPEN);
    }

    @Test
    void an_error_does_not_show_what_was_stored() {
        KeyId secret = key(1).keyId();
        String broken = "{\"takenAt\":\"" + secret.full() + "\",\"total\":7}";
        for (String text : List.of(broken, "{\"total\":\"" + secret.full() + "\"}", "{\"x\": " + secret.full())) {
            assertThatThrownBy(() -> StoredJson.read(text, Message.Unowned.class))
                    .satisfies(error -> {
                        StringWriter trace = new StringWriter();
                        error.printStackTrace(new PrintWriter(trace));
                        assertThat(trace.toString()).doesNotContain(secret.full());
                    });
        }
    }

    private static Stream<Class<?>> leaves(Class<?> type) {
        return type.isSealed()
                ? Arrays.stream(type.getPermittedSubclasses()).flatMap(StoredJsonTest::leaves)
                : Stream.of(type);
    }

    @Test
    void names_in_rows_stay_whatever_the_classes_call_them_now() {
        Counts counts = new Counts(1, 2, 3, 4, 5, 6);
        String stored = "{\"fresh\":1,\"stale\":2,\"critical\":3,\"inactive\":4,\"excused\":5,\"guarded\":6}";
        assertThat(StoredJson.write(counts)).isEqualTo(stored);
        assertThat(StoredJson.read(stored, Counts.class)).isEqualTo(counts);

        Message.Item item =
                new Message.Item(card(key(1)), Message.Item.Why.REMINDER, "ask:h:2", NOW, AnnouncedAction.OFF);
        assertThat(StoredJson.write(item)).contains("\"ending\":\"OFF\"").doesNotContain("announced");
        assertThat(StoredJson.read(StoredJson.write(item), Message.Item.class)).isEqualTo(item);
    }
}
