package stalekeys.aws;

import org.jspecify.annotations.Nullable;
import stalekeys.keys.Tags;

/** What GetAccountAuthorizationDetails tells of a user, as far as it matters here. */
record UserDetails(String name, Tags tags, @Nullable String quarantine) {}
