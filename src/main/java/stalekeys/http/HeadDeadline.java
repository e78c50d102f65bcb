package stalekeys.http;

import java.time.Duration;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * Closes a connection that has not sent a whole request head in time. It needs persistent connections to be off: one
 * message is all that is looked for.
 */
final class HeadDeadline implements Connection.Listener {
    private final Scheduler scheduler;
    private final Duration head;

    HeadDeadline(Scheduler scheduler, Duration head) {
        this.scheduler = scheduler;
        this.head = head;
    }

    @Override
    public void onOpened(Connection connection) {
        scheduler.schedule(() -> closeUnlessSpoken(connection), head);
    }

    private static void closeUnlessSpoken(Connection connection) {
        if (connection.getMessagesIn() == 0) {
            connection.getEndPoint().close();
        }
    }
}
