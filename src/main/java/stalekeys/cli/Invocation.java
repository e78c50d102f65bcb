package stalekeys.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;
import stalekeys.cli.command.AuditLogCommand;
import stalekeys.cli.command.CommandFailure;
import stalekeys.cli.command.CommandServices;
import stalekeys.cli.command.DigestCommand;
import stalekeys.cli.command.DoctorCommand;
import stalekeys.cli.command.ExitCode;
import stalekeys.cli.command.ProcessContext;
import stalekeys.cli.command.ReportCommand;
import stalekeys.cli.command.ServeCommand;
import stalekeys.cli.command.Subcommand;
import stalekeys.cli.command.SweepCommand;
import stalekeys.cli.output.PlainText;
import stalekeys.config.InvalidSettings;
import stalekeys.config.Setting;
import stalekeys.config.Settings;
import stalekeys.config.SettingsReader;

/** One command line: finds the verb, reads the settings, runs it, and answers with an exit code. */
public final class Invocation {
    private static final String NAME = StaleKeysCommand.NAME;
    private static final String HELP_VERB = "help";
    private static final String HELP = "--help";
    private static final int WIDTH = 100;

    /** A mistyped verb or option; whatever else stands there may be a secret, and is not repeated. */
    private static final Pattern NOT_A_SECRET = Pattern.compile("-{0,2}[a-z]+(?:-[a-z]+)*");

    private static final List<Subcommand> VERBS = List.of(
            new ServeCommand(),
            new ReportCommand(),
            new DigestCommand(),
            new SweepCommand(),
            new AuditLogCommand(),
            new DoctorCommand());

    private final ProcessContext shell;
    private final CommandServices wiring;
    private final CommandLine line;

    private Invocation(ProcessContext shell, CommandServices wiring, CommandLine line) {
        this.shell = shell;
        this.wiring = wiring;
        this.line = line;
    }

    /**
     * Runs one command to its end.
     *
     * @return the exit code
     * @throws IOException where the output could not be written
     */
    static int run(String[] args, ProcessContext shell, CommandServices wiring) throws IOException {
        return new Invocation(shell, wiring, commandLine()).execute(args);
    }

    private int execute(String[] args) throws IOException {
        try {
            ParseResult whole = line.parseArgs(args);
            ParseResult call = whole.hasSubcommand() ? whole.subcommand() : whole;
            if (whole.isVersionHelpRequested()) {
                print(shell.out(), StaleKeysCommand.version());
                return ExitCode.DONE;
            }
            if (call.isUsageHelpRequested() || whole.isUsageHelpRequested()) {
                return usage(call.commandSpec().commandLine());
            }
            if (call == whole) {
                throw new ParameterException(line, "A verb is missing");
            }
            String name = call.commandSpec().name();
            if (name.equals(HELP_VERB)) {
                return usage(helpOf(call));
            }
            Subcommand verb = VERBS.stream()
                    .filter(one -> one.name().equals(name))
                    .findFirst()
                    .orElseThrow();
            return run(verb, whole, call);
        } catch (ParameterException e) {
            return wrongUsage(e);
        }
    }

    private int run(Subcommand verb, ParseResult whole, ParseResult call) throws IOException {
        // An option stands before or after the verb; after it counts.
        Map<Setting, String> options = new EnumMap<>(Setting.class);
        options.putAll(SettingOptions.given(whole));
        options.putAll(SettingOptions.given(call));
        PrintStream err = shell.err();
        try {
            Settings settings =
                    SettingsReader.read(shell.environment(), options, verb.needs(call), wiring::cronProblem);
            wiring.prepare(settings);
            return verb.run(call, settings, shell, wiring);
        } catch (InvalidSettings e) {
            err.println(
                    e.errors().size() == 1
                            ? "One setting is wrong."
                            : e.errors().size() + " settings are wrong.");
            e.errors().forEach(settingError -> err.println("  " + settingError));
            return ExitCode.WRONG_USAGE;
        } catch (CommandFailure e) {
            err.println(PlainText.text(String.valueOf(e.getMessage())));
            return e.exitCode();
        } catch (ParameterException e) {
            throw e;
        } catch (RuntimeException | Error e) {
            // Java itself would end with 1, which would say that stale keys were found.
            LoggerFactory.getLogger(Invocation.class).error("{} failed", verb.name(), e);
            return ExitCode.OUTSIDE_FAILED;
        }
    }

    private int usage(CommandLine of) throws IOException {
        print(shell.out(), of.getUsageMessage(Ansi.OFF));
        return ExitCode.DONE;
    }

    private CommandLine helpOf(ParseResult call) {
        String about = call.matchedPositionalValue(0, "");
        if (about.isEmpty()) {
            return line;
        }
        CommandLine verb = line.getSubcommands().get(about);
        if (verb == null) {
            throw new ParameterException(line, "There is no verb \"" + PlainText.text(about) + "\"");
        }
        return verb;
    }

    private int wrongUsage(ParameterException e) {
        CommandLine of = e.getCommandLine();
        String verb = of == line ? "" : " " + of.getCommandName();
        shell.err().println(whatIsWrong(e));
        shell.err().println("Try: " + NAME + verb + " " + HELP);
        return ExitCode.WRONG_USAGE;
    }

    /** Nothing of an option's value is repeated: what is not an option may be a secret that was taken for one. */
    private static String whatIsWrong(ParameterException e) {
        if (!(e instanceof UnmatchedArgumentException unmatched)) {
            String message = PlainText.text(String.valueOf(e.getMessage()));
            return message.endsWith(".") ? message : message + ".";
        }
        String argument = unmatched.getUnmatched().get(0);
        if (!argument.startsWith("-")) {
            return NOT_A_SECRET.matcher(argument).matches()
                    ? "Not understood: \"" + argument + "\"." + suggestion(unmatched)
                    : "An argument is not understood: it is no verb, and no option.";
        }
        String option = argument.split("=", 2)[0];
        Optional<Setting> secret = Arrays.stream(Setting.values())
                .filter(Setting::secret)
                .filter(setting -> setting.option().equals(option))
                .findFirst();
        if (secret.isPresent()) {
            return "A secret is never an option: set the variable "
                    + secret.get().variable() + ", or " + secret.get().fileVariable() + " with the path of a file.";
        }
        return NOT_A_SECRET.matcher(option).matches()
                ? "There is no option " + option + "." + suggestion(unmatched)
                : "An argument is not understood: it is no option.";
    }

    private static String suggestion(UnmatchedArgumentException unmatched) {
        List<String> similar = unmatched.getSuggestions();
        return similar.isEmpty() ? "" : " Did you mean " + similar.get(0) + "?";
    }

    // --- the model

    private static CommandLine commandLine() {
        CommandSpec root = spec(NAME);
        root.addOption(OptionSpec.builder("-V", "--version")
                .versionHelp(true)
                .arity("0")
                .description("Print the version.")
                .build());
        root.usageMessage()
                .description("Finds AWS IAM access keys nobody rotates and gets their owners to rotate them.")
                .synopsisSubcommandLabel("VERB")
                .customSynopsis(NAME + " [OPTIONS] VERB [OPTIONS]");
        SettingOptions.addTo(root);
        for (Subcommand verb : VERBS) {
            CommandSpec spec = spec(verb.name());
            verb.describe(spec);
            spec.usageMessage().customSynopsis(NAME + " " + verb.name() + " [OPTIONS]");
            SettingOptions.addTo(spec);
            root.addSubcommand(verb.name(), new CommandLine(spec));
        }
        CommandSpec help = spec(HELP_VERB);
        help.usageMessage().description("Show help, or the help of one verb.").customSynopsis(NAME + " help [VERB]");
        help.addPositional(PositionalParamSpec.builder()
                .index("0")
                .arity("0..1")
                .type(String.class)
                .paramLabel("VERB")
                .build());
        root.addSubcommand(HELP_VERB, new CommandLine(help));
        CommandLine line = new CommandLine(root);
        // Slack people are written @someone; that names no file.
        line.setExpandAtFiles(false);
        line.setUsageHelpAutoWidth(false);
        line.setUsageHelpWidth(WIDTH);
        return line;
    }

    private static CommandSpec spec(String name) {
        CommandSpec spec = CommandSpec.create().name(name);
        spec.addOption(OptionSpec.builder("-h", HELP)
                .usageHelp(true)
                .arity("0")
                .description("Show this help.")
                .build());
        spec.usageMessage()
                .sortOptions(false)
                .commandListHeading("%nVerbs%n")
                .optionListHeading("%n")
                .footer(footer());
        verbsFirst(spec.usageMessage());
        return spec;
    }

    private static void verbsFirst(UsageMessageSpec help) {
        List<String> sections = new ArrayList<>(help.sectionKeys());
        List<String> verbs =
                List.of(UsageMessageSpec.SECTION_KEY_COMMAND_LIST_HEADING, UsageMessageSpec.SECTION_KEY_COMMAND_LIST);
        sections.removeAll(verbs);
        sections.addAll(sections.indexOf(UsageMessageSpec.SECTION_KEY_DESCRIPTION) + 1, verbs);
        help.sectionKeys(sections);
    }

    private static String[] footer() {
        List<String> lines = new ArrayList<>();
        lines.add("");
        lines.add("Secrets are never options: set the variable, or NAME_FILE with the path of a file.");
        lines.addAll(SettingOptions.secrets());
        lines.add("");
        lines.add("AWS's own variables (AWS_REGION, AWS_PROFILE, AWS_ENDPOINT_URL_IAM, ...) are read as the AWS SDK");
        lines.add("reads them; AWS_REGION is us-east-1 where nothing else is set.");
        lines.add("");
        lines.add("Exit codes: 0 done; 1 report --fail-if-stale found some; 2 wrong usage or configuration;");
        lines.add("3 AWS or Slack failed; 4 the audit was incomplete.");
        return lines.toArray(String[]::new);
    }

    private static void print(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }
}
