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
import static org.awaitility.Awaitility.await;

import io.github.cameltencent.emulator.EmulatorOptions;
import io.github.cameltencent.emulator.TencentEmulator;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.file.cluster.FileLockClusterService;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two nodes, of which one consumes and the other takes over. */
class ChatClusterTest {

    private static final long ALPHA = 10001;
    private static final long BETA = 10002;

    @TempDir
    private Path folder;

    private final TencentEmulator emulator = TencentEmulator.start();
    private final List<String> byFirst = new CopyOnWriteArrayList<>();
    private final List<String> bySecond = new CopyOnWriteArrayList<>();
    private CamelContext first;
    private CamelContext second;

    @BeforeEach
    void start() throws Exception {
        first = node(byFirst);
        await().until(() -> emulator.requests().stream().anyMatch(request -> "group".equals(request.operation())));
        second = node(bySecond);
    }

    @AfterEach
    void stop() {
        first.stop();
        second.stop();
        emulator.close();
    }

    @Test
    void theSecondNodeTakesOverWithTheStoredKey() {
        IntStream.range(0, 5).forEach(i -> emulator.chat().write(BETA, ALPHA, "m" + i));
        await().until(() -> byFirst.size() == 5);
        assertThat(emulator.chat().connections()).isEqualTo(1);

        first.stop();
        IntStream.range(5, 8).forEach(i -> emulator.chat().write(BETA, ALPHA, "m" + i));
        await().atMost(20, TimeUnit.SECONDS).until(() -> bySecond.size() >= 3);
        IntStream.range(8, 10).forEach(i -> emulator.chat().write(BETA, ALPHA, "m" + i));
        await().until(() -> bySecond.size() >= 5);

        assertThat(byFirst).containsExactly("m0", "m1", "m2", "m3", "m4");
        assertThat(bySecond).containsExactly("m5", "m6", "m7", "m8", "m9");
        assertThat(emulator.requests().stream()
                        .map(request -> request.operation())
                        .filter("login"::equals))
                .as("the second came in by the key of the first")
                .hasSize(1);
    }

    private CamelContext node(List<String> received) throws Exception {
        CamelContext context = new DefaultCamelContext();
        FileLockClusterService cluster = new FileLockClusterService();
        cluster.setRoot(folder.resolve("cluster").toString());
        cluster.setAcquireLockDelay(100);
        cluster.setAcquireLockInterval(100);
        cluster.setAcquireLockDelayUnit(TimeUnit.MILLISECONDS);
        cluster.setAcquireLockIntervalUnit(TimeUnit.MILLISECONDS);
        context.addService(cluster);
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("master:birdtalk:birdtalk:chat?serverUri=" + emulator.chatUri() + "&userId=" + ALPHA
                                + "&password=RAW{" + EmulatorOptions.CHAT_ALPHA.key() + "}&stateStore=file:"
                                + folder.resolve("state"))
                        .process(exchange -> received.add(exchange.getMessage().getBody(String.class)));
            }
        });
        context.start();
        return context;
    }
}
