package stalekeys.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which server is reached through which proxy. */
class ProxyRuleTest {
    private static final ProxyServer SECURE = ProxyServer.at("secure.example.com:3128");
    private static final ProxyServer PLAIN = ProxyServer.at("plain.example.com:3128");

    @Test
    void https_and_everything_else_that_is_encrypted_goes_one_way_and_plain_http_the_other() {
        ProxyRule rule = rule(null);

        for (String scheme : List.of("https", "wss", "smtp", "smtps")) {
            assertThat(rule.proxyFor(scheme, "iam.amazonaws.com", 443)).contains(SECURE);
        }
        for (String scheme : List.of("http", "ws")) {
            assertThat(rule.proxyFor(scheme, "iam.amazonaws.com", 80)).contains(PLAIN);
        }
    }

    @Test
    void one_proxy_does_not_stand_in_for_the_other() {
        ProxyRule onlyPlain = ProxyRule.of(PLAIN, null, null, wrong -> {});

        assertThat(onlyPlain.proxyFor("https", "slack.com", 443)).isEmpty();
        assertThat(onlyPlain.isEmpty()).isFalse();
        assertThat(ProxyRule.NONE.isEmpty()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "LOCALHOST.",
                "slack.localhost",
                "127.0.0.1",
                "127.9.8.7",
                "::1",
                "[::1]",
                "0:0:0:0:0:0:0:1",
                "::ffff:127.0.0.1",
                "0.0.0.0",
                "::",
                "169.254.169.254",
                "169.254.170.2",
                "169.254.170.23",
                "fe80::1%eth0",
                "fd00:ec2::254",
                "[fd00:ec2::23]"
            })
    void what_is_near_is_always_reached_directly(String host) {
        assertThat(rule(null).proxyFor("http", host, 80)).isEmpty();
        assertThat(rule(null).proxyFor("https", host, 443)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "*                          | slack.com",
                "slack.com                  | slack.com",
                "SLACK.com                  | slack.COM",
                "slack.com.                 | slack.com",
                "slack.com                  | slack.com.",
                "slack.com                  | wss-primary.slack.com",
                ".slack.com                 | wss-primary.slack.com",
                ".slack.com                 | slack.com",
                "*.slack.com                | wss-primary.slack.com",
                "a.b,slack.com,c.d          | slack.com",
                "'a.b slack.com'            | slack.com",
                "', a.b ,, slack.com ,'     | slack.com",
                "slack.com:443              | slack.com",
                ".slack.com:443             | x.slack.com",
                "*:443                      | slack.com",
                "10.1.2.3                   | 10.1.2.3",
                "10.1.2.3:443               | 10.1.2.3",
                "10.0.0.0/8                 | 10.255.0.1",
                "10.0.0.0/8:443             | 10.255.0.1",
                "10.0.0.0/8                 | ::ffff:10.1.1.1",
                "10.1.2.3/32                | 10.1.2.3",
                "0.0.0.0/0                  | 8.8.8.8",
                "172.16.0.0/12              | 172.31.255.255",
                "192.168.1.128/25           | 192.168.1.200",
                "2001:db8::/32              | 2001:db8:1::5",
                "2001:db8::/32              | [2001:db8:1::5]",
                "[2001:db8::]/32            | 2001:db8:1::5",
                "2001:DB8::5                | 2001:db8:0:0::5",
                "[2001:db8::5]              | 2001:db8::5",
                "[2001:db8::5]:443          | 2001:db8::5",
            })
    void an_entry_covers(String noProxy, String host) {
        assertThat(rule(noProxy).proxyFor("https", host, 443)).isEmpty();
        // Without a port it is the scheme's.
        assertThat(rule(noProxy).proxyFor("wss", host, -1)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "slack.com             | notslack.com",
                "slack.com             | slack.com.evil.example",
                ".slack.com            | notslack.com",
                "*.slack.com           | notslack.com",
                "slack.com:80          | slack.com",
                "*:8443                | slack.com",
                "lack.com              | slack.com",
                "com.                  | slack.commerce",
                "10.1.2.3              | 10.1.2.30",
                "10.0.0.0/8            | 11.0.0.1",
                "10.0.0.0/8            | 10.example.com",
                "10.0.0.0/8:80         | 10.0.0.1",
                "172.16.0.0/12         | 172.32.0.1",
                "192.168.1.128/25      | 192.168.1.127",
                "2001:db8::/32         | 2001:db9::1",
                "2001:db8::/32         | 32.1.13.184",
                "[2001:db8::5]:80      | 2001:db8::5",
                "0.0.0.0/0             | 2001:db8::5",
                "''                    | slack.com",
            })
    void an_entry_does_not_cover(String noProxy, String host) {
        assertThat(rule(noProxy).proxyFor("https", host, 443)).contains(SECURE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "10.0.0.0/33",
                "10.0.0.0/x",
                "2001:db8::/129",
                "slack.com/8",
                "slack.com:0",
                "slack.com:99999",
                "http://slack.com",
                "sl*ck.com",
                "10.*",
                "2001:db8::5:x",
                "..slack.com",
                "."
            })
    void what_is_no_entry_is_said_and_not_guessed_at(String entry) {
        List<String> wrong = new ArrayList<>();

        ProxyRule rule = ProxyRule.of(PLAIN, SECURE, "a.example.com," + entry, wrong::add);

        assertThat(wrong).containsExactly(entry);
        assertThat(rule.proxyFor("https", "a.example.com", 443)).isEmpty();
        assertThat(rule.proxyFor("https", "slack.com", 443)).contains(SECURE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "proxy.example.com:3128                     | proxy.example.com | 3128 |       |",
                "http://proxy.example.com:3128              | proxy.example.com | 3128 |       |",
                "HTTP://proxy.example.com:3128/             | proxy.example.com | 3128 |       |",
                "proxy.example.com                          | proxy.example.com | 80   |       |",
                "http://10.0.0.1:8080                       | 10.0.0.1          | 8080 |       |",
                "http://[2001:db8::1]:8080                  | 2001:db8::1       | 8080 |       |",
                "[2001:db8::1]                              | 2001:db8::1       | 80   |       |",
                "ana:secret@proxy.example.com:3128          | proxy.example.com | 3128 | ana   | secret",
                "http://ana:secret@proxy.example.com        | proxy.example.com | 80   | ana   | secret",
                "http://ana@proxy.example.com:3128          | proxy.example.com | 3128 | ana   | ''",
                "http://ana:@proxy.example.com:3128         | proxy.example.com | 3128 | ana   | ''",
                "http://ana:s%40c%3Ar%2Fe%25t@proxy:3128    | proxy             | 3128 | ana   | s@c:r/e%t",
                "http://CORP%5Cana:s:c@proxy:3128           | proxy             | 3128 | CORP\\ana | s:c",
                "http://ana:p@ss@proxy:3128                 | proxy             | 3128 | ana   | p@ss",
                "http://ana:pa/ss?#@proxy:3128              | proxy             | 3128 | ana   | pa/ss?#",
                "http://ana:100%@proxy:3128                 | proxy             | 3128 | ana   | 100%",
                "http://ana:1+1%zz@proxy:3128               | proxy             | 3128 | ana   | 1+1%zz",
                "http://an%C3%A4:%E2%82%AC@proxy:3128       | proxy             | 3128 | anä   | €",
            })
    void a_proxy_is_read(String text, String host, int port, String user, String password) {
        ProxyServer proxy = ProxyServer.at(text);

        assertThat(proxy.host()).isEqualTo(host);
        assertThat(proxy.port()).isEqualTo(port);
        assertThat(proxy.user()).isEqualTo(user);
        assertThat(proxy.password()).isEqualTo(password);
        assertThat(proxy.toString()).doesNotContain("ana", "secret");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://ana:Secr3t@proxy.example.com:3128",
                "socks5://ana:Secr3t@proxy.example.com:1080",
                "ftp://ana:Secr3t@proxy.example.com",
                "http://ana:Secr3t@proxy.example.com:99999",
                "http://ana:Secr3t@proxy.example.com:0",
                "http://ana:Secr3t@proxy.example.com:Secr3t",
                "http://ana:Secr3t@",
                "http://ana:Secr3t@proxy.example.com/Secr3t",
                "http://ana:Secr3t%0d%0aX@proxy.example.com",
                "http://ana:Secr3t@2001:db8::1:3128",
                "http://"
            })
    void what_is_no_proxy_says_what_would_be_right_and_nothing_of_what_it_was(String text) {
        Optional<String> said = Optional.empty();
        try {
            ProxyServer.at(text);
        } catch (IllegalArgumentException wrong) {
            said = Optional.ofNullable(wrong.getMessage());
        }

        assertThat(said.orElse("")).isNotEmpty().doesNotContain("Secr3t").doesNotContain("ana:");
    }

    private static ProxyRule rule(String noProxy) {
        return ProxyRule.of(PLAIN, SECURE, noProxy, wrong -> {
            throw new AssertionError(wrong);
        });
    }
}
