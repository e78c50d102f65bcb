package stalekeys.config;

import java.util.regex.Pattern;

/** What the values must look like. Forms Slack and AWS document, a little wider where neither promises a length. */
final class Patterns {
    static final Pattern PERSON = Pattern.compile("[UW][A-Z0-9]{2,}");
    static final Pattern PERSON_OR_GROUP = Pattern.compile("[UWS][A-Z0-9]{2,}");
    /** IAM's own: letters, digits and _+=,.@- */
    static final Pattern USER_NAME = Pattern.compile("[\\w+=,.@-]{1,64}");

    static final Pattern TAG_NAME = Pattern.compile("[\\p{L}\\p{N} _.:/=+@-]{1,128}");
    static final Pattern ROLE_ARN = Pattern.compile("arn:aws[a-z-]*:iam::\\d{12}:role/(?:[!-~]+/)?[\\w+=,.@-]{1,64}");
    static final Pattern ROLE_NAME = Pattern.compile("/?(?:[!-~&&[^:/]]+/)*[\\w+=,.@-]{1,64}");
    static final Pattern EXTERNAL_ID = Pattern.compile("[\\w+=,.@:/-]{2,1224}");
    static final Pattern HOST = Pattern.compile("[\\w.:%-]+|\\[[0-9a-fA-F:.%]+]");
    static final Pattern DOMAIN = Pattern.compile("[A-Za-z0-9-]+(?:\\.[A-Za-z0-9-]+)+");
    static final Pattern SENDER = Pattern.compile("[^\\s@<>]+@[\\w.-]+|[^<>\\p{Cc}]*<[^\\s@<>]+@[\\w.-]+>");
    static final Pattern CRON = Pattern.compile("[\\w*,/#?-]+(?:\\s+[\\w*,/#?-]+){4}");
    static final Pattern WHOLE_NUMBER = Pattern.compile("-?\\d{1,9}");

    private Patterns() {}
}
