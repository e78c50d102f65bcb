package stalekeys.slack;

import com.slack.api.methods.SlackApiTextResponse;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Answers of the methods about people and channels, as they come. The client's own types have {@code boolean} for flags, and
 * so make "false" of what Slack did not say; here that stays null. Field names are Slack's, in camel case.
 */
abstract class Answer implements SlackApiTextResponse {
    private boolean ok;
    private @Nullable String error;
    private @Nullable String warning;
    private @Nullable String needed;
    private @Nullable String provided;
    private transient @Nullable Map<String, List<String>> httpResponseHeaders;

    /** auth.test. */
    static final class OfAuthTest extends Answer {
        @Nullable
        String teamId;

        @Nullable
        String team;

        @Nullable
        String user;

        @Nullable
        String enterpriseId;

        @Nullable
        Boolean isEnterpriseInstall;
    }

    /** users.info and users.lookupByEmail. */
    static final class OfUser extends Answer {
        @Nullable
        UserFacts user;
    }

    /** conversations.info. */
    static final class OfChannel extends Answer {
        @Nullable
        ChannelRow channel;
    }

    /** conversations.list. */
    static final class OfChannels extends Answer {
        @Nullable
        List<ChannelRow> channels;

        @Nullable
        Metadata responseMetadata;
    }

    /** usergroups.users.list. */
    static final class OfMembers extends Answer {
        @Nullable
        List<String> users;
    }

    static final class Metadata {
        @Nullable
        String nextCursor;
    }

    static final class ChannelRow {
        @Nullable
        String id;

        @Nullable
        String name;

        @Nullable
        Boolean isArchived;

        @Nullable
        Boolean isMember;

        @Nullable
        Boolean isShared;

        @Nullable
        Boolean isOrgShared;

        @Nullable
        Boolean isExtShared;

        @Nullable
        Boolean isPendingExtShared;
    }

    static final class UserFacts {
        @Nullable
        String id;

        @Nullable
        String teamId;

        @Nullable
        String name;

        @Nullable
        String realName;

        @Nullable
        String tz;

        @Nullable
        Boolean deleted;

        @Nullable
        Boolean isBot;

        @Nullable
        Boolean isWorkflowBot;

        @Nullable
        Boolean isConnectorBot;

        @Nullable
        Boolean isStranger;

        @Nullable
        Boolean isRestricted;

        @Nullable
        Boolean isUltraRestricted;

        @Nullable
        Boolean isEmailConfirmed;

        @Nullable
        Profile profile;

        @Nullable
        EnterpriseUser enterpriseUser;
    }

    static final class Profile {
        @Nullable
        String displayName;

        @Nullable
        String realName;

        @Nullable
        String email;
    }

    static final class EnterpriseUser {
        @Nullable
        List<String> teams;
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
