package stalekeys.cli.output;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import stalekeys.keys.model.LastUse;
import stalekeys.keys.report.Finding;
import stalekeys.keys.report.KeyFilter;
import stalekeys.keys.report.Report;

/**
 * Which findings are shown: those that pass every filter.
 *
 * @param filters at least one
 * @param account its id, or its name in upper or lower case; null where any account will do
 * @param owner a Slack id or address as the map, tag or user name says it; null where any owner will do
 */
public record Selection(
        List<KeyFilter> filters,
        @Nullable String account,
        @Nullable String owner) {
    public Selection {
        filters = List.copyOf(filters);
    }

    /** How young a key the audit must keep, in whole days. */
    public int horizonDays(int maxAgeDays) {
        return filters.stream()
                .mapToInt(filter -> filter.horizonDays(maxAgeDays))
                .min()
                .orElse(maxAgeDays);
    }

    public List<Finding> of(Report report) {
        return report.findings().stream()
                // What is excused stays in a report, and says so.
                .filter(finding ->
                        filters.stream().allMatch(filter -> filter.matches(finding.unexcused(), report.takenAt())))
                .filter(finding -> account == null || finding.account().isCalled(account))
                .filter(finding -> owner == null || finding.owner().value().equalsIgnoreCase(owner))
                .toList();
    }

    /** Whether the account is none of those that were looked at, so that to find nothing there says nothing. */
    public boolean namesNoAccountOf(Report report) {
        return account != null
                && report.coverage().accounts().stream()
                        .noneMatch(one -> one.account().isCalled(account));
    }

    /** How many are left out only because nobody can say when they were last used. */
    public long leftOutAsUnreadable(Report report) {
        int unusedDays = filters.stream()
                .filter(filter -> filter.kind() == KeyFilter.Kind.UNUSED)
                .mapToInt(KeyFilter::days)
                .findFirst()
                .orElse(Integer.MAX_VALUE);
        return report.findings().stream()
                .filter(finding -> finding.keyId() != null && finding.ageDays() >= unusedDays)
                .filter(finding -> finding.lastUse().kind() == LastUse.Kind.UNREADABLE)
                .count();
    }

    /** As it would be typed. */
    List<String> words() {
        List<String> words = new ArrayList<>();
        filters.stream()
                .map(KeyFilter::toString)
                .filter(word -> !word.isEmpty())
                .forEach(words::add);
        if (account != null) {
            words.add("account " + account);
        }
        if (owner != null) {
            words.add("owner " + owner);
        }
        return words;
    }
}
