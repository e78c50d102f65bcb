package stalekeys.standin.net;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** A company's own certificate authority, and what it vouches for: servers below example.com and amazonaws.com. */
public final class OwnAuthority implements AutoCloseable {
    private static final String PASSWORD = "throwaway";
    private static final String STORE = "authority.p12";

    private final Path folder;
    private final SSLContext context;
    private final byte[] certificate;
    private final List<ServerSocket> doors = new ArrayList<>();

    private OwnAuthority(Path folder, SSLContext context, byte[] certificate) {
        this.folder = folder;
        this.context = context;
        this.certificate = certificate;
    }

    /** Makes its keys with the JDK's keytool, in a folder of the caller's. */
    public static OwnAuthority in(Path folder) {
        Path file = folder.resolve(STORE);
        keytool(folder, file, "-alias", "ca", "-dname", "CN=Example Corp Root", "-ext", "bc:c=ca:true");
        keytool(
                folder,
                file,
                "-alias",
                "server",
                "-signer",
                "ca",
                "-dname",
                "CN=server.example.com",
                "-ext",
                "SAN=dns:*.example.com,dns:*.amazonaws.com,dns:*.us-east-1.amazonaws.com,dns:*.eu-west-1.amazonaws.com");
        try {
            KeyStore keys = KeyStore.getInstance("PKCS12");
            try (InputStream in = Files.newInputStream(file)) {
                keys.load(in, PASSWORD.toCharArray());
            }
            byte[] certificate = keys.getCertificate("ca").getEncoded();
            keys.deleteEntry("ca");
            KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            managers.init(keys, PASSWORD.toCharArray());
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(managers.getKeyManagers(), null, null);
            return new OwnAuthority(folder, context, certificate);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    /** Its certificate as people hand it out. */
    public String pem() {
        return pem("CERTIFICATE", certificate);
    }

    /** A server's certificate and its private key, as files for a server that is not written in Java. */
    public record Pair(Path certificate, Path key) {}

    /**
     * Vouches for one more server.
     *
     * @param names as keytool wants them: {@code dns:db.example.com,ip:192.0.2.1}
     */
    public Pair vouchesFor(String names) {
        Path file = folder.resolve(STORE);
        String alias = "server-" + Integer.toHexString(names.hashCode());
        keytool(folder, file, "-alias", alias, "-signer", "ca", "-dname", "CN=a server", "-ext", "SAN=" + names);
        try (InputStream in = Files.newInputStream(file)) {
            KeyStore keys = KeyStore.getInstance("PKCS12");
            keys.load(in, PASSWORD.toCharArray());
            Path certificates = folder.resolve(alias + ".crt");
            Path key = folder.resolve(alias + ".key");
            Files.writeString(
                    certificates, pem("CERTIFICATE", keys.getCertificate(alias).getEncoded()));
            Files.createFile(key, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(
                    key,
                    pem(
                            "PRIVATE KEY",
                            keys.getKey(alias, PASSWORD.toCharArray()).getEncoded()));
            return new Pair(certificates, key);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static String pem(String what, byte[] content) {
        return "-----BEGIN " + what + "-----\n"
                + Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                        .encodeToString(content)
                + "\n-----END " + what + "-----\n";
    }

    /** Ends TLS before a plain server on loopback; the port it does that on. */
    public int before(int plainPort) {
        try {
            ServerSocket door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
            doors.add(door);
            Pipes.serve(door, "tls", plain -> {
                try {
                    SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket(plain, null, true);
                    socket.setUseClientMode(false);
                    socket.startHandshake();
                    Pipes.join(socket, Pipes.loopback(plainPort));
                } catch (IOException refused) {
                    // Who does not believe the certificate goes away.
                    Pipes.close(plain);
                }
            });
            return door.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** For a server that begins TLS in the middle of a conversation. */
    public SSLContext context() {
        return context;
    }

    @Override
    public void close() {
        doors.forEach(Pipes::close);
    }

    private static void keytool(Path folder, Path file, String... more) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keyalg",
                "EC",
                "-validity",
                "3650",
                "-storetype",
                "PKCS12",
                "-keystore",
                file.toString(),
                "-storepass",
                PASSWORD));
        command.addAll(List.of(more));
        try {
            Path said = folder.resolve("keytool.txt");
            Process making = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(said.toFile())
                    .start();
            if (making.waitFor() != 0) {
                throw new AssertionError(Files.readString(said));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new AssertionError(stop);
        }
    }
}
