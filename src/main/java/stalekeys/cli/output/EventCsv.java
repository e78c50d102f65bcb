package stalekeys.cli.output;

import java.io.IOException;
import java.io.Writer;
import java.util.List;

/** One line an event. The columns are a promise: more may be added at the end. */
public final class EventCsv implements EventFormat {
    @Override
    public void write(List<EventRow> events, Writer out) throws IOException {
        Csv csv = Csv.begin(out, EventRow.COLUMNS.toArray(String[]::new));
        for (EventRow event : events) {
            csv.line(event.values());
        }
        csv.end();
    }
}
