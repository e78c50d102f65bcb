package stalekeys.slack.view;

import com.fasterxml.jackson.databind.JsonNode;
import com.slack.api.model.view.View;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import stalekeys.keys.lifecycle.KeyHistory;
import stalekeys.keys.model.Account;
import stalekeys.keys.model.KeyRef;
import stalekeys.keys.report.AccountCoverage;
import stalekeys.keys.report.ChangedKeys;
import stalekeys.keys.report.WeekCount;
import stalekeys.slack.view.block.RenderedMessage;
import stalekeys.work.ledger.Card;
import stalekeys.work.ledger.DigestDetails;
import stalekeys.work.ledger.Message;
import stalekeys.work.show.KeyPage;

/** Holds what a view draws against the golden file of its name, and against Slack's limits. */
abstract class ViewGoldens {
    static Wire wire;

    @BeforeAll
    static void openTheWire() throws Exception {
        wire = new Wire();
    }

    @AfterAll
    static void closeTheWire() throws Exception {
        wire.close();
    }

    static Message.DigestReply reply(Account account, String user, List<Card> oldest) {
        List<DigestDetails.Change> changes = Stream.of(ChangedKeys.Kind.values())
                .map(kind -> new DigestDetails.Change(
                        kind,
                        7,
                        IntStream.range(0, 5)
                                .mapToObj(number -> new DigestDetails.Named(
                                        new KeyRef(
                                                account.id(),
                                                user + number,
                                                SampleMessages.keyId(number),
                                                SampleMessages.NOW.minus(Duration.ofDays(91 + number))),
                                        account,
                                        91 + number))
                                .toList()))
                .toList();
        return new Message.DigestReply(
                "1789997580.000100",
                SampleMessages.NOW,
                SampleMessages.NOW.minus(Duration.ofDays(7)),
                List.of(SampleMessages.complete(412), AccountCoverage.failed(account, "AWS refused.")),
                new DigestDetails(changes, oldest, List.of(new DigestDetails.AccountTotal(account, 3, 4)), 1));
    }

    static KeyPage with(KeyPage page, List<Card> cards) {
        return new KeyPage(
                page.note(),
                page.changed(),
                page.filter(),
                page.ownOnly(),
                page.page(),
                page.pages(),
                page.total(),
                cards,
                page.takenAt(),
                page.maxAgeDays(),
                page.counts(),
                page.accounts(),
                page.unconfirmed());
    }

    static Message.Digest with(Message.Digest digest, List<WeekCount> weeks) {
        return new Message.Digest(
                digest.takenAt(),
                digest.sentBy(),
                digest.maxAgeDays(),
                digest.criticalAgeDays(),
                digest.counts(),
                digest.progress(),
                digest.worst(),
                digest.staleUsers(),
                digest.accounts(),
                digest.unconfirmed(),
                digest.nextExcuseEnds(),
                digest.asking(),
                weeks,
                null);
    }

    static List<KeyPage.Unconfirmed> unconfirmed(int count) {
        return IntStream.range(0, count)
                .mapToObj(number -> new KeyPage.Unconfirmed(
                        "row" + number,
                        new Message.Ask(SampleMessages.worstCard(number), "U0ADM0001", List.of(), 90, false),
                        SampleMessages.NOW))
                .toList();
    }

    static Card.State deactivated(String reason) {
        return new Card.State(
                Card.Change.DEACTIVATED,
                "U0ADM0001",
                SampleMessages.NOW.plus(Duration.ofMinutes(5)),
                reason,
                "U0ADM0002",
                SampleMessages.NOW,
                KeyHistory.Arrival.DELIVERED,
                null);
    }

    static JsonNode message(String name, RenderedMessage rendered) throws Exception {
        JsonNode sent = wire.sent(rendered);
        Limits.message(sent);
        Golden.check(name, sent);
        return sent;
    }

    static JsonNode modal(String name, View view) throws Exception {
        JsonNode sent = wire.sent(view);
        Limits.modal(sent);
        Golden.check(name, sent);
        return sent;
    }
}
