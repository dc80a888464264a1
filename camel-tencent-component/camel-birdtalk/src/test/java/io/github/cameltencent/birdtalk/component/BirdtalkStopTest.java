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
package io.github.cameltencent.birdtalk.component;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.github.cameltencent.birdtalk.BirdtalkComponent;
import io.github.cameltencent.birdtalk.ChatAccount;
import io.github.cameltencent.birdtalk.ChatState;
import io.github.cameltencent.birdtalk.ChatStateStore;
import io.github.cameltencent.birdtalk.state.MemoryChatStateStore;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.camel.Producer;
import org.junit.jupiter.api.Test;

/** The stop of a component. */
class BirdtalkStopTest extends ChatRoutesFixture {

    private final CountDownLatch hanging = new CountDownLatch(1);

    @Test
    void anInterruptedStopLeavesNeitherConnectionsNorThreads() throws Exception {
        Set<Thread> before = threads();
        Producer alpha = started(alpha("&toId=" + BETA));
        Producer beta = started(beta("&toId=" + ALPHA));
        await().until(() -> emulator.chat().online() == 2);
        if (!Boolean.getBoolean("camel.threads.virtual.enabled")) { // the JVM does not list virtual threads
            assertThat(threads()).hasSizeGreaterThan(before.size());
        }
        Thread.currentThread().interrupt();
        component().stop();
        assertThat(Thread.interrupted()).isTrue();
        await().until(() -> emulator.chat().connections() == 0);
        await().until(() -> before.containsAll(threads()));
        alpha.stop(); // its connection is closed already
        beta.stop();
    }

    @Test
    void aStoppedComponentOpensNoConnection() throws Exception {
        Producer producer = context.getEndpoint(alpha("&toId=" + BETA)).createProducer();
        component().stop();
        Set<Thread> before = threads();
        assertThatThrownBy(producer::start).hasStackTraceContaining("The component is stopped");
        assertThat(before).containsAll(threads());
        component().start();
        producer.start();
        await().until(() -> emulator.chat().isOnline(ALPHA));
        producer.stop();
    }

    @Test
    void aHangingStoreKeepsNoConnectionOpen() throws Exception {
        MemoryChatStateStore kept = new MemoryChatStateStore();
        Set<Thread> savers = ConcurrentHashMap.newKeySet();
        context.getRegistry().bind("hanging", new ChatStateStore() {
            @Override
            public ChatState load(ChatAccount account) {
                return kept.load(account);
            }

            @Override
            public void save(ChatAccount account, ChatState state) {
                savers.add(Thread.currentThread());
                try {
                    hanging.await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            }
        });
        String store = "&stateStore=#bean:hanging";
        Producer alpha = started(alpha("&toId=" + BETA).replace("&stateStore=memory", store));
        Producer beta = started(beta("&toId=" + ALPHA).replace("&stateStore=memory", store));
        await().until(() -> emulator.chat().online() == 2 && !savers.isEmpty());
        ExecutorService other = Executors.newSingleThreadExecutor();
        try {
            Future<?> stopping = other.submit(() -> component().stop());
            await().until(() -> emulator.chat().connections() == 0);
            assertThat(stopping).isNotDone();
            hanging.countDown();
            finished(stopping);
        } finally {
            other.shutdownNow();
        }
        alpha.stop();
        beta.stop();
    }

    private static void finished(Future<?> stopping) throws Exception {
        try {
            stopping.get(20, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new AssertionError(e.getCause());
        }
    }

    private BirdtalkComponent component() {
        return context.getComponent("birdtalk", BirdtalkComponent.class);
    }

    private Producer started(String uri) throws Exception {
        Producer producer = context.getEndpoint(uri).createProducer();
        producer.start();
        return producer;
    }

    private static Set<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().contains("Birdtalk"))
                .collect(Collectors.toSet());
    }
}
