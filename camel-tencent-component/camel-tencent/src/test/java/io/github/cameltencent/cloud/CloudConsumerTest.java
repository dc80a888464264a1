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
package io.github.cameltencent.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.github.cameltencent.TencentConstants;
import io.github.cameltencent.TencentException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePropertyKey;
import org.apache.camel.Route;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.support.RoutePolicySupport;
import org.apache.camel.support.processor.idempotent.MemoryIdempotentRepository;
import org.junit.jupiter.api.Test;

/** The polling consumer of the Cloud API. */
class CloudConsumerTest extends CloudTestSupport {

    private static final String POLL = DESCRIBE + "&initialDelay=0&delay=50";

    private final List<Exchange> polled = new CopyOnWriteArrayList<>();

    @Test
    void everyPollCreatesAnExchangeWithTheAnswer() throws Exception {
        emulator.cloud().items("cvm/DescribeInstances", 3);
        route(POLL);

        await().until(() -> polled.size() >= 2);

        Exchange first = polled.get(0);
        assertThat(first.getMessage().getBody(String.class)).contains("\"TotalCount\":3");
        assertThat(first.getMessage().getHeader(TencentConstants.OUTCOME, String.class))
                .isEqualTo("ACCEPTED");
        assertThat(first.getMessage().getHeader(TencentConstants.REQUEST_ID, String.class))
                .isNotBlank();
    }

    @Test
    void splitItemsCreatesAnExchangeForEachItem() throws Exception {
        emulator.cloud().items("cvm/DescribeInstances", 3);
        route(POLL + "&repeatCount=1&splitItems=true&responseType=map");

        await().until(() -> polled.size() == 3);

        assertThat(polled)
                .allSatisfy(
                        exchange -> assertThat(exchange.getMessage().getBody()).isInstanceOf(Map.class));
        assertThat(polled)
                .extracting(exchange -> exchange.getProperty(ExchangePropertyKey.BATCH_INDEX, Integer.class))
                .containsExactly(0, 1, 2);
        assertThat(polled)
                .extracting(exchange -> exchange.getProperty(ExchangePropertyKey.BATCH_COMPLETE, Boolean.class))
                .containsExactly(false, false, true);
    }

    @Test
    void withPaginateAllPagesAreRead() throws Exception {
        emulator.cloud().items("cvm/DescribeInstances", 250);
        route(POLL + "&repeatCount=1&splitItems=true&paginate=true&pageSize=100");

        await().until(() -> polled.size() == 250);
        assertThat(requests()).hasSize(3);
    }

    @Test
    void aPollCreatesAtMostMaxMessagesPerPollExchanges() throws Exception {
        emulator.cloud().items("cvm/DescribeInstances", 25);
        route(POLL + "&repeatCount=1&splitItems=true&paginate=true&pageSize=10&maxMessagesPerPoll=12");

        await().until(() -> polled.size() == 12);
        await().until(() -> !context.getRoutes().isEmpty() && requests().size() >= 2);
        assertThat(polled).hasSize(12);
    }

    @Test
    void theParametersComeFromTheEndpoint() throws Exception {
        emulator.cloud().items("cvm/DescribeInstances", 25);
        context.getRegistry().bind("limit", "{\"Limit\":7}");
        route(POLL + "&repeatCount=1&splitItems=true&requestBody=#bean:limit");

        await().until(() -> polled.size() == 7);
    }

    @Test
    void processedItemsAreSkippedByLaterPolls() throws Exception {
        emulator.cloud().items("cvm/DescribeInstances", 3);
        route(POLL + "&splitItems=true&responseType=map&idempotent=true&idempotentKey=${body[InstanceId]}");

        await().until(() -> requests().size() >= 3);
        assertThat(polled).hasSize(3);
        emulator.cloud().items("cvm/DescribeInstances", 5);
        await().until(() -> polled.size() == 5);
    }

    @Test
    void anItemWhoseRouteFailedIsPolledAgain() throws Exception {
        emulator.cloud().items("cvm/DescribeInstances", 2);
        AtomicInteger failures = new AtomicInteger();
        MemoryIdempotentRepository repository = new MemoryIdempotentRepository();
        context.getRegistry().bind("seen", repository);
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from(POLL + "&splitItems=true&idempotent=true&idempotentRepository=#seen")
                        .process(exchange -> {
                            if (failures.getAndIncrement() == 0) {
                                throw new IllegalStateException("the first one fails");
                            }
                            polled.add(exchange.copy());
                        });
            }
        });

        await().until(() -> polled.size() == 2);
        await().until(() -> requests().size() >= 4);
        assertThat(polled).hasSize(2);
        assertThat(repository.getCache()).hasSize(2);
    }

    @Test
    void aRepositoryThatFailsLosesNoItem() throws Exception {
        emulator.cloud().items("cvm/DescribeInstances", 5);
        AtomicInteger asked = new AtomicInteger();
        context.getRegistry().bind("flaky", new MemoryIdempotentRepository() {
            @Override
            public boolean add(String key) {
                if (asked.incrementAndGet() == 3) {
                    throw new IllegalStateException("the database is away");
                }
                return super.add(key);
            }
        });
        route(POLL + "&splitItems=true&idempotent=true&idempotentRepository=#flaky");

        await().until(() -> polled.size() >= 5);
        await().until(() -> requests().size() >= 4);
        assertThat(polled)
                .extracting(exchange -> exchange.getMessage().getBody(String.class))
                .hasSize(5)
                .doesNotHaveDuplicates();
    }

    @Test
    void stoppingEndsAWaitForTheNextEvent() throws Exception {
        emulator.cloud().stream(1000, java.time.Duration.ofSeconds(20));
        context.getRegistry()
                .bind("asked", "{\"Stream\":true,\"Messages\":[{\"Role\":\"user\",\"Content\":\"Hello\"}]}");
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("tencent:cloud/hunyuan/ChatCompletions?application=shop&streaming=true&initialDelay=0&requestBody=#bean:asked")
                        .routeId("chat")
                        .process(exchange -> polled.add(exchange.copy()));
            }
        });
        await().until(() -> !requests().isEmpty());

        long began = System.nanoTime();
        context.getRouteController().stopRoute("chat");

        assertThat(java.time.Duration.ofNanos(System.nanoTime() - began)).isLessThan(java.time.Duration.ofSeconds(10));
    }

    @Test
    void aFailedPollIsReportedAndPollingContinues() throws Exception {
        emulator.cloud().items("cvm/DescribeInstances", 1);
        emulator.faults()
                .addScript(
                        "{\"match\":{\"service\":\"cloud\"},\"count\":2,\"fault\":\"code\",\"code\":\"UnauthorizedOperation\"}");
        List<Throwable> failures = new CopyOnWriteArrayList<>();
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from(POLL + "&bridgeErrorHandler=true")
                        .onException(TencentException.class)
                        .handled(true)
                        .process(exchange -> failures.add(
                                exchange.getProperty(ExchangePropertyKey.EXCEPTION_CAUGHT, Exception.class)))
                        .end()
                        .process(exchange -> polled.add(exchange.copy()));
            }
        });

        await().until(() -> !polled.isEmpty());
        assertThat(failures).hasSize(2).allSatisfy(e -> assertThat(((TencentException) e).getCode())
                .isEqualTo("UnauthorizedOperation"));
    }

    @Test
    void itemsBeforeAFailedPageAreProcessed() throws Exception {
        emulator.cloud().items("cvm/DescribeInstances", 30);
        route(POLL + "&repeatCount=1&splitItems=true&paginate=true&pageSize=10&maxPages=1");

        await().until(() -> polled.size() >= 10);
        assertThat(polled).hasSize(10);
        assertThat(requests()).hasSize(1);
    }

    @Test
    void stoppingTheRouteStopsThePolling() throws Exception {
        emulator.cloud().items("cvm/DescribeInstances", 1);
        AtomicInteger stopped = new AtomicInteger();
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from(POLL)
                        .routeId("poll")
                        .routePolicy(new RoutePolicySupport() {
                            @Override
                            public void onStop(Route route) {
                                stopped.incrementAndGet();
                            }
                        })
                        .process(exchange -> polled.add(exchange.copy()));
            }
        });
        await().until(() -> !polled.isEmpty());

        context.getRouteController().stopRoute("poll");
        int then = requests().size();

        assertThat(stopped).hasValue(1);
        await().during(java.time.Duration.ofMillis(200)).until(() -> requests().size() == then);
    }

    @Test
    void invalidOptionsFailTheStartOfTheRoute() {
        assertThatThrownBy(() -> route(POLL + "&requestBody=[]")).hasStackTraceContaining("requestBody");
        assertThatThrownBy(() -> route(POLL + "&idempotentKey=${body}")).hasStackTraceContaining("idempotent=true");
        assertThatThrownBy(() -> route(POLL + "&idempotent=true")).hasStackTraceContaining("splitItems=true");
        assertThatThrownBy(() -> route(POLL + "&paginate=true")).hasStackTraceContaining("splitItems=true");
        assertThatThrownBy(() -> route(POLL + "&dryRun=true")).hasStackTraceContaining("dryRun");
        assertThatThrownBy(() -> route("tencent:push?accessId=1500000001&secretKey=invented"))
                .hasStackTraceContaining("has no consumer");
    }

    private void route(String uri) throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from(uri).process(exchange -> polled.add(exchange.copy()));
            }
        });
    }
}
