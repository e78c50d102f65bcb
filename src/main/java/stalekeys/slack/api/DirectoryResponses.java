package stalekeys.slack.api;

import com.slack.api.methods.SlackApiTextResponse;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Answers of the methods about people and channels, as they come. The client's own types have {@code boolean} for flags, and
 * so make "false" of what Slack did not say; here that stays null. Field names are Slack's, in camel case.
 */
public abstract class DirectoryResponses implements SlackApiTextResponse {
    private boolean ok;
    private @Nullable String error;
    private @Nullable String warning;
    private @Nullable String needed;
    private @Nullable String provided;
    private transient @Nullable Map<String, List<String>> httpResponseHeaders;

    /** auth.test. */
    static final class OfAuthTest extends DirectoryResponses {
        public @Nullable String teamId;

        @Nullable
        String team;

        public @Nullable String user;

        @Nullable
        String enterpriseId;

        @Nullable
        Boolean isEnterpriseInstall;
    }

    /** users.info and users.lookupByEmail. */
    public static final class OfUser extends DirectoryResponses {
        public @Nullable UserFacts user;
    }

    /** conversations.info. */
    public static final class OfChannel extends DirectoryResponses {
        public @Nullable ChannelRow channel;
    }

    /** conversations.list. */
    public static final class OfChannels extends DirectoryResponses {
        public @Nullable List<ChannelRow> channels;

        public @Nullable Metadata responseMetadata;
    }

    /** usergroups.users.list. */
    public static final class OfMembers extends DirectoryResponses {
        public @Nullable List<String> users;
    }

    public static final class Metadata {
        public @Nullable String nextCursor;
    }

    public static final class ChannelRow {
        public @Nullable String id;

        public @Nullable String name;

        public @Nullable Boolean isArchived;

        public @Nullable Boolean isMember;

        public @Nullable Boolean isShared;

        public @Nullable Boolean isOrgShared;

        public @Nullable Boolean isExtShared;

        public @Nullable Boolean isPendingExtShared;
    }

    public static final class UserFacts {
        public @Nullable String id;

        public @Nullable String teamId;

        public @Nullable String name;

        public @Nullable String realName;

        public @Nullable String tz;

        public @Nullable Boolean deleted;

        public @Nullable Boolean isBot;

        public @Nullable Boolean isWorkflowBot;

        public @Nullable Boolean isConnectorBot;

        public @Nullable Boolean isStranger;

        public @Nullable Boolean isRestricted;

        public @Nullable Boolean isUltraRestricted;

        public @Nullable Boolean isEmailConfirmed;

        public @Nullable Profile profile;

        public @Nullable EnterpriseUser enterpriseUser;
    }

    public static final class Profile {
        public @Nullable String displayName;

        public @Nullable String realName;

        public @Nullable String email;
    }

    public static final class EnterpriseUser {
        public @Nullable List<String> teams;
    }

    @Override
    public boolean isOk() {
        return ok;
    }

    @Override
    public void setOk(boolean value) {
        ok = value;
    }

    @Override
    public @Nullable String getError() {
        return error;
    }

    @Override
    public void setError(@Nullable String value) {
        error = value;
    }

    @Override
    public @Nullable String getWarning() {
        return warning;
    }

    @Override
    public void setWarning(@Nullable String value) {
        warning = value;
    }

    @Override
    public @Nullable String getNeeded() {
        return needed;
    }

    @Override
    public void setNeeded(@Nullable String value) {
        needed = value;
    }

    @Override
    public @Nullable String getProvided() {
        return provided;
    }

    @Override
    public void setProvided(@Nullable String value) {
        provided = value;
    }

    @Override
    public @Nullable Map<String, List<String>> getHttpResponseHeaders() {
        return httpResponseHeaders;
    }

    @Override
    public void setHttpResponseHeaders(@Nullable Map<String, List<String>> value) {
        httpResponseHeaders = value;
    }
}
