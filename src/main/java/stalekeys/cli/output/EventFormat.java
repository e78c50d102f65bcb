package stalekeys.cli.output;

import java.io.IOException;
import java.io.Writer;
import java.util.List;

/** A way to write the audit log. */
public interface EventFormat {
    /** Writes the events in their order; does not close the writer. */
    void write(List<EventRow> events, Writer out) throws IOException;
}
