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

import io.github.cameltencent.Outcome;
import io.github.cameltencent.TencentConstants;
import io.github.cameltencent.TencentException;
import io.github.cameltencent.credential.TencentApplication;
import io.github.cameltencent.emulator.EmulatorOptions;
import io.github.cameltencent.emulator.TencentEmulator;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.apache.camel.AsyncProducer;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A context is stopped with 500 pushes in flight. */
class StopInFlightTest {

    private static final int PUSHES = 500;

    private final DefaultCamelContext context = new DefaultCamelContext();
    private final AtomicIntegerArray ends = new AtomicIntegerArray(PUSHES);
    private final AtomicInteger ended = new AtomicInteger();
    private final List<Exchange> exchanges = new ArrayList<>(PUSHES);
    private TencentEmulator emulator;

    @AfterEach
    void stop() {
        context.stop();
        emulator.close();
    }

    @Test
    @Timeout(120)
    void everyPushEndsOnceWithItsAnswerWhenTheStopHasTimeToWait() throws Exception {
        push(Duration.ofSeconds(2), 60);

        context.stop();

        assertEndedOnce();
        assertThat(exchanges)
                .allSatisfy(exchange ->
                        assertThat(exchange.getException()).as("exception").isNull());
        assertThat(emulator.requests()).hasSize(PUSHES);
    }

    @Test
    @Timeout(120)
    void everyPushEndsOnceAsAmbiguousWhenTheStopIsForced() throws Exception {
        push(Duration.ofSeconds(100), 1);

        context.stop();

        assertEndedOnce();
        assertThat(exchanges).allSatisfy(exchange -> assertThat(
                        exchange.getException(TencentException.class).getOutcome())
                .isEqualTo(Outcome.AMBIGUOUS));
    }

    /** Starts the pushes; a slow server has received all of them and has answered none. */
    private void push(Duration latency, int shutdownSeconds) throws Exception {
        emulator = TencentEmulator.start(new EmulatorOptions().latency(latency));
        TencentApplication orders = new TencentApplication();
        orders.tpns("android").setAccessId(EmulatorOptions.TPNS_ANDROID.id());
        orders.tpns("android").setSecretKey(EmulatorOptions.TPNS_ANDROID.key());
        orders.tpns("android").setBaseUri(emulator.baseUri());
        context.getRegistry().bind("orders", orders);
        context.getComponent("tencent", TencentComponent.class).setMaxConnections(PUSHES);
        context.getShutdownStrategy().setTimeout(shutdownSeconds);
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                errorHandler(noErrorHandler());
                from("direct:push")
                        .to("tencent:push?application=orders&title=T&rateLimit=off&maxRetries=0&responseTimeout=110000"
                                + "&requestTimeout=110000&maxInFlight=" + PUSHES);
            }
        });
        context.start();
        AsyncProducer route = context.getEndpoint("direct:push").createAsyncProducer();
        route.start();
        for (int number = 0; number < PUSHES; number++) {
            int current = number;
            Exchange exchange = new DefaultExchange(context);
            exchange.getMessage().setBody("text");
            exchange.getMessage().setHeader(TencentConstants.TOKENS, "token" + number);
            exchanges.add(exchange);
            route.process(exchange, synchronous -> {
                ends.incrementAndGet(current);
                ended.incrementAndGet();
            });
        }
        assertThat(ended.get()).as("ended before the stop").isLessThan(PUSHES);
        if (latency.toSeconds() > 10) {
            await().atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> assertThat(emulator.requests()).hasSize(PUSHES));
            assertThat(ended).hasValue(0);
        }
    }

    private void assertEndedOnce() {
        await().untilAsserted(() -> assertThat(ended).hasValue(PUSHES));
        for (int number = 0; number < PUSHES; number++) {
            assertThat(ends.get(number)).as("ends of push " + number).isEqualTo(1);
        }
    }
}
