package stalekeys.work.people;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who hears of a key that was changed without anyone's click. Where nobody would, none is changed. */
public final class AnnouncementTargets {
    private final People people;
    private final @Nullable String channel;

    /**
     * Those of an installation.
     *
     * @param channel the digest's; null where there is none, and each admin hears of it
     */
    public AnnouncementTargets(People people, @Nullable String channel) {
        this.people = people;
        this.channel = channel;
    }

    /** Where it is told; empty where there is no channel, and Slack names no admin just now. */
    public List<String> all() {
        return channel == null ? people.admins() : List.of(channel);
    }
}
