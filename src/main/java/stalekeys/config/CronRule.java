package stalekeys.config;

import java.time.ZoneId;
import java.util.Optional;

/** Knows schedules. Reading one takes a library that this package does without. */
@FunctionalInterface
public interface CronRule {
    /** What is wrong with the five fields, to be read after a colon; empty where they name a time. */
    Optional<String> problem(String cron, ZoneId zone);
}
