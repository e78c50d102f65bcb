package stalekeys.net;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the certificates of a PEM file; whatever stands between them, and anything else than certificates, is passed over. */
public final class CaBundle {
    private static final Pattern CERTIFICATE = Pattern.compile(
            "-----BEGIN (?:X509 )?CERTIFICATE-----([A-Za-z0-9+/=\\s]*)-----END (?:X509 )?CERTIFICATE-----");

    private static final String BEGIN = "CERTIFICATE-----";

    private CaBundle() {}

    /**
     * Reads them.
     *
     * @throws IllegalArgumentException where there is none, or one that can't be read; the message says which
     */
    public static List<X509Certificate> read(byte[] pem) {
        String text = new String(pem, StandardCharsets.ISO_8859_1);
        List<X509Certificate> certificates = new ArrayList<>();
        Matcher matcher = CERTIFICATE.matcher(text);
        int end = 0;
        while (matcher.find()) {
            whole(text.substring(end, matcher.start()), certificates.size());
            certificates.add(certificate(matcher.group(1), certificates.size()));
            end = matcher.end();
        }
        whole(text.substring(end), certificates.size());
        if (certificates.isEmpty()) {
            throw new IllegalArgumentException("there is no certificate in PEM form in that file");
        }
        return certificates;
    }

    /** A certificate that is cut off would otherwise be passed over in silence. */
    private static void whole(String between, int before) {
        if (between.contains("-----BEGIN " + BEGIN) || between.contains("-----BEGIN X509 " + BEGIN)) {
            throw unreadable(before);
        }
    }

    private static X509Certificate certificate(String base64, int before) {
        try {
            byte[] der = Base64.getMimeDecoder().decode(base64);
            return (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
        } catch (CertificateException | IllegalArgumentException damaged) {
            throw unreadable(before);
        }
    }

    private static IllegalArgumentException unreadable(int before) {
        return new IllegalArgumentException("certificate " + (before + 1) + " in that file can't be read");
    }
}
