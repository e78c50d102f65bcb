package stalekeys.slack.view;

import com.slack.api.model.block.LayoutBlock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import stalekeys.keys.model.KeyId;
import stalekeys.keys.report.Finding;
import stalekeys.slack.view.CardView.Place;
import stalekeys.slack.view.block.Blocks;
import stalekeys.slack.view.block.Mrkdwn;
import stalekeys.slack.view.block.RenderedMessage;
import stalekeys.words.ChangeNoticeWords;
import stalekeys.words.CoverageWords;
import stalekeys.words.KeyWords;
import stalekeys.words.Names;
import stalekeys.words.Plural;
import stalekeys.words.Times;
import stalekeys.work.ledger.Card;
import stalekeys.work.ledger.Message;
import stalekeys.work.people.Owner;

/** Draws each message to a person or a channel. The same data gives the same blocks, whenever it is drawn. */
public final class MessageView {
    private MessageView() {}

    /** As a new post. In a channel it pings nobody. */
    public static RenderedMessage posted(Message message) {
        return draw(message, Place.CHANNEL);
    }

    /** In place of what stands there already: an edit pings nobody, so who did what is a mention. */
    public static RenderedMessage redrawn(Message message) {
        return draw(message, Place.CHANNEL_REDRAWN);
    }

    // Java 17 has no switch over a sealed type; MessageViewTest holds this against the types there are.
    private static RenderedMessage draw(Message message, Place channel) {
        if (message instanceof Message.Ask ask) {
            return AskView.draw(ask, channel);
        }
        if (message instanceof Message.Changed changed) {
            return changed(changed.card());
        }
        if (message instanceof Message.Outcome outcome) {
            return outcome(outcome);
        }
        if (message instanceof Message.Digest digest) {
            return DigestView.draw(digest, channel);
        }
        if (message instanceof Message.DigestReply reply) {
            return DigestReplyView.draw(reply, channel);
        }
        if (message instanceof Message.Unowned unowned) {
            return unowned(unowned, channel);
        }
        if (message instanceof Message.FollowUp followUp) {
            return FollowUpView.draw(followUp);
        }
        if (message instanceof Message.FinalNotice notice) {
            return FollowUpView.draw(notice);
        }
        if (message instanceof Message.DeletionNotice notice) {
            return FollowUpView.draw(notice);
        }
        if (message instanceof Message.Announcement announcement) {
            return announcement(announcement.card(), channel);
        }
        if (message instanceof Message.NotAsked notAsked) {
            return notAsked(notAsked);
        }
        if (message instanceof Message.Welcome welcome) {
            return WelcomeView.draw(welcome);
        }
        if (message instanceof Message.NotPosted notice) {
            return notPosted(notice);
        }
        if (message instanceof Message.NotRedrawn notice) {
            return notRedrawn(notice);
        }
        throw new IllegalArgumentException("no view for " + message.getClass().getName());
    }

    private static RenderedMessage changed(Card card) {
        boolean full = card.owner().kind() == Owner.Kind.PERSON;
        String what = switch (card.state().change()) {
            case DEACTIVATED -> ChangeNoticeWords.OFF;
            case DELETED -> ChangeNoticeWords.GONE;
            case REACTIVATED -> ChangeNoticeWords.ON;
            case SWITCHING -> "is being changed";
            case NONE -> "was changed";
        };
        List<LayoutBlock> blocks = new ArrayList<>();
        blocks.add(Blocks.header("Your AWS access key " + what));
        blocks.add(Blocks.section(identity(card.finding(), full)));
        CardView.description(card.finding().description()).ifPresent(blocks::add);
        blocks.addAll(CardView.state(card.state(), Place.PRIVATE));
        if (card.state().change() == Card.Change.DEACTIVATED) {
            blocks.add(Blocks.section(undo(card)));
        }
        CardView.buttons(card, null).ifPresent(blocks::add);
        return new RenderedMessage("An AWS access key of yours " + what + ": " + spoken(card.finding()) + ".", blocks);
    }

    /** For a channel: the key masked, and nobody pinged. */
    private static RenderedMessage announcement(Card card, Place place) {
        String what = "An AWS access key was "
                + (card.state().change() == Card.Change.DELETED ? "deleted" : "deactivated") + " without a click";
        List<LayoutBlock> blocks = new ArrayList<>();
        blocks.add(Blocks.header(what));
        blocks.add(Blocks.section(CardView.factsWithOwner(card)));
        blocks.addAll(CardView.state(card.state(), place));
        CardView.buttons(card, null).ifPresent(blocks::add);
        return new RenderedMessage(what + ": " + spoken(card.finding()) + ".", blocks);
    }

    private static String undo(Card card) {
        String by = card.state().by();
        String whom = Mrkdwn.isPerson(by) ? Mrkdwn.person(by) : "an admin";
        return ChangeNoticeWords.undo(whom, card.finding().mayBeLeaked());
    }

    private static RenderedMessage outcome(Message.Outcome outcome) {
        Card card = outcome.card();
        String sentence = card.finding()
                .ref()
                .map(key -> ChangeDialogView.sentence(outcome.wanted(), key, outcome.outcome(), outcome.detail()))
                .orElse(outcome.detail());
        List<LayoutBlock> blocks = new ArrayList<>();
        blocks.add(Blocks.plainSection(Blocks.cut(sentence, 2_000)));
        blocks.add(Blocks.section(identity(card.finding(), false)));
        blocks.addAll(CardView.state(card.state(), Place.PRIVATE));
        CardView.buttons(card, null).ifPresent(blocks::add);
        return new RenderedMessage(Mrkdwn.escape(Blocks.cut(sentence, 2_000)), blocks);
    }

    private static RenderedMessage notAsked(Message.NotAsked notAsked) {
        Card card = notAsked.card();
        String owner = card.owner().label().isBlank()
                ? "The owner"
                : Names.cut(card.owner().label(), 80);
        return SentenceView.of(owner + " could not be asked to rotate a key after all (" + spokenPlain(card.finding())
                + "): " + notAsked.problem());
    }

    private static String spokenPlain(Finding finding) {
        KeyId id = finding.keyId();
        return "user " + Names.cut(finding.userName(), 64) + (id == null ? "" : ", key " + id.masked());
    }

    private static RenderedMessage notPosted(Message.NotPosted notice) {
        return SentenceView.of("I could not post in " + notice.target() + ": " + notice.problem()
                + " Mend it, or choose another channel with STALE_KEYS_CHANNEL or STALE_KEYS_FALLBACK.");
    }

    private static RenderedMessage notRedrawn(Message.NotRedrawn notice) {
        return SentenceView.of("I no longer update my messages in " + notice.channel() + ": " + notice.problem()
                + " What they say about keys may be out of date; /stale-keys shows how things stand.");
    }

    private static RenderedMessage unowned(Message.Unowned unowned, Place channel) {
        String keys =
                Plural.of(unowned.total(), "stale AWS access key has no owner", "stale AWS access keys have no owner");
        String unknown = CoverageWords.unknownOwners(unowned.unknownOwners());
        if (unowned.total() == 0) {
            return new RenderedMessage(
                    unknown + " As of " + Times.minute(unowned.takenAt()) + ".",
                    List.of(
                            Blocks.header("Owners of stale AWS access keys"),
                            Blocks.section(
                                    unknown + " No other stale key is without an owner. I look again next week."),
                            Blocks.context("As of " + Mrkdwn.date(unowned.takenAt()) + ".")));
        }
        List<LayoutBlock> blocks = new ArrayList<>();
        blocks.add(Blocks.header(keys));
        if (!unknown.isEmpty()) {
            blocks.add(Blocks.section(":warning: " + unknown));
        }
        blocks.add(Blocks.section(
                "Nobody can be asked to rotate them. If you know whose they are, tag the IAM user: `owner` = "
                        + "an address or a Slack member id. I look again every time."));
        for (Card card : unowned.cards()) {
            blocks.add(Blocks.divider());
            blocks.add(Blocks.section(CardView.facts(card.finding(), null)));
            CardView.description(card.finding().description()).ifPresent(blocks::add);
            if (card.owner().kind() != Owner.Kind.NONE) {
                blocks.add(Blocks.context(CardView.owner(card.owner(), channel)));
            }
            blocks.addAll(CardView.state(card.state(), channel));
            CardView.buttons(card, null).ifPresent(blocks::add);
        }
        more(unowned.total() - unowned.cards().size()).ifPresent(blocks::add);
        blocks.add(Blocks.context("As of " + Mrkdwn.date(unowned.takenAt()) + "."));
        return new RenderedMessage(
                keys + ", as of " + Times.minute(unowned.takenAt()) + "." + (unknown.isEmpty() ? "" : " " + unknown),
                blocks);
    }

    static Optional<LayoutBlock> more(int count) {
        return count <= 0
                ? Optional.empty()
                : Optional.of(
                        Blocks.context("And " + Plural.of(count, "more key") + ". `/stale-keys` shows them all."));
    }

    /** Which key this is about, on two lines. */
    static String identity(Finding finding, boolean full) {
        KeyId id = finding.keyId();
        String shown = id == null ? "" : full ? id.full() : id.masked();
        return KeyWords.identity(finding, shown, Mrkdwn::code, Mrkdwn::name);
    }

    /** For a message's summary, where nothing but {@code & < >} means anything. */
    static String spoken(Finding finding) {
        KeyId id = finding.keyId();
        return "user " + Mrkdwn.escape(Names.cut(finding.userName(), 64))
                + (id == null ? "" : ", key " + id.masked() + ", " + KeyWords.age(finding.ageDays()));
    }
}
