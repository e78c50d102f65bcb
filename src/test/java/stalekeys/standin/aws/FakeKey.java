package stalekeys.standin.aws;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** An access key of the stand-in. Its status is free text, so that one no SDK knows can be served. */
public final class FakeKey {
    private final String id;
    private final Instant created;
    private final List<Use> uses = new CopyOnWriteArrayList<>();
    private volatile String status = "Active";
    private volatile String formerStatus = "Active";
    private volatile int readsThatLag;

    FakeKey(String id, Instant created) {
        this.id = id;
        this.created = created;
    }

    public String id() {
        return id;
    }

    public Instant created() {
        return created;
    }

    public String status() {
        return status;
    }

    public FakeKey status(String value) {
        status = value;
        readsThatLag = 0;
        return this;
    }

    public FakeKey used(Instant at, String service, String region) {
        uses.add(new Use(at, service, region));
        return this;
    }

    /** The status changes at once, but the next so many lists still show the old one. */
    synchronized void statusAfter(int reads, String value) {
        formerStatus = status;
        status = value;
        readsThatLag = reads;
    }

    synchronized String listedStatus() {
        if (readsThatLag > 0) {
            readsThatLag--;
            return formerStatus;
        }
        return status;
    }

    /** The newest use that is at least {@code lag} ago. */
    Optional<Use> lastUse(Instant now, Duration lag) {
        Instant until = now.minus(lag);
        Use newest = null;
        for (Use use : uses) {
            if (!use.at().isAfter(until) && (newest == null || use.at().isAfter(newest.at()))) {
                newest = use;
            }
        }
        return Optional.ofNullable(newest);
    }
}
