package stalekeys.http;

/** Why a request to {@code /slack/events} is not for the bot. */
enum Refusal {
    NOT_POST(405, "it is not a POST"),
    TOO_LARGE(413, "its body is over 1 MB"),
    UNSIGNED(401, "its Slack timestamp or signature is missing or malformed"),
    OUT_OF_TIME(401, "its timestamp is more than 300 s from this machine's clock"),
    TOO_SLOW(408, "its body did not arrive in time"),
    BROKEN_OFF(400, "it broke off"),
    BUSY(503, "too many bodies are arriving at once"),
    MIS_SIGNED(401, "it is not signed with this bot's signing secret"),
    NOT_SLACKS(400, "it is signed, but is nothing this bot knows how to read");

    final int status;
    /** Completes "refused a request because ...". */
    final String because;

    Refusal(int status, String because) {
        this.status = status;
        this.because = because;
    }
}
