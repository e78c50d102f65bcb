package stalekeys.standin.slack.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Supplier;
import stalekeys.standin.slack.workspace.ApiError;
import stalekeys.standin.slack.workspace.Channel;
import stalekeys.standin.slack.workspace.Json;
import stalekeys.standin.slack.workspace.UploadedFile;
import stalekeys.standin.slack.workspace.Workspace;

/** The three steps of sharing a file: an address to upload to, the upload, the end of it. */
public final class FileMethods {
    private final Workspace workspace;
    private final Supplier<String> uploadPrefix;
    private final Map<String, UploadedFile> files = new ConcurrentSkipListMap<>();

    public FileMethods(Workspace workspace, Supplier<String> uploadPrefix) {
        this.workspace = workspace;
        this.uploadPrefix = uploadPrefix;
    }

    public List<UploadedFile> shared() {
        return files.values().stream().filter(file -> !file.channel().isEmpty()).toList();
    }

    ObjectNode uploadUrl(ApiCall call) {
        String id = String.format(java.util.Locale.ROOT, "F0FILE%05d", files.size() + 1);
        int length = Integer.parseInt(call.required("length"));
        files.put(id, new UploadedFile(id, call.required("filename"), length, "", "", ""));
        return Json.object().put("upload_url", uploadPrefix.get() + id).put("file_id", id);
    }

    /** Takes the bytes if there is such an upload, and of the promised length. */
    boolean upload(String id, String contentType, byte[] body) {
        byte[] content = contentType.startsWith("multipart/") ? onlyPart(contentType, body) : body;
        UploadedFile file = files.get(id);
        if (file == null || content.length != file.length()) {
            return false;
        }
        files.put(id, file.filledWith(new String(content, StandardCharsets.UTF_8)));
        return true;
    }

    ObjectNode complete(ApiCall call) {
        JsonNode wanted = call.node("files");
        if (!wanted.isArray() || wanted.isEmpty()) {
            throw new ApiError("invalid_arguments");
        }
        String channelId = call.arg("channel_id");
        if (!channelId.isEmpty()) {
            if (!channelId.matches("[CGD][A-Z0-9]+")) {
                throw new ApiError("invalid_channel");
            }
            Channel channel = workspace.findChannel(channelId).orElseThrow(() -> new ApiError("channel_not_found"));
            if (!channel.hasBot()) {
                throw new ApiError(channel.isPrivate() ? "channel_not_found" : "not_in_channel");
            }
        }
        ObjectNode message = workspace.botMessage(call.arg("initial_comment"));
        ArrayNode shown = message.putArray("files");
        ObjectNode answer = Json.object();
        ArrayNode answered = answer.putArray("files");
        for (JsonNode each : wanted) {
            UploadedFile file = Optional.ofNullable(files.get(each.path("id").asText("")))
                    .orElseThrow(() -> new ApiError("file_not_found"));
            String title = Json.text(each, "title").orElse(file.name());
            files.put(file.id(), file.sharedIn(channelId, title));
            answered.addObject().put("id", file.id()).put("title", title);
            shown.addObject().put("id", file.id()).put("name", file.name()).put("title", title);
        }
        if (!channelId.isEmpty()) {
            workspace.messages().post(channelId, Optional.empty(), Json.text(call.args(), "thread_ts"), message);
        }
        return answer;
    }

    private static byte[] onlyPart(String contentType, byte[] body) {
        String text = new String(body, StandardCharsets.ISO_8859_1);
        String boundary = "--" + contentType.replaceAll(".*boundary=\"?([^\";]+).*", "$1");
        int start = text.indexOf("\r\n\r\n") + 4;
        int end = text.indexOf("\r\n" + boundary, start);
        return text.substring(start, Math.max(start, end)).getBytes(StandardCharsets.ISO_8859_1);
    }
}
