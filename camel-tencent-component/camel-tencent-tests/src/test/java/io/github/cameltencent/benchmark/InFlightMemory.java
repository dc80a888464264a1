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

import io.github.cameltencent.component.TencentComponent;
import io.github.cameltencent.credential.TencentApplication;
import io.github.cameltencent.emulator.EmulatorOptions;
import io.github.cameltencent.emulator.TencentEmulator;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.apache.camel.AsyncProducer;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;

/** Measures the live heap of pushes in flight, each with a connection of its own; docs/scaling.md has the figure. */
public final class InFlightMemory {

    private InFlightMemory() {}

    /** Argument: pushes in flight (2000). */
    public static void main(String[] arguments) throws Exception {
        int pushes = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 2000;
        Process emulator = new ProcessBuilder(
                        System.getProperty("java.home") + "/bin/java",
                        "-cp",
                        System.getProperty("java.class.path"),
                        TencentEmulator.class.getName(),
                        "--port",
                        "0",
                        "--latency",
                        "300000")
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(emulator.getInputStream(), StandardCharsets.UTF_8))) {
            measure(lines.readLine().replace("listening ", ""), pushes);
        } finally {
            emulator.destroy();
        }
        Runtime.getRuntime().halt(0);
    }

    private static void measure(String uri, int pushes) throws Exception {
        TencentApplication orders = new TencentApplication();
        orders.tpns("android").setAccessId(EmulatorOptions.TPNS_ANDROID.id());
        orders.tpns("android").setSecretKey(EmulatorOptions.TPNS_ANDROID.key());
        orders.tpns("android").setBaseUri(uri);
        DefaultCamelContext context = new DefaultCamelContext();
        context.getRegistry().bind("orders", orders);
        context.getComponent("tencent", TencentComponent.class).setMaxConnections(pushes);
        context.start();
        AsyncProducer producer = context.getEndpoint("tencent:push?application=orders&title=Your order&rateLimit=off"
                        + "&responseTimeout=300000&requestTimeout=300000&maxInFlight=" + pushes)
                .createAsyncProducer();
        producer.start();
        push(context, producer, 0, 100);
        awaitReceived(uri, 100);
        long before = live();
        push(context, producer, 100, pushes);
        awaitReceived(uri, pushes);
        long after = live();
        System.out.printf(
                Locale.ROOT,
                "%d pushes in flight: %.1f KB of live heap each%n",
                pushes,
                (after - before) / 1024.0 / (pushes - 100));
    }

    private static void push(DefaultCamelContext context, AsyncProducer producer, int from, int to) {
        for (int number = from; number < to; number++) {
            Exchange exchange = new DefaultExchange(context);
            exchange.getMessage().setBody("Event " + number + " of your order");
            exchange.getMessage().setHeader("CamelTencentTokens", "token" + number);
            producer.process(exchange, synchronous -> {});
        }
    }

    private static void awaitReceived(String uri, int count) throws IOException, InterruptedException {
        HttpRequest last = HttpRequest.newBuilder(URI.create(uri + "/_emulator/requests?limit=1&after=" + (count - 1)))
                .build();
        HttpClient client = HttpClient.newHttpClient();
        while (!client.send(last, HttpResponse.BodyHandlers.ofString()).body().contains("\"seq\"")) {
            TimeUnit.MILLISECONDS.sleep(200);
        }
    }

    private static long live() {
        System.gc();
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
