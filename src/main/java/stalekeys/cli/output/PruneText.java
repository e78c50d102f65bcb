package stalekeys.cli.output;

import stalekeys.words.Plural;
import stalekeys.work.ledger.Archive;
import stalekeys.work.ledger.PruneLedger;

/** What a pruning did, for standard error. */
public final class PruneText {
    private PruneText() {}

    public static String of(PruneLedger.Plan plan, Archive.Removed removed, int retentionDays, boolean dryRun) {
        StringBuilder text = new StringBuilder();
        if (dryRun) {
            text.append(Plural.of(plan.events().size(), "event")).append(" would be removed.");
        } else {
            text.append("Removed ")
                    .append(Plural.of(removed.events(), "event"))
                    .append(" and ")
                    .append(Plural.of(removed.messages(), "message"))
                    .append(" older than ")
                    .append(Plural.of(retentionDays, "day"))
                    .append('.');
        }
        if (plan.existing() > 0) {
            text.append(" Kept the history of ")
                    .append(Plural.of(plan.existing(), "key"))
                    .append(" that still exist in AWS.");
        }
        if (plan.unclear() > 0) {
            text.append(" Kept the history of ")
                    .append(Plural.of(plan.unclear(), "key"))
                    .append(" because AWS did not say whether they still exist.");
        }
        return text.toString();
    }
}
