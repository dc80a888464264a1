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

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.cameltencent.birdtalk.ChatCipher;
import io.github.cameltencent.birdtalk.frame.ChatClientInfo;
import io.github.cameltencent.birdtalk.frame.ChatFrame;
import io.github.cameltencent.birdtalk.frame.ChatLogin;
import io.github.cameltencent.birdtalk.frame.Dialogue;
import io.github.cameltencent.birdtalk.frame.MessageFrames;
import io.github.cameltencent.birdtalk.protocol.ChatMsgType;
import io.github.cameltencent.birdtalk.session.SessionEnd.Cause;
import io.github.cameltencent.birdtalk.session.SessionTimeouts;
import io.github.cameltencent.emulator.EmulatorOptions;
import io.github.cameltencent.emulator.TencentEmulator;
import io.netty.channel.nio.NioEventLoopGroup;
import java.net.InetAddress;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The connection against the emulator. */
class ChatConnectionTest {

    private static final long ALPHA = 10001;
    private static final SecureRandom RANDOM = new SecureRandom();
    private static TencentEmulator emulator;
    private static NioEventLoopGroup loops;

    private final RecordingConnectionListener listener = new RecordingConnectionListener();
    private ChatConnection connection;

    @BeforeAll
    static void start() {
        emulator = TencentEmulator.start();
        loops = new NioEventLoopGroup(1);
    }

    @AfterAll
    static void stop() {
        emulator.close();
        loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly(2000);
    }

    @AfterEach
    void close() {
        connection.close();
        emulator.reset();
    }

    @Test
    void connectsSendsAndDoesNotReconnectAfterAStop() throws Exception {
        connect(EmulatorOptions.CHAT_ALPHA.key());
        await().until(() -> listener.ready.get() == 1);
        ChatFrame frame = new MessageFrames(ALPHA, "device")
                .message(1, 1, Dialogue.user(10002), ChatMsgType.TEXT, "hi".getBytes(UTF_8), 0);
        assertThat(write(frame)).isTrue();
        await().until(() -> listener.arrived.size() == 1);
        connection.close();
        await().until(() -> listener.ends.size() == 1);
        assertThat(listener.ends.get(0).cause()).isEqualTo(Cause.STOPPED);
        assertThat(listener.waits).containsExactly(-1L);
        await().until(() -> emulator.chat().connections() == 0);
        assertThat(write(frame)).isFalse();
    }

    @Test
    void reconnectsWithItsKeyAfterAHundredDisconnectsOnTheSameThread() {
        connect(EmulatorOptions.CHAT_ALPHA.key());
        await().until(() -> listener.ready.get() == 1);
        int threads = Thread.activeCount();
        for (int i = 1; i <= 100; i++) {
            emulator.chat().disconnectAll();
            int next = i + 1;
            await().pollInterval(1, TimeUnit.MILLISECONDS).until(() -> listener.ready.get() == next);
        }
        assertThat(Thread.activeCount()).isLessThanOrEqualTo(threads + 1);
        assertThat(listener.keys.get()).isEqualTo(1);
        assertThat(listener.waits).hasSize(100).allMatch(wait -> wait >= 1 && wait <= 20);
        assertThat(emulator.chat().connections()).isEqualTo(1);
    }

    @Test
    void doesNotReconnectAfterAWrongPassword() {
        connect("wrong");
        await().until(() -> listener.ends.size() == 1);
        assertThat(listener.ends.get(0).cause()).isEqualTo(Cause.LOGIN_REFUSED);
        assertThat(listener.waits).containsExactly(-1L);
    }

    @Test
    void doesNotReconnectAfterARefusedHandshake() {
        emulator.faults()
                .addScript(
                        "{\"match\":{\"service\":\"chat\",\"path\":\"connect\"},\"fault\":\"status\",\"status\":401}");
        connect(EmulatorOptions.CHAT_ALPHA.key());
        await().until(() -> listener.ends.size() == 1);
        assertThat(listener.ends.get(0).code()).isEqualTo(401);
        assertThat(listener.waits).containsExactly(-1L);
    }

    @Test
    void retriesAnUnreachableServer() {
        connect(URI.create("ws://127.0.0.1:1/ws"), "any");
        await().until(() -> listener.ends.size() >= 3);
        assertThat(listener.ends).allMatch(end -> end.cause() == Cause.DISCONNECTED);
    }

    @Test
    void aStopDuringTheHandshakeEndsIt() {
        emulator.faults()
                .addScript(
                        "{\"match\":{\"service\":\"chat\",\"path\":\"hello\"},\"fault\":\"code\",\"code\":\"silent\"}");
        connect(EmulatorOptions.CHAT_ALPHA.key());
        await().until(() -> !emulator.requests().isEmpty());
        connection.close();
        await().until(() -> listener.ends.size() == 1 && emulator.chat().connections() == 0);
        assertThat(listener.waits).containsExactly(-1L);
    }

    private boolean write(ChatFrame frame) throws Exception {
        return loops.next().submit(() -> connection.write(frame)).get();
    }

    private void connect(String password) {
        connect(URI.create(emulator.chatUri()), password);
    }

    private void connect(URI uri, String password) {
        ConnectionCredentials alpha = new ConnectionCredentials(
                new ChatClientInfo("device", "1.0", "test", Map.of()),
                ChatLogin.byId(ALPHA, password.toCharArray()),
                ChatCipher.AES_CTR,
                null);
        connection = new ChatConnection(
                new ServerPipeline(
                        uri, null, true, null, new HostNameResolver(Runnable::run, InetAddress::getByName), 1 << 20),
                alpha,
                SessionTimeouts.DEFAULT,
                new ReconnectBackoff(1, 20, RANDOM),
                RANDOM,
                Clock.systemUTC(),
                loops.next(),
                listener);
        connection.start();
    }
}
