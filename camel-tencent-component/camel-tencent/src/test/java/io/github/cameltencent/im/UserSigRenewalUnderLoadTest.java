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
package io.github.cameltencent.im;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cameltencent.TencentConstants;
import io.github.cameltencent.component.TencentComponent;
import io.github.cameltencent.credential.ImApplication;
import io.github.cameltencent.credential.TencentApplication;
import io.github.cameltencent.emulator.EmulatorOptions;
import io.github.cameltencent.emulator.TencentEmulator;
import io.github.cameltencent.testing.SettableClock;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.impl.async.HttpAsyncClients;
import org.apache.hc.core5.http.HttpRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Calls continue while the administrator's UserSig is renewed; the emulator and the component share a clock. {@code
 * -Dsends=100000} runs longer, with a renewal for every hundred calls.
 */
class UserSigRenewalUnderLoadTest {

    private static final int SENDS = Integer.getInteger("sends", 3000);
    private static final int SENDS_A_RENEWAL = 100;
    private static final int THREADS = 32;
    private static final Duration LIFE = Duration.ofHours(2);
    private static final Pattern USER_SIG = Pattern.compile("[?&]usersig=([^&]+)");

    private final SettableClock time = new SettableClock(1_700_000_000L);
    private final TencentEmulator emulator =
            TencentEmulator.start(new EmulatorOptions().clock(time).records(1000, 1 << 20));
    private final DefaultCamelContext context = new DefaultCamelContext();
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    private final Set<String> tickets = ConcurrentHashMap.newKeySet();
    private final Map<String, Integer> ends = new ConcurrentHashMap<>();

    @AfterEach
    void stop() {
        threads.shutdownNow();
        context.stop();
        emulator.close();
    }

    @Test
    void noCallFailsWhileTheUserSigIsRenewed() throws Exception {
        int renewals = SENDS / SENDS_A_RENEWAL;
        try (CloseableHttpAsyncClient client = client()) {
            ProducerTemplate template = start(client);
            for (int round = 0; round < renewals; round++) {
                // just after half of its lifetime: other calls still use the cached UserSig
                time.advance(LIFE.dividedBy(2).plus(Unsteady.MOST));
                send(template).get(1, TimeUnit.MINUTES);
            }
        }

        assertThat(ends).as("outcome and attempts").containsOnly(Map.entry("ACCEPTED 1", renewals * SENDS_A_RENEWAL));
        assertThat(emulator.counters().accepted()).isEqualTo(renewals * SENDS_A_RENEWAL);
        assertThat(emulator.counters().refused()).isZero();
        assertThat(tickets).as("one new UserSig for each renewal").hasSize(renewals);
    }

    private CompletableFuture<?> send(ProducerTemplate template) {
        CompletableFuture<?>[] sends = new CompletableFuture<?>[SENDS_A_RENEWAL];
        for (int i = 0; i < sends.length; i++) {
            sends[i] = template.asyncSend(
                            "tencent:im/openim/sendmsg?application=orders&toAccount=alpha&rateLimit=off&clock=#bean:clock"
                                    + "&expire=" + LIFE.toSeconds(),
                            exchange -> exchange.getMessage().setBody("hello"))
                    .thenAccept(this::ended);
        }
        return CompletableFuture.allOf(sends);
    }

    private void ended(Exchange done) {
        String end = done.getMessage().getHeader(TencentConstants.OUTCOME) + " "
                + done.getMessage().getHeader(TencentConstants.ATTEMPTS);
        ends.merge(end, 1, Integer::sum);
    }

    private ProducerTemplate start(CloseableHttpAsyncClient client) {
        ImApplication im = new ImApplication();
        im.setSdkAppId(Long.valueOf(EmulatorOptions.IM.id()));
        im.setSecretKey(EmulatorOptions.IM.key());
        im.setBaseUri(emulator.baseUri());
        TencentApplication orders = new TencentApplication();
        orders.setIm(im);
        context.getRegistry().bind("orders", orders);
        context.getRegistry().bind("clock", new Unsteady(time));
        context.getComponent("tencent", TencentComponent.class).setHttpAsyncClient(client);
        context.start();
        ProducerTemplate template = context.createProducerTemplate();
        template.setExecutorService(threads);
        return template;
    }

    /** A client that records the UserSig of each request. */
    private CloseableHttpAsyncClient client() {
        CloseableHttpAsyncClient client = HttpAsyncClients.custom()
                .addRequestInterceptorLast((request, entity, httpContext) -> tickets.add(userSig(request)))
                .disableAutomaticRetries()
                .build();
        client.start();
        return client;
    }

    private static String userSig(HttpRequest request) {
        Matcher found = USER_SIG.matcher(request.getPath());
        return found.find() ? found.group(1) : "none";
    }

    /** The time of the test plus some seconds that differ with each call, so that concurrent UserSigs differ. */
    private static final class Unsteady extends Clock {

        static final Duration MOST = Duration.ofSeconds(50);

        private final Clock time;
        private final AtomicLong looks = new AtomicLong();

        Unsteady(Clock time) {
            this.time = time;
        }

        @Override
        public Instant instant() {
            return time.instant().plusSeconds(looks.getAndIncrement() % MOST.toSeconds());
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
