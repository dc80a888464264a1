/*
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      http://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */
package io.github.cameltencent.examples.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cameltencent.emulator.TencentEmulator;
import io.github.cameltencent.examples.doctor.DoctorFixture.Result;
import io.github.cameltencent.testing.ScriptedProxy;
import io.github.cameltencent.testing.ScriptedReplies;
import io.github.cameltencent.testing.ScriptedServer;
import io.github.cameltencent.testing.TestKeyStores;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each way in which a server cannot be reached has its own words; no key goes to a server that is not trusted. */
class ReachabilityTest {

    private static final String TRUST = """
            camel.ssl.enabled = true
            camel.ssl.trust-store = classpath:tls/trust.p12
            camel.ssl.trust-store-password = changeit
            camel.component.tencent.use-global-ssl-context-parameters = true
            """;

    @TempDir
    Path folder;

    private DoctorFixture doctor;

    @BeforeEach
    void prepare() {
        doctor = new DoctorFixture(folder);
    }

    private static String proxy(int port) {
        return "camel.component.tencent.proxy-host = localhost\ncamel.component.tencent.proxy-port = " + port + "\n";
    }

    private static void assertUnreachable(Result result) {
        assertThat(result.status()).as(result.out()).isOne();
        assertThat(result.about("applications[orders].tpns[android]")).contains("WARN", "not called");
    }

    @Test
    void anUnknownName() throws Exception {
        Result result = doctor.run(DoctorFixture.tpnsAt("https://no-such-host.invalid"), "--online");

        assertUnreachable(result);
        assertThat(result.about("no-such-host.invalid:443")).contains("FAIL", "cannot be resolved", "DNS");
        assertThat(doctor.resolved()).containsExactly("no-such-host.invalid");
    }

    @Test
    void aNameServerThatDoesNotAnswer() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        doctor.resolver(host -> {
            try {
                never.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return new InetAddress[0];
        });
        try {
            Result result = doctor.run(DoctorFixture.tpnsAt("https://slow.example.com"), "--online", "--timeout", "1");

            assertUnreachable(result);
            assertThat(result.about("slow.example.com:443")).contains("FAIL", "DNS did not answer within 1 s");
        } finally {
            never.countDown();
        }
    }

    @Test
    void theNextAddressOfANameIsTried() throws Exception {
        try (TencentEmulator emulator = TencentEmulator.start()) { // on 127.0.0.1 alone
            doctor.resolver(
                    host -> new InetAddress[] {InetAddress.getByName("127.0.0.2"), InetAddress.getByName("127.0.0.1")});
            Result result = doctor.run(DoctorFixture.tpnsAt(emulator.baseUri()), "--online");

            assertThat(result.status()).as(result.out()).isZero();
            assertThat(result.about("127.0.0.1:" + emulator.port())).contains("connected to 127.0.0.1");
        }
    }

    @Test
    void aClosedPort() throws Exception {
        int port;
        try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = closed.getLocalPort();
        }
        Result result = doctor.run(DoctorFixture.tpnsAt("http://127.0.0.1:" + port), "--online");

        assertUnreachable(result);
        assertThat(result.about("127.0.0.1:" + port)).contains("FAIL", "refused");
    }

    @Test
    void aPortThatSwallowsPackets() throws Exception {
        try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            List<Socket> waiting = new ArrayList<>();
            try {
                fill(full.getLocalPort(), waiting);
                Result result = doctor.run(
                        DoctorFixture.tpnsAt("http://127.0.0.1:" + full.getLocalPort()), "--online", "--timeout", "1");

                assertUnreachable(result);
                assertThat(result.about("127.0.0.1:" + full.getLocalPort()))
                        .contains("FAIL", "no answer within 1 s", "firewall");
            } finally {
                for (Socket socket : waiting) {
                    socket.close();
                }
            }
        }
    }

    /** Opens connections that nobody accepts, until the kernel drops the next. */
    private static void fill(int port, List<Socket> waiting) throws Exception {
        while (waiting.size() < 100) {
            Socket socket = new Socket();
            waiting.add(socket);
            try {
                socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 200);
            } catch (SocketTimeoutException e) {
                return;
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"wrong-host, another host", "expired, expired", "self-signed, not trusted", "unknown-ca, not trusted"})
    void aCertificateThatIsNotTrusted(String key, String words) throws Exception {
        try (ScriptedServer server = TestKeyStores.server(key, false)) {
            Result result = doctor.run(TRUST + DoctorFixture.tpnsAt("https://localhost:" + server.port()), "--online");

            assertUnreachable(result);
            assertThat(result.about("localhost:" + server.port())).contains("FAIL", words);
            assertThat(server.requests()).isEmpty();
        }
    }

    @Test
    void aTrustedServerIsReachedThroughATunnel() throws Exception {
        try (ScriptedServer server = TestKeyStores.server("server", false);
                ScriptedProxy proxy = ScriptedProxy.to(server)) {
            server.always(ScriptedReplies.answer(200, "{\"retCode\":0}", "Date: Fri, 27 Nov 2026 10:00:00 GMT"));
            Result result = doctor.run(
                    TRUST + proxy(proxy.port()) + DoctorFixture.tpnsAt("https://localhost:" + server.port()),
                    "--online");

            assertThat(result.about("localhost:" + server.port()))
                    .contains("the tunnel is open", "the certificate is trusted", "the local clock");
            assertThat(proxy.heads()).isNotEmpty().allMatch(head -> head.method()
                    .equals("CONNECT"));
        }
    }

    @Test
    void aProxyThatRefuses() throws Exception {
        try (ScriptedServer server = TestKeyStores.server("server", false);
                ScriptedProxy proxy = ScriptedProxy.to(server).refusing("403 Forbidden")) {
            Result result = doctor.run(
                    TRUST + proxy(proxy.port()) + DoctorFixture.tpnsAt("https://localhost:" + server.port()),
                    "--online");

            assertUnreachable(result);
            assertThat(result.about("localhost:" + server.port())).contains("FAIL", "refused the tunnel (403)");
            assertThat(server.requests()).isEmpty();
        }
    }

    @Test
    void aProxyThatWantsOtherCredentials() throws Exception {
        String right = Base64.getEncoder().encodeToString("me:right".getBytes(StandardCharsets.UTF_8));
        try (ScriptedServer server = TestKeyStores.server("server", false);
                ScriptedProxy proxy = ScriptedProxy.withCredentials(right, server)) {
            Result result = doctor.run(
                    TRUST
                            + proxy(proxy.port())
                            + "camel.component.tencent.proxy-user = me\ncamel.component.tencent.proxy-password = wrong-word\n"
                            + DoctorFixture.tpnsAt("https://localhost:" + server.port()),
                    "--online");

            assertUnreachable(result);
            assertThat(result.about("localhost:" + server.port())).contains("FAIL", "407", "proxy-password");
            assertThat(result.out()).doesNotContain("wrong-word");
        }
    }

    @Test
    void aServerThatDoesNotSpeakTls() throws Exception {
        try (ScriptedServer plain = ScriptedServer.start()) {
            Result result = doctor.run(TRUST + DoctorFixture.tpnsAt("https://localhost:" + plain.port()), "--online");

            assertUnreachable(result);
            assertThat(result.about("localhost:" + plain.port())).contains("FAIL", "TLS handshake failed");
        }
    }

    @Test
    void onlyTheProxyResolvesTheName() throws Exception {
        try (ScriptedServer server = TestKeyStores.server("server", false);
                ScriptedProxy proxy = ScriptedProxy.to(server)) {
            Result result = doctor.run(
                    TRUST + proxy(proxy.port()) + DoctorFixture.tpnsAt("https://known-to-the-proxy.invalid"),
                    "--online");

            assertThat(result.about("known-to-the-proxy.invalid:443")).contains("another host");
            assertThat(doctor.resolved()).containsExactly("localhost");
        }
    }
}
