package stalekeys.cli.output;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Locale;

/** For programs. Fields are only ever added; anything else raises the version. */
public final class EventJson implements EventFormat {
    private static final int SCHEMA_VERSION = 1;

    @Override
    public void write(List<EventRow> events, Writer out) throws IOException {
        try (JsonGenerator json = JsonText.into(out)) {
            json.writeStartObject();
            json.writeNumberField("schemaVersion", SCHEMA_VERSION);
            json.writeArrayFieldStart("events");
            for (EventRow event : events) {
                event(json, event);
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        out.write('\n');
    }

    private static void event(JsonGenerator json, EventRow event) throws IOException {
        json.writeStartObject();
        List<String> values = event.values();
        for (int column = 0; column < values.size(); column++) {
            String name = EventRow.COLUMNS.get(column);
            String value = values.get(column);
            JsonText.field(
                    json,
                    name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1),
                    value.isEmpty() ? null : value);
        }
        json.writeEndObject();
    }
}
