package stalekeys.config;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import stalekeys.keys.StalenessPolicy;

/**
 * Everything that was set, checked.
 *
 * @param mail null where no mail is sent
 */
public record Settings(
        SlackSettings slack,
        HttpSettings http,
        PeopleSettings people,
        StalenessPolicy policy,
        OwnerSettings owners,
        DigestSettings digest,
        AwsSettings aws,
        FollowUp followUp,
        @Nullable MailSettings mail,
        StoreSettings store,
        LogSettings log) {
    /** Where keys without an owner are listed: the fallback, else the digest channel; empty where there is neither. */
    public Optional<String> fallback() {
        return Optional.ofNullable(owners.fallback() != null ? owners.fallback() : digest.channel());
    }
}
