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
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.github.cameltencent.birdtalk.BirdtalkComponent;
import io.github.cameltencent.birdtalk.ChatAccount;
import io.github.cameltencent.birdtalk.ChatState;
import io.github.cameltencent.birdtalk.ChatStateStore;
import io.github.cameltencent.emulator.EmulatorOptions;
import io.github.cameltencent.emulator.TencentEmulator;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import javax.management.ObjectName;
import org.apache.camel.AsyncProducer;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Stops and starts the component, endpoints, routes and contexts with messages in flight; {@code
 * -Dbirdtalk.cycles=1000} for a long run.
 */
class BirdtalkLifecycleTest {

    private static final long ALPHA = 10001;
    private static final long BETA = 10002;
    private static final int CYCLES = Integer.getInteger("birdtalk.cycles", 50);
    private static final int MESSAGES = 5;

    private final TencentEmulator emulator = TencentEmulator.start();
    private final Queue<String> received = new ConcurrentLinkedQueue<>();
    private final List<CamelContext> contexts = new CopyOnWriteArrayList<>();
    private Set<Thread> before;

    @BeforeEach
    void remember() {
        before = threads();
    }

    @AfterEach
    void stop() {
        contexts.forEach(CamelContext::stop);
        emulator.close();
    }

    @Test
    void aProducerSendsAfterARestartOfTheComponent() throws Exception {
        CamelContext context = context();
        AsyncProducer producer = producer(context);
        assertThat(send(context, producer, "before")).isEqualTo("ACCEPTED");
        component(context).stop();
        assertThat(send(context, producer, "between")).isEqualTo("TRANSIENT");
        component(context).start();
        assertThat(send(context, producer, "after")).isEqualTo("ACCEPTED");
        component(context).stop();
        component(context).start();
        assertThat(send(context, producer, "again")).isEqualTo("ACCEPTED");
    }

    @Test
    void aConsumerContinuesAfterARestartOfTheComponent() throws Exception {
        CamelContext context = context();
        addConsumer(context);
        await().until(() -> emulator.chat().isOnline(ALPHA));
        emulator.chat().write(BETA, ALPHA, "one");
        await().until(() -> received.size() == 1);
        component(context).stop();
        await().until(() -> emulator.chat().connections() == 0);
        emulator.chat().write(BETA, ALPHA, "two");
        component(context).start();
        await().until(() -> received.size() == 2);
        emulator.chat().write(BETA, ALPHA, "three");
        await().until(() -> received.size() == 3);
        assertThat(received).containsExactly("one", "two", "three");
    }

    @Test
    void aSuspendedConsumerStaysSuspendedAfterARestartOfTheComponent() throws Exception {
        CamelContext context = context();
        addConsumer(context);
        await().until(() -> emulator.chat().isOnline(ALPHA));
        context.getRouteController().suspendRoute("in");
        component(context).stop();
        component(context).start();
        await().until(() -> emulator.chat().isOnline(ALPHA));
        emulator.chat().write(BETA, ALPHA, "one");
        await().during(Duration.ofMillis(300)).until(received::isEmpty);
        context.getRouteController().resumeRoute("in");
        await().until(() -> received.size() == 1);
    }

    @Test
    void stoppingAContextDoesNotAffectAnotherWithTheSameAccounts() throws Exception {
        CamelContext first = context();
        CamelContext second = context();
        AsyncProducer producer = producer(second);
        assertThat(send(first, producer(first), "first")).isEqualTo("ACCEPTED");
        assertThat(send(second, producer, "second")).isEqualTo("ACCEPTED");
        first.stop();
        assertThat(send(second, producer, "third")).isEqualTo("ACCEPTED");
    }

    @Test
    void aFailedStartLeavesNoConnectionAndNoNonDaemonThread() throws Exception {
        CamelContext context = context();
        context.getRegistry().bind("failing", new FailingStore());
        assertThatThrownBy(() -> context.addRoutes(new RouteBuilder() {
                    @Override
                    public void configure() {
                        from(alpha("&stateStore=#failing")).routeId("in").to("mock:in");
                    }
                }))
                .hasStackTraceContaining("the disk is gone");
        await().until(() -> emulator.chat().connections() == 0);
        assertThat(threads())
                .filteredOn(thread -> !before.contains(thread))
                .isNotEmpty()
                .allMatch(Thread::isDaemon);
        context.stop();
        await().until(() -> before.containsAll(threads()));
    }

    @Test
    void cyclesOfAllKindsLeaveNothingAndEndEachExchangeOnce() throws Exception {
        CamelContext context = context();
        addConsumer(context);
        AsyncProducer producer = producer(context);
        // a first start does not fetch the messages before it
        await().until(() -> emulator.requests().stream().anyMatch(request -> "group".equals(request.operation())));
        assertThat(send(context, producer, "first")).isEqualTo("ACCEPTED");
        await().until(() -> received.contains("first"));
        int strategies = context.getLifecycleStrategies().size();
        Set<String> beans = beans();
        List<AtomicInteger> ends = new CopyOnWriteArrayList<>();
        List<Exchange> sent = new CopyOnWriteArrayList<>();
        for (int cycle = 0; cycle < CYCLES; cycle++) {
            for (int i = 0; i < MESSAGES; i++) {
                AtomicInteger end = new AtomicInteger();
                Exchange exchange = exchange(context, cycle + "." + i);
                ends.add(end);
                sent.add(exchange);
                producer.process(exchange, doneSync -> end.incrementAndGet());
            }
            cycle(context, producer, cycle);
        }
        await().untilAsserted(
                        () -> assertThat(ends).extracting(AtomicInteger::get).containsOnly(1));
        assertThat(sent)
                .extracting(exchange -> exchange.getMessage().getHeader("CamelTencentOutcome"))
                .allMatch(Set.of("ACCEPTED", "TRANSIENT", "AMBIGUOUS")::contains)
                .contains("ACCEPTED");
        assertThat(send(context, producer, "after all")).isEqualTo("ACCEPTED");
        await().until(() -> received.contains("after all"));
        assertThat(context.getLifecycleStrategies()).hasSize(strategies);
        assertThat(beans).as("Camel registers no pools that are made later").containsAll(beans());

        List<String> accepted = sent.stream()
                .filter(exchange -> "ACCEPTED".equals(exchange.getMessage().getHeader("CamelTencentOutcome")))
                .map(exchange -> exchange.getMessage().getBody(String.class))
                .toList();
        await().untilAsserted(() -> assertThat(received).containsAll(accepted));

        context.stop();
        await().until(() -> before.containsAll(threads()));
        await().until(() -> emulator.chat().connections() == 0);
        assertThat(beans()).isEmpty();
    }

    private void cycle(CamelContext context, AsyncProducer producer, int cycle) throws Exception {
        switch (cycle % 5) {
            case 0 -> {
                component(context).stop();
                component(context).start();
            }
            case 1 -> {
                producer.stop();
                producer.start();
            }
            case 2 -> {
                context.getRouteController().stopRoute("in");
                context.getRouteController().startRoute("in");
            }
            case 3 -> {
                context.getRouteController().suspendRoute("in");
                context.getRouteController().resumeRoute("in");
            }
            default -> {
                context.getRouteController().stopRoute("in");
                context.removeRoute("in");
                addConsumer(context);
            }
        }
    }

    private CamelContext context() {
        CamelContext context = new DefaultCamelContext();
        context.getShutdownStrategy().setTimeout(5);
        contexts.add(context);
        context.start();
        return context;
    }

    private void addConsumer(CamelContext context) throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from(alpha(""))
                        .routeId("in")
                        .process(exchange -> received.add(exchange.getMessage().getBody(String.class)));
            }
        });
    }

    private AsyncProducer producer(CamelContext context) throws Exception {
        AsyncProducer producer = context.getEndpoint(beta("&toId=" + ALPHA)).createAsyncProducer();
        producer.start();
        return producer;
    }

    private static String send(CamelContext context, AsyncProducer producer, String text) throws Exception {
        Exchange exchange = exchange(context, text);
        producer.process(exchange);
        return exchange.getMessage().getHeader("CamelTencentOutcome", String.class);
    }

    private static Exchange exchange(CamelContext context, String text) {
        Exchange exchange = new DefaultExchange(context);
        exchange.getMessage().setBody(text);
        return exchange;
    }

    private static BirdtalkComponent component(CamelContext context) {
        return context.getComponent("birdtalk", BirdtalkComponent.class);
    }

    private String alpha(String more) {
        return uri(ALPHA, EmulatorOptions.CHAT_ALPHA.key(), more);
    }

    private String beta(String more) {
        return uri(BETA, EmulatorOptions.CHAT_BETA.key(), more);
    }

    private String uri(long user, String password, String more) {
        return "birdtalk:chat?serverUri=" + emulator.chatUri() + "&userId=" + user + "&password=RAW{" + password
                + "}&reconnectDelay=20&maxReconnectDelay=50" + (more.contains("stateStore") ? "" : "&stateStore=memory")
                + more;
    }

    private static Set<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().contains("Birdtalk"))
                .collect(Collectors.toSet());
    }

    private static Set<String> beans() throws Exception {
        return ManagementFactory.getPlatformMBeanServer()
                .queryNames(new ObjectName("org.apache.camel:*"), null)
                .stream()
                .map(name -> name.toString().replaceAll("0x[0-9a-f]+", "")) // identity hash codes
                .filter(name -> name.contains("irdtalk"))
                .collect(Collectors.toSet());
    }

    /** Fails after the first load, which opens the connection. */
    private static final class FailingStore implements ChatStateStore {

        private final AtomicInteger loads = new AtomicInteger();

        @Override
        public ChatState load(ChatAccount account) throws IOException {
            if (loads.incrementAndGet() > 1) {
                throw new IOException("the disk is gone");
            }
            return ChatState.NEW;
        }

        @Override
        public void save(ChatAccount account, ChatState state) {
            // never loaded again
        }
    }
}
