package stalekeys.config;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** A value nobody may see: it prints as three asterisks wherever it ends up. */
public final class Secret {
    /** Stands for a secret that is not set. */
    public static final Secret NONE = new Secret("");

    private final String value;

    private Secret(String value) {
        this.value = value;
    }

    /** A blank value is no secret: {@link #NONE}. */
    public static Secret of(String value) {
        return value.isBlank() ? NONE : new Secret(value);
    }

    public boolean present() {
        return !value.isEmpty();
    }

    /**
     * The value itself, for the one call that needs it.
     *
     * @throws IllegalStateException where it is not set: Bolt takes a blank signing secret for a built-in one that anybody
     *     can sign with, so no blank may ever reach it
     */
    public String reveal() {
        if (!present()) {
            throw new IllegalStateException("a secret that is not set was asked for");
        }
        return value;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Secret secret
                && MessageDigest.isEqual(
                        value.getBytes(StandardCharsets.UTF_8), secret.value.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public String toString() {
        return present() ? "***" : "(not set)";
    }
}
