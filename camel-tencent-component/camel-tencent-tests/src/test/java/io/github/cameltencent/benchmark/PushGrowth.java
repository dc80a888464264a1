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

import io.github.cameltencent.credential.TencentApplication;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.camel.AsyncProducer;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;

/**
 * Measures how the cost of a push grows with its text, its tokens, the number of endpoints, and the number of applications,
 * 64 in flight. The server runs in a JVM of its own. Arguments: seconds of a measurement (3), rounds (3).
 */
public final class PushGrowth {

    private static final int IN_FLIGHT = 64;
    private static final int WARM_UPS = 3;
    private static final String KEY = "1452fcebae9f3115ba794fb0fff2fd73";
    private static final String SENTENCE = "Your order 4711 has left our warehouse and will reach you tomorrow. ";

    private final int seconds;
    private final int rounds;
    private final List<String> table = new ArrayList<>();

    private PushGrowth(int seconds, int rounds) {
        this.seconds = seconds;
        this.rounds = rounds;
    }

    public static void main(String[] arguments) throws Exception {
        BenchmarkReport.begin();
        new PushGrowth(
                        arguments.length > 0 ? Integer.parseInt(arguments[0]) : 3,
                        arguments.length > 1 ? Integer.parseInt(arguments[1]) : 3)
                .run();
        System.exit(0);
    }

    private void run() throws Exception {
        table.add("| | per second | CPU, µs | bytes |");
        table.add("| --- | ---: | ---: | ---: |");
        try (BenchmarkServer server = BenchmarkServer.start(0)) {
            for (int i = 0; i < WARM_UPS; i++) {
                measure(server, "warm-up", 1, 1, 1, 10);
            }
            table.subList(2, table.size()).clear();
            for (int sentences : new int[] {1, 10, 40}) {
                measure(server, "characters of text: " + SENTENCE.length() * sentences, 1, 1, sentences, 1);
            }
            for (int tokens : new int[] {1, 10, 100, 1000}) {
                measure(server, "tokens: " + tokens, 1, 1, 1, tokens);
            }
            for (int endpoints : new int[] {1, 100, 1000, 10_000}) {
                measure(server, "endpoints in turn by toD: " + endpoints, 1, endpoints, 1, 1);
            }
            for (int applications : new int[] {1, 100, 1000}) {
                measure(server, "applications in turn by toD: " + applications, applications, 1, 1, 1);
            }
        }
        BenchmarkReport.print("growth", "best of " + rounds + " rounds of " + seconds + " s", table);
    }

    private void measure(
            BenchmarkServer server, String name, int applications, int endpoints, int sentences, int tokens)
            throws Exception {
        boolean dynamic = applications > 1 || endpoints > 1 || name.contains("toD");
        String text = SENTENCE.repeat(sentences);
        List<String> targets = IntStream.range(0, tokens)
                .mapToObj(i -> String.format(Locale.ROOT, "05da87c0ae0a1b2c3d4e5f60718293%06x", i))
                .toList();
        double[] best = null;
        try (CamelContext context = context(server.uri(), applications)) {
            LoadGenerator.Step step = step(
                    context,
                    dynamic ? "direct:dynamic" : "direct:push",
                    exchange -> {
                        exchange.getMessage().setBody(text);
                        exchange.getMessage().setHeader("CamelTencentTokens", targets);
                    },
                    applications,
                    endpoints);
            BenchmarkRunner.Contender contender = new BenchmarkRunner.Contender(name, 1, step);
            for (int round = 0; round < rounds; round++) {
                double[] result = LoadGenerator.run(contender, seconds);
                if (best == null || result[0] > best[0]) {
                    best = result;
                }
            }
        }
        table.add(String.format(Locale.ROOT, "| %s | %,.0f | %.1f | %,.0f |", name, best[0], best[1], best[2]));
        System.out.println(table.get(table.size() - 1));
    }

    private static CamelContext context(String uri, int applications) throws Exception {
        DefaultCamelContext context = new DefaultCamelContext();
        for (int i = 0; i < applications; i++) {
            TencentApplication application = new TencentApplication();
            application.tpns("android").setAccessId(Integer.toString(1_500_001_048 + i));
            application.tpns("android").setSecretKey(KEY);
            application.tpns("android").setBaseUri(uri);
            context.getRegistry().bind("application" + i, application);
        }
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:push")
                        .to("tencent:push?application=application0&title=Shipped&maxInFlight=" + IN_FLIGHT)
                        .process(PushGrowth::count);
                from("direct:dynamic")
                        .toD("tencent:push?application=application${header.application}&title=Order ${header.endpoint}"
                                + "&maxInFlight=" + IN_FLIGHT)
                        .process(PushGrowth::count);
            }
        });
        context.start();
        return context;
    }

    private static void count(Exchange exchange) {
        exchange.getProperty("count", LongAdder.class).increment();
    }

    private static LoadGenerator.Step step(
            CamelContext context, String uri, Consumer<Exchange> fill, int applications, int endpoints)
            throws Exception {
        Endpoint route = context.getEndpoint(uri);
        AsyncProducer producer = route.createAsyncProducer();
        producer.start();
        Semaphore free = new Semaphore(IN_FLIGHT);
        int[] next = {0};
        return count -> {
            free.acquireUninterruptibly();
            Exchange exchange = route.createExchange();
            exchange.setProperty("count", count);
            fill.accept(exchange);
            int turn = next[0]++;
            exchange.getMessage().setHeader("application", turn % applications);
            exchange.getMessage().setHeader("endpoint", turn % endpoints);
            producer.process(exchange, done -> free.release());
        };
    }
}
