package stalekeys.config;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import stalekeys.keys.report.StalenessPolicy;
import stalekeys.net.Outbound;

/**
 * Everything that was set, checked.
 *
 * @param mail null where no mail is sent
 * @param outbound how AWS, Slack and mail servers are reached
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
        LogSettings log,
        Outbound outbound) {
    /** Where keys without an owner are listed: the fallback, else the digest channel; empty where there is neither. */
    public Optional<String> fallback() {
        return Optional.ofNullable(owners.fallback() != null ? owners.fallback() : digest.channel());
    }
}
