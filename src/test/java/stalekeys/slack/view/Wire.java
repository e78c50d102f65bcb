package stalekeys.slack.view;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.slack.api.Slack;
import com.slack.api.SlackConfig;
import com.slack.api.methods.MethodsClient;
import com.slack.api.model.view.View;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import stalekeys.slack.view.block.RenderedMessage;

/** What Slack gets to see of a drawing: sent with the real client, and read back as it arrived. */
final class Wire {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServer server;
    private final Slack slack;
    private final MethodsClient client;
    private volatile Map<String, String> arrived = Map.of();

    Wire() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            arrived = form(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            byte[] answer = "{\"ok\":true}".getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
        SlackConfig config = new SlackConfig();
        config.setMethodsEndpointUrlPrefix(
                "http://127.0.0.1:" + server.getAddress().getPort() + "/api/");
        config.setStatsEnabled(false);
        config.setHttpClientResponseHandlers(java.util.List.of());
        slack = Slack.getInstance(config);
        client = slack.methods("xoxb-views");
    }

    JsonNode sent(RenderedMessage rendered) throws Exception {
        client.chatPostMessage(
                post -> post.channel("C0TEST001").text(rendered.text()).blocks(rendered.blocks()));
        ObjectNode message = JSON.createObjectNode();
        message.put("text", arrived.get("text"));
        message.set("blocks", JSON.readTree(arrived.get("blocks")));
        return message;
    }

    JsonNode sent(View view) throws Exception {
        client.viewsOpen(open -> open.triggerId("1.2.x").view(view));
        return JSON.readTree(arrived.get("view"));
    }

    void close() throws Exception {
        slack.close();
        server.stop(0);
    }

    private static Map<String, String> form(String body) {
        Map<String, String> fields = new HashMap<>();
        for (String pair : body.split("&", -1)) {
            int equals = pair.indexOf('=');
            fields.put(
                    URLDecoder.decode(pair.substring(0, Math.max(0, equals)), StandardCharsets.UTF_8),
                    URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
        }
        return fields;
    }
}
