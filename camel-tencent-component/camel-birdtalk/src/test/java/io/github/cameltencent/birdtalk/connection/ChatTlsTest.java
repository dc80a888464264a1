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
package io.github.cameltencent.birdtalk.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.cameltencent.birdtalk.ChatCipher;
import io.github.cameltencent.birdtalk.frame.ChatClientInfo;
import io.github.cameltencent.birdtalk.frame.ChatLogin;
import io.github.cameltencent.birdtalk.session.SessionEnd.Cause;
import io.github.cameltencent.birdtalk.session.SessionTimeouts;
import io.github.cameltencent.testing.ScriptedProxy;
import io.github.cameltencent.testing.ScriptedServer;
import io.github.cameltencent.testing.TestKeyStores;
import io.netty.channel.nio.NioEventLoopGroup;
import java.net.InetAddress;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An untrusted server receives no byte of the WebSocket handshake. */
@Tag("tls")
class ChatTlsTest {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static NioEventLoopGroup loops;

    private final RecordingConnectionListener listener = new RecordingConnectionListener();

    @BeforeAll
    static void start() {
        loops = new NioEventLoopGroup(1);
    }

    @AfterAll
    static void stop() {
        loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly(2000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "127.0.0.1"})
    void aTrustedServerGetsTheHandshake(String host) {
        try (ScriptedServer server = TestKeyStores.server("server", false)) {
            connect(host, server.port(), null, true);

            assertThat(server.requests()).isNotEmpty().allMatch(request -> request.header("Upgrade") != null);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"self-signed", "wrong-host", "expired", "unknown-ca"})
    void anUntrustedServerGetsNothing(String key) {
        try (ScriptedServer server = TestKeyStores.server(key, false)) {
            connect("localhost", server.port(), null, true);
            connect("127.0.0.1", server.port(), null, true);

            assertThat(listener.ends)
                    .filteredOn(end -> end.cause() != Cause.STOPPED)
                    .isNotEmpty()
                    .allMatch(end -> end.text().contains("SSLHandshakeException"));
            assertThat(server.requests()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"wrong-host", "expired", "unknown-ca"})
    void theSameHoldsThroughAProxy(String key) {
        try (ScriptedServer right = TestKeyStores.server("server", false);
                ScriptedServer wrong = TestKeyStores.server(key, false);
                ScriptedProxy toRight = ScriptedProxy.to(right.port());
                ScriptedProxy toWrong = ScriptedProxy.to(wrong.port())) {
            connect("localhost", wrong.port(), toWrong, true);
            connect("localhost", right.port(), toRight, true);

            assertThat(wrong.requests()).isEmpty();
            assertThat(right.requests()).isNotEmpty();
        }
    }

    @Test
    void onlyVerifyHostnameFalseAcceptsAnotherName() {
        try (ScriptedServer server = TestKeyStores.server("wrong-host", false)) {
            connect("localhost", server.port(), null, false);

            assertThat(server.requests()).isNotEmpty();
        }
    }

    /** Connects until an attempt has ended: the servers of these tests do not speak the chat's protocol. */
    private void connect(String host, int port, ScriptedProxy proxy, boolean verifyHostname) {
        SSLContext trust = TestKeyStores.context(null, "trust");
        ProxyHandlerFactory through = proxy == null
                ? null
                : ProxyHandlerFactory.of(new NetworkSettings(trust, "localhost", proxy.port(), null, null, null), host);
        ConnectionCredentials alpha = new ConnectionCredentials(
                new ChatClientInfo("device", "1.0", "test", Map.of()),
                ChatLogin.byId(10001, "invented".toCharArray()),
                ChatCipher.AES_CTR,
                null);
        int ended = listener.ends.size();
        ChatConnection connection = new ChatConnection(
                new ServerPipeline(
                        URI.create("wss://" + host + ":" + port + "/ws"),
                        ChatTlsContext.of(trust),
                        verifyHostname,
                        through,
                        new HostNameResolver(Runnable::run, InetAddress::getByName),
                        1 << 20),
                alpha,
                SessionTimeouts.DEFAULT,
                new ReconnectBackoff(1, 20, RANDOM),
                RANDOM,
                Clock.systemUTC(),
                loops.next(),
                listener);
        connection.start();
        await().until(() -> listener.ends.size() > ended);
        connection.close();
    }
}
