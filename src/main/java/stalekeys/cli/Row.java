package stalekeys.cli;

import java.util.List;
import stalekeys.keys.Finding;
import stalekeys.keys.LastUse;
import stalekeys.keys.OwnerHint;

/**
 * A finding as the report tells it, the same in every format.
 *
 * @param accessKey the full id; empty for a root key (AWS does not tell it) and a quarantined user
 * @param keyAge whole days; empty where AWS did not tell the creation date
 * @param account the account's id; its name where no id is known
 */
record Row(
        String username,
        String accessKey,
        String keyAge,
        String account,
        String severity,
        String status,
        String created,
        String lastUsed,
        String lastUsedService,
        String lastUsedRegion,
        String owner,
        List<String> reasons) {
    static Row of(Finding finding) {
        LastUse use = finding.lastUse();
        return new Row(
                finding.userName(),
                finding.keyId() == null ? "" : finding.keyId().full(),
                finding.created() == null ? "" : Long.toString(finding.ageDays()),
                finding.account().id().isEmpty()
                        ? finding.account().name()
                        : finding.account().id(),
                Words.word(finding.verdict().severity()),
                finding.status().word(),
                finding.created() == null ? "" : finding.created().toString(),
                Words.lastUsed(use),
                use.service() == null ? "" : use.service(),
                use.region() == null ? "" : use.region(),
                finding.owner().kind() == OwnerHint.Kind.UNREADABLE
                        ? "unreadable"
                        : finding.owner().value(),
                finding.verdict().reasons().stream().map(Words::reason).toList());
    }
}
