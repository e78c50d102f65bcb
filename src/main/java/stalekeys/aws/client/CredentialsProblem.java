package stalekeys.aws.client;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ContainerCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.auth.credentials.WebIdentityTokenFileCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkSystemSetting;
import software.amazon.awssdk.profiles.Profile;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.profiles.ProfileFileSystemSetting;
import software.amazon.awssdk.utils.SdkAutoCloseable;
import software.amazon.awssdk.utils.SystemSetting;

/**
 * Why there are no credentials: the first source of the SDK's chain that is set up says. Names what people have named
 * themselves (a profile, a file), and passes on nothing that a program or a server has answered.
 */
final class CredentialsProblem {
    private static final String RENEW = " Without a person, run with a role instead.";

    private CredentialsProblem() {}

    /** Nothing at all is set up. */
    static AwsError none() {
        return error(
                "No AWS credentials were found: set AWS_PROFILE, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY,"
                        + " or run with a role.",
                "no credentials");
    }

    static AwsError look() {
        Optional<AwsError> keys = halfSet();
        if (keys.isPresent()) {
            return keys.get();
        }
        Optional<String> tokenFile = set(SdkSystemSetting.AWS_WEB_IDENTITY_TOKEN_FILE);
        if (tokenFile.isPresent()) {
            return webIdentity(tokenFile.get(), set(SdkSystemSetting.AWS_ROLE_ARN), null);
        }
        // The setting's own default is that name; nobody has to have such a profile.
        Optional<String> named = set(ProfileFileSystemSetting.AWS_PROFILE).filter(name -> !name.equals("default"));
        ProfileFile files;
        try {
            files = ProfileFile.defaultProfileFile();
        } catch (RuntimeException unreadable) {
            return error(
                    "AWS's file of profiles can't be read: check the form of " + configFile()
                            + " and of the file with credentials beside it.",
                    "profile file");
        }
        Optional<Profile> profile = files.profile(named.orElse("default"));
        if (named.isPresent() && profile.isEmpty()) {
            return error(
                    "There is no profile \"" + shown(named.get()) + "\" in " + configFile()
                            + ": correct AWS_PROFILE, or add it there (in that file as [profile NAME]).",
                    "no such profile");
        }
        if (profile.isPresent() && (named.isPresent() || saysWherefrom(profile.get()))) {
            return profile(profile.get());
        }
        if (set(SdkSystemSetting.AWS_CONTAINER_CREDENTIALS_RELATIVE_URI).isPresent()
                || set(SdkSystemSetting.AWS_CONTAINER_CREDENTIALS_FULL_URI).isPresent()) {
            return container();
        }
        return none();
    }

    private static Optional<AwsError> halfSet() {
        boolean id = set(SdkSystemSetting.AWS_ACCESS_KEY_ID).isPresent();
        boolean secret = set(SdkSystemSetting.AWS_SECRET_ACCESS_KEY).isPresent();
        if (id == secret) {
            return Optional.empty();
        }
        return Optional.of(error(
                id
                        ? "AWS_ACCESS_KEY_ID is set without AWS_SECRET_ACCESS_KEY: set both, or neither."
                        : "AWS_SECRET_ACCESS_KEY is set without AWS_ACCESS_KEY_ID: set both, or neither.",
                "half a key"));
    }

    private static AwsError webIdentity(String file, Optional<String> role, @Nullable String profile) {
        String where = profile == null ? "AWS_WEB_IDENTITY_TOKEN_FILE" : "the profile \"" + shown(profile) + "\"";
        if (role.isEmpty()) {
            return error(
                    "A web identity is set up (AWS_WEB_IDENTITY_TOKEN_FILE), but no role: set AWS_ROLE_ARN too.",
                    "web identity without a role");
        }
        if (!readable(file)) {
            return error(
                    "The file with the web identity's token can't be read: check the path in " + where
                            + ", and that the service account's token is mounted.",
                    "no web identity token");
        }
        RuntimeException thrown = profile == null
                ? thrownBy(WebIdentityTokenFileCredentialsProvider.create())
                : thrownBy(ProfileCredentialsProvider.create(profile));
        String code = code(thrown);
        if (code.startsWith("ExpiredToken")) {
            return error(
                    "The web identity's token has expired: whatever writes its file (" + where + ") must renew it.",
                    code);
        }
        if (code.startsWith("InvalidIdentityToken") || code.startsWith("IDP")) {
            return error(
                    "AWS does not accept the web identity's token (" + code + "): check that the account has the"
                            + " identity provider it comes from, and its audience.",
                    code);
        }
        if (code.startsWith("AccessDenied")) {
            return error(
                    "AWS does not let the web identity have its role: check the role's trust policy"
                            + " (sts:AssumeRoleWithWebIdentity) and AWS_ROLE_ARN.",
                    code);
        }
        return code.isEmpty()
                ? error(NetworkError.sentence(thrown, "sts:AssumeRoleWithWebIdentity"), "web identity")
                : error("AWS refused the web identity its role (" + code + "): check AWS_ROLE_ARN.", code);
    }

    private static AwsError profile(Profile profile) {
        String name = "The profile \"" + shown(profile.name()) + "\"";
        if (has(profile, "credential_process")) {
            return error(
                    name + " has a credential_process that gives no credentials: run its command by hand, as the user"
                            + " stale-keys runs as; it must end with 0 and print JSON with Version 1.",
                    "credential_process");
        }
        if (has(profile, "sso_session") || has(profile, "sso_start_url")) {
            RuntimeException thrown = thrownBy(ProfileCredentialsProvider.create(profile.name()));
            String code = code(thrown);
            if (code.startsWith("Forbidden") || code.startsWith("ResourceNotFound")) {
                return error(
                        name + " names an account or a role that IAM Identity Center does not give to who signed in:"
                                + " check sso_account_id and sso_role_name.",
                        code);
            }
            return error(
                    name + " needs a session of IAM Identity Center, and there is none, or it has expired: run"
                            + " aws sso login --profile " + shown(profile.name()) + "." + RENEW,
                    "sso");
        }
        if (has(profile, "login_session")) {
            return error(
                    name + " needs a session of aws login, and there is none, or it has expired: run"
                            + " aws login --profile " + shown(profile.name()) + "." + RENEW,
                    "login");
        }
        if (has(profile, "web_identity_token_file")) {
            return webIdentity(
                    profile.property("web_identity_token_file").orElse(""),
                    profile.property("role_arn"),
                    profile.name());
        }
        if (has(profile, "role_arn")) {
            return role(profile, name);
        }
        if (has(profile, "aws_access_key_id") != has(profile, "aws_secret_access_key")) {
            return error(
                    name + " has only one of aws_access_key_id and aws_secret_access_key: add the other.",
                    "half a key");
        }
        return error(
                name + " has no credentials in it: give it a key, a role_arn with its source, sso_session, or"
                        + " credential_process.",
                "empty profile");
    }

    private static AwsError role(Profile profile, String name) {
        Optional<String> source = profile.property("source_profile");
        if (source.isEmpty() && !has(profile, "credential_source")) {
            return error(
                    name + " has a role_arn, and nothing to assume it with: add source_profile or credential_source.",
                    "role without source");
        }
        if (source.isPresent()) {
            ProfileFile files = ProfileFile.defaultProfileFile();
            if (files.profile(source.get()).isEmpty()) {
                return error(
                        name + " has the source_profile \"" + shown(source.get()) + "\", which does not exist in "
                                + configFile() + ".",
                        "no source profile");
            }
        }
        RuntimeException thrown = thrownBy(ProfileCredentialsProvider.create(profile.name()));
        String code = code(thrown);
        if (!code.isEmpty()) {
            return error(
                    name + " can't assume its role (" + code + "): check role_arn, whom the role trusts, and the"
                            + " credentials it is assumed with.",
                    code);
        }
        return error(
                name + " can't assume its role: check the credentials it is assumed with"
                        + " (source_profile or credential_source), and the network.",
                "role");
    }

    private static AwsError container() {
        Optional<String> tokenFile = set(SdkSystemSetting.AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE);
        if (tokenFile.isPresent() && !readable(tokenFile.get())) {
            return error(
                    "The file with the container's token can't be read (AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE): check"
                            + " that the service account's token is mounted.",
                    "no container token");
        }
        String said = words(thrownBy(ContainerCredentialsProvider.builder().build()));
        if (said.contains("timed out") || said.contains("refused") || said.contains("unreachable")) {
            return error(
                    "The agent that gives this container its credentials does not answer: on EKS, check that the Pod"
                            + " Identity agent runs on the node; on ECS, that the task has a role.",
                    "container agent away");
        }
        return error(
                "The agent that gives this container its credentials refused: on EKS, check the Pod Identity"
                        + " association of the service account and its role; on ECS, the task's role. What it is asked"
                        + " stands in AWS_CONTAINER_CREDENTIALS_FULL_URI or _RELATIVE_URI.",
                "container agent refused");
    }

    private static boolean saysWherefrom(Profile profile) {
        return !profile.properties().isEmpty()
                && profile.properties().keySet().stream()
                        .anyMatch(key -> key.startsWith("aws_")
                                || key.startsWith("sso_")
                                || key.startsWith("credential_")
                                || key.startsWith("role_")
                                || key.equals("login_session")
                                || key.equals("web_identity_token_file"));
    }

    private static RuntimeException thrownBy(AwsCredentialsProvider provider) {
        try {
            provider.resolveCredentials();
            return new IllegalStateException("it works now");
        } catch (RuntimeException thrown) {
            return thrown;
        } finally {
            if (provider instanceof SdkAutoCloseable closeable) {
                closeable.close();
            }
        }
    }

    /** AWS's error code; empty where AWS did not answer. */
    private static String code(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof AwsServiceException answer && answer.awsErrorDetails() != null) {
                String code = answer.awsErrorDetails().errorCode();
                return code == null ? "" : code.replaceAll("[^A-Za-z0-9.]", "");
            }
        }
        return "";
    }

    private static String words(Throwable thrown) {
        StringBuilder words = new StringBuilder();
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            words.append(cause.getMessage()).append(' ');
        }
        return words.toString().toLowerCase(Locale.ROOT);
    }

    private static Optional<String> set(SystemSetting setting) {
        return setting.getStringValue().map(String::strip).filter(value -> !value.isEmpty());
    }

    private static boolean has(Profile profile, String property) {
        return profile.property(property).filter(value -> !value.isBlank()).isPresent();
    }

    private static boolean readable(String file) {
        try {
            return Files.isReadable(Path.of(file));
        } catch (InvalidPathException none) {
            return false;
        }
    }

    private static String configFile() {
        return set(ProfileFileSystemSetting.AWS_CONFIG_FILE)
                .map(CredentialsProblem::shown)
                .orElse("~/.aws/config");
    }

    private static String shown(String text) {
        String clean = text.replaceAll("[\\p{Cc}\\p{Cf}\"]", "?");
        return clean.length() > 120 ? clean.substring(0, 120) + "…" : clean;
    }

    private static AwsError error(String sentence, String detail) {
        return new AwsError(AwsError.Kind.CREDENTIALS, sentence, false, detail);
    }
}
