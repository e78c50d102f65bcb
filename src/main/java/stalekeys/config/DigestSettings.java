package stalekeys.config;

import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * When and where the digest is posted.
 *
 * @param channel id or #name; null where there is no digest
 * @param cron five fields; whether they name a time at all is for the scheduler to say
 */
public record DigestSettings(@Nullable String channel, String cron, ZoneId zone) {}
