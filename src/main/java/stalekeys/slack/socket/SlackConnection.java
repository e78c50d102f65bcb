package stalekeys.slack.socket;

/** How what people do in Slack reaches the bot: over HTTP, or over a connection of our own ({@link SocketLink}). */
public interface SlackConnection extends AutoCloseable {
    /** Slack calls us: there is nothing to keep up. */
    SlackConnection HTTP = new SlackConnection() {
        @Override
        public State keepUp() {
            return State.UP;
        }

        @Override
        public boolean isUp() {
            return true;
        }

        @Override
        public void close() {}
    };

    /** What came of looking after it. */
    enum State {
        UP,
        /** Worth another try */
        DOWN,
        /** Slack knows the token is no good; another try will not help */
        REFUSED
    }

    /** Looks whether it still holds, and connects where it does not. Takes seconds where Slack does not answer. */
    State keepUp();

    /** Whether what people do reaches us now; answered from memory. */
    boolean isUp();

    /** Takes nothing new, lets what is being acknowledged be acknowledged, and ends. */
    @Override
    void close();
}
