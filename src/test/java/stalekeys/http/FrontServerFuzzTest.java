package stalekeys.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static stalekeys.http.Client.SECRET;
import static stalekeys.http.Client.signed;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.SocketException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Requests of Slack's, broken by chance, by the thousand. A failure names the seed; {@code -Dfuzz.seed=...} repeats it,
 * {@code -Dfuzz.requests=200000} makes it a long run.
 */
class FrontServerFuzzTest {
    private static final long SEED = Long.getLong("fuzz.seed", 20_260_306L);
    private static final int REQUESTS = Integer.getInteger("fuzz.requests", 3_000);
    private static final String COMMAND = "command=%2Fstale-keys&text=user+canary-name&team_id=T0001";
    private static final Deadlines SHORT =
            new Deadlines(Duration.ofMillis(500), Duration.ofMillis(500), Duration.ofSeconds(20));
    /** Far less than what a thousandth of the requests would take if each were kept. */
    private static final long FLAT = 32L << 20;

    private final MovableClock clock = new MovableClock();
    private final SlackStandIn slack = new SlackStandIn();
    private CapturedLog log;
    private FrontServer front;

    @BeforeEach
    void listen() {
        log = new CapturedLog();
        front = FrontServer.forSlack(new Listen("127.0.0.1", 0), SECRET, slack, clock, () -> true, took -> {}, SHORT);
        front.start();
    }

    @AfterEach
    void close() {
        front.stop();
        log.close();
    }

    @Test
    void nothing_but_what_slack_signed_gets_in_and_nothing_breaks() throws IOException {
        Random chance = new Random(SEED);
        byte[] whole = signed(COMMAND, clock.instant()).getBytes(ISO_8859_1);
        long before = used();
        int let = 0;
        for (int i = 0; i < REQUESTS; i++) {
            byte[] broken = broken(whole, chance);
            String answer = exchange(broken);
            String which = "seed " + SEED + ", request " + i + ":\n" + new String(broken, ISO_8859_1);
            assertThat(answer).as(which).matches("(?s)(HTTP/1\\.[01] (200|4\\d\\d|505) .*)?");
            let += answer.contains(" 200 ") ? 1 : 0;
        }

        assertThat(slack.bodies).hasSizeLessThanOrEqualTo(let).containsOnly(COMMAND);
        // Some are broken only where no signature reaches, as in the host's name.
        assertThat(let).isBetween(1, REQUESTS / 2);
        assertThat(log.warnings())
                .hasSizeLessThan(10)
                .allSatisfy(line -> assertThat(line).doesNotContain("canary-name", "\n", "Exception"));
        assertThat(used() - before).as("bytes more than before").isLessThan(FLAT);
    }

    private String exchange(byte[] request) throws IOException {
        try (Client client = new Client(front.port())) {
            client.send(request).finish();
            return client.answerOrReset();
        } catch (SocketException gone) {
            // It was refused before all of it was sent.
            return "";
        }
    }

    private static byte[] broken(byte[] whole, Random chance) {
        return switch (chance.nextInt(6)) {
            case 0 -> flipped(whole, 1 + chance.nextInt(3), chance);
            case 1 -> Arrays.copyOf(whole, chance.nextInt(whole.length));
            case 2 -> withInserted(whole, noise(1 + chance.nextInt(40), chance), chance);
            case 3 -> withInserted(whole, slice(whole, chance), chance);
            case 4 -> without(whole, chance);
            default -> noise(1 + chance.nextInt(2_000), chance);
        };
    }

    private static byte[] flipped(byte[] whole, int bytes, Random chance) {
        byte[] copy = whole.clone();
        for (int i = 0; i < bytes; i++) {
            copy[chance.nextInt(copy.length)] = (byte) chance.nextInt();
        }
        return copy;
    }

    private static byte[] withInserted(byte[] whole, byte[] more, Random chance) {
        int at = chance.nextInt(whole.length);
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.write(whole, 0, at);
        all.write(more, 0, more.length);
        all.write(whole, at, whole.length - at);
        return all.toByteArray();
    }

    private static byte[] without(byte[] whole, Random chance) {
        byte[] gone = slice(whole, chance);
        int at = chance.nextInt(whole.length - gone.length + 1);
        ByteArrayOutputStream rest = new ByteArrayOutputStream();
        rest.write(whole, 0, at);
        rest.write(whole, at + gone.length, whole.length - at - gone.length);
        return rest.toByteArray();
    }

    private static byte[] slice(byte[] whole, Random chance) {
        int from = chance.nextInt(whole.length);
        return Arrays.copyOfRange(whole, from, from + chance.nextInt(whole.length - from) + 1);
    }

    private static byte[] noise(int length, Random chance) {
        byte[] bytes = new byte[length];
        chance.nextBytes(bytes);
        return bytes;
    }

    private static long used() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
