package stalekeys.cli.output;

import java.util.List;
import stalekeys.keys.model.LastUse;
import stalekeys.keys.model.OwnerHint;
import stalekeys.keys.report.Finding;

/**
 * A finding as the report tells it, the same in every format.
 *
 * @param accessKey the full id; empty for a root key (AWS does not tell it) and a quarantined user
 * @param keyAge whole days; empty where AWS did not tell the creation date
 * @param account the account's id; its name where no id is known
 */
record ReportRow(
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
    static ReportRow of(Finding finding) {
        LastUse use = finding.lastUse();
        return new ReportRow(
                finding.userName(),
                finding.keyId() == null ? "" : finding.keyId().full(),
                finding.created() == null ? "" : Long.toString(finding.ageDays()),
                finding.account().id().isEmpty()
                        ? finding.account().name()
                        : finding.account().id(),
                ReportWords.word(finding.verdict().severity()),
                finding.status().word(),
                finding.created() == null ? "" : finding.created().toString(),
                ReportWords.lastUsed(use),
                use.service() == null ? "" : use.service(),
                use.region() == null ? "" : use.region(),
                finding.owner().kind() == OwnerHint.Kind.UNREADABLE
                        ? "unreadable"
                        : finding.owner().value(),
                finding.verdict().reasons().stream().map(ReportWords::reason).toList());
    }
}
