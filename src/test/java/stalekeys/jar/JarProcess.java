package stalekeys.jar;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code java -jar stale-keys.jar} as a process of its own, with an environment and a working directory of its own. */
final class JarProcess implements AutoCloseable {
    /** How long anything may take on a machine that is busy with other things. */
    static final Duration PATIENCE = Duration.ofSeconds(100);

    static final List<String> JAVA = List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx256m",
            "-XX:TieredStopAtLevel=1",
            "-jar",
            System.getProperty("stalekeys.jar", "target/stale-keys.jar"));

    private static final Pattern PORT = Pattern.compile("Listening on port (\\d+)");

    private final String called;
    private final Process process;
    private final Text out;
    private final Text err;

    private JarProcess(String called, Process process) {
        this.called = called;
        this.process = process;
        this.out = Text.of(process.getInputStream(), "out");
        this.err = Text.of(process.getErrorStream(), "err");
    }

    /** Starts it with nothing in its environment but what is given. */
    static JarProcess start(Map<String, String> environment, Path workingDirectory, String... arguments) {
        return start(JAVA, environment, workingDirectory, arguments);
    }

    /** The same, by a command line that ends with {@code -jar} and the jar. */
    static JarProcess start(
            List<String> java, Map<String, String> environment, Path workingDirectory, String... arguments) {
        List<String> command = new ArrayList<>(java);
        // The driver of SQLite unpacks a library there, which a killed process leaves behind.
        command.add(java.indexOf("-jar"), "-Djava.io.tmpdir=" + folder(workingDirectory.resolveSibling("tmp")));
        command.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder(workingDirectory).toFile());
        builder.environment().clear();
        builder.environment().put("HOME", workingDirectory.toString());
        builder.environment().putAll(environment);
        try {
            return new JarProcess(String.join(" ", arguments), builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits for its end. */
    JarProcess ended() {
        return endedWithin(PATIENCE);
    }

    JarProcess endedWithin(Duration atMost) {
        try {
            if (!process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new AssertionError(called + " did not end; it said:\n" + err());
            }
            out.awaitEnd();
            err.awaitEnd();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
        return this;
    }

    int exitCode() {
        return ended().process.exitValue();
    }

    boolean isRunning() {
        return process.isAlive();
    }

    long pid() {
        return process.pid();
    }

    String out() {
        return out.soFar();
    }

    String err() {
        return err.soFar();
    }

    /** The port it listens on, once it says so. */
    int port() {
        Matcher said = err.await(PORT, PATIENCE, called);
        return Integer.parseInt(said.group(1));
    }

    /** The port of its figures, once it says so. */
    int adminPort() {
        Matcher said = err.await(Pattern.compile("Metrics on port (\\d+)"), PATIENCE, called);
        return Integer.parseInt(said.group(1));
    }

    /** All its threads, as a JVM prints them when it is sent SIGQUIT. */
    String threads() {
        try {
            new ProcessBuilder("kill", "-QUIT", Long.toString(process.pid()))
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
        out.await(Pattern.compile("JNI global refs"), PATIENCE, called);
        return out();
    }

    void awaitErr(String text) {
        err.await(Pattern.compile(Pattern.quote(text)), PATIENCE, called);
    }

    /** SIGTERM. Not Process.destroy(), which closes the streams and so loses its last words. */
    void askToEnd() {
        process.toHandle().destroy();
    }

    /** SIGKILL, and it is gone when this returns. */
    void kill() {
        process.toHandle().destroyForcibly();
        ended();
    }

    @Override
    public void close() {
        if (process.isAlive()) {
            kill();
        }
    }

    private static Path folder(Path path) {
        try {
            return Files.createDirectories(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What comes out of one of its streams. */
    private static final class Text {
        private final StringBuilder text = new StringBuilder();
        private boolean ended;

        static Text of(InputStream stream, String name) {
            Text text = new Text();
            Thread reader = new Thread(() -> text.read(stream), "jar-" + name);
            reader.setDaemon(true);
            reader.start();
            return text;
        }

        synchronized String soFar() {
            return text.toString();
        }

        synchronized Matcher await(Pattern pattern, Duration atMost, String called) {
            long deadline = System.nanoTime() + atMost.toNanos();
            while (true) {
                Matcher matcher = pattern.matcher(text.toString());
                if (matcher.find()) {
                    return matcher;
                }
                long left = deadline - System.nanoTime();
                if (ended || left <= 0) {
                    throw new AssertionError(called + " did not say " + pattern + ", but:\n" + text);
                }
                pause(left);
            }
        }

        synchronized void awaitEnd() {
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            while (!ended && deadline - System.nanoTime() > 0) {
                pause(deadline - System.nanoTime());
            }
        }

        @SuppressWarnings("WaitNotInLoop") // All callers loop.
        private synchronized void pause(long nanos) {
            try {
                wait(nanos / 1_000_000 + 1);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError(e);
            }
        }

        private void read(InputStream stream) {
            byte[] buffer = new byte[8_192];
            try (stream) {
                for (int n = stream.read(buffer); n >= 0; n = stream.read(buffer)) {
                    append(new String(buffer, 0, n, StandardCharsets.UTF_8));
                }
            } catch (IOException e) {
                // The process was killed.
            } finally {
                end();
            }
        }

        private synchronized void append(String more) {
            text.append(more);
            notifyAll();
        }

        private synchronized void end() {
            ended = true;
            notifyAll();
        }
    }
}
