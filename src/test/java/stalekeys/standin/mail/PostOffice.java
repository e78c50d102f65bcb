package stalekeys.standin.mail;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * A real mail server on loopback, and in front of it a door that can be told to answer something else, or to be slammed.
 * The door passes on line by line; the server behind it never knows.
 */
public final class PostOffice implements AutoCloseable {
    /** The line with which a mail ends. */
    public static final String END = ".";

    public static final String USER = "bot";
    public static final String PASSWORD = "p@ss/word+1";

    private final GreenMail server;
    private final List<Fault> faults = new CopyOnWriteArrayList<>();
    private final List<String> said = new CopyOnWriteArrayList<>();
    private volatile @Nullable ServerSocket door;
    private int port;

    /** @param answer null: the connection is cut in place of an answer, once the server has given it */
    private record Fault(String command, @Nullable String answer) {}

    private PostOffice() {
        this.server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        server.setUser("bot@relay.example.com", USER, PASSWORD);
    }

    public static PostOffice start() {
        PostOffice office = new PostOffice();
        office.server.start();
        return office.open();
    }

    /** The setting; the password has characters that have to be written in another way there. */
    public String url() {
        return url("127.0.0.1", "p%40ss%2Fword+1");
    }

    public String url(String host, String password) {
        return "smtp://" + USER + ":" + password + "@" + host + ":" + port;
    }

    /** Opens the door, at the port where it was before. */
    public PostOffice open() {
        try {
            ServerSocket opened = new ServerSocket(port);
            port = opened.getLocalPort();
            door = opened;
            Thread thread = new Thread(() -> accept(opened), "post office");
            thread.setDaemon(true);
            thread.start();
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Nobody answers any more. */
    public PostOffice shut() {
        ServerSocket open = door;
        try {
            if (open != null) {
                open.close();
            }
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** From now on commands that begin so are answered so, and the server does not hear them. */
    public PostOffice answering(String command, String answer) {
        faults.add(new Fault(command, answer));
        return this;
    }

    /** From now on the connection is cut after such a command: the server has heard it, its answer is lost. */
    public PostOffice cuttingAfter(String command) {
        faults.add(new Fault(command, null));
        return this;
    }

    /** All is well again. */
    public void well() {
        faults.clear();
    }

    /** What was said to the server, without the mails themselves. */
    public List<String> said() {
        return List.copyOf(said);
    }

    /** The mails it took, oldest first. */
    public List<MimeMessage> mails() {
        return List.of(server.getReceivedMessages());
    }

    /** The mails it took for this address. */
    public List<MimeMessage> mails(String address) {
        return mails().stream().filter(mail -> to(mail).equals(address)).toList();
    }

    public static String to(MimeMessage mail) {
        try {
            return mail.getAllRecipients()[0].toString();
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        shut();
        server.stop();
    }

    private void accept(ServerSocket opened) {
        while (!opened.isClosed()) {
            try {
                Socket client = opened.accept();
                Thread thread = new Thread(() -> converse(client), "post office, one client");
                thread.setDaemon(true);
                thread.start();
            } catch (IOException shut) {
                return;
            }
        }
    }

    private void converse(Socket client) {
        try (client;
                Socket behind = new Socket(
                        InetAddress.getLoopbackAddress(), server.getSmtp().getPort())) {
            BufferedReader fromClient = reader(client);
            BufferedReader fromServer = reader(behind);
            write(client, answer(fromServer));
            boolean inMail = false;
            for (String line = fromClient.readLine(); line != null; line = fromClient.readLine()) {
                boolean command = !inMail || line.equals(END);
                if (!command) {
                    write(behind, List.of(line));
                    continue;
                }
                said.add(line);
                Fault fault = fault(line);
                if (fault != null && fault.answer() != null) {
                    write(client, List.of(fault.answer()));
                    continue;
                }
                write(behind, List.of(line));
                List<String> answer = answer(fromServer);
                if (fault != null) {
                    return;
                }
                inMail = answer.get(0).startsWith("354");
                write(client, answer);
            }
        } catch (IOException over) {
            // Somebody hung up.
        }
    }

    private @Nullable Fault fault(String line) {
        return faults.stream()
                .filter(each -> line.startsWith(each.command()))
                .findFirst()
                .orElse(null);
    }

    /** All lines of it: of all but the last, the code is followed by a dash. */
    private static List<String> answer(BufferedReader from) throws IOException {
        List<String> lines = new ArrayList<>();
        String line;
        do {
            line = from.readLine();
            if (line == null) {
                throw new IOException("the server hung up");
            }
            lines.add(line);
        } while (line.length() > 3 && line.charAt(3) == '-');
        return lines;
    }

    private static BufferedReader reader(Socket socket) throws IOException {
        return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
    }

    private static void write(Socket socket, List<String> lines) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write((String.join("\r\n", lines) + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }
}
