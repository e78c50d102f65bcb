package stalekeys.config;

import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * When and where the digest is posted.
 *
 * @param channel id or #name; null where there is no digest
 * @param cron five fields that name a time
 */
public record DigestSettings(@Nullable String channel, String cron, ZoneId zone) {}
