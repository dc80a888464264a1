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

import io.github.cameltencent.credential.CloudApplication;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;

/**
 * Measures the memory of a route that splits a list of a million items with {@code split(body()).streaming()}. Emulator and
 * route run in separate JVMs, the route with a heap of 96 MB; docs/measurements.md has the command.
 */
public final class PagingMemory {

    private static final int SAMPLES = 20;
    private static final double MIB = 1024 * 1024;

    private PagingMemory() {}

    /** Arguments: items (1000000), heap of the route's JVM in MB (96). */
    public static void main(String[] arguments) throws Exception {
        String items = arguments.length > 0 ? arguments[0] : "1000000";
        String heap = arguments.length > 1 ? arguments[1] : "96";
        Process emulator = java("512", TencentEmulator.class);
        int status;
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(emulator.getInputStream(), StandardCharsets.UTF_8))) {
            String uri = lines.readLine().replace("listening ", "");
            status = java(heap, Route.class, uri, items).waitFor();
        } finally {
            emulator.destroy();
        }
        System.exit(status);
    }

    private static Process java(String heap, Class<?> main, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                System.getProperty("java.home") + "/bin/java",
                "-Xmx" + heap + "m",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        return main == Route.class
                ? builder.redirectOutput(ProcessBuilder.Redirect.INHERIT).start()
                : builder.start();
    }

    /** The route's JVM. */
    public static final class Route {

        private Route() {}

        /** Arguments: where the emulator is, items. */
        public static void main(String[] arguments) throws Exception {
            String uri = arguments[0];
            long items = Long.parseLong(arguments[1]);
            have(uri, items);
            AtomicLong count = new AtomicLong();
            AtomicLong most = new AtomicLong();
            try (CamelContext context = context(uri, items, count, most)) {
                context.createProducerTemplate().send("direct:list", any -> {}); // classes, pools and caches
                count.set(0);
                long before = live();
                most.set(before);
                long begin = System.nanoTime();
                Exchange exchange = context.createProducerTemplate().send("direct:all", any -> {});
                double seconds = (System.nanoTime() - begin) / 1e9;
                if (exchange.getException() != null || count.get() != items) {
                    System.out.println(count + " items, then " + exchange.getException());
                    System.exit(1);
                }
                System.out.printf(
                        Locale.ROOT,
                        "| items | live heap before, MB | at most, MB | growth, MB | time, s | items/s |%n"
                                + "| ---: | ---: | ---: | ---: | ---: | ---: |%n"
                                + "| %,d | %.1f | %.1f | %.1f | %.0f | %,.0f |%n",
                        items,
                        before / MIB,
                        most.get() / MIB,
                        (most.get() - before) / MIB,
                        seconds,
                        items / seconds);
            }
            System.exit(0);
        }

        private static void have(String uri, long items) throws IOException, InterruptedException {
            HttpRequest request = HttpRequest.newBuilder(URI.create(uri + "/_emulator/cloud"))
                    .PUT(HttpRequest.BodyPublishers.ofString("{\"items\":{\"cvm/DescribeInstances\":" + items + "}}"))
                    .build();
            HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.discarding());
        }

        private static CamelContext context(String uri, long items, AtomicLong count, AtomicLong most)
                throws Exception {
            DefaultCamelContext context = new DefaultCamelContext();
            TencentApplication shop = new TencentApplication();
            CloudApplication cloud = new CloudApplication();
            cloud.setSecretId(EmulatorOptions.CLOUD.id());
            cloud.setSecretKey(EmulatorOptions.CLOUD.key());
            cloud.setRegion("ap-guangzhou");
            cloud.setBaseUri(uri);
            cloud.setRateLimit("off");
            shop.setCloud(cloud);
            context.getRegistry().bind("shop", shop);
            String list =
                    "tencent:cloud/cvm/DescribeInstances?application=shop&responseType=map&paginate=true&pageSize=100";
            long every = Math.max(1, items / SAMPLES);
            context.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    errorHandler(noErrorHandler()); // the warm-up ends at its bound
                    from("direct:all").to(list).split(body()).streaming().process(exchange -> {
                        if (count.incrementAndGet() % every == 0) {
                            most.accumulateAndGet(live(), Math::max);
                        }
                    });
                    from("direct:list")
                            .to(list + "&maxPages=50")
                            .split(body())
                            .streaming()
                            .process(exchange -> count.incrementAndGet());
                }
            });
            context.start();
            return context;
        }

        /** Returns the used heap after a garbage collection. */
        private static long live() {
            System.gc();
            return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
        }
    }
}
