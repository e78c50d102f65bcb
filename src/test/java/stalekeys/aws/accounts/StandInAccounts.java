package stalekeys.aws.accounts;

import java.net.URI;
import java.time.Duration;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import stalekeys.aws.client.Sleeper;
import stalekeys.standin.aws.Caller;
import stalekeys.standin.aws.StandInAws;
import stalekeys.work.ledger.Meters;

/** The program's own AWS side, aimed at the stand-in. */
public final class StandInAccounts {
    private StandInAccounts() {}

    /** Unpaced, and with waits that take no time. */
    public static AwsAccounts of(StandInAws aws, Caller caller) {
        return of(aws.url(), caller, AwsOptions.ownAccount(0, 0, true), NO_WAITS, 1);
    }

    /** As the program is shipped: real waits, and the shortcut for accounts of the size it is meant for. */
    public static AwsAccounts asShipped(StandInAws aws, Caller caller, double rate) {
        return of(
                aws.url(),
                caller,
                AwsOptions.ownAccount(rate, 0, false),
                Sleeper.real(),
                AwsAccounts.REPORT_FROM_USERS);
    }

    /** With the credential report's shortcut from so many users on. */
    public static AwsAccounts of(URI url, Caller caller, AwsOptions settings, Sleeper sleeper, int reportFromUsers) {
        return of(url, caller, settings, sleeper, reportFromUsers, Meters.NONE);
    }

    public static AwsAccounts of(
            URI url, Caller caller, AwsOptions settings, Sleeper sleeper, int reportFromUsers, Meters meters) {
        return AwsAccounts.of(url, credentials(caller), settings, sleeper, reportFromUsers, meters);
    }

    public static AwsCredentialsProvider credentials(Caller caller) {
        return StaticCredentialsProvider.create(
                caller.sessionToken() == null
                        ? AwsBasicCredentials.create(caller.accessKeyId(), caller.secretAccessKey())
                        : AwsSessionCredentials.create(
                                caller.accessKeyId(), caller.secretAccessKey(), caller.sessionToken()));
    }

    public static final Sleeper NO_WAITS = new Sleeper() {
        @Override
        public long nanoTime() {
            return System.nanoTime();
        }

        @Override
        public void pause(Duration time) {
            // Nothing to wait for: the stand-in answers at once.
        }
    };
}
