package stalekeys.store;

import java.security.SecureRandom;
import java.util.Base64;

/** Text nobody can guess. */
final class RandomToken {
    private static final SecureRandom RANDOM = new SecureRandom();

    private RandomToken() {}

    /** 128 random bits as 22 letters, digits, - and _. */
    static String bits128() {
        byte[] bits = new byte[16];
        RANDOM.nextBytes(bits);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bits);
    }
}
