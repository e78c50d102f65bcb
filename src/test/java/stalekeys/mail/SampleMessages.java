package stalekeys.mail;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import stalekeys.keys.lifecycle.AnnouncedAction;
import stalekeys.keys.model.AccessKey;
import stalekeys.keys.model.Account;
import stalekeys.keys.model.IamUser;
import stalekeys.keys.model.KeyId;
import stalekeys.keys.model.KeyRef;
import stalekeys.keys.model.KeyStatus;
import stalekeys.keys.model.LastUse;
import stalekeys.keys.model.Leak;
import stalekeys.keys.model.OwnerRule;
import stalekeys.keys.model.Tags;
import stalekeys.keys.report.Finding;
import stalekeys.keys.report.ReportBuilder;
import stalekeys.keys.report.StalenessPolicy;
import stalekeys.work.ledger.Card;
import stalekeys.work.ledger.Message;
import stalekeys.work.people.Owner;

/** What is said to an owner, made by the real policy. */
final class SampleMessages {
    static final Instant NOW = Instant.parse("2026-09-21T13:33:00Z");
    static final String CLEO = "cleo@example.com";
    static final String ADA = "U0ADA0001";
    static final String HOSTILE =
            "cleo\r\nBcc: all@example.com\r\n\r\n<script>alert(\"x\")</script><img src='https://x.example/'>&amp;";

    private static final Account PROD = new Account("111122223333", "prod");
    private static final OwnerRule OWNERS = new OwnerRule(Map.of(), List.of("owner"));

    private SampleMessages() {}

    static Card card(String user, int days, KeyStatus status, LastUse use, String description) {
        KeyRef ref = new KeyRef(
                PROD.id(), user, new KeyId(String.format("AKIA%016d", days)), NOW.minus(Duration.ofDays(days)));
        Finding finding = ReportBuilder.finding(
                new AccessKey(ref, status, use, description),
                new IamUser(PROD, user, Tags.of(Map.of("owner", CLEO)), Leak.none()),
                new StalenessPolicy(90, 365),
                OWNERS,
                NOW);
        return new Card(finding, new Owner(Owner.Kind.MAILBOX, "", CLEO), "h1", Card.State.NOTHING, Set.of());
    }

    static Card card(int days) {
        LastUse use = LastUse.used(NOW.minus(Duration.ofHours(20)), "s3", "eu-west-1");
        return card("cleo", days, KeyStatus.ACTIVE, use, "nightly backup");
    }

    static Message.Ask ask(Card card) {
        return new Message.Ask(card, ADA, List.of(ADA, "U0ABEL001"), 90, false);
    }

    static Message.FollowUp followUp() {
        Instant asked = NOW.minus(Duration.ofDays(7));
        Card gone = card("ci", 200, KeyStatus.INACTIVE, LastUse.never(), null);
        return new Message.FollowUp(
                CLEO,
                List.of(
                        new Message.Item(card(412), Message.Item.Why.REMINDER, "ask:1", asked, AnnouncedAction.OPEN),
                        new Message.Item(
                                card("batch", 120, KeyStatus.ACTIVE, LastUse.never(), null),
                                Message.Item.Why.ASK,
                                "ask:2",
                                null,
                                AnnouncedAction.OPEN),
                        new Message.Item(card(85), Message.Item.Why.AHEAD, "ask:3", null, AnnouncedAction.OPEN),
                        new Message.Item(gone, Message.Item.Why.THANKS, "ask:4", asked, AnnouncedAction.OPEN)),
                2,
                null,
                List.of(ADA),
                90);
    }

    static Message.FollowUp thanks() {
        Card off = card("cleo", 412, KeyStatus.INACTIVE, LastUse.never(), null);
        return new Message.FollowUp(
                CLEO,
                List.of(new Message.Item(off, Message.Item.Why.THANKS, "ask:4", NOW, AnnouncedAction.OPEN)),
                0,
                null,
                List.of(),
                90);
    }

    static Message.FinalNotice finalNotice() {
        Message.Item item = new Message.Item(
                card(412),
                Message.Item.Why.FINAL_NOTICE,
                "ask:1",
                NOW.minus(Duration.ofDays(14)),
                AnnouncedAction.OPEN);
        return new Message.FinalNotice(CLEO, LocalDate.of(2026, 9, 28), true, List.of(item), 0, List.of(ADA));
    }

    static Message.Changed switchedOff() {
        Card card = card(412);
        return new Message.Changed(card.with(
                new Card.State(Card.Change.DEACTIVATED, ADA, NOW, "nobody answered", null, null, null, null),
                Set.of()));
    }
}
