package stalekeys.aws.client;

import java.time.Duration;

/** Time that passes while we wait: a meter, and a way to let some of it go by. Handed in, so that tests need not sleep. */
public interface Sleeper {
    /** As {@link System#nanoTime}: only differences mean anything. */
    long nanoTime();

    /** Returns after so long, or earlier with the thread's interrupt flag set. */
    void pause(Duration time);

    /** The machine's own time. */
    static Sleeper real() {
        return new Sleeper() {
            @Override
            public long nanoTime() {
                return System.nanoTime();
            }

            @Override
            public void pause(Duration time) {
                try {
                    Thread.sleep(time.toMillis(), time.toNanosPart() % 1_000_000);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
        };
    }
}
