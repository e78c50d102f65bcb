package stalekeys.work.show;

import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Function;
import stalekeys.keys.report.AccountCoverage;
import stalekeys.keys.report.Finding;
import stalekeys.keys.report.KeyFilter;
import stalekeys.work.audit.Listing;

/** Puts the stale keys into a file, for who may see everything. */
public final class ExportKeys {
    private final Function<List<Finding>, String> format;

    /** @param format makes the text of a CSV file: the same that the command line writes */
    public ExportKeys(Function<List<Finding>, String> format) {
        this.format = format;
    }

    /**
     * A file to be given to one person.
     *
     * @param keys how many lines it has, below the header
     * @param accounts what was looked at
     */
    public record Export(String fileName, String text, int keys, List<AccountCoverage> accounts) {
        public Export {
            accounts = List.copyOf(accounts);
        }
    }

    /** The stale keys, also those that are excused, with their ids in full. */
    public Export export(Listing listing) {
        List<Finding> findings = listing.findings().stream()
                .filter(finding -> KeyFilter.STALE.matches(finding.unexcused(), listing.takenAt()))
                .toList();
        return new Export(
                "stale-keys-" + listing.takenAt().atZone(ZoneOffset.UTC).toLocalDate() + ".csv",
                format.apply(findings),
                findings.size(),
                listing.accounts());
    }
}
