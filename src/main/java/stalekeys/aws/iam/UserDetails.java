package stalekeys.aws.iam;

import stalekeys.keys.model.Leak;
import stalekeys.keys.model.Tags;

/** What GetAccountAuthorizationDetails tells of a user, as far as it matters here. */
public record UserDetails(String name, Tags tags, Leak leak) {}
