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
import io.github.cameltencent.testing.ScriptedProxy;
import io.github.cameltencent.testing.ScriptedReplies;
import io.github.cameltencent.testing.ScriptedServer;
import io.github.cameltencent.testing.TestKeyStores;
import io.github.cameltencent.transport.CallResult;
import io.github.cameltencent.transport.HttpCallBuilder;
import io.github.cameltencent.transport.TransportFixture;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls through a proxy: tunnels for https, plain requests for http. Runs against each supported version of HttpClient. */
@Tag("tls")
class TransportProxyTest {

    private static final String CREDENTIALS =
            Base64.getEncoder().encodeToString("user:pass word".getBytes(StandardCharsets.UTF_8));

    private final ScriptedServer plain = ScriptedServer.start();
    private final ScriptedServer secure = TestKeyStores.server("server", false);

    @AfterEach
    void close() {
        plain.close();
        secure.close();
    }

    private static CallResult call(ScriptedProxy proxy, URI uri, String user, String nonProxyHosts) {
        return call(proxy.port(), uri, user, nonProxyHosts, 0);
    }

    private static CallResult call(int port, URI uri, String user, String nonProxyHosts, int retries) {
        SSLContext tls = TestKeyStores.context(null, "trust");
        HttpClientSettings settings = new HttpClientSettings(
                tls, "localhost", port, user, "pass word", nonProxyHosts, 256, 300_000, 20_000, 2_000);
        try (TransportFixture fixture = new TransportFixture(settings)) {
            return fixture.call(HttpCallBuilder.to(uri).retries(retries));
        }
    }

    @Test
    void httpsGoesThroughATunnel() {
        try (ScriptedProxy proxy = ScriptedProxy.to(secure)) {
            assertThat(call(proxy, secure.uri(), null, null).outcome()).isEqualTo(Outcome.ACCEPTED);

            assertThat(proxy.heads())
                    .extracting(ScriptedServer.Request::method, ScriptedServer.Request::target)
                    .containsExactly(org.assertj.core.groups.Tuple.tuple("CONNECT", "localhost:" + secure.port()));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"self-signed", "wrong-host", "expired", "unknown-ca"})
    void anUntrustedServerGetsNothingThroughATunnel(String key) {
        try (ScriptedServer server = TestKeyStores.server(key, false);
                ScriptedProxy proxy = ScriptedProxy.to(server)) {
            CallResult result = call(proxy, server.uri(), null, null);

            assertThat(result.outcome()).as("%s", result.failure()).isEqualTo(Outcome.TRANSIENT);
            assertThat(result.failure().getCode()).isEqualTo("TLS_FAILED");
            assertThat(proxy.heads()).hasSize(1);
            assertThat(server.requests()).isEmpty();
        }
    }

    @Test
    void plainHttpIsSentToTheProxy() {
        try (ScriptedProxy proxy = ScriptedProxy.to(plain)) {
            assertThat(call(proxy, plain.uri(), null, null).outcome()).isEqualTo(Outcome.ACCEPTED);

            assertThat(proxy.heads().get(0).target()).isEqualTo(plain.uri().toString());
            assertThat(plain.requests().get(0).header("Host")).isEqualTo("localhost:" + plain.port());
        }
    }

    @Test
    void onlyTheProxyResolvesTheName() {
        try (ScriptedProxy proxy = ScriptedProxy.to(plain)) {
            CallResult result = call(proxy, URI.create("http://known-to-the-proxy.invalid/v3/call"), null, null);

            assertThat(result.outcome()).isEqualTo(Outcome.ACCEPTED);
        }
    }

    @Test
    void onlyTheProxyGetsTheProxyCredentials() {
        try (ScriptedProxy tunnel = ScriptedProxy.withCredentials(CREDENTIALS, secure);
                ScriptedProxy forward = ScriptedProxy.withCredentials(CREDENTIALS, plain)) {
            assertThat(call(tunnel, secure.uri(), "user", null).outcome()).isEqualTo(Outcome.ACCEPTED);
            assertThat(call(forward, plain.uri(), "user", null).outcome()).isEqualTo(Outcome.ACCEPTED);

            assertThat(secure.requests()).hasSize(1).allMatch(request -> request.header("Proxy-Authorization") == null);
            assertThat(plain.requests()).hasSize(1);
            assertThat(tunnel.heads()).allMatch(head -> head.header("Sign") == null);
        }
    }

    @Test
    void aProxyChallengeOfTheOriginIsNotAnswered() {
        secure.always(ScriptedReplies.answer(407, "", "Proxy-Authenticate: Basic realm=\"proxy\""));
        try (ScriptedProxy proxy = ScriptedProxy.withCredentials(CREDENTIALS, secure)) {
            CallResult result = call(proxy, secure.uri(), "user", null);

            assertThat(result.outcome()).isIn(Outcome.AUTH, Outcome.AMBIGUOUS);
            assertThat(secure.requests())
                    .isNotEmpty()
                    .allMatch(request -> request.header("Proxy-Authorization") == null);
        }
    }

    @Test
    void aBasicChallengeOfTheOriginIsNotAnswered() {
        secure.always(ScriptedReplies.answer(401, "", "WWW-Authenticate: Basic realm=\"proxy\""));
        try (ScriptedProxy proxy = ScriptedProxy.withCredentials(CREDENTIALS, secure)) {
            assertThat(call(proxy, secure.uri(), "user", null).outcome()).isEqualTo(Outcome.AUTH);

            assertThat(secure.requests()).hasSize(1).allMatch(request -> request.header("Authorization") == null);
        }
    }

    @Test
    void aProxyChallengeWithoutCredentialsIsAuth() {
        try (ScriptedProxy tunnel = ScriptedProxy.withCredentials(CREDENTIALS, secure);
                ScriptedProxy forward = ScriptedProxy.withCredentials(CREDENTIALS, plain)) {
            for (CallResult result :
                    new CallResult[] {call(tunnel, secure.uri(), null, null), call(forward, plain.uri(), null, null)}) {
                assertThat(result.outcome()).as("%s", result.failure()).isEqualTo(Outcome.AUTH);
                assertThat(result.failure().getCode()).isEqualTo("PROXY_AUTH");
                assertThat(result.failure()).hasMessageNotContaining("pass word");
            }
            assertThat(secure.requests()).isEmpty();
            assertThat(plain.requests()).isEmpty();
        }
    }

    @Test
    void aProxyChallengeWithWrongCredentialsIsAuth() {
        try (ScriptedProxy proxy = ScriptedProxy.withCredentials(CREDENTIALS, secure)) {
            CallResult result = call(proxy, secure.uri(), "somebody else", null);

            assertThat(result.failure().getCode()).isEqualTo("PROXY_AUTH");
            assertThat(proxy.heads()).hasSizeLessThan(4);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"403 Forbidden", "502 Bad Gateway", "503 Busy", "500 Oops", "302 Found"})
    void aRefusedTunnelIsTransient(String status) {
        try (ScriptedProxy proxy = ScriptedProxy.to(secure).refusing(status)) {
            CallResult result = call(proxy.port(), secure.uri(), null, null, 1);

            assertThat(result.outcome()).as("%s", result.failure()).isEqualTo(Outcome.TRANSIENT);
            assertThat(result.failure().getCode()).isEqualTo("PROXY_REFUSED");
            assertThat(proxy.heads()).hasSize(2);
            assertThat(secure.connections()).isZero();
        }
    }

    @Test
    void aFailureOfAForwardingProxyIsAmbiguous() {
        try (ScriptedProxy proxy = ScriptedProxy.to(plain).refusing("504 Gateway Timeout")) {
            assertThat(call(proxy, plain.uri(), null, null).outcome()).isEqualTo(Outcome.AMBIGUOUS);
        }
    }

    @Test
    void aDeadProxyIsTransientAndNeverBypassed() {
        ScriptedProxy proxy = ScriptedProxy.to(plain);
        proxy.close();

        CallResult result = call(proxy.port(), plain.uri(), null, null, 1);

        assertThat(result.outcome()).isEqualTo(Outcome.TRANSIENT);
        assertThat(result.failure().getCode()).isEqualTo("CONNECT_REFUSED");
        assertThat(plain.connections()).isZero();
    }

    @Test
    void nonProxyHostsBypassTheProxy() {
        try (ScriptedProxy proxy = ScriptedProxy.to(plain)) {
            assertThat(call(proxy, plain.uri(), null, "*.internal|localhost").outcome())
                    .isEqualTo(Outcome.ACCEPTED);

            assertThat(proxy.heads()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "api.tpns.tencent.com, *.tencent.com, true",
        "API.TPNS.tencent.com, *.Tencent.com, true",
        "tencent.com, *.tencent.com, false",
        "tencent.com.example, *.tencent.com, false",
        "10.0.0.7, 10.*, true",
        "110.0.0.7, 10.*, false",
        "a.b.c, *.b.*, true",
        "localhost, localhost, true",
        "localhosts, localhost, false",
        "axb, a.b, false",
        "a.b, 'x|a.b', true",
        "a.b, 'x, a.b', true",
        "a.b, '|', false",
        "metadata.tencentyun.com, , true",
        "Metadata.TencentYun.com, a.b, true",
        "169.254.0.23, , true",
        "169.254.evil.example, , false",
        "xmetadata.tencentyun.com, , false"
    })
    void nonProxyHostsUseTheSyntaxOfTheJvm(String host, String patterns, boolean direct) {
        assertThat(HttpClientFactory.isDirect(host, HttpClientFactory.direct(patterns)))
                .isEqualTo(direct);
    }
}
