package stalekeys.aws;

import stalekeys.keys.Leak;
import stalekeys.keys.Tags;

/** What GetAccountAuthorizationDetails tells of a user, as far as it matters here. */
record UserDetails(String name, Tags tags, Leak leak) {}
