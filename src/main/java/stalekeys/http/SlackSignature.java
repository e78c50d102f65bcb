package stalekeys.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Slack's request signature, version 0: HMAC-SHA256 of {@code v0:timestamp:body} over the bytes as they arrived. */
final class SlackSignature {
    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKeySpec key;

    /** Refuses a blank secret: Bolt would replace it by a built-in one that everybody knows. */
    SlackSignature(String signingSecret) {
        if (signingSecret.isBlank()) {
            throw new IllegalArgumentException("the signing secret is blank");
        }
        this.key = new SecretKeySpec(signingSecret.getBytes(UTF_8), ALGORITHM);
    }

    boolean isOn(SlackHeaders headers, byte[] body) {
        byte[] claimed = HexFormat.of().parseHex(headers.signature().substring("v0=".length()));
        return MessageDigest.isEqual(sign(headers.timestamp(), body), claimed);
    }

    private byte[] sign(String timestamp, byte[] body) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            mac.update(("v0:" + timestamp + ":").getBytes(US_ASCII));
            return mac.doFinal(body);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + ALGORITHM, e);
        }
    }
}
