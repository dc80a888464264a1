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
package io.github.cameltencent.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cameltencent.Outcome;
import io.github.cameltencent.TencentCall;
import io.github.cameltencent.TencentCallListener;
import io.github.cameltencent.testing.CapturingAppender;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The queue of calls for listeners is bounded, and listeners are called one call at a time. */
class CallListenersTest {

    private final Queue<Runnable> tasks = new ArrayDeque<>();
    private final List<Integer> notified = new ArrayList<>();
    private final Queue<String> logged = new ConcurrentLinkedQueue<>();
    private final CapturingAppender collector = new CapturingAppender(logged);
    private final Logger logger = (Logger) LogManager.getLogger(CallListeners.class);

    @BeforeEach
    void collectLog() {
        collector.start();
        logger.addAppender(collector);
    }

    @AfterEach
    void restoreLog() {
        logger.removeAppender(collector);
    }

    private CallListeners listeners(TencentCallListener... beans) {
        return new CallListeners(List.of(beans), tasks::add);
    }

    private static TencentCall call(int number) {
        return new TencentCall("push", "push/app", "orders", Outcome.ACCEPTED, null, number, Duration.ZERO);
    }

    private void runTasks() {
        while (!tasks.isEmpty()) {
            tasks.poll().run();
        }
    }

    @Test
    void callsAreNotifiedInTheirOrderByOneTaskAtATime() {
        CallListeners listeners = listeners(call -> notified.add(call.getAttempts()));
        for (int i = 0; i < 250; i++) {
            listeners.ended(call(i));
            assertThat(tasks).hasSize(1);
        }
        runTasks();

        assertThat(notified).hasSize(250).isSorted();
    }

    @Test
    void callsThatFindTheQueueFullAreDroppedAndCounted() {
        CallListeners listeners = listeners(call -> notified.add(call.getAttempts()));
        for (int i = 0; i < CallListeners.MAX_QUEUED + 7; i++) {
            listeners.ended(call(i));
        }
        runTasks();

        assertThat(notified).hasSize(CallListeners.MAX_QUEUED);
        assertThat(listeners.dropped()).isEqualTo(7);
        assertThat(logged)
                .filteredOn(line -> line.contains("slower than the calls"))
                .hasSize(1);

        listeners.ended(call(1));
        runTasks();
        assertThat(notified).as("afterwards").hasSize(CallListeners.MAX_QUEUED + 1);
    }

    @Test
    void aListenerThatFailsIsLoggedOnceAndDoesNotKeepCallsFromOthers() {
        CallListeners listeners = listeners(
                call -> {
                    throw new IllegalStateException("invented");
                },
                call -> notified.add(call.getAttempts()));
        for (int i = 0; i < 5; i++) {
            listeners.ended(call(i));
        }
        runTasks();

        assertThat(notified).hasSize(5);
        assertThat(logged)
                .filteredOn(line -> line.contains("TencentCallListener failed"))
                .hasSize(1);
    }
}
