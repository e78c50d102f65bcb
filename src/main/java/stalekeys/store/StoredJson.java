package stalekeys.store;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdScalarSerializer;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import stalekeys.keys.lifecycle.AnnouncedAction;
import stalekeys.keys.model.KeyId;
import stalekeys.keys.report.Counts;
import stalekeys.work.ledger.Message;

/**
 * Payloads and baselines as text. Rows outlive versions: what a row has and a class has not is ignored, and what a class
 * has and a row has not is null, 0, false, or an empty collection.
 */
final class StoredJson {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .addModule(new SimpleModule()
                    .addSerializer(KeyId.class, new FullKeyId())
                    .addDeserializer(KeyId.class, new ReadKeyId()))
            .addMixIn(Counts.class, StoredCounts.class)
            .addMixIn(Message.Item.class, StoredItem.class)
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .withConfigOverride(List.class, type -> type.setSetterInfo(JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY)))
            .withConfigOverride(Set.class, type -> type.setSetterInfo(JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY)))
            .withConfigOverride(Map.class, type -> type.setSetterInfo(JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY)))
            .build();

    private StoredJson() {}

    static String write(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a " + value.getClass().getSimpleName() + " can't be stored", e);
        }
    }

    static <T> T read(String text, Class<T> type) {
        try {
            return MAPPER.readValue(text, type);
        } catch (JsonProcessingException e) {
            // Without the cause: its message quotes the text, which holds key ids in full.
            throw new IllegalStateException("a stored " + type.getSimpleName() + " can't be read: "
                    + e.getClass().getSimpleName());
        }
    }

    private static final class FullKeyId extends StdScalarSerializer<KeyId> {
        private static final long serialVersionUID = 1L;

        private FullKeyId() {
            super(KeyId.class);
        }

        @Override
        public void serialize(KeyId value, JsonGenerator json, SerializerProvider provider) throws IOException {
            json.writeString(value.full());
        }
    }

    private static final class ReadKeyId extends StdScalarDeserializer<KeyId> {
        private static final long serialVersionUID = 1L;

        private ReadKeyId() {
            super(KeyId.class);
        }

        @Override
        public KeyId deserialize(JsonParser json, DeserializationContext context) throws IOException {
            return new KeyId(json.getValueAsString());
        }
    }

    /** A name in a row never changes: rows written by earlier versions are read, and theirs can read ours. */
    private interface StoredCounts {
        @JsonProperty("excused")
        int exempt();
    }

    private interface StoredItem {
        @JsonProperty("ending")
        AnnouncedAction announced();
    }
}
