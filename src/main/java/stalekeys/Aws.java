package stalekeys;

import stalekeys.aws.accounts.AwsOptions;
import stalekeys.config.Settings;

/** The settings as the part that talks to AWS wants them. */
public final class Aws {
    private Aws() {}

    /** Keys may be changed only where somebody is configured as an admin. */
    public static AwsOptions settings(Settings settings) {
        stalekeys.config.AwsSettings aws = settings.aws();
        return new AwsOptions(
                aws.accounts().stream()
                        .map(account -> new AwsOptions.Named(account.name(), account.roleArn()))
                        .toList(),
                aws.organizationRole(),
                aws.changeRole(),
                aws.externalId(),
                aws.rate(),
                aws.totalRate(),
                !settings.people().admins().isEmpty(),
                settings.followUp().autoDeleteAfterDays() != null);
    }
}
