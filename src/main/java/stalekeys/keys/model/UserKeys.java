package stalekeys.keys.model;

import java.util.List;

/** A user with all access keys IAM lists for them (two is AWS's quota, more have been seen). */
public record UserKeys(IamUser user, List<AccessKey> keys) {
    public UserKeys {
        keys = List.copyOf(keys);
    }
}
