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
package io.github.cameltencent.birdtalk.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cameltencent.birdtalk.ChatAccount;
import io.github.cameltencent.birdtalk.ChatCipher;
import io.github.cameltencent.birdtalk.ChatKey;
import io.github.cameltencent.birdtalk.connection.ChatConnection;
import io.github.cameltencent.birdtalk.connection.ConnectionCredentials;
import io.github.cameltencent.birdtalk.connection.HostNameResolver;
import io.github.cameltencent.birdtalk.connection.ReconnectBackoff;
import io.github.cameltencent.birdtalk.connection.ServerPipeline;
import io.github.cameltencent.birdtalk.frame.ChatClientInfo;
import io.github.cameltencent.birdtalk.frame.ChatLogin;
import io.github.cameltencent.birdtalk.session.SessionTimeouts;
import io.github.cameltencent.birdtalk.state.AccountState;
import io.github.cameltencent.birdtalk.state.MemoryChatStateStore;
import io.netty.channel.nio.NioEventLoopGroup;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A client that has terminated. */
class AccountClientTest {

    private static final SecureRandom RANDOM = new SecureRandom();

    private final NioEventLoopGroup loops = new NioEventLoopGroup(1);
    private final MemoryChatStateStore store = new MemoryChatStateStore();

    @AfterEach
    void stop() {
        loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly(2000);
    }

    @Test
    void aKeyAgreedAfterTerminationIsWiped() throws Exception {
        AccountClient client = client();
        ChatKey remembered = new ChatKey(new byte[ChatKey.LENGTH], ChatCipher.AES_CTR);
        ChatKey late = new ChatKey(new byte[ChatKey.LENGTH], ChatCipher.AES_CTR);
        onLoop(() -> client.keyAgreed(remembered));
        assertThat(remembered.toString()).doesNotContain("wiped");
        client.stop().get(5, TimeUnit.SECONDS);
        assertThat(remembered.toString()).contains("wiped");
        onLoop(() -> client.keyAgreed(late));
        assertThat(late.toString()).contains("wiped");
    }

    @Test
    void aListenerRemovedBeforeItsAdditionRanReceivesNothing() throws Exception {
        AccountClient client = client();
        AtomicInteger told = new AtomicInteger();
        CountDownLatch hold = new CountDownLatch(1);
        CompletableFuture.completedFuture(hold).thenAcceptAsync(AccountClientTest::await, loops);
        AccountListener listener = (AccountListener) Proxy.newProxyInstance(
                AccountListener.class.getClassLoader(),
                new Class<?>[] {AccountListener.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "hashCode" -> 1;
                    case "equals" -> proxy == arguments[0];
                    default -> {
                        told.incrementAndGet();
                        yield null;
                    }
                });
        client.addListener(listener, true);
        client.removeListener(listener);
        hold.countDown();
        client.unregistered();
        onLoop(() -> {});
        assertThat(told).hasValue(0);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private void onLoop(Runnable task) throws Exception {
        loops.submit(task).get(5, TimeUnit.SECONDS);
    }

    /** Of an unreachable server. */
    private AccountClient client() throws Exception {
        URI nowhere = URI.create("ws://127.0.0.1:1/ws");
        AccountClient client = new AccountClient(
                "device", loops.next(), Clock.systemUTC(), new LoginCodeRequester(null, Runnable::run));
        AccountState memory = AccountState.load(
                new ChatAccount(nowhere.toString(), "ID:10001", "device"),
                store,
                Runnable::run,
                loops.next(),
                client::sendIdsAvailable);
        ConnectionCredentials alpha = new ConnectionCredentials(
                new ChatClientInfo("device", "1.0", "test", Map.of()),
                ChatLogin.byId(10001, "any".toCharArray()),
                ChatCipher.AES_CTR,
                null);
        HostNameResolver names = new HostNameResolver(Runnable::run, InetAddress::getByName);
        client.start(
                memory,
                new ChatConnection(
                        new ServerPipeline(nowhere, null, true, null, names, 1 << 20),
                        alpha,
                        SessionTimeouts.DEFAULT,
                        new ReconnectBackoff(1000, 1000, RANDOM),
                        RANDOM,
                        Clock.systemUTC(),
                        loops.next(),
                        client));
        return client;
    }
}
