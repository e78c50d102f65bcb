package stalekeys.slack.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.Response;
import okhttp3.ResponseBody;
import org.jspecify.annotations.Nullable;

/**
 * Lets no answer of the Web API pass that Slack can't have given: an empty body, somebody's login page, and {@code ok:true}
 * without what the method always brings. The client would make objects with nothing in them of it.
 */
final class ResponseValidator implements Interceptor {
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /** Texts by method; of what ends with {@code []} the list has to be there, and may be empty. */
    private static final Map<String, List<String>> FIELDS = Map.ofEntries(
            // The workspace is looked for in BotIdentity: a token of a whole organization has none.
            Map.entry("auth.test", List.of("user_id")),
            Map.entry("users.info", List.of("user.id")),
            Map.entry("users.lookupByEmail", List.of("user.id")),
            Map.entry("usergroups.users.list", List.of("users[]")),
            Map.entry("conversations.info", List.of("channel.id")),
            Map.entry("conversations.list", List.of("channels[]")),
            Map.entry("conversations.open", List.of("channel.id")),
            Map.entry("chat.postMessage", List.of("channel", "ts")),
            Map.entry("chat.update", List.of("channel", "ts")),
            Map.entry("views.open", List.of("view.id")),
            Map.entry("views.push", List.of("view.id")),
            Map.entry("views.update", List.of("view.id")),
            Map.entry("views.publish", List.of("view.id")),
            Map.entry("files.getUploadURLExternal", List.of("upload_url", "file_id")),
            Map.entry("files.completeUploadExternal", List.of("files[]")),
            Map.entry("apps.connections.open", List.of("url")));

    private final String prefix;

    /** @param apiUrl prefix of the Web API, ends in a slash; what is sent elsewhere is none of its methods */
    ResponseValidator(String apiUrl) {
        HttpUrl url = HttpUrl.parse(apiUrl);
        this.prefix = url == null ? apiUrl : url.toString();
    }

    /** What a method always brings; null where nothing is known of it. */
    static @Nullable List<String> of(String method) {
        return FIELDS.get(method);
    }

    @Override
    public Response intercept(Chain chain) throws IOException {
        Response response = chain.proceed(chain.request());
        String url = chain.request().url().toString();
        if (!url.startsWith(prefix) || !response.isSuccessful()) {
            return response;
        }
        try (ResponseBody body = response.body()) {
            String text = body == null ? "" : body.string();
            check(url.substring(prefix.length()), text);
            return response.newBuilder()
                    .body(ResponseBody.create(text, body == null ? null : body.contentType()))
                    .build();
        }
    }

    private static void check(String method, String text) throws InvalidResponse {
        JsonNode answer = read(text);
        if (!answer.isObject() || !answer.path("ok").isBoolean()) {
            throw new InvalidResponse(method + ": no answer of Slack's");
        }
        if (answer.path("ok").asBoolean()) {
            for (String field : FIELDS.getOrDefault(method, List.of())) {
                if (!has(answer, field)) {
                    throw new InvalidResponse(method + ": no " + field);
                }
            }
        }
    }

    private static boolean has(JsonNode answer, String field) {
        if (field.endsWith("[]")) {
            return answer.path(field.substring(0, field.length() - 2)).isArray();
        }
        JsonNode value = answer.at("/" + field.replace('.', '/'));
        return value.isTextual() && !value.asText().isBlank();
    }

    /** A missing node where it is no JSON. */
    private static JsonNode read(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException notJson) {
            return MAPPER.missingNode();
        }
    }
}
