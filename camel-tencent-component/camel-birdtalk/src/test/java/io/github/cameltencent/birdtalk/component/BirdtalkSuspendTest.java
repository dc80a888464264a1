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

import io.github.cameltencent.birdtalk.BirdtalkConstants;
import io.github.cameltencent.birdtalk.inbox.DialogueBatch;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A consumer that is suspended with messages in flight. */
class BirdtalkSuspendTest extends ChatRoutesFixture {

    private final GateClock clock = new GateClock();

    @ParameterizedTest(name = "resumed before the message ends: {0}")
    @ValueSource(booleans = {true, false})
    void returnedMessagesContinueAtOnceAfterAResume(boolean before) throws Exception {
        context.getRegistry().bind("clock", clock);
        CountDownLatch first = new CountDownLatch(1);
        CountDownLatch second = new CountDownLatch(1);
        AtomicReference<Thread> thread = new AtomicReference<>();
        route("chat", alpha("&clock=#clock"), exchange -> {
            received.add(copy(exchange));
            if ("m0".equals(exchange.getMessage().getBody())) {
                first.await();
            } else if ("m1".equals(exchange.getMessage().getBody())) {
                thread.set(Thread.currentThread());
                second.await();
            }
        });
        awaitUpToDate(ALPHA);
        write("m0");
        await().until(() -> received.size() == 1);
        IntStream.range(1, 4).forEach(i -> write("m" + i));
        template.requestBodyAndHeader(alpha("&clock=#clock"), "hi", BirdtalkConstants.TO_ID, BETA); // all have arrived
        first.countDown();
        await().until(() -> thread.get() != null);

        BirdtalkConsumer consumer = (BirdtalkConsumer) context.getRoute("chat").getConsumer();
        consumer.suspend();
        clock.shut.set(new CountDownLatch(1));
        template.asyncRequestBodyAndHeader(alpha("&clock=#clock"), "hi", BirdtalkConstants.TO_ID, BETA);
        clock.reached.await();
        if (before) {
            consumer.resume();
        }
        second.countDown();
        await().until(() -> Arrays.stream(thread.get().getStackTrace())
                .noneMatch(frame -> frame.getClassName().equals(DialogueBatch.class.getName())));
        if (!before) {
            consumer.resume();
        }
        clock.shut.get().countDown();
        await().until(() -> received.size() == 4);
        assertThat(texts()).containsExactly("m0", "m1", "m2", "m3");
    }

    /** Blocks the connection's thread when it reads the time. */
    private static final class GateClock extends Clock {

        private final AtomicReference<CountDownLatch> shut = new AtomicReference<>(new CountDownLatch(0));
        private final CountDownLatch reached = new CountDownLatch(1);

        @Override
        public long millis() {
            if (shut.get().getCount() > 0 && Thread.currentThread().getName().endsWith("Birdtalk")) {
                reached.countDown();
                try {
                    shut.get().await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
            return System.currentTimeMillis();
        }

        @Override
        public Instant instant() {
            return Instant.ofEpochMilli(millis());
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
