package stalekeys.slack.view;

import com.slack.api.model.block.LayoutBlock;
import com.slack.api.model.view.View;
import java.util.ArrayList;
import java.util.List;
import stalekeys.keys.model.AccessKey;
import stalekeys.keys.model.KeyRef;
import stalekeys.keys.model.Leak;
import stalekeys.slack.view.CardView.Place;
import stalekeys.slack.view.block.Actions;
import stalekeys.slack.view.block.Blocks;
import stalekeys.slack.view.block.Modal;
import stalekeys.slack.view.block.Mrkdwn;
import stalekeys.words.ChangeWarnings;
import stalekeys.words.KeyWords;
import stalekeys.words.LastUseWords;
import stalekeys.words.Names;
import stalekeys.words.Times;
import stalekeys.work.actions.ChangePreview;
import stalekeys.work.ledger.ChangeOutcome;
import stalekeys.work.ledger.KeyChange.TargetState;

/** The dialog in which a key is switched off or on, from the click to what became of it. */
public final class ChangeDialogView {
    private static final String NOT_AT_A_CLICK = "No key is deleted at a click. Nothing was changed.";

    /** Where nobody is an admin nobody may change anything. */
    public static final String NO_ADMINS =
            "Nobody may change keys from here: no admins are configured. Nothing was changed.";

    /** Under the field of a reason that was left empty. */
    public static final String NO_REASON = "Please say why: the owner and the audit log will show it.";

    private ChangeDialogView() {}

    /** Opened at once, since a click's trigger lives for 3 seconds and reading AWS may take longer. */
    public static View loading(TargetState wanted, String privateMetadata) {
        return view(wanted, privateMetadata, "Cancel", List.of(Blocks.plainSection(Modal.READING)))
                .build();
    }

    /** What is true now, and the question. */
    public static View confirm(ChangePreview dialog, String privateMetadata) {
        List<LayoutBlock> blocks = new ArrayList<>();
        if (dialog.usedSince()) {
            blocks.add(
                    Blocks.section(
                            ":warning: *The key was used since you looked, or that can't be told any more.* Nothing was changed. Please look again."));
        }
        blocks.add(Blocks.section(facts(dialog)));
        CardView.description(dialog.key().description()).ifPresent(blocks::add);
        blocks.add(Blocks.context(CardView.owner(dialog.owner(), Place.PRIVATE)));
        blocks.add(Blocks.section(warnings(dialog)));
        blocks.add(reason(dialog.wanted()));
        return view(dialog.wanted(), privateMetadata, close(dialog.wanted()), blocks)
                .submit(Modal.submit(verb(dialog.wanted())))
                .build();
    }

    /** The acknowledgement of a submit: from here on closing changes nothing. */
    public static View working(TargetState wanted, String privateMetadata) {
        String now = switch (wanted) {
            case OFF -> "Deactivating…";
            case ON -> "Reactivating…";
            case DELETED -> "Deleting…";
        };
        return view(
                        wanted,
                        privateMetadata,
                        "Close",
                        List.of(Blocks.plainSection(
                                now + " I read the key again, change it, and wait until AWS shows it. "
                                        + "You may close this: you will be told.")))
                .build();
    }

    /**
     * What became of it.
     *
     * @param detail for {@link ChangeOutcome#AWS_FAILED}, {@link ChangeOutcome#NOT_ENTITLED} and
     *     {@link ChangeOutcome#LEAK_UNKNOWN}, a plain sentence that says why; for {@link ChangeOutcome#DONE} what stands
     *     against undoing it; may be empty
     */
    public static View outcome(TargetState wanted, KeyRef key, ChangeOutcome outcome, String detail) {
        return sentence(wanted, sentence(wanted, key, outcome, detail));
    }

    /** To who may not open the dialog. */
    public static String onlyAdmins(TargetState wanted) {
        return switch (wanted) {
            case OFF -> "Only an admin may deactivate a key. Nothing was changed.";
            case DELETED -> NOT_AT_A_CLICK;
            case ON -> "Only an admin may reactivate a key. Nothing was changed; please ask one.";
        };
    }

    /** Ends the dialog with a sentence: a refusal, a key that is gone, an error with its reference. */
    public static View sentence(TargetState wanted, String sentence) {
        return view(wanted, "", "Close", List.of(Blocks.plainSection(sentence))).build();
    }

    private static String already(TargetState wanted) {
        return switch (wanted) {
            case OFF -> "inactive";
            case ON -> "active";
            case DELETED -> "deleted";
        };
    }

    /** The same as a plain sentence, with the key masked. */
    public static String sentence(TargetState wanted, KeyRef key, ChangeOutcome outcome, String detail) {
        String which = "Key " + key.keyId().masked() + " of " + Names.cut(key.userName(), 64);
        String changed = switch (wanted) {
            case OFF -> "inactive";
            case ON -> "active again";
            case DELETED -> "deleted";
        };
        return switch (outcome) {
            case DONE ->
                which + " is " + changed + ". AWS confirms it."
                        + (wanted == TargetState.OFF ? " " + or(detail, "You can undo this with Reactivate.") : "");
            case ALREADY -> which + " is already " + already(wanted) + ". Nothing was changed.";
            case GONE -> which + " no longer exists. Nothing was changed.";
            case UNDER_WAY -> "Somebody else's change of this key is under way. Nothing was changed by yours.";
            case NOT_CONFIRMED ->
                detail.isBlank()
                        ? "AWS accepted the change of this key but does not show it yet. I go on looking and will tell you."
                        : "It is not known yet whether AWS changed the key. " + detail
                                + " I go on looking and will tell you.";
            case USED_SINCE ->
                "The key was used since you looked, or that can't be told any more. Nothing was changed; please look again.";
            case NOT_DUE -> "What called for this change is not true any more. Nothing was changed.";
            case NOT_ENTITLED ->
                or(
                        detail,
                        switch (wanted) {
                            case OFF ->
                                "Only an admin, or the owner AWS names, may deactivate this key. Nothing was changed.";
                            case ON ->
                                "Only an admin may reactivate this key, or for 7 days the owner who deactivated it."
                                        + " Nothing was changed.";
                            case DELETED -> NOT_AT_A_CLICK;
                        });
            case OWN_IDENTITY ->
                "This key belongs to the user I run as. I never change my own keys. Nothing was changed.";
            case NOT_OURS ->
                "From here only a key that was last deactivated from here can be reactivated. Nothing was changed; use "
                        + "the AWS console.";
            case QUARANTINED ->
                "AWS found a key of this user in public and limited the user. It stays inactive. Nothing was changed.";
            case LEAK_UNKNOWN ->
                KeyWords.LEAK_UNKNOWN + " Nothing was changed." + (detail.isBlank() ? "" : " " + detail);
            case NO_SWITCH ->
                "Keys of this account can't be changed from here: it is not looked at, or no role for changes is set for it "
                        + "(STALE_KEYS_CHANGE_ROLE). Nothing was changed.";
            case AWS_FAILED ->
                or(detail, "AWS refused, or did not answer. Please look at the key again before you decide.");
            case TOO_LATE ->
                or(
                        detail,
                        "It took too long until the change could be made, so it was not made. Please look again and decide anew.");
        };
    }

    private static String or(String detail, String otherwise) {
        return detail.isBlank() ? otherwise : detail;
    }

    private static String facts(ChangePreview dialog) {
        AccessKey key = dialog.key();
        KeyRef ref = key.ref();
        return "User " + Mrkdwn.code(dialog.user().name()) + " in "
                + CardView.account(dialog.user().account()) + "\nKey "
                + Mrkdwn.code(ref.keyId().full()) + "\n*" + key.status().word() + "*, "
                + KeyWords.age(key.ageDays(dialog.readAt())) + ", created " + Times.day(ref.created()) + ", "
                + LastUseWords.ago(key.lastUse(), dialog.readAt(), Mrkdwn::name) + "\nRead just now, "
                + Mrkdwn.date(dialog.readAt());
    }

    private static String warnings(ChangePreview dialog) {
        return switch (dialog.wanted()) {
            case OFF -> {
                boolean smtp = dialog.user().looksLikeSmtpUser();
                List<String> warnings =
                        ChangeWarnings.deactivating(dialog.key().lastUse(), smtp, dialog.readAt(), Mrkdwn::name);
                String mark = ChangeWarnings.risky(dialog.key().lastUse(), smtp, dialog.readAt()) ? ":warning: " : "";
                yield mark + "*" + warnings.get(0) + "*" + rest(warnings)
                        + "\nWhat uses the key is refused from then on. "
                        + undoing(dialog.user().leak());
            }
            case DELETED -> "That can't be undone.";
            case ON -> "Whoever holds the key can use it again from then on. It stays due for rotation.";
        };
    }

    private static String undoing(Leak leak) {
        return switch (leak.state()) {
            case NOT_LEAKED -> "It can be undone with *Reactivate*.";
            case LEAKED -> "*It can't be undone from here*: AWS found a key of this user in public.";
            case UNKNOWN ->
                "*It can't be undone from here* as long as it is not known whether a key of this user leaked. "
                        + Mrkdwn.escape(leak.detail());
        };
    }

    private static String rest(List<String> warnings) {
        return warnings.size() == 1 ? "" : "\n" + String.join("\n", warnings.subList(1, warnings.size()));
    }

    private static LayoutBlock reason(TargetState wanted) {
        String hint = switch (wanted) {
            case OFF -> "The owner and the audit log get to see it.";
            case ON, DELETED -> "It goes into the audit log.";
        };
        return Modal.reason(hint);
    }

    private static View.ViewBuilder view(
            TargetState wanted, String privateMetadata, String close, List<LayoutBlock> blocks) {
        return Modal.of(Actions.CHANGE_SUBMIT, verb(wanted) + " key", close, blocks)
                .privateMetadata(privateMetadata);
    }

    private static String verb(TargetState wanted) {
        return switch (wanted) {
            case OFF -> "Deactivate";
            case ON -> "Reactivate";
            case DELETED -> "Delete";
        };
    }

    private static String close(TargetState wanted) {
        return switch (wanted) {
            case OFF, DELETED -> "Keep it";
            case ON -> "Leave inactive";
        };
    }
}
