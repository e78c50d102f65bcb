package stalekeys.aws.client;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.util.SdkAutoConstructList;
import software.amazon.awssdk.core.util.SdkAutoConstructMap;

/**
 * What AWS sends with every good answer of an operation, as far as anything is concluded from it. The SDK makes an empty
 * list of a list that did not come; from here on the two are not the same.
 */
final class RequiredFields {
    private static final String LAST_PAGE = "IsTruncated";

    /**
     * Paths to members, by operation. {@code Users[]} is a list, which may be empty, and what follows it each of its items
     * has; of {@code State|Status} one is enough.
     */
    private static final Map<String, List<String>> MEMBERS = Map.ofEntries(
            Map.entry("ListUsers", List.of(LAST_PAGE, "Users[].UserName", "Users[].Arn", "Users[].CreateDate")),
            Map.entry(
                    "ListAccessKeys",
                    List.of(
                            LAST_PAGE,
                            "AccessKeyMetadata[].UserName",
                            "AccessKeyMetadata[].AccessKeyId",
                            "AccessKeyMetadata[].Status",
                            "AccessKeyMetadata[].CreateDate")),
            // "Never used" has no date, but a service and a region: "N/A".
            Map.entry("GetAccessKeyLastUsed", List.of("AccessKeyLastUsed.ServiceName", "AccessKeyLastUsed.Region")),
            Map.entry("GetUser", List.of("User.UserName")),
            Map.entry("ListUserTags", List.of(LAST_PAGE, "Tags[].Key")),
            Map.entry("ListGroupsForUser", List.of(LAST_PAGE, "Groups[].GroupName")),
            Map.entry("ListAttachedUserPolicies", List.of(LAST_PAGE, "AttachedPolicies[].PolicyName")),
            Map.entry("ListUserPolicies", List.of(LAST_PAGE, "PolicyNames[]")),
            Map.entry(
                    "GetAccountAuthorizationDetails",
                    List.of(
                            LAST_PAGE,
                            "UserDetailList[].UserName",
                            "UserDetailList[].AttachedManagedPolicies[].PolicyName")),
            Map.entry("ListEntitiesForPolicy", List.of(LAST_PAGE, "PolicyUsers[].UserName")),
            Map.entry("GetAccountSummary", List.of("SummaryMap")),
            Map.entry("ListAccountAliases", List.of(LAST_PAGE, "AccountAliases[]")),
            Map.entry("GenerateCredentialReport", List.of("State")),
            Map.entry("GetCredentialReport", List.of("Content", "GeneratedTime")),
            Map.entry("SimulatePrincipalPolicy", List.of("EvaluationResults[].EvalDecision")),
            // Nothing but their name: see WholeAnswers.
            Map.entry("UpdateAccessKey", List.of()),
            Map.entry("DeleteAccessKey", List.of()),
            Map.entry("GetCallerIdentity", List.of("Arn", "Account")),
            Map.entry("AssumeRole", session("Credentials")),
            // Asked by the SDK itself, for credentials.
            Map.entry("AssumeRoleWithWebIdentity", session("Credentials")),
            Map.entry(
                    "GetRoleCredentials",
                    List.of(
                            "roleCredentials.accessKeyId",
                            "roleCredentials.secretAccessKey",
                            "roleCredentials.sessionToken",
                            "roleCredentials.expiration")),
            Map.entry("CreateToken", List.of("accessToken")),
            Map.entry(
                    "CreateOAuth2Token",
                    List.of(
                            "tokenOutput.accessToken.accessKeyId",
                            "tokenOutput.accessToken.secretAccessKey",
                            "tokenOutput.accessToken.sessionToken")),
            Map.entry("ListAccounts", List.of("Accounts[].Id", "Accounts[].State|Status")));

    private RequiredFields() {}

    private static List<String> session(String where) {
        return List.of(
                where + ".AccessKeyId", where + ".SecretAccessKey", where + ".SessionToken", where + ".Expiration");
    }

    /** Whether anything is known of the operation, be it that it sends nothing. */
    static boolean knows(String operation) {
        return MEMBERS.containsKey(operation);
    }

    /** Every path of the operation. */
    static List<String> of(String operation) {
        return MEMBERS.getOrDefault(operation, List.of());
    }

    /** The first part that did not come; empty where all did, or nothing is known of the operation. */
    static Optional<String> missing(String operation, SdkPojo answer) {
        return of(operation).stream()
                .filter(path -> !has(answer, List.of(path.split("\\."))))
                .findFirst();
    }

    private static boolean has(@Nullable Object from, List<String> path) {
        if (path.isEmpty()) {
            return isThere(from);
        }
        if (!(from instanceof SdkPojo pojo)) {
            return false;
        }
        List<String> rest = path.subList(1, path.size());
        String step = path.get(0);
        if (!step.endsWith("[]")) {
            return List.of(step.split("\\|")).stream().anyMatch(name -> has(member(pojo, name), rest));
        }
        Object list = member(pojo, step.substring(0, step.length() - 2));
        return isThere(list)
                && list instanceof Collection<?> items
                && items.stream().allMatch(item -> has(item, rest));
    }

    private static boolean isThere(@Nullable Object value) {
        return value != null
                && !(value instanceof SdkAutoConstructList)
                && !(value instanceof SdkAutoConstructMap)
                && !(value instanceof String text && text.isBlank())
                && !(value instanceof SdkBytes bytes && bytes.asByteArrayUnsafe().length == 0);
    }

    private static @Nullable Object member(SdkPojo pojo, String name) {
        for (SdkField<?> field : pojo.sdkFields()) {
            if (field.memberName().equals(name)) {
                return field.getValueOrDefault(pojo);
            }
        }
        return null;
    }
}
