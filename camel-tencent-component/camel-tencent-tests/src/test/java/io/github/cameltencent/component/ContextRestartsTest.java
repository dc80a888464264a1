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

import com.sun.management.UnixOperatingSystemMXBean;
import io.github.cameltencent.Outcome;
import io.github.cameltencent.TencentConstants;
import io.github.cameltencent.TencentException;
import io.github.cameltencent.credential.CloudApplication;
import io.github.cameltencent.credential.ImApplication;
import io.github.cameltencent.credential.TencentApplication;
import io.github.cameltencent.emulator.EmulatorOptions;
import io.github.cameltencent.emulator.TencentEmulator;
import java.io.IOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import javax.management.ObjectName;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.Synchronization;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Contexts with all services start and stop under traffic; nothing of them is left in the JVM. */
class ContextRestartsTest {

    private static final int CYCLES = Integer.getInteger("restarts", 50) / 10;

    /** Before these cycles are over, the JVM itself still allocates: classes, buffers of threads, connections of the emulator. */
    private static final int WARM_UP = 3;

    private static final List<String> PRODUCERS = List.of("push", "tpns", "im", "cloud", "usersig", "chat");

    /** Threads that a context of Camel and its libraries may leave, but not one for each cycle. */
    private static final int SPARE_THREADS = 10;

    private static final long SPARE_BYTES = 8 << 20;

    private final TencentEmulator emulator = TencentEmulator.start();
    private final AtomicInteger ends = new AtomicInteger();
    private final AtomicInteger received = new AtomicInteger();
    private final AtomicInteger accepted = new AtomicInteger();

    @AfterEach
    void stop() {
        emulator.close();
    }

    private record Footprint(int threads, long files, int beans, long directBytes) {

        static Footprint now() throws Exception {
            UnixOperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(UnixOperatingSystemMXBean.class);
            long direct = ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                    .filter(pool -> pool.getName().equals("direct"))
                    .mapToLong(BufferPoolMXBean::getMemoryUsed)
                    .sum();
            return new Footprint(
                    Thread.getAllStackTraces().size(),
                    system == null ? 0 : system.getOpenFileDescriptorCount(),
                    ManagementFactory.getPlatformMBeanServer()
                            .queryNames(new ObjectName("org.apache.camel:*"), null)
                            .size(),
                    direct);
        }
    }

    @Test
    void contextsWithAllServicesLeaveNothing() throws Exception {
        Footprint before = null;
        int sent = 0;
        for (int i = 0; i < WARM_UP + CYCLES; i++) {
            if (i == WARM_UP) {
                before = Footprint.now();
            }
            sent += cycle();
        }

        Footprint first = before;
        assertThat(ends).as("each exchange ended once").hasValue(sent);
        assertThat(received).as("messages of the chat and callbacks").hasValueGreaterThanOrEqualTo(CYCLES);
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            Footprint after = Footprint.now();
            assertThat(after.threads()).isLessThanOrEqualTo(first.threads() + SPARE_THREADS);
            assertThat(after.files()).isLessThanOrEqualTo(first.files() + SPARE_THREADS);
            assertThat(after.beans()).isLessThanOrEqualTo(first.beans());
            assertThat(after.directBytes()).isLessThanOrEqualTo(first.directBytes() + SPARE_BYTES);
        });
        System.out.println("before " + first + ", after " + CYCLES + " cycles " + Footprint.now() + "; " + sent
                + " exchanges, " + accepted + " accepted, " + received + " received");
    }

    /** Starts a context, sends until each service has accepted something, and stops it with calls in flight. */
    private int cycle() throws Exception {
        int port = freePort();
        int sent = 0;
        List<CompletableFuture<Exchange>> inFlight = new ArrayList<>();
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            context.getShutdownStrategy().setTimeout(5);
            context.getRegistry().bind("orders", orders());
            context.addRoutes(routes(port));
            context.start();
            ProducerTemplate template = context.createProducerTemplate();
            for (CompletableFuture<Exchange> each : sendAll(template)) {
                Exchange exchange = each.get();
                assertThat(exchange.getException()).isNull();
                sent++;
            }
            int status = emulator.im()
                    .callback(EmulatorOptions.IM.id(), "C2C.CallbackAfterSendMsg")
                    .token("token-of-the-console")
                    .to("http://127.0.0.1:" + port + "/callbacks")
                    .send()
                    .status();
            assertThat(status).isEqualTo(200);
            inFlight.addAll(sendAll(template));
        }
        for (CompletableFuture<Exchange> each : inFlight) {
            TencentException failure = each.get().getException(TencentException.class);
            assertThat(failure == null
                            || failure.getOutcome() == Outcome.TRANSIENT
                            || failure.getOutcome() == Outcome.AMBIGUOUS)
                    .as("accepted, or stopped: %s", failure)
                    .isTrue();
            sent++;
        }
        return sent;
    }

    private List<CompletableFuture<Exchange>> sendAll(ProducerTemplate template) {
        return PRODUCERS.stream()
                .map(service -> template.asyncSend("direct:" + service, exchange -> {
                    exchange.getMessage().setBody(body(service));
                    exchange.getExchangeExtension().addOnCompletion(new Counting());
                }))
                .collect(Collectors.toList());
    }

    private static String body(String service) {
        return switch (service) {
            case "cloud" -> "{}";
            case "tpns" ->
                "{\"audience_type\":\"token_list\",\"token_list\":[\"05da87c0ae0a1b2c3d4e5f60718293a4b5c6\"],"
                        + "\"message_type\":\"notify\",\"message\":{\"title\":\"T\",\"content\":\"C\"}}";
            default -> "text";
        };
    }

    private final class Counting implements Synchronization {

        @Override
        public void onComplete(Exchange exchange) {
            ends.incrementAndGet();
            accepted.incrementAndGet();
        }

        @Override
        public void onFailure(Exchange exchange) {
            ends.incrementAndGet();
        }
    }

    private RouteBuilder routes(int port) {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:push")
                        .setHeader(TencentConstants.TOKENS, constant("05da87c0ae0a1b2c3d4e5f60718293a4b5c6"))
                        .to("tencent:push?application=orders&provider=tpns&title=T&maxRetries=0");
                from("direct:tpns").to("tencent:tpns/push/app?application=orders&maxRetries=0");
                from("direct:im")
                        .to(
                                "tencent:im/openim/sendmsg?application=orders&toAccount=alpha&fromAccount=beta&maxRetries=0");
                from("direct:cloud").to("tencent:cloud/cvm/DescribeInstances?application=orders&maxRetries=0");
                from("direct:usersig").to("tencent:usersig?application=orders");
                from("direct:chat").to(chat(EmulatorOptions.CHAT_ALPHA) + "&toId=" + EmulatorOptions.CHAT_BETA.id());
                from(chat(EmulatorOptions.CHAT_BETA)).process(exchange -> received.incrementAndGet());
                restConfiguration().component("netty-http").host("127.0.0.1").port(port);
                from("webhook:tencent:im?application=orders&webhookPath=/callbacks&webhookComponentName=netty-http"
                                + "&webhookExternalUrl=http://127.0.0.1:" + port)
                        .process(exchange -> received.incrementAndGet());
            }
        };
    }

    private String chat(io.github.cameltencent.emulator.KeyPair account) {
        return "birdtalk:chat?serverUri=" + emulator.chatUri() + "&userId=" + account.id() + "&password=RAW{"
                + account.key() + "}&stateStore=memory";
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
        im.setCallbackToken("token-of-the-console");
        orders.setIm(im);
        CloudApplication cloud = new CloudApplication();
        cloud.setSecretId(EmulatorOptions.CLOUD.id());
        cloud.setSecretKey(EmulatorOptions.CLOUD.key());
        cloud.setBaseUri(emulator.baseUri());
        cloud.setRegion("ap-guangzhou");
        orders.setCloud(cloud);
        return orders;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
