package stalekeys.config;

/**
 * One thing that is wrong with the settings.
 *
 * @param name the variable or option as the person wrote it
 * @param what what is there: {@code is "abc"}, {@code is not set}; secrets are masked
 * @param wanted what would be right
 */
public record SettingError(String name, String what, String wanted) {
    @Override
    public String toString() {
        return name + " " + what + ": " + wanted;
    }
}
