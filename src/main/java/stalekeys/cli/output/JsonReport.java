package stalekeys.cli.output;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import org.jspecify.annotations.Nullable;
import stalekeys.keys.report.AccountCoverage;
import stalekeys.keys.report.Counts;
import stalekeys.keys.report.Finding;
import stalekeys.keys.report.Report;

/** The findings and what was seen, for programs. Fields are only ever added; anything else raises the version. */
public final class JsonReport implements ReportFormat {
    private static final int SCHEMA_VERSION = 1;

    @Override
    public void write(Report report, Selection selection, List<Finding> shown, Writer out) throws IOException {
        try (JsonGenerator json = JsonText.into(out)) {
            json.writeStartObject();
            json.writeNumberField("schemaVersion", SCHEMA_VERSION);
            json.writeStringField("takenAt", report.takenAt().toString());
            json.writeNumberField("maxAgeDays", report.policy().maxAgeDays());
            json.writeNumberField("criticalAgeDays", report.policy().criticalAgeDays());
            strings(json, "filters", selection.words());
            counts(json, report.counts());
            coverage(json, report);
            json.writeArrayFieldStart("findings");
            for (Finding finding : shown) {
                finding(json, finding);
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        out.write('\n');
    }

    private static void counts(JsonGenerator json, Counts counts) throws IOException {
        json.writeObjectFieldStart("counts");
        json.writeNumberField("fresh", counts.fresh());
        json.writeNumberField("stale", counts.stale());
        json.writeNumberField("critical", counts.critical());
        json.writeNumberField("inactive", counts.inactive());
        json.writeNumberField("excused", counts.exempt());
        json.writeNumberField("protected", counts.guarded());
        json.writeEndObject();
    }

    private static void coverage(JsonGenerator json, Report report) throws IOException {
        json.writeObjectFieldStart("coverage");
        json.writeBooleanField("complete", report.coverage().complete());
        json.writeArrayFieldStart("accounts");
        for (AccountCoverage account : report.coverage().accounts()) {
            json.writeStartObject();
            json.writeStringField("account", account.account().id());
            json.writeStringField("accountName", account.account().name());
            json.writeStringField("way", ReportWords.word(account.way()));
            json.writeNumberField("usersChecked", account.usersChecked());
            json.writeNumberField("usersListed", account.usersListed());
            json.writeNumberField("vanished", account.vanished());
            json.writeNumberField("unreadable", account.unreadable());
            json.writeArrayFieldStart("unread");
            for (AccountCoverage.Unread unread : account.unread()) {
                json.writeStartObject();
                json.writeStringField("username", unread.userName());
                JsonText.field(
                        json,
                        "accessKey",
                        unread.keyId() == null ? null : unread.keyId().full());
                json.writeStringField("why", unread.why());
                json.writeEndObject();
            }
            json.writeEndArray();
            strings(
                    json,
                    "gaps",
                    account.gaps().stream().sorted().map(ReportWords::word).toList());
            JsonText.field(json, "failure", account.failure());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void finding(JsonGenerator json, Finding finding) throws IOException {
        ReportRow row = ReportRow.of(finding);
        json.writeStartObject();
        json.writeStringField("kind", ReportWords.word(finding.kind()));
        json.writeStringField("username", row.username());
        JsonText.field(json, "accessKey", known(row.accessKey()));
        if (row.keyAge().isEmpty()) {
            json.writeNullField("keyAge");
        } else {
            json.writeNumberField("keyAge", finding.ageDays());
        }
        json.writeStringField("account", finding.account().id());
        json.writeStringField("accountName", finding.account().name());
        json.writeStringField("severity", row.severity());
        json.writeStringField("status", row.status());
        JsonText.field(json, "created", known(row.created()));
        json.writeStringField("lastUsed", row.lastUsed());
        JsonText.field(json, "lastUsedService", known(row.lastUsedService()));
        JsonText.field(json, "lastUsedRegion", known(row.lastUsedRegion()));
        JsonText.field(json, "description", finding.description());
        JsonText.field(json, "owner", known(finding.owner().value()));
        json.writeStringField("ownerKind", ReportWords.word(finding.owner().kind()));
        json.writeStringField("ownerSource", ReportWords.word(finding.owner().source()));
        strings(json, "reasons", row.reasons());
        json.writeEndObject();
    }

    private static void strings(JsonGenerator json, String name, List<String> values) throws IOException {
        json.writeArrayFieldStart(name);
        for (String value : values) {
            json.writeString(value);
        }
        json.writeEndArray();
    }

    private static @Nullable String known(String value) {
        return value.isEmpty() ? null : value;
    }
}
