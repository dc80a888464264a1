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

import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A sender and a receiver whose connections are closed repeatedly; {@code -Ddisconnects=1000} for a long run. */
class ChatDisconnectsTest extends ChatRoutesFixture {

    private static final int DISCONNECTS = Integer.getInteger("disconnects", 40);

    @Test
    void everyMessageIsDeliveredOnceAndInOrder() throws Exception {
        consume("");
        int before = 60; // every thread of the pools has started by then
        IntStream.range(0, before).forEach(i -> write("m" + i));
        await().until(() -> received.size() == before);
        int threads = Thread.activeCount();
        long memory = directMemory();
        int all = before + DISCONNECTS;
        for (int i = before; i < all; i++) {
            emulator.chat().disconnectAll();
            write("m" + i);
        }
        await().atMost(Duration.ofSeconds(60)).until(() -> received.size() >= all);
        assertThat(texts())
                .isEqualTo(IntStream.range(0, all).mapToObj(i -> "m" + i).toList());
        assertThat(history(ALPHA)).as("what the server has").hasSize(all);
        assertThat(emulator.chat().crashes()).isEmpty();
        assertThat(Thread.activeCount())
                .isLessThan(threads + Math.min(DISCONNECTS, 35)); // pools start threads on demand
        assertThat(directMemory()).isLessThanOrEqualTo(memory + (16L << 20));
        System.out.printf(
                "%d disconnects: threads %d, then %d; direct memory %,d, then %,d%n",
                DISCONNECTS, threads, Thread.activeCount(), memory, directMemory());
    }

    private static long directMemory() {
        return ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                .filter(pool -> pool.getName().equals("direct"))
                .mapToLong(BufferPoolMXBean::getMemoryUsed)
                .sum();
    }
}
