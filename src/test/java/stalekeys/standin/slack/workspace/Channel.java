package stalekeys.standin.slack.workspace;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;

/** A channel, or (with {@link #imWith()}) the direct messages of the bot and one person. */
public final class Channel {
    private final String id;
    private final String name;
    private final String imWith;
    private final String botUser;
    private final Set<String> members = new ConcurrentSkipListSet<>();
    private volatile boolean isPrivate;
    private volatile boolean archived;
    private volatile boolean extShared;
    private volatile boolean pendingExtShared;
    private volatile boolean orgShared;
    private volatile boolean postingRestricted;

    Channel(String id, String name, String imWith, String botUser) {
        this.id = id;
        this.name = name;
        this.imWith = imWith;
        this.botUser = botUser;
    }

    public String id() {
        return id;
    }

    public String name() {
        return name;
    }

    /** The person of a direct message channel; empty for any other channel. */
    public String imWith() {
        return imWith;
    }

    public boolean isIm() {
        return !imWith.isEmpty();
    }

    public boolean isPrivate() {
        return isPrivate;
    }

    public boolean isArchived() {
        return archived;
    }

    public boolean isPostingRestricted() {
        return postingRestricted;
    }

    public Set<String> members() {
        return Set.copyOf(members);
    }

    public boolean hasBot() {
        return isIm() || members.contains(botUser);
    }

    public boolean has(String userId) {
        return userId.equals(imWith) || members.contains(userId);
    }

    public Channel withBot() {
        members.add(botUser);
        return this;
    }

    public Channel withoutBot() {
        members.remove(botUser);
        return this;
    }

    public Channel with(String... userIds) {
        members.addAll(Set.of(userIds));
        return this;
    }

    public Channel makePrivate() {
        isPrivate = true;
        return this;
    }

    public Channel archive() {
        archived = true;
        return this;
    }

    /** Shared with another company through Slack Connect. */
    public Channel shareOutside() {
        extShared = true;
        return this;
    }

    /** Another company has been invited and has not accepted yet. */
    public Channel inviteOutside() {
        pendingExtShared = true;
        return this;
    }

    /** Shared with other workspaces of the same Enterprise organization. */
    public Channel shareInside() {
        orgShared = true;
        return this;
    }

    /** Only some may post: the bot is answered restricted_action. */
    public Channel restrictPosting() {
        postingRestricted = true;
        return this;
    }

    public ObjectNode toJson() {
        ObjectNode channel = Json.object().put("id", id).put("created", 1_700_000_000L);
        if (isIm()) {
            return channel.put("is_im", true)
                    .put("is_archived", archived)
                    .put("is_org_shared", false)
                    .put("user", imWith);
        }
        return channel.put("name", name)
                .put("name_normalized", name)
                .put("is_channel", !isPrivate)
                .put("is_group", isPrivate)
                .put("is_im", false)
                .put("is_mpim", false)
                .put("is_private", isPrivate)
                .put("is_archived", archived)
                .put("is_general", false)
                .put("is_shared", extShared || orgShared)
                .put("is_org_shared", orgShared)
                .put("is_ext_shared", extShared)
                .put("is_pending_ext_shared", pendingExtShared)
                .put("is_member", hasBot())
                .put("num_members", members.size());
    }
}
