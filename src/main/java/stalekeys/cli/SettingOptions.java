package stalekeys.cli;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Model.ArgGroupSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;
import stalekeys.config.Setting;

/** The settings as options, drawn from their table. */
final class SettingOptions {
    private SettingOptions() {}

    /** Adds every setting that is not a secret, in groups with headings. */
    static void addTo(CommandSpec spec) {
        int order = 0;
        for (Setting.Group group : Setting.Group.values()) {
            ArgGroupSpec.Builder options =
                    ArgGroupSpec.builder().validate(false).heading("%n" + group.title() + "%n");
            boolean any = false;
            for (Setting setting : Setting.values()) {
                if (setting.group() == group && !setting.secret()) {
                    options.addArg(option(setting));
                    any = true;
                }
            }
            if (any) {
                spec.addArgGroup(options.order(order++).build());
            }
        }
    }

    /** What was given on the command line. */
    static Map<Setting, String> given(ParseResult call) {
        Map<Setting, String> given = new EnumMap<>(Setting.class);
        for (Setting setting : Setting.values()) {
            if (!setting.secret() && call.hasMatchedOption(setting.option())) {
                given.put(setting, call.matchedOptionValue(setting.option(), ""));
            }
        }
        return given;
    }

    /** What can't be an option, for the end of the help. */
    static List<String> secrets() {
        List<String> lines = new ArrayList<>();
        for (Setting setting : Setting.values()) {
            if (setting.secret()) {
                lines.add("  " + setting.variable());
                lines.add("      " + sentence(setting.meaning()));
                lines.add("      default: " + setting.shownDefault());
            }
        }
        return lines;
    }

    private static OptionSpec option(Setting setting) {
        return OptionSpec.builder(setting.option())
                .type(String.class)
                .arity("1")
                .paramLabel(setting.placeholder())
                .description(sentence(setting.meaning()), setting.variable() + ", default: " + setting.shownDefault())
                .build();
    }

    private static String sentence(String meaning) {
        return Character.toUpperCase(meaning.charAt(0)) + meaning.substring(1) + (meaning.endsWith(".") ? "" : ".");
    }
}
