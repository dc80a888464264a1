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
package io.github.cameltencent.component;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.cameltencent.credential.ImApplication;
import io.github.cameltencent.credential.TencentApplication;
import io.github.cameltencent.emulator.EmulatorOptions;
import io.github.cameltencent.emulator.RecordedRequest;
import io.github.cameltencent.emulator.TencentEmulator;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the emulator sees of nodes that keep a quota: its record of arrivals. */
class PacingTest {

    private static final int QUOTA = 200;

    private final TencentEmulator emulator = TencentEmulator.start();
    private final InMemoryCluster cluster = new InMemoryCluster();
    private final List<DefaultCamelContext> contexts = new ArrayList<>();
    private final AtomicBoolean stopped = new AtomicBoolean();

    @AfterEach
    void stop() {
        stopped.set(true);
        contexts.forEach(DefaultCamelContext::stop);
        emulator.close();
    }

    private DefaultCamelContext node() throws Exception {
        DefaultCamelContext context = new DefaultCamelContext();
        contexts.add(context);
        context.addService(cluster.node("node-" + contexts.size()));
        ImApplication im = new ImApplication();
        im.setSdkAppId(Long.valueOf(EmulatorOptions.IM.id()));
        im.setSecretKey(EmulatorOptions.IM.key());
        im.setBaseUri(emulator.baseUri());
        TencentApplication application = new TencentApplication();
        application.setIm(im);
        context.getRegistry().bind("orders", application);
        context.start();
        return context;
    }

    /** Keeps calls in flight: each end is followed by another call. */
    private void load(DefaultCamelContext context, String uri, int calls) {
        ProducerTemplate template = context.createProducerTemplate();
        for (int i = 0; i < calls; i++) {
            next(template, uri);
        }
    }

    private void next(ProducerTemplate template, String uri) {
        if (!stopped.get()) {
            template.asyncSend(uri, exchange -> exchange.getMessage().setBody("{\"To_Account\":[\"alpha\"]}"))
                    .thenRun(() -> next(template, uri));
        }
    }

    private long arrivedAfter(Instant time) {
        return emulator.requests().stream()
                .filter(request -> request.time().isAfter(time))
                .count();
    }

    @Test
    void threeNodesUseAQuotaTogetherAndNeverMore() throws Exception {
        String uri = "tencent:im/openim/querystate?application=orders&rateLimitShare=cluster";
        try (PauseMeter pauses = new PauseMeter()) {
            for (int i = 0; i < 3; i++) {
                load(node(), uri, 30);
            }
            await().atMost(Duration.ofSeconds(30)).until(() -> shares(uri) == 1.0 / 3);
            Instant from = Instant.now();
            Instant to = from.plusSeconds(6);
            await().until(() -> Instant.now().isAfter(to));
            stopped.set(true);

            // a pause of this process holds calls back, and lets them arrive together
            int held = (int) (QUOTA * pauses.longest().toMillis() / 1000);
            assertThat(most()).isLessThanOrEqualTo(QUOTA * 105 / 100 + held);
            long missed = QUOTA * pauses.total().toMillis() / 1000;
            assertThat(emulator.requests().stream()
                            .filter(request -> request.time().isAfter(from)
                                    && request.time().isBefore(to))
                            .count())
                    .isGreaterThanOrEqualTo(6 * QUOTA * 95 / 100 - missed);
        }
    }

    /** Measures pauses of the process of more than 20 ms, as a busy machine causes them. */
    private static final class PauseMeter implements AutoCloseable {

        private static final long STEP = TimeUnit.MILLISECONDS.toNanos(5);
        private static final long COUNTED = TimeUnit.MILLISECONDS.toNanos(20);

        private final Thread thread = new Thread(this::measure, "pause-meter");
        private final AtomicLong longest = new AtomicLong();
        private final AtomicLong total = new AtomicLong();

        PauseMeter() {
            thread.setDaemon(true);
            thread.start();
        }

        private void measure() {
            for (long last = System.nanoTime(); !Thread.currentThread().isInterrupted(); ) {
                LockSupport.parkNanos(STEP);
                long now = System.nanoTime();
                if (now - last > COUNTED) {
                    longest.accumulateAndGet(now - last, Math::max);
                    total.addAndGet(now - last);
                }
                last = now;
            }
        }

        Duration longest() {
            return Duration.ofNanos(longest.get());
        }

        Duration total() {
            return Duration.ofNanos(total.get());
        }

        @Override
        public void close() {
            thread.interrupt();
        }
    }

    private double shares(String uri) {
        return contexts.stream()
                .mapToDouble(context -> context.getEndpoint(uri, TencentEndpoint.class)
                        .getShared()
                        .share()
                        .current())
                .max()
                .orElseThrow();
    }

    /** Returns the most arrivals within a second. */
    private int most() {
        List<Instant> arrivals =
                emulator.requests().stream().map(RecordedRequest::time).sorted().toList();
        int most = 0;
        for (int first = 0, last = 0; last < arrivals.size(); last++) {
            while (!arrivals.get(last).isBefore(arrivals.get(first).plusSeconds(1))) {
                first++;
            }
            most = Math.max(most, last - first + 1);
        }
        return most;
    }

    @Test
    void throttledAnswersBecomeFewAndTheRateRecovers() throws Exception {
        emulator.im().rateLimits(true); // 100 calls a second of this command
        String uri = "tencent:im/im_open_login_svc/account_check?application=orders&rateLimit=400&maxRetries=0";
        load(node(), uri, 60);
        await().atMost(Duration.ofSeconds(30))
                .until(() -> emulator.requests().stream().anyMatch(PacingTest::isThrottled));
        Instant begun = Instant.now();
        await().until(() -> Instant.now().isAfter(begun.plusSeconds(4)));
        Instant settled = Instant.now();
        await().until(() -> Instant.now().isAfter(settled.plusSeconds(4)));

        List<RecordedRequest> last = emulator.requests().stream()
                .filter(request -> request.time().isAfter(settled))
                .toList();
        long throttled = last.stream().filter(PacingTest::isThrottled).count();
        assertThat(throttled)
                .as("of %d; without slow-down three quarters", last.size())
                .isLessThan(last.size() / 3);

        emulator.im().rateLimits(false);
        await().atMost(Duration.ofSeconds(30))
                .until(() -> arrivedAfter(Instant.now().minusSeconds(1)) >= 150);
    }

    private static boolean isThrottled(RecordedRequest request) {
        return request.code().equals("60007");
    }

    @Test
    void theBacklogOfAnEndpointDoesNotStarveAnother() throws Exception {
        String uri = "tencent:im/openim/querystate?application=orders&rateLimit=10";
        DefaultCamelContext context = node();
        load(context, uri + "&connectTimeout=5001", 100);
        await().atMost(Duration.ofSeconds(30))
                .until(() -> waiting(context) >= 90 && emulator.requests().size() >= 5);
        int before = emulator.requests().size();

        Exchange other = context.createProducerTemplate()
                .request(uri, exchange -> exchange.getMessage().setBody("{\"To_Account\":[\"beta\"]}"));

        assertThat(other.getException()).isNull();
        List<String> bodies =
                emulator.requests().stream().map(RecordedRequest::body).toList();
        assertThat(bodies.indexOf("{\"To_Account\":[\"beta\"]}") - before)
                .as("calls that were sent before that of the other endpoint; ninety waited")
                .isBetween(0, 45);
    }

    private static int waiting(DefaultCamelContext context) {
        return context
                .getComponent("tencent", TencentComponent.class)
                .transportService()
                .rateLimiters()
                .values()
                .stream()
                .mapToInt(limiter -> limiter.usage().waiting())
                .sum();
    }
}
