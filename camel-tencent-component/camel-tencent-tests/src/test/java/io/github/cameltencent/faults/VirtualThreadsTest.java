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
package io.github.cameltencent.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cameltencent.Outcome;
import io.github.cameltencent.emulator.EmulatorOptions;
import io.github.cameltencent.emulator.TencentEmulator;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

/**
 * Case 39: virtual threads that wait for a place in flight and for answers leave their carrier threads to others. The soak
 * shows the same of Camel's own virtual threads.
 */
@EnabledForJreRange(min = JRE.JAVA_21)
class VirtualThreadsTest {

    private static final int CALLS = 200;
    private static final Duration LATENCY = Duration.ofMillis(30); // longer than what counts as pinned

    private final TencentEmulator emulator = TencentEmulator.start(new EmulatorOptions().latency(LATENCY));
    private final DefaultCamelContext context = new DefaultCamelContext();
    private int number;

    @BeforeEach
    void start() {
        MarkedCall.bind(context, emulator.port());
        context.start();
    }

    @AfterEach
    void stop() {
        context.stop();
        emulator.close();
    }

    @Test
    void case39WaitingCallersDoNotPinTheirCarriers() throws Exception {
        send(CALLS / 10); // the JVM pins threads while it loads classes
        try (PinnedThreads pinned = PinnedThreads.watch()) {
            send(CALLS);

            assertThat(pinned.takeAll()).isZero();
        }
    }

    private void send(int calls) throws Exception {
        ProducerTemplate template = context.createProducerTemplate();
        MarkedCall[] services = MarkedCall.values();
        ExecutorService threads = (ExecutorService)
                Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
        try {
            List<Future<MarkedOutcome>> outcomes = new ArrayList<>();
            for (int i = 0; i < calls; i++) {
                MarkedCall call = services[i % services.length];
                String mark = MarkedCall.mark(number++);
                outcomes.add(threads.submit(() -> {
                    assertThat(Thread.class.getMethod("isVirtual").invoke(Thread.currentThread()))
                            .isEqualTo(true);
                    return MarkedOutcome.of(template.send(
                            call.uri(emulator.port(), "&maxInFlight=8"), exchange -> call.prepare(exchange, mark)));
                }));
            }
            for (Future<MarkedOutcome> outcome : outcomes) {
                assertThat(outcome.get().outcome()).isEqualTo(Outcome.ACCEPTED);
            }
        } finally {
            threads.shutdownNow();
        }
    }
}
