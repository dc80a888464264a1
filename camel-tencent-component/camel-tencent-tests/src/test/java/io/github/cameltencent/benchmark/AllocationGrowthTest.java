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
package io.github.cameltencent.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cameltencent.benchmark.PairedRuns.Cost;
import io.github.cameltencent.credential.TencentApplication;
import java.util.List;
import java.util.function.IntToLongFunction;
import java.util.stream.IntStream;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a call allocates grows linearly with its input. Allocation does not depend on the speed of the machine. */
class AllocationGrowthTest {

    /** Twice the input may allocate 2.3 times as much, since buffers grow by doubling. */
    private static final double MAX_FACTOR = 2.3;

    private static final int WARM_UP = 20;
    private static final int CALLS = 5;

    private static CamelContext context;
    private static ProducerTemplate template;

    @BeforeAll
    static void start() {
        TencentApplication orders = new TencentApplication();
        orders.tpns("android").setAccessId("1500001048");
        orders.tpns("android").setSecretKey("1452fcebae9f3115ba794fb0fff2fd73");
        context = new DefaultCamelContext();
        context.getRegistry().bind("orders", orders);
        context.start();
        template = context.createProducerTemplate();
    }

    @AfterAll
    static void stop() {
        context.stop();
    }

    @Test
    void ofAPushWithItsTokens() {
        String uri = "tencent:push?application=orders&title=Shipped&maxTargets=100000&dryRun=true";

        assertLinear(tokens -> allocated(uri, "Your order", "CamelTencentTokens", tokens(tokens)), 1_000, 8_000);
    }

    @Test
    void ofAPushWithItsAccounts() {
        String uri = "tencent:push?application=orders&title=Shipped&maxTargets=100000&dryRun=true";

        assertLinear(accounts -> allocated(uri, "Your order", "CamelTencentAccounts", tokens(accounts)), 1_000, 8_000);
    }

    @Test
    void ofARawCallWithItsBody() {
        String uri = "tencent:tpns/push/app?application=orders&dryRun=true";

        assertLinear(size -> allocated(uri, "{\"text\":\"" + "x".repeat(size) + "\"}", "none", null), 50_000, 800_000);
    }

    @Test
    void ofAPushWithItsContent() {
        String uri = "tencent:push?application=orders&title=Shipped&dryRun=true";

        assertLinear(size -> allocated(uri, "x".repeat(size), "CamelTencentTokens", tokens(1)), 450, 3_600);
    }

    private static void assertLinear(IntToLongFunction cost, int from, int to) {
        long before = cost.applyAsLong(from);
        for (int size = 2 * from; size <= to; size *= 2) {
            long now = cost.applyAsLong(size);

            assertThat((double) now / before)
                    .as("from %d to %d", size / 2, size)
                    .isLessThan(MAX_FACTOR);
            before = now;
        }
    }

    /** Returns the bytes that one call allocates; the least of several, since classes are loaded in between. */
    private static long allocated(String uri, String body, String header, Object value) {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < WARM_UP + CALLS; i++) {
            long before = Cost.ofThread().bytes();
            Exchange exchange = template.request(uri, each -> {
                each.getMessage().setBody(body);
                each.getMessage().setHeader(header, value);
            });
            least = Math.min(least, Cost.ofThread().bytes() - before);
            assertThat(exchange.getException()).isNull();
        }
        return least;
    }

    private static List<String> tokens(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "05da87c0ae0a1b2c3d4e5f60718293%06d".formatted(i))
                .toList();
    }
}
