package stalekeys.slack.view;

import com.slack.api.model.block.LayoutBlock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import stalekeys.keys.Finding;
import stalekeys.keys.KeyId;
import stalekeys.slack.view.CardView.Place;
import stalekeys.words.ChangedWords;
import stalekeys.words.CoverageWords;
import stalekeys.words.KeyWords;
import stalekeys.words.Names;
import stalekeys.words.Plural;
import stalekeys.words.Times;
import stalekeys.work.Card;
import stalekeys.work.Message;
import stalekeys.work.Owner;

/** Draws each message to a person or a channel. The same data gives the same blocks, whenever it is drawn. */
public final class MessageView {
    private MessageView() {}

    /** As a new post. In a channel it pings nobody. */
    public static Drawn posted(Message message) {
        return draw(message, Place.CHANNEL);
    }

    /** In place of what stands there already: an edit pings nobody, so who did what is a mention. */
    public static Drawn redrawn(Message message) {
        return draw(message, Place.CHANNEL_REDRAWN);
    }

    // Java 17 has no switch over a sealed type; MessageViewTest holds this against the types there are.
    private static Drawn draw(Message message, Place channel) {
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

    private static Drawn changed(Card card) {
        boolean full = card.owner().kind() == Owner.Kind.PERSON;
        String what = switch (card.state().change()) {
            case DEACTIVATED -> ChangedWords.OFF;
            case DELETED -> ChangedWords.GONE;
            case REACTIVATED -> ChangedWords.ON;
            case SWITCHING -> "is being changed";
            case NONE -> "was changed";
        };
        List<LayoutBlock> blocks = new ArrayList<>();
        blocks.add(Parts.header("Your AWS access key " + what));
        blocks.add(Parts.section(identity(card.finding(), full)));
        CardView.description(card.finding().description()).ifPresent(blocks::add);
        blocks.addAll(CardView.state(card.state(), Place.PRIVATE));
        if (card.state().change() == Card.Change.DEACTIVATED) {
            blocks.add(Parts.section(undo(card)));
        }
        CardView.buttons(card, null).ifPresent(blocks::add);
        return new Drawn("An AWS access key of yours " + what + ": " + spoken(card.finding()) + ".", blocks);
    }

    /** For a channel: the key masked, and nobody pinged. */
    private static Drawn announcement(Card card, Place place) {
        String what = "An AWS access key was "
                + (card.state().change() == Card.Change.DELETED ? "deleted" : "deactivated") + " without a click";
        List<LayoutBlock> blocks = new ArrayList<>();
        blocks.add(Parts.header(what));
        blocks.add(Parts.section(CardView.factsWithOwner(card)));
        blocks.addAll(CardView.state(card.state(), place));
        CardView.buttons(card, null).ifPresent(blocks::add);
        return new Drawn(what + ": " + spoken(card.finding()) + ".", blocks);
    }

    private static String undo(Card card) {
        String by = card.state().by();
        String whom = Mrkdwn.isPerson(by) ? Mrkdwn.person(by) : "an admin";
        return ChangedWords.undo(whom, card.finding().mayBeLeaked());
    }

    private static Drawn outcome(Message.Outcome outcome) {
        Card card = outcome.card();
        String sentence = card.finding()
                .ref()
                .map(key -> ChangeDialogView.sentence(outcome.wanted(), key, outcome.outcome(), outcome.detail()))
                .orElse(outcome.detail());
        List<LayoutBlock> blocks = new ArrayList<>();
        blocks.add(Parts.plainSection(Parts.cut(sentence, 2_000)));
        blocks.add(Parts.section(identity(card.finding(), false)));
        blocks.addAll(CardView.state(card.state(), Place.PRIVATE));
        CardView.buttons(card, null).ifPresent(blocks::add);
        return new Drawn(Mrkdwn.escape(Parts.cut(sentence, 2_000)), blocks);
    }

    private static Drawn notAsked(Message.NotAsked notAsked) {
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

    private static Drawn notPosted(Message.NotPosted notice) {
        return SentenceView.of("I could not post in " + notice.target() + ": " + notice.problem()
                + " Mend it, or choose another channel with STALE_KEYS_CHANNEL or STALE_KEYS_FALLBACK.");
    }

    private static Drawn notRedrawn(Message.NotRedrawn notice) {
        return SentenceView.of("I no longer update my messages in " + notice.channel() + ": " + notice.problem()
                + " What they say about keys may be out of date; /stale-keys shows how things stand.");
    }

    private static Drawn unowned(Message.Unowned unowned, Place channel) {
        String keys =
                Plural.of(unowned.total(), "stale AWS access key has no owner", "stale AWS access keys have no owner");
        String unknown = CoverageWords.unknownOwners(unowned.unknownOwners());
        if (unowned.total() == 0) {
            return new Drawn(
                    unknown + " As of " + Times.minute(unowned.takenAt()) + ".",
                    List.of(
                            Parts.header("Owners of stale AWS access keys"),
                            Parts.section(unknown + " No other stale key is without an owner. I look again next week."),
                            Parts.context("As of " + Mrkdwn.date(unowned.takenAt()) + ".")));
        }
        List<LayoutBlock> blocks = new ArrayList<>();
        blocks.add(Parts.header(keys));
        if (!unknown.isEmpty()) {
            blocks.add(Parts.section(":warning: " + unknown));
        }
        blocks.add(Parts.section(
                "Nobody can be asked to rotate them. If you know whose they are, tag the IAM user: `owner` = "
                        + "an address or a Slack member id. I look again every time."));
        for (Card card : unowned.cards()) {
            blocks.add(Parts.divider());
            blocks.add(Parts.section(CardView.facts(card.finding(), null)));
            CardView.description(card.finding().description()).ifPresent(blocks::add);
            if (card.owner().kind() != Owner.Kind.NONE) {
                blocks.add(Parts.context(CardView.owner(card.owner(), channel)));
            }
            blocks.addAll(CardView.state(card.state(), channel));
            CardView.buttons(card, null).ifPresent(blocks::add);
        }
        more(unowned.total() - unowned.cards().size()).ifPresent(blocks::add);
        blocks.add(Parts.context("As of " + Mrkdwn.date(unowned.takenAt()) + "."));
        return new Drawn(
                keys + ", as of " + Times.minute(unowned.takenAt()) + "." + (unknown.isEmpty() ? "" : " " + unknown),
                blocks);
    }

    static Optional<LayoutBlock> more(int count) {
        return count <= 0
                ? Optional.empty()
                : Optional.of(Parts.context("And " + Plural.of(count, "more key") + ". `/stale-keys` shows them all."));
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
