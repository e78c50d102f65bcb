package stalekeys.logging;

import static net.javacrumbs.jsonunit.assertj.JsonAssertions.assertThatJson;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import stalekeys.config.LogSettings.Format;
import stalekeys.config.LogSettings.Level;

class LoggingTest {
    @Test
    void a_line_of_text_has_time_level_class_and_message_and_stays_one_line() {
        String log = logged(
                Format.TEXT,
                Level.INFO,
                context -> context.getLogger("stalekeys.work.Audit").info("user {} read", "eve\nINFO forged"));

        assertThat(log).matches("\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z INFO Audit: user eve\\?INFO forged read\n");
    }

    @Test
    void a_thrown_exception_is_written_with_its_trace() {
        String log = logged(
                Format.TEXT,
                Level.INFO,
                context -> context.getLogger("stalekeys.work.Audit").error("broken", new IllegalStateException("why")));

        assertThat(log).contains(" ERROR Audit: broken\n").contains("IllegalStateException: why");
    }

    @Test
    void json_is_one_object_a_line() {
        String log = logged(
                Format.JSON,
                Level.INFO,
                context -> context.getLogger("stalekeys.work.Audit").warn("{} users", 3));

        assertThat(log.lines()).hasSize(1);
        assertThatJson(log).node("level").isEqualTo("WARN");
        assertThatJson(log).node("loggerName").isEqualTo("stalekeys.work.Audit");
        assertThatJson(log).node("formattedMessage").isEqualTo("3 users");
    }

    @Test
    void that_the_scheduler_can_not_look_is_left_to_our_own_line() {
        String log = logged(
                Format.TEXT,
                Level.INFO,
                context -> List.of("RunUntilShutdown", "RunAndLogErrors")
                        .forEach(name -> context.getLogger("com.github.kagkarlsson.scheduler." + name)
                                .error("Unhandled exception. Will keep running.")));

        assertThat(log).isEmpty();
    }

    @Test
    void the_level_is_for_our_own_lines_and_libraries_stay_quiet() {
        String log = logged(Format.TEXT, Level.TRACE, context -> {
            context.getLogger("stalekeys.work.Audit").trace("ours");
            context.getLogger("com.slack.api").info("a request with its token");
            context.getLogger("com.slack.api").warn("trouble");
        });

        assertThat(log).contains("ours").contains("trouble").doesNotContain("token");
    }

    @Test
    void nothing_below_the_level_is_written() {
        String log = logged(
                Format.TEXT,
                Level.WARN,
                context -> context.getLogger("stalekeys.work.Audit").info("quiet"));

        assertThat(log).isEmpty();
    }

    @Test
    void before_the_settings_are_read_the_log_goes_to_standard_error_too() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream before = System.out;
        System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
        try {
            String log = capture(() -> {
                LoggerContext context = context();
                new FirstLogging().configure(context);
                context.getLogger("stalekeys.Main").info("early");
                context.stop();
            });
            assertThat(log).contains("early");
            assertThat(out.size()).isZero();
        } finally {
            System.setOut(before);
        }
    }

    private static LoggerContext context() {
        LoggerContext context = new LoggerContext();
        context.setMDCAdapter(new LogbackMDCAdapter());
        return context;
    }

    private interface Lines {
        void write(LoggerContext context);
    }

    private static String logged(Format format, Level level, Lines lines) {
        return capture(() -> {
            LoggerContext context = context();
            Logging.configure(context, format, level);
            lines.write(context);
            context.stop();
        });
    }

    private static String capture(Runnable action) {
        PrintStream before = System.err;
        ByteArrayOutputStream caught = new ByteArrayOutputStream();
        System.setErr(new PrintStream(caught, true, StandardCharsets.UTF_8));
        try {
            action.run();
        } finally {
            System.setErr(before);
        }
        return caught.toString(StandardCharsets.UTF_8);
    }
}
