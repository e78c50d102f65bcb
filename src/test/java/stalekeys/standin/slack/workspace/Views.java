package stalekeys.standin.slack.workspace;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The stack of modals each person has open, and each person's Home. */
public final class Views {
    public static final int MOST_ON_A_STACK = 3;

    private final Monitor monitor;
    private final Messages messages;
    private final Identity identity;
    private final Map<String, List<OpenView>> stacks = new HashMap<>();
    private final Map<String, OpenView> homes = new HashMap<>();
    private int counter = 1;

    public Views(Monitor monitor, Messages messages, Identity identity) {
        this.monitor = monitor;
        this.messages = messages;
        this.identity = identity;
    }

    public List<OpenView> stack(String userId) {
        synchronized (monitor) {
            return List.copyOf(stacks.getOrDefault(userId, List.of()));
        }
    }

    public Optional<OpenView> top(String userId) {
        List<OpenView> stack = stack(userId);
        return stack.isEmpty() ? Optional.empty() : Optional.of(stack.get(stack.size() - 1));
    }

    Optional<OpenView> home(String userId) {
        synchronized (monitor) {
            return Optional.ofNullable(homes.get(userId));
        }
    }

    public Optional<OpenView> byId(String id) {
        return find(view -> view.id().equals(id));
    }

    public Optional<OpenView> byExternalId(String externalId) {
        return externalId.isEmpty()
                ? Optional.empty()
                : find(view -> view.json().path("external_id").asText("").equals(externalId));
    }

    /** A new modal takes the place of whatever dialog was open. */
    public OpenView open(String userId, JsonNode view) {
        synchronized (monitor) {
            List<OpenView> stack = new ArrayList<>();
            stacks.put(userId, stack);
            OpenView opened = make(newId(), userId, view, Optional.empty(), Optional.empty());
            stack.add(opened);
            return opened;
        }
    }

    public OpenView push(String userId, JsonNode view) {
        synchronized (monitor) {
            List<OpenView> stack = stacks.computeIfAbsent(userId, id -> new ArrayList<>());
            OpenView root = stack.get(0);
            OpenView top = stack.get(stack.size() - 1);
            OpenView pushed = make(newId(), userId, view, Optional.of(root.id()), Optional.of(top.id()));
            stack.add(pushed);
            return pushed;
        }
    }

    public OpenView publish(String userId, JsonNode view) {
        synchronized (monitor) {
            String id = home(userId).map(OpenView::id).orElseGet(this::newId);
            OpenView home = make(id, userId, view, Optional.empty(), Optional.empty());
            homes.put(userId, home);
            return home;
        }
    }

    public OpenView update(OpenView old, JsonNode view) {
        OpenView changed = make(
                old.id(),
                old.userId(),
                view,
                Optional.of(old.json().path("root_view_id").asText()),
                Json.text(old.json(), "previous_view_id"));
        replace(changed);
        return changed;
    }

    public void showErrors(OpenView view, Map<String, String> errors) {
        replace(view.withErrors(errors, monitor.changed()));
    }

    /** Closes one modal: the one beneath it comes back. */
    public void close(OpenView view) {
        synchronized (monitor) {
            stacks.getOrDefault(view.userId(), new ArrayList<>())
                    .removeIf(each -> each.id().equals(view.id()));
            monitor.changed();
        }
    }

    public void closeAll(String userId) {
        synchronized (monitor) {
            stacks.remove(userId);
            monitor.changed();
        }
    }

    private void replace(OpenView changed) {
        synchronized (monitor) {
            if (changed.type().equals("home")) {
                homes.put(changed.userId(), changed);
            }
            stacks.getOrDefault(changed.userId(), new ArrayList<>())
                    .replaceAll(each -> each.id().equals(changed.id()) ? changed : each);
            monitor.changed();
        }
    }

    private Optional<OpenView> find(java.util.function.Predicate<OpenView> wanted) {
        synchronized (monitor) {
            List<OpenView> all = new ArrayList<>(homes.values());
            stacks.values().forEach(all::addAll);
            return all.stream().filter(wanted).findFirst();
        }
    }

    private String newId() {
        return "V0VIEW" + String.format(java.util.Locale.ROOT, "%05d", counter++);
    }

    private OpenView make(String id, String userId, JsonNode view, Optional<String> root, Optional<String> previous) {
        synchronized (monitor) {
            ObjectNode json = view.deepCopy();
            Messages.giveIds(Json.list(json, "blocks"), id);
            json.put("id", id)
                    .put("team_id", identity.teamId())
                    .put("app_id", identity.appId())
                    .put("app_installed_team_id", identity.teamId())
                    .put("bot_id", identity.botId())
                    .put("hash", messages.nextTs() + ".h")
                    .put("root_view_id", root.orElse(id))
                    .put("previous_view_id", previous.orElse(null));
            for (String defaulted : List.of("private_metadata", "callback_id", "external_id")) {
                if (!json.hasNonNull(defaulted)) {
                    json.put(defaulted, "");
                }
            }
            for (String defaulted : List.of("clear_on_close", "notify_on_close")) {
                json.put(defaulted, json.path(defaulted).asBoolean(false));
            }
            if (!json.has("state")) {
                json.putObject("state").putObject("values");
            }
            return new OpenView(id, userId, json, Map.of(), monitor.changed());
        }
    }
}
