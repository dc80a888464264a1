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
import io.github.cameltencent.birdtalk.session.SessionEnd;
import io.github.cameltencent.birdtalk.session.SessionTimeouts;
import io.github.cameltencent.emulator.EmulatorOptions;
import io.github.cameltencent.emulator.TencentEmulator;
import io.github.cameltencent.testing.ScriptedProxy;
import io.netty.channel.nio.NioEventLoopGroup;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Servers and proxies with host names, on a network whose DNS is slow or does not know them. */
class ChatHostNamesTest {

    private static final long ALPHA = 10001;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final TencentEmulator emulator = TencentEmulator.start();
    private final NioEventLoopGroup loops = new NioEventLoopGroup(1);
    private final ThreadPoolExecutor threads =
            new ThreadPoolExecutor(0, 2, 1, TimeUnit.SECONDS, new SynchronousQueue<>());
    private final CountDownLatch slow = new CountDownLatch(1);
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final HostNameResolver names = new HostNameResolver(threads, this::lookup);
    private final List<ChatConnection> connections = new ArrayList<>();

    @AfterEach
    void stop() {
        connections.forEach(ChatConnection::close);
        slow.countDown();
        threads.shutdown();
        loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly(2000);
        emulator.close();
    }

    @Test
    void aSlowLookupDelaysNoOtherAccountOfTheThread() {
        RecordingConnectionListener held = connect("slow.example");
        await().until(() -> asked.contains("slow.example"));
        RecordingConnectionListener other = connect("quick.example");
        await().until(() -> other.ready.get() == 1);
        assertThat(held.ready.get()).isZero();
        slow.countDown();
        await().until(() -> held.ready.get() == 1);
    }

    @Test
    void aTimedOutLookupIsSharedByTheNextAttempt() {
        RecordingConnectionListener held = connect("slow.example", times(50));
        await().until(() -> held.ends.size() >= 3);
        assertThat(held.ends).allMatch(end -> end.cause() == SessionEnd.Cause.TIMEOUT);
        assertThat(asked).containsExactly("slow.example");
        assertThat(threads.getPoolSize()).isEqualTo(1);
    }

    @Test
    void anUnknownNameIsRetried() {
        RecordingConnectionListener listener = connect("unknown.example");
        await().until(() -> listener.ends.size() >= 3);
        assertThat(listener.ends)
                .allMatch(end -> end.cause() == SessionEnd.Cause.DISCONNECTED
                        && end.text().contains("cannot be resolved"));
    }

    @Test
    void aRejectedLookupIsRetried() {
        RecordingConnectionListener first = connect("slow.example");
        RecordingConnectionListener second = connect("slow.too.example");
        await().until(() -> asked.size() == 2);
        RecordingConnectionListener third = connect("quick.example");
        await().until(() -> !third.ends.isEmpty());
        assertThat(third.ends.get(0).cause()).isEqualTo(SessionEnd.Cause.DISCONNECTED);
        assertThat(third.ends.get(0).text()).contains("too many host names");
        slow.countDown();
        await().until(() -> first.ready.get() + second.ready.get() + third.ready.get() == 3);
    }

    @Test
    void aStopDoesNotWaitForALookup() {
        RecordingConnectionListener listener = connect("slow.example");
        await().until(() -> asked.contains("slow.example"));
        connections.remove(0).close();
        await().until(() -> listener.ends.size() == 1);
        assertThat(listener.ends.get(0).cause()).isEqualTo(SessionEnd.Cause.STOPPED);
        assertThat(loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly(2000))
                .isTrue();
    }

    @Test
    void onlyTheNameOfAProxyIsResolved() {
        try (ScriptedProxy proxy = ScriptedProxy.to(port())) {
            NetworkSettings settings = new NetworkSettings(null, "quick.proxy", proxy.port(), null, null, null);
            RecordingConnectionListener listener = connect(
                    "behind.example", ProxyHandlerFactory.of(settings, "behind.example"), SessionTimeouts.DEFAULT);
            await().until(() -> listener.ready.get() == 1);
            assertThat(asked).containsExactly("quick.proxy");
        }
    }

    private InetAddress lookup(String host) throws UnknownHostException {
        asked.add(host);
        if (host.startsWith("unknown")) {
            throw new UnknownHostException(host);
        }
        try {
            if (host.startsWith("slow")) {
                slow.await();
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return InetAddress.getLoopbackAddress();
    }

    private int port() {
        return URI.create(emulator.chatUri()).getPort();
    }

    private static SessionTimeouts times(long connect) {
        SessionTimeouts usual = SessionTimeouts.DEFAULT;
        return new SessionTimeouts(
                connect, usual.stage(), usual.login(), usual.code(), usual.heartbeat(), usual.silence());
    }

    private RecordingConnectionListener connect(String host) {
        return connect(host, SessionTimeouts.DEFAULT);
    }

    private RecordingConnectionListener connect(String host, SessionTimeouts times) {
        return connect(host, null, times);
    }

    private RecordingConnectionListener connect(String host, ProxyHandlerFactory proxy, SessionTimeouts times) {
        RecordingConnectionListener listener = new RecordingConnectionListener();
        ConnectionCredentials alpha = new ConnectionCredentials(
                new ChatClientInfo("device", "1.0", "test", Map.of()),
                ChatLogin.byId(ALPHA, EmulatorOptions.CHAT_ALPHA.key().toCharArray()),
                ChatCipher.AES_CTR,
                null);
        ChatConnection connection = new ChatConnection(
                new ServerPipeline(
                        URI.create("ws://" + host + ":" + port() + "/ws"), null, true, proxy, names, 1 << 20),
                alpha,
                times,
                new ReconnectBackoff(1, 20, RANDOM),
                RANDOM,
                Clock.systemUTC(),
                loops.next(),
                listener);
        connections.add(connection);
        connection.start();
        return listener;
    }
}
