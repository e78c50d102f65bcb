package stalekeys.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was given for each setting, as text: the option, else the variable, else (for a secret) the file, else the default.
 * Blank counts as not given. Collects the mistakes.
 */
final class RawSettings {
    /** What stands for a secret's value in a mistake. */
    static final String MASK = "***";

    private static final int MOST_SHOWN = 120;

    private final Map<String, String> environment;
    private final Map<Setting, String> options;
    private final List<SettingError> errors = new ArrayList<>();

    RawSettings(Map<String, String> environment, Map<Setting, String> options) {
        this.environment = environment;
        this.options = options;
    }

    List<SettingError> errors() {
        return errors;
    }

    /** The text that holds, without spaces around it; null where there is none, nor a default. */
    @Nullable
    String text(Setting setting) {
        String option = options.get(setting);
        if (option != null) {
            // A blank option undoes the variable: back to the default.
            return option.isBlank() ? defaultOf(setting) : option.strip();
        }
        String variable = variable(setting.variable());
        return variable != null ? variable : defaultOf(setting);
    }

    Secret secret(Setting setting) {
        String direct = variable(setting.variable());
        String path = variable(setting.fileVariable());
        String value = direct;
        if (path != null && direct != null) {
            errors.add(new SettingError(
                    setting.variable(), "is " + MASK, "set either this or " + setting.fileVariable() + ", not both"));
        } else if (path != null) {
            value = contents(setting, path);
        }
        if (value != null && !value.chars().allMatch(c -> fits(setting, c))) {
            wrong(setting, "it has a space, a line break or a letter in it that can't be there; give the bare value");
            value = null;
        }
        String holds = value != null ? value : defaultOf(setting);
        return holds == null ? Secret.NONE : Secret.of(holds);
    }

    /** The path of a database may have spaces and any letters in it; a token's would end in an error that shows it. */
    private static boolean fits(Setting setting, int character) {
        if (setting == Setting.DATABASE_URL) {
            return character >= ' ' && character != 0x7f;
        }
        return character > ' ' && (character < 0x7f || (setting == Setting.SMTP_URL && character > 0x7f));
    }

    /** Notes that the setting's whole value is wrong, or that it is missing. */
    void wrong(Setting setting, String wanted) {
        if (setting.secret()) {
            boolean set = variable(setting.variable()) != null || variable(setting.fileVariable()) != null;
            errors.add(new SettingError(secretName(setting), set ? "is " + MASK : "is not set", wanted));
            return;
        }
        String given = text(setting);
        errors.add(new SettingError(name(setting), given == null ? "is not set" : "is " + shown(given), wanted));
    }

    /** Notes that one entry of the setting's list is wrong. */
    void wrongEntry(Setting setting, String entry, String wanted) {
        errors.add(new SettingError(name(setting), "has " + shown(entry), wanted));
    }

    /** Notes that a variable is wrong that is no setting of ours. */
    void wrong(String name, String what, String wanted) {
        errors.add(new SettingError(name, what, wanted));
    }

    void unknown(String name, String wanted) {
        // The value is not shown: a misspelt name may hold a secret.
        errors.add(new SettingError(name, "is not a setting", wanted));
    }

    boolean hasMistake(Setting setting) {
        return errors.stream()
                .anyMatch(settingError -> settingError.name().equals(name(setting))
                        || settingError.name().equals(setting.variable())
                        || settingError.name().equals(setting.fileVariable()));
    }

    /** Whatever was typed, in quotes, on one line, and not endless. */
    static String shown(String value) {
        String clean = value.replaceAll("[\\p{Cc}\\p{Cf}\\u2028\\u2029]", "?");
        return '"' + (clean.length() > MOST_SHOWN ? clean.substring(0, MOST_SHOWN) + "…" : clean) + '"';
    }

    private String name(Setting setting) {
        return options.containsKey(setting) ? setting.option() : setting.variable();
    }

    private String secretName(Setting setting) {
        boolean fromFile = variable(setting.variable()) == null && variable(setting.fileVariable()) != null;
        return fromFile ? setting.fileVariable() : setting.variable();
    }

    private @Nullable String contents(Setting setting, String path) {
        try {
            String contents = Files.readString(Path.of(path)).strip();
            if (contents.isEmpty()) {
                errors.add(new SettingError(setting.fileVariable(), "is " + shown(path), "that file is empty"));
                return null;
            }
            return contents;
        } catch (IOException | InvalidPathException e) {
            errors.add(new SettingError(
                    setting.fileVariable(),
                    "is " + (looksLikeAPath(path) ? shown(path) : MASK),
                    "that file can't be read (" + e.getClass().getSimpleName() + "); give the path of a text file"));
            return null;
        }
    }

    /** Somebody may have put the secret itself where its file belongs. */
    private static boolean looksLikeAPath(String text) {
        try {
            Path path = Path.of(text);
            Path folder = path.getParent();
            return Files.exists(path)
                    || (folder != null && path.isAbsolute() && folder.getNameCount() > 0 && Files.isDirectory(folder));
        } catch (InvalidPathException e) {
            return false;
        }
    }

    /** Blank counts as not set. */
    @Nullable
    String variable(String name) {
        String value = environment.get(name);
        return value == null || value.isBlank() ? null : value.strip();
    }

    private static @Nullable String defaultOf(Setting setting) {
        return setting.defaultValue().isEmpty() ? null : setting.defaultValue();
    }
}
