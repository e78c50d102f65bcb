package stalekeys.standin.aws;

import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/** IAM's answers, version 2010-05-08: each returns what goes inside the result element. */
final class IamActions {
    private static final String QUARANTINE = "arn:aws:iam::aws:policy/AWSCompromisedKeyQuarantine";

    private final Consumer<Change> changes;
    private final Map<String, Function<Request, String>> table = Map.ofEntries(
            Map.entry("ListUsers", IamActions::listUsers),
            Map.entry("GetUser", request -> Xml.element("User", user(request.userOrCaller()))),
            Map.entry("ListAccessKeys", IamActions::listAccessKeys),
            Map.entry("GetAccessKeyLastUsed", IamActions::getAccessKeyLastUsed),
            Map.entry("ListUserTags", IamActions::listUserTags),
            Map.entry("ListAccountAliases", IamActions::listAccountAliases),
            Map.entry("GetAccountSummary", IamActions::getAccountSummary),
            Map.entry("GenerateCredentialReport", IamActions::generateCredentialReport),
            Map.entry("GetCredentialReport", IamActions::getCredentialReport),
            Map.entry("GetAccountAuthorizationDetails", IamActions::getAccountAuthorizationDetails),
            Map.entry("ListEntitiesForPolicy", IamActions::listEntitiesForPolicy),
            Map.entry("ListGroupsForUser", IamActions::listGroupsForUser),
            Map.entry("ListAttachedUserPolicies", IamActions::listAttachedUserPolicies),
            Map.entry("ListUserPolicies", IamActions::listUserPolicies),
            Map.entry("SimulatePrincipalPolicy", IamActions::simulatePrincipalPolicy),
            Map.entry("UpdateAccessKey", this::updateAccessKey),
            Map.entry("DeleteAccessKey", this::deleteAccessKey));

    IamActions(Consumer<Change> changes) {
        this.changes = changes;
    }

    String answer(Request request) {
        Function<Request, String> action = table.get(request.action());
        if (action == null) {
            throw ErrorResponse.invalidAction(request.action());
        }
        return action.apply(request);
    }

    private static String listUsers(Request request) {
        request.checkAllowed();
        Page<FakeUser> page = Page.of(request.account().usersByName(), request);
        return Xml.list("Users", page.items(), IamActions::user) + page.truncation();
    }

    private static String user(FakeUser user) {
        // ListUsers and GetUser differ in one thing, the tags, and the program must not rely on them.
        return Xml.text("Path", user.path())
                + Xml.text("UserName", user.name())
                + Xml.text("UserId", user.userId())
                + Xml.text("Arn", user.arn())
                + Xml.date("CreateDate", user.created());
    }

    private static String listAccessKeys(Request request) {
        FakeUser user = request.userOrCaller();
        NavigableMap<String, FakeKey> byId = new TreeMap<>();
        user.keys().forEach(key -> byId.put(key.id(), key));
        Page<FakeKey> page = Page.of(byId, request);
        return Xml.list(
                        "AccessKeyMetadata",
                        page.items(),
                        key -> Xml.text("UserName", request.account().echoes() ? request.named(user) : user.name())
                                + Xml.text("AccessKeyId", key.id())
                                + Xml.text("Status", key.listedStatus())
                                + Xml.date("CreateDate", key.created()))
                + page.truncation();
    }

    private static String getAccessKeyLastUsed(Request request) {
        FakeAccount account = request.account();
        String keyId = request.required("AccessKeyId");
        Optional<FakeUser> owner = account.ownerOf(keyId);
        if (owner.isEmpty()) {
            throw ErrorResponse.accessDenied(request.caller().arn(), "iam:GetAccessKeyLastUsed", "access key " + keyId);
        }
        request.checkAllowed(owner.get().name());
        Optional<Use> use =
                owner.get().findKey(keyId).flatMap(key -> key.lastUse(account.now(), account.lastUsedLag()));
        return Xml.text("UserName", owner.get().name())
                + Xml.element(
                        "AccessKeyLastUsed",
                        use.map(known -> Xml.date("LastUsedDate", known.at())).orElse(""),
                        Xml.text("ServiceName", use.map(Use::service).orElse("N/A")),
                        Xml.text("Region", use.map(Use::region).orElse("N/A")));
    }

    private static String listUserTags(Request request) {
        Page<String> page = Page.of(tagMembers(request.user()), request);
        return Xml.list("Tags", page.items(), tag -> tag) + page.truncation();
    }

    private static NavigableMap<String, String> tagMembers(FakeUser user) {
        NavigableMap<String, String> tags = new TreeMap<>();
        user.tags().forEach((key, value) -> tags.put(key, Xml.text("Key", key) + Xml.text("Value", value)));
        return tags;
    }

    private static String listAccountAliases(Request request) {
        request.checkAllowed();
        String alias = request.account().alias();
        return Xml.element("AccountAliases", alias.isEmpty() ? "" : Xml.text("member", alias))
                + Xml.text("IsTruncated", false);
    }

    private static String getAccountSummary(Request request) {
        request.checkAllowed();
        FakeAccount account = request.account();
        return Xml.element(
                "SummaryMap",
                entry("Users", account.users().size()),
                entry("AccountAccessKeysPresent", account.rootKey().isPresent() ? 1 : 0),
                entry("AccountMFAEnabled", 1),
                entry("AccessKeysPerUserQuota", 2));
    }

    private static String entry(String key, int value) {
        return Xml.element("entry", Xml.text("key", key), Xml.text("value", Integer.toString(value)));
    }

    private static String generateCredentialReport(Request request) {
        request.checkAllowed();
        return Xml.text("State", request.account().report().generate());
    }

    private static String getCredentialReport(Request request) {
        request.checkAllowed();
        FakeReport report = request.account().report();
        return Xml.text("Content", Base64.getEncoder().encodeToString(report.bytes()))
                + Xml.text("ReportFormat", "text/csv")
                + Xml.date("GeneratedTime", report.generatedAt());
    }

    private static String getAccountAuthorizationDetails(Request request) {
        request.checkAllowed();
        List<String> filter = request.members("Filter");
        boolean users = filter.isEmpty() || filter.contains("User");
        Page<FakeUser> page = Page.of(users ? request.account().usersByName() : new TreeMap<>(), request);
        return Xml.list("UserDetailList", page.items(), IamActions::details) + page.truncation();
    }

    private static String details(FakeUser user) {
        return user(user)
                + Xml.list("UserPolicyList", user.inlinePolicies(), IamActions::inlinePolicy)
                + Xml.list("GroupList", user.groups(), Xml::escape)
                + Xml.list("AttachedManagedPolicies", user.attachedPolicies(), IamActions::attachedPolicy)
                + Xml.list("Tags", tagMembers(user).values(), tag -> tag);
    }

    private static String inlinePolicy(String name) {
        return Xml.text("PolicyName", name) + Xml.text("PolicyDocument", "%7B%22Version%22%3A%222012-10-17%22%7D");
    }

    private static String attachedPolicy(String arn) {
        return Xml.text("PolicyName", arn.substring(arn.lastIndexOf('/') + 1)) + Xml.text("PolicyArn", arn);
    }

    private static String listEntitiesForPolicy(Request request) {
        request.checkAllowed();
        String arn = request.required("PolicyArn");
        NavigableMap<String, FakeUser> having = request.account().users().stream()
                .filter(user -> user.attachedPolicies().contains(arn))
                .collect(Collectors.toMap(FakeUser::name, user -> user, (a, b) -> a, TreeMap::new));
        if ((having.isEmpty() && !arn.startsWith(QUARANTINE))
                || request.account().lacksPolicy(arn)) {
            throw ErrorResponse.noSuchPolicy(arn);
        }
        Page<FakeUser> page = Page.of(having, request);
        return Xml.element("PolicyGroups")
                + Xml.list(
                        "PolicyUsers",
                        page.items(),
                        user -> Xml.text("UserName", user.name()) + Xml.text("UserId", user.userId()))
                + Xml.element("PolicyRoles")
                + page.truncation();
    }

    private static String listGroupsForUser(Request request) {
        FakeUser user = request.user();
        String arn = "arn:aws:iam::" + request.account().id() + ":group/";
        return paged(
                "Groups",
                user.groups(),
                request,
                group -> Xml.text("Path", "/")
                        + Xml.text("GroupName", group)
                        + Xml.text("GroupId", "AGPAEXAMPLE")
                        + Xml.text("Arn", arn + group)
                        + Xml.date("CreateDate", user.created()));
    }

    private static String listAttachedUserPolicies(Request request) {
        return paged("AttachedPolicies", request.user().attachedPolicies(), request, IamActions::attachedPolicy);
    }

    private static String listUserPolicies(Request request) {
        return paged("PolicyNames", request.user().inlinePolicies(), request, Xml::escape);
    }

    private static String paged(String name, Collection<String> all, Request request, Function<String, String> member) {
        NavigableMap<String, String> sorted = new TreeMap<>();
        all.forEach(item -> sorted.put(item, item));
        Page<String> page = Page.of(sorted, request);
        return Xml.list(name, page.items(), member) + page.truncation();
    }

    private static String simulatePrincipalPolicy(Request request) {
        request.checkAllowed();
        String source = request.required("PolicySourceArn");
        Caller asked = new Caller(request.account(), source, "", "", null, "");
        return Xml.list(
                        "EvaluationResults",
                        request.members("ActionNames"),
                        action -> Xml.text("EvalActionName", action)
                                + Xml.text("EvalResourceName", "*")
                                + Xml.text(
                                        "EvalDecision",
                                        request.account().allows(asked, action, null) ? "allowed" : "implicitDeny"))
                + Xml.text("IsTruncated", false);
    }

    private String updateAccessKey(Request request) {
        FakeUser user = request.userOrCaller();
        String keyId = request.required("AccessKeyId");
        String status = request.required("Status");
        if (!status.equals("Active") && !status.equals("Inactive")) {
            throw ErrorResponse.invalid("Value '" + status + "' at 'status' failed to satisfy constraint: "
                    + "Member must satisfy enum value set: [Active, Inactive]");
        }
        FakeKey key = user.findKey(keyId).orElseThrow(() -> ErrorResponse.noSuchKey(keyId));
        key.statusAfter(request.account().readsThatLag(), status);
        changes.accept(change(request, user, keyId, status));
        return "";
    }

    private String deleteAccessKey(Request request) {
        FakeUser user = request.userOrCaller();
        String keyId = request.required("AccessKeyId");
        if (user.findKey(keyId).isEmpty()) {
            throw ErrorResponse.noSuchKey(keyId);
        }
        user.removeKey(keyId);
        changes.accept(change(request, user, keyId, ""));
        return "";
    }

    private static Change change(Request request, FakeUser user, String keyId, String status) {
        Caller caller = request.caller();
        return new Change(
                request.action(),
                request.account().id(),
                user.name(),
                keyId,
                status,
                caller.arn(),
                caller.sourceIdentity());
    }
}
