package stalekeys.schedule;

import com.github.kagkarlsson.scheduler.serializer.Serializer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** A due time as ISO text in the scheduler's table: readable there, and bound to no library's format. */
final class DueTimeSerializer implements Serializer {
    @Override
    public byte[] serialize(Object due) {
        return String.valueOf(due).getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public <T> T deserialize(Class<T> type, byte[] text) {
        return type.cast(Instant.parse(new String(text, StandardCharsets.UTF_8)));
    }
}
