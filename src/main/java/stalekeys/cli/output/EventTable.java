package stalekeys.cli.output;

import java.io.IOException;
import java.io.Writer;
import java.util.List;
import stalekeys.words.Times;

/** For people. */
public final class EventTable implements EventFormat {
    @Override
    public void write(List<EventRow> events, Writer out) throws IOException {
        if (events.isEmpty()) {
            return;
        }
        TextTable.write(
                events,
                List.of(
                        TextTable.left("Time", event -> Times.minute(event.time())),
                        TextTable.left("Event", EventRow::what),
                        TextTable.left("By", EventRow::actor),
                        TextTable.left("User", EventRow::username),
                        TextTable.left("Access key", EventRow::accessKey),
                        TextTable.left("Account", EventRow::account),
                        TextTable.left("Why", EventRow::why)),
                out);
    }
}
