package stalekeys.cli.command;

import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import stalekeys.cli.output.PlainText;

/** Options of a verb's own. */
final class Options {
    private Options() {}

    static OptionSpec text(String name, String placeholder, String description) {
        return OptionSpec.builder(name)
                .type(String.class)
                .arity("1")
                .paramLabel(placeholder)
                .description(description)
                .build();
    }

    static OptionSpec flag(String name, String description) {
        return OptionSpec.builder(name)
                .type(boolean.class)
                .arity("0")
                .description(description)
                .build();
    }

    /** What is said of a value that makes no sense. */
    static ParameterException wrong(ParseResult call, String option, String value, String wanted) {
        return new ParameterException(
                call.commandSpec().commandLine(), option + " is \"" + PlainText.text(value) + "\": " + wanted);
    }

    /** What is said of an option that means nothing without another one. */
    static ParameterException alone(ParseResult call, String option, String needed) {
        return new ParameterException(call.commandSpec().commandLine(), option + " goes with " + needed + " only");
    }

    /** What is said of two options that contradict each other. */
    static ParameterException notWith(ParseResult call, String option, String other) {
        return new ParameterException(call.commandSpec().commandLine(), option + " does not go with " + other);
    }
}
