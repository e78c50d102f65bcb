package stalekeys.config;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Settings read where no schedule is in question. */
public final class TestSettings {
    private TestSettings() {}

    public static Settings read(Map<String, String> environment, Map<Setting, String> options, Set<Requirement> needs)
            throws InvalidSettings {
        return SettingsReader.read(environment, options, needs, (cron, zone) -> Optional.empty());
    }
}
