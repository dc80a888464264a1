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
package io.github.cameltencent.callback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.cameltencent.emulator.im.callback.ImCallbackAnswer;
import io.github.cameltencent.transport.SeparateThread;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.management.ObjectName;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Restarting a route in each way, with callbacks in flight, leaks nothing. */
@Tag("camel-webhook") // needs it in the version of the other Camel artifacts
class CallbackLifecycleTest extends CallbackTestSupport {

    private static final int CYCLES = 20;

    private volatile CountDownLatch unblock = new CountDownLatch(1);

    /** What a restart could leak. */
    private record Resources(Set<String> threads, Set<String> beans, int lifecycleStrategies, int restServices) {}

    private Resources resources() throws Exception {
        Set<String> beans = ManagementFactory.getPlatformMBeanServer()
                .queryNames(new ObjectName("org.apache.camel:context=" + context.getManagementName() + ",*"), null)
                .stream()
                .map(ObjectName::getCanonicalName)
                .filter(name -> !name.contains("NettyEventExecutorGroup"))
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> threads = Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.contains("TencentCallback"))
                .collect(Collectors.toSet());
        return new Resources(
                threads,
                beans,
                context.getLifecycleStrategies().size(),
                context.getRestRegistry().size());
    }

    private void block(Exchange exchange) throws InterruptedException {
        unblock.await(30, TimeUnit.SECONDS);
        exchange.getMessage().setBody("{\"ErrorCode\":120001}");
    }

    private void addRoute() throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                restConfiguration().host("127.0.0.1").port(port).component("netty-http");
                errorHandler(noErrorHandler());
                from("webhook:tencent:im?webhookComponentName=netty-http&webhookPath=/callbacks&replyTimeout=20000")
                        .routeId(ROUTE)
                        .process(exchange -> routed.add(exchange.copy()))
                        .id("seen")
                        .process(CallbackLifecycleTest.this::block)
                        .id("blocked");
            }
        });
    }

    private void restart(int cycle) throws Exception {
        var routes = context.getRouteController();
        switch (cycle % 4) {
            case 0 -> {
                routes.stopRoute(ROUTE);
                routes.startRoute(ROUTE);
            }
            case 1 -> {
                routes.suspendRoute(ROUTE);
                routes.resumeRoute(ROUTE);
            }
            case 2 -> {
                context.suspend();
                context.resume();
            }
            default -> {
                routes.stopRoute(ROUTE);
                context.removeRoute(ROUTE);
                addRoute();
            }
        }
    }

    private void restartWithCallbacksInFlight(int cycle) {
        unblock = new CountDownLatch(1);
        routed.clear();
        List<CompletableFuture<ImCallbackAnswer>> sent = IntStream.range(0, 3)
                .mapToObj(i -> beforeSendMsg().field("MsgSeq", i).sendAsync())
                .toList();
        await().until(() -> routed.size() == 3);
        CompletableFuture<Void> restarted = CompletableFuture.runAsync(
                () -> {
                    try {
                        restart(cycle);
                    } catch (Exception e) {
                        throw new IllegalStateException(e);
                    }
                },
                SeparateThread.THREADS);
        await().until(this::isRefusingCallbacks);
        unblock.countDown();

        assertThat(sent).allSatisfy(answer -> {
            assertThat(answer).succeedsWithin(Duration.ofSeconds(20));
            assertThat(answer.join().json().path("ErrorCode").asInt()).isEqualTo(120001);
        });
        assertThat(restarted).succeedsWithin(Duration.ofSeconds(20));
    }

    @Test
    void twentyRestartsWithCallbacksInFlightLeakNothing() throws Exception {
        assertThat(context.getRestRegistry().size()).isZero(); // from now on Camel's webhook uses it
        addRoute();
        context.start();
        restartWithCallbacksInFlight(0);
        context.getRouteController().stopRoute(ROUTE);
        Resources before = resources();
        context.getRouteController().startRoute(ROUTE);

        for (int i = 0; i < CYCLES; i++) {
            restartWithCallbacksInFlight(i);
        }
        context.getRouteController().stopRoute(ROUTE);

        assertThat(before.threads()).isEmpty();
        await().untilAsserted(() -> assertThat(resources()).isEqualTo(before));
    }
}
