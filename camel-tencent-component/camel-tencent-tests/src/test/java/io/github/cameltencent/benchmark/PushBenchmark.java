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
import io.github.cameltencent.signing.TpnsSigner;
import java.lang.invoke.MethodHandle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import org.apache.camel.AsyncProducer;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;

/**
 * Measures the throughput of pushes through a route, compared with plain camel-http with {@link TpnsSigner} and with the
 * vendor's client; docs/measurements.md has the command. The server runs in a separate JVM on the same machine and accepts
 * everything, so that only the client is measured.
 */
public final class PushBenchmark {

    private static final String TOKEN = "05da87c0ae0a1b2c3d4e5f60718293a4b5c6";
    private static final String ID = "1500001048";
    private static final String KEY = "1452fcebae9f3115ba794fb0fff2fd73";
    private static final String TEXT = "Your order 4711 has left our warehouse and will reach you tomorrow. ".repeat(3);

    /** Blocks the producer while it is full. */
    private static final String QUEUE = "seda:push?size=1000&blockWhenFull=true";

    private final BenchmarkRunner contest;

    private PushBenchmark(BenchmarkRunner contest) {
        this.contest = contest;
    }

    /** Arguments: seconds of a measurement (3), rounds (3), a pattern of the names to measure (all). */
    public static void main(String[] arguments) throws Exception {
        BenchmarkRunner contest = BenchmarkRunner.of(arguments);
        PushBenchmark benchmark = new PushBenchmark(contest);
        contest.run("pushes", benchmark::atOnce, benchmark::withLatency);
        System.exit(0);
    }

    private void atOnce(String uri) throws Exception {
        try (CamelContext context = context(uri, 64)) {
            List<BenchmarkRunner.Contender> contenders = new ArrayList<>();
            contenders.add(
                    new BenchmarkRunner.Contender("tencent:push, 0 ms, 64 in flight, one thread", 1, async(context)));
            contenders.add(new BenchmarkRunner.Contender(
                    "tencent:push, 0 ms, 64 in flight, one SEDA thread", 1, seda(context)));
            for (int threads : new int[] {1, 8, 64}) {
                contenders.add(new BenchmarkRunner.Contender(
                        "camel-http with TpnsSigner, 0 ms, threads: " + threads, threads, direct(context, "http")));
            }
            MethodHandle xinge = xinge(uri);
            for (int threads : new int[] {1, 8, 64}) {
                contenders.add(
                        new BenchmarkRunner.Contender("xinge 1.2.4.10, 0 ms, threads: " + threads, threads, count -> {
                            call(xinge);
                            count.increment();
                        }));
            }
            contest.measure(contenders);
        }
    }

    private void withLatency(String uri) throws Exception {
        try (CamelContext context = context(uri, 256)) {
            contest.measure(List.of(
                    new BenchmarkRunner.Contender(
                            "tencent:push, 50 ms, 256 in flight, one SEDA thread", 1, seda(context)),
                    new BenchmarkRunner.Contender(
                            "camel-http with TpnsSigner, 50 ms, one thread", 1, direct(context, "http"))));
        }
    }

    private static CamelContext context(String uri, int inFlight) throws Exception {
        DefaultCamelContext context = new DefaultCamelContext();
        TencentApplication orders = new TencentApplication();
        orders.tpns("android").setAccessId(ID);
        orders.tpns("android").setSecretKey(KEY);
        orders.tpns("android").setBaseUri(uri);
        context.getRegistry().bind("orders", orders);
        TpnsSigner signer = new TpnsSigner();
        signer.setAccessId(ID);
        signer.setSecretKey(KEY);
        context.getRegistry().bind("signer", signer);
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from(QUEUE)
                        .to("tencent:push?application=orders&title=Shipped&maxInFlight=" + inFlight)
                        .process(PushBenchmark::counted);
                from("direct:push")
                        .to("tencent:push?application=orders&title=Shipped&maxInFlight=" + inFlight)
                        .process(PushBenchmark::counted);
                from("direct:http")
                        .process(PushBenchmark::map)
                        .process(signer)
                        .to(uri + "/v3/push/app?httpMethod=POST&connectionsPerRoute=100&maxTotalConnections=200")
                        .process(PushBenchmark::counted);
            }
        });
        context.start();
        return context;
    }

    /** The steps of a route without the component for the same push. */
    private static void map(Exchange exchange) {
        String text = exchange.getMessage().getBody(String.class);
        exchange.getMessage()
                .setBody("{\"audience_type\":\"token_list\",\"token_list\":[\"" + TOKEN
                        + "\"],\"message_type\":\"notify\",\"ignore_invalid_token\":1,"
                        + "\"message\":{\"title\":\"Shipped\",\"content\":\"" + text + "\"}}");
        exchange.getMessage().removeHeader("CamelTencentTokens");
    }

    private static void counted(Exchange exchange) {
        if (exchange.getException() == null) {
            exchange.getProperty("count", LongAdder.class).increment();
        }
    }

    /** Drives the route like an asynchronous consumer. */
    private static LoadGenerator.Step async(CamelContext context) throws Exception {
        Endpoint route = context.getEndpoint("direct:push");
        AsyncProducer producer = route.createAsyncProducer();
        producer.start();
        return count -> {
            Exchange exchange = route.createExchange();
            exchange.setProperty("count", count);
            exchange.getMessage().setBody(TEXT);
            exchange.getMessage().setHeader("CamelTencentTokens", TOKEN);
            producer.process(exchange, done -> {});
        };
    }

    private static LoadGenerator.Step seda(CamelContext context) {
        return send(context, QUEUE);
    }

    private static LoadGenerator.Step direct(CamelContext context, String name) {
        return send(context, "direct:" + name);
    }

    private static LoadGenerator.Step send(CamelContext context, String uri) {
        ProducerTemplate template = context.createProducerTemplate();
        return count -> template.send(uri, exchange -> {
            exchange.setProperty("count", count);
            exchange.getMessage().setBody(TEXT);
            exchange.getMessage().setHeader("CamelTencentTokens", TOKEN);
        });
    }

    @SuppressWarnings("checkstyle:IllegalCatch") // method handles throw anything
    private static MethodHandle xinge(String uri) throws Exception {
        VendorLibrary library = new VendorLibrary("xinge");
        String builderType = "com.tencent.xinge.XingeApp$Builder";
        Object builder = library.make(builderType);
        try {
            library.method(builderType, "appId", String.class).invokeWithArguments(builder, ID);
            library.method(builderType, "secretKey", String.class).invokeWithArguments(builder, KEY);
            library.method(builderType, "domainUrl", String.class).invokeWithArguments(builder, uri + "/");
            library.method(builderType, "useSignAuth", boolean.class).invokeWithArguments(Arrays.asList(builder, true));
            Object app = library.method(builderType, "build").invokeWithArguments(builder);
            return library.method("com.tencent.xinge.XingeApp", "pushApp", String.class)
                    .bindTo(app);
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    @SuppressWarnings("checkstyle:IllegalCatch") // method handles throw anything
    private static void call(MethodHandle xinge) {
        try {
            Object answer = xinge.invoke("{\"audience_type\":\"token_list\",\"token_list\":[\"" + TOKEN
                    + "\"],\"message_type\":\"notify\",\"ignore_invalid_token\":1,"
                    + "\"message\":{\"title\":\"Shipped\",\"content\":\"" + TEXT + "\"}}");
            if (!answer.toString().contains("\"ret_code\":0")) {
                throw new IllegalStateException("The vendor's client says " + answer);
            }
        } catch (RuntimeException e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }
}
