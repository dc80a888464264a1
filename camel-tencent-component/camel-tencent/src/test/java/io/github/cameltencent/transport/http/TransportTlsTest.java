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
package io.github.cameltencent.transport.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cameltencent.Outcome;
import io.github.cameltencent.testing.ScriptedReplies;
import io.github.cameltencent.testing.ScriptedServer;
import io.github.cameltencent.testing.TestKeyStores;
import io.github.cameltencent.transport.CallResult;
import io.github.cameltencent.transport.HttpCallBuilder;
import io.github.cameltencent.transport.TransportFixture;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import org.apache.hc.core5.util.VersionInfo;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Untrusted servers receive nothing; there is no fallback. Runs against each supported version of HttpClient. */
@Tag("tls")
class TransportTlsTest {

    private static CallResult call(ScriptedServer server, String key, String... protocols) {
        try (TransportFixture fixture = new TransportFixture(CamelTls.settings(key, "trust", protocols))) {
            return fixture.call(HttpCallBuilder.to(server).retries(0));
        }
    }

    private static void assertRefused(CallResult result, ScriptedServer server) {
        assertThat(result.outcome()).as("%s", result.failure()).isEqualTo(Outcome.TRANSIENT);
        assertThat(result.failure().getCode()).isEqualTo("TLS_FAILED");
        assertThat(server.requests()).isEmpty();
    }

    /** The build sets the expected version, so that the second run cannot test the first version again. */
    @Test
    void theTestedHttpClientVersionIsTheConfiguredOne() {
        String meant = System.getProperty("httpclient.line", "5.5");
        String found = VersionInfo.loadVersionInfo(
                        "org.apache.hc.client5", getClass().getClassLoader())
                .getRelease();
        assertThat(found).startsWith(meant + ".");
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void aTrustedServerIsCalled(String protocol) {
        try (ScriptedServer server = TestKeyStores.server("server", false, protocol)) {
            assertThat(call(server, null).outcome()).isEqualTo(Outcome.ACCEPTED);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"self-signed", "wrong-host", "expired", "unknown-ca"})
    void anUntrustedServerGetsNothing(String key) {
        try (ScriptedServer server = TestKeyStores.server(key, false)) {
            assertRefused(call(server, null), server);
        }
    }

    @Test
    void theAddressOfAHostIsVerifiedLikeItsName() {
        try (ScriptedServer right = TestKeyStores.server("server", false);
                ScriptedServer wrong = TestKeyStores.server("wrong-host", false);
                TransportFixture fixture = new TransportFixture(CamelTls.settings(null, "trust"))) {
            assertThat(fixture.call(HttpCallBuilder.to(byAddress(right)).retries(0))
                            .outcome())
                    .isEqualTo(Outcome.ACCEPTED);
            assertRefused(fixture.call(HttpCallBuilder.to(byAddress(wrong)).retries(0)), wrong);
        }
    }

    private static URI byAddress(ScriptedServer server) {
        return URI.create("https://127.0.0.1:" + server.port() + "/v3/call");
    }

    @Test
    void theTrustStoreOfTheJvmIsTheDefault() {
        try (ScriptedServer server = TestKeyStores.server("server", false);
                TransportFixture fixture = new TransportFixture()) {
            assertRefused(fixture.call(HttpCallBuilder.to(server).retries(0)), server);
        }
    }

    @Test
    void configuredProtocolsAreEnforced() {
        try (ScriptedServer server = TestKeyStores.server("server", false, "TLSv1.3")) {
            assertRefused(call(server, null, "TLSv1.2"), server);
        }
    }

    @Test
    void anOldProtocolIsRefused() throws IOException {
        // the alert protocol_version, as a TLS 1.0 server sends it
        byte[] alert = {0x15, 0x03, 0x01, 0x00, 0x02, 0x02, 0x46};
        try (ServerSocket old = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
                TransportFixture fixture = new TransportFixture(CamelTls.settings(null, "trust"))) {
            Thread server = new Thread(() -> {
                try (var socket = old.accept()) {
                    socket.getInputStream().read(new byte[4096]);
                    socket.getOutputStream().write(alert);
                    socket.getInputStream().read();
                } catch (IOException ignored) {
                    // the client has closed the connection
                }
            });
            server.setDaemon(true);
            server.start();

            CallResult result =
                    fixture.call(HttpCallBuilder.to(URI.create("https://localhost:" + old.getLocalPort() + "/"))
                            .retries(0));

            assertThat(result.outcome()).isEqualTo(Outcome.TRANSIENT);
            assertThat(result.failure().getCode()).isEqualTo("TLS_FAILED");
        }
    }

    @Test
    void plainHttpBehindHttpsIsRefused() {
        try (ScriptedServer plain = ScriptedServer.start();
                TransportFixture fixture = new TransportFixture(CamelTls.settings(null, "trust"))) {
            CallResult result = fixture.call(HttpCallBuilder.to(URI.create("https://localhost:" + plain.port() + "/"))
                    .retries(0));

            assertThat(result.outcome()).as("%s", result.failure()).isEqualTo(Outcome.TRANSIENT);
            assertThat(plain.requests()).noneMatch(request -> request.header("Sign") != null);
        }
    }

    @Test
    void case09ARedirectFromHttpsToHttpIsNotFollowed() {
        try (ScriptedServer secure = TestKeyStores.server("server", false);
                ScriptedServer plain = ScriptedServer.start()) {
            secure.always(ScriptedReplies.answer(307, "", "Location: " + plain.uri()));

            CallResult result = call(secure, null);

            assertThat(result.outcome()).isEqualTo(Outcome.REJECTED);
            assertThat(secure.requests()).hasSize(1);
            assertThat(plain.connections()).isZero();
        }
    }

    @Test
    void aHangingHandshakeIsTransient() throws IOException {
        try (ServerSocket mute = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
                TransportFixture fixture = new TransportFixture(CamelTls.settings(null, "trust"))) {
            CallResult result =
                    fixture.call(HttpCallBuilder.to(URI.create("https://localhost:" + mute.getLocalPort() + "/"))
                            .retries(0));

            assertThat(result.outcome()).isEqualTo(Outcome.TRANSIENT);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void aClientCertificateIsSentOnRequest(String protocol) {
        try (ScriptedServer server = TestKeyStores.server("server", true, protocol)) {
            assertThat(call(server, "client").outcome()).isEqualTo(Outcome.ACCEPTED);
        }
    }

    @Test
    void withoutAClientCertificateCallsFail() {
        try (ScriptedServer server = TestKeyStores.server("server", true, "TLSv1.2")) {
            assertRefused(call(server, null), server);
        }
    }

    @Test
    void withoutAClientCertificateTls13CallsFailToo() {
        try (ScriptedServer server = TestKeyStores.server("server", true, "TLSv1.3")) {
            CallResult result = call(server, null);

            // the alert arrives after the handshake of the client, or is lost with the connection
            assertThat(result.outcome()).isIn(Outcome.TRANSIENT, Outcome.AMBIGUOUS);
            assertThat(server.requests()).isEmpty();
        }
    }
}
