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
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.github.cameltencent.TencentConstants;
import io.github.cameltencent.credential.CloudApplication;
import io.github.cameltencent.credential.ImApplication;
import io.github.cameltencent.credential.TencentApplication;
import io.github.cameltencent.emulator.EmulatorOptions;
import io.github.cameltencent.emulator.TencentEmulator;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import javax.management.ObjectName;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.Synchronization;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Component, routes and contexts start, stop and restart with calls in flight: each exchange ends once, producers go on
 * working, and nothing is left behind. {@code -Drestarts=1000} for a long run.
 */
class LifecycleTest {

    private static final int RESTARTS = Integer.getInteger("restarts", 50);
    private static final String TOKEN = "05da87c0ae0a1b2c3d4e5f60718293a4b5c6";
    private static final List<String> SERVICES = List.of("push", "im", "cloud", "usersig");

    private final TencentEmulator emulator = TencentEmulator.start();
    private final DefaultCamelContext context = new DefaultCamelContext();
    private final AtomicInteger ended = new AtomicInteger();
    private ProducerTemplate template;

    @BeforeEach
    void start() throws Exception {
        prepare(context);
        context.start();
        template = context.createProducerTemplate();
    }

    @AfterEach
    void stop() {
        context.stop();
        emulator.close();
    }

    private void prepare(DefaultCamelContext context) throws Exception {
        context.getShutdownStrategy().setTimeout(5);
        context.getRegistry().bind("orders", orders());
        context.addRoutes(routes());
    }

    private static RouteBuilder routes() {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:push")
                        .routeId("push")
                        .to("tencent:push?application=orders&provider=tpns&title=T&maxRetries=0");
                from("direct:im")
                        .routeId("im")
                        .to(
                                "tencent:im/openim/sendmsg?application=orders&toAccount=alpha&fromAccount=beta&maxRetries=0");
                from("direct:cloud")
                        .routeId("cloud")
                        .to("tencent:cloud/cvm/DescribeInstances?application=orders&maxRetries=0");
                from("direct:usersig").routeId("usersig").to("tencent:usersig?application=orders");
            }
        };
    }

    private TencentApplication orders() {
        TencentApplication orders = new TencentApplication();
        orders.tpns("android").setAccessId(EmulatorOptions.TPNS_ANDROID.id());
        orders.tpns("android").setSecretKey(EmulatorOptions.TPNS_ANDROID.key());
        orders.tpns("android").setBaseUri(emulator.baseUri());
        ImApplication im = new ImApplication();
        im.setSdkAppId(Long.valueOf(EmulatorOptions.IM.id()));
        im.setSecretKey(EmulatorOptions.IM.key());
        im.setBaseUri(emulator.baseUri());
        orders.setIm(im);
        CloudApplication cloud = new CloudApplication();
        cloud.setSecretId(EmulatorOptions.CLOUD.id());
        cloud.setSecretKey(EmulatorOptions.CLOUD.key());
        cloud.setBaseUri(emulator.baseUri());
        cloud.setRegion("ap-guangzhou");
        orders.setCloud(cloud);
        return orders;
    }

    /** Sends one message to each service, without waiting. */
    private List<CompletableFuture<Exchange>> sendAll(ProducerTemplate template) {
        List<CompletableFuture<Exchange>> sent = new ArrayList<>();
        for (String service : SERVICES) {
            sent.add(template.asyncSend("direct:" + service, exchange -> {
                exchange.getMessage().setBody(service.equals("cloud") ? "{}" : "text");
                exchange.getMessage().setHeader(TencentConstants.TOKENS, service.equals("push") ? TOKEN : null);
                exchange.getExchangeExtension().addOnCompletion(new Counting());
            }));
        }
        return sent;
    }

    private final class Counting implements Synchronization {

        @Override
        public void onComplete(Exchange exchange) {
            ended.incrementAndGet();
        }

        @Override
        public void onFailure(Exchange exchange) {
            ended.incrementAndGet();
        }
    }

    private void assertWorks() {
        for (CompletableFuture<Exchange> each : sendAll(template)) {
            Exchange exchange = each.orTimeout(10, TimeUnit.SECONDS).join();
            assertThat(exchange.getException()).isNull();
        }
    }

    private int assertAllEnd(List<CompletableFuture<Exchange>> sent) {
        sent.forEach(each -> each.orTimeout(20, TimeUnit.SECONDS).join());
        return sent.size();
    }

    private static Set<String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.contains("Tencent") || name.contains("idle-connection-evictor"))
                .collect(Collectors.toSet());
    }

    private static int beans() throws Exception {
        return ManagementFactory.getPlatformMBeanServer()
                .queryNames(new ObjectName("org.apache.camel:*"), null)
                .size();
    }

    @Test
    void producersGoOnWorkingAfterRestartsOfTheComponentWithCallsInFlight() throws Exception {
        TencentComponent component = context.getComponent("tencent", TencentComponent.class);
        assertWorks();
        ended.set(0);
        int strategies = context.getLifecycleStrategies().size();
        int beans = beans();
        int sent = 0;
        for (int i = 0; i < RESTARTS; i++) {
            List<CompletableFuture<Exchange>> inFlight = sendAll(template);
            component.stop();
            component.start();
            sent += assertAllEnd(inFlight);
        }

        assertThat(ended).hasValue(sent);
        assertWorks();
        assertThat(context.getLifecycleStrategies()).hasSize(strategies);
        assertThat(beans()).isLessThanOrEqualTo(beans);
        assertThat(threads()).hasSizeLessThan(40);
    }

    @Test
    void routesRestartSuspendAndComeBackWithCallsInFlight() throws Exception {
        int sent = 0;
        for (int i = 0; i < RESTARTS / 5; i++) {
            for (String route : List.of("push", "im", "cloud")) {
                List<CompletableFuture<Exchange>> inFlight = sendAll(template);
                context.getRouteController().stopRoute(route);
                context.getRouteController().startRoute(route);
                context.getRouteController().suspendRoute(route);
                context.getRouteController().resumeRoute(route);
                sent += assertAllEnd(inFlight);
            }
        }
        assertThat(ended).hasValue(sent);

        for (String route : List.of("push", "im", "cloud", "usersig")) {
            context.getRouteController().stopRoute(route);
            context.removeRoute(route);
        }
        context.addRoutes(routes());
        assertWorks();
    }

    @Test
    void theComponentIsRemovedAndAddedAgain() throws Exception {
        int strategies = context.getLifecycleStrategies().size();
        for (String route : SERVICES) {
            context.getRouteController().stopRoute(route);
            context.removeRoute(route);
        }
        context.removeEndpoints("tencent*");
        context.removeComponent("tencent");
        assertThat(context.getLifecycleStrategies()).hasSizeLessThan(strategies);
        await().untilAsserted(() -> assertThat(threads()).isEmpty());

        context.addComponent("tencent", new TencentComponent());
        context.addRoutes(routes());
        assertWorks();
    }

    @Test
    void contextsStartAndStopBesideAnotherAndLeaveNothing() throws Exception {
        assertWorks();
        Set<String> threads = threads();
        int beans = beans();
        int sent = 0;
        ended.set(0);
        for (int i = 0; i < RESTARTS / 5; i++) {
            DefaultCamelContext second = new DefaultCamelContext();
            prepare(second);
            second.start();
            List<CompletableFuture<Exchange>> inFlight = sendAll(second.createProducerTemplate());
            second.stop();
            sent += assertAllEnd(inFlight);
        }

        assertThat(ended).hasValue(sent);
        assertThat(beans()).isLessThanOrEqualTo(beans);
        await().untilAsserted(() -> assertThat(threads()).hasSizeLessThanOrEqualTo(threads.size() + 2));
        assertWorks();
    }

    /** Camel hands a component out when it is built, and initializes it afterwards. */
    @Test
    void endpointsAreCreatedBeforeTheComponentIsInitialized() throws Exception {
        TencentComponent component = new TencentComponent(context);
        component.build();

        assertThat(component.createEndpoint("tencent:im/openim/sendmsg?application=orders"))
                .isNotNull();
    }

    @Test
    void aStartThatFailsLeavesNoThread() throws Exception {
        try (DefaultCamelContext failing = new DefaultCamelContext()) {
            TencentComponent component = new TencentComponent();
            component.setProxyHost("localhost"); // without a port
            failing.addComponent("tencent", component);
            prepare(failing);
            Set<String> threads = threads();

            assertThatThrownBy(failing::start).hasStackTraceContaining("proxyPort");

            assertThat(threads()).isEqualTo(threads);
        }
    }
}
