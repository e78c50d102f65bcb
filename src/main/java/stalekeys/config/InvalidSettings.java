package stalekeys.config;

import java.util.List;
import java.util.stream.Collectors;

/** The settings can't be used. The message lists every mistake, one a line, and holds no secret. */
public final class InvalidSettings extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient List<SettingError> errors;

    InvalidSettings(List<SettingError> errors) {
        super(errors.stream().map(SettingError::toString).collect(Collectors.joining("\n")));
        this.errors = List.copyOf(errors);
    }

    public List<SettingError> errors() {
        return errors;
    }
}
