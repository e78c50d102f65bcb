package stalekeys.cli.command;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import stalekeys.cli.StaleKeysCommand;

/** Somebody at a shell: types a command line, sees both streams and the exit code. */
final class Terminal {
    final FakeCommandServices bot = new FakeCommandServices();
    final Map<String, String> environment = new HashMap<>();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private boolean interactive;

    Terminal interactive() {
        interactive = true;
        return this;
    }

    Terminal with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    int types(String... arguments) {
        return typesInto(out, arguments);
    }

    int typesInto(OutputStream data, String... arguments) {
        out.reset();
        err.reset();
        PrintStream errors = new PrintStream(err, true, StandardCharsets.UTF_8);
        return StaleKeysCommand.run(arguments, new ProcessContext(environment, data, errors, interactive, "ana"), bot);
    }

    String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    String err() {
        return err.toString(StandardCharsets.UTF_8);
    }
}
