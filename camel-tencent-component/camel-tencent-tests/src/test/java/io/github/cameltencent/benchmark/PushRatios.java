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

import io.github.cameltencent.benchmark.PairedRuns.Contender;
import io.github.cameltencent.benchmark.PairedRuns.Cost;
import io.github.cameltencent.component.TencentComponent;
import io.github.cameltencent.credential.TencentApplication;
import io.github.cameltencent.sign.TpnsSignature;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.LongAdder;
import org.apache.camel.AsyncCallback;
import org.apache.camel.AsyncProducer;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.AsyncProcessorSupport;
import org.apache.hc.client5.http.async.methods.SimpleHttpRequest;
import org.apache.hc.client5.http.async.methods.SimpleHttpResponse;
import org.apache.hc.client5.http.async.methods.SimpleRequestBuilder;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.impl.async.HttpAsyncClients;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManagerBuilder;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.ContentType;

/**
 * Compares the cost of a push with that of the raw call {@code tencent:tpns/push/app} of the same bytes, and of Apache
 * HttpClient, alone and in a route, and prints the ratios. HttpClient in a route is a floor: it shows what Camel's own steps
 * and the signature cost, without limits, timeouts, retries, outcomes, or a thread on which the route may block. The server runs in a JVM of its own. Arguments: slices (20), seconds of warm-up
 * of each (20), calls in flight (64), latency of the server in milliseconds (0).
 */
public final class PushRatios {

    private static final String ID = "1500001048";
    private static final String KEY = "1452fcebae9f3115ba794fb0fff2fd73";
    private static final String TOKEN = "05da87c0ae0a1b2c3d4e5f60718293a4b5c6";
    private static final String TEXT = "Your order 4711 has left our warehouse and will reach you tomorrow. ".repeat(3);
    private static final String BODY = "{\"audience_type\":\"token_list\",\"token_list\":[\"" + TOKEN
            + "\"],\"message\":{\"title\":\"Shipped\",\"content\":\"" + TEXT
            + "\"},\"message_type\":\"notify\",\"ignore_invalid_token\":1}";

    private static final String PATH = "/v3/push/app";
    private static final long SLICE_NANOS = 1_000_000_000;

    private PushRatios() {}

    public static void main(String[] arguments) throws Throwable {
        int slices = argument(arguments, 0, 20);
        int warmUp = argument(arguments, 1, 20);
        int inFlight = argument(arguments, 2, 64);
        int latency = argument(arguments, 3, 0);
        BenchmarkReport.begin();
        PairedRuns runs = new PairedRuns(warmUp, slices);
        try (BenchmarkServer server = BenchmarkServer.start(latency);
                CloseableHttpAsyncClient client = client(inFlight);
                CloseableHttpAsyncClient ofRoute = client(inFlight);
                CamelContext context = context(server.uri(), inFlight, ofRoute)) {
            Contender push = route(context, "direct:push", TEXT);
            Contender raw = route(context, "direct:raw", BODY);
            Contender floor = route(context, "direct:floor", BODY);
            Contender alone = alone(client, server.uri() + PATH, inFlight);
            runs.compare("push / raw call", Cost::ofJvm, push, raw);
            runs.compare("push / HttpClient alone", Cost::ofJvm, push, alone);
            runs.compare("raw call / HttpClient alone", Cost::ofJvm, raw, alone);
            runs.compare("HttpClient in a route / HttpClient alone", Cost::ofJvm, floor, alone);
            runs.compare("push / HttpClient in a route", Cost::ofJvm, push, floor);
            runs.compare("raw call / HttpClient in a route", Cost::ofJvm, raw, floor);
        }
        runs.print("push ratios, " + latency + " ms, " + inFlight + " in flight");
        System.exit(0);
    }

    private static int argument(String[] arguments, int index, int otherwise) {
        return arguments.length > index ? Integer.parseInt(arguments[index]) : otherwise;
    }

    private static CamelContext context(String uri, int inFlight, CloseableHttpAsyncClient client) throws Exception {
        DefaultCamelContext context = new DefaultCamelContext();
        TencentApplication orders = new TencentApplication();
        orders.tpns("android").setAccessId(ID);
        orders.tpns("android").setSecretKey(KEY);
        orders.tpns("android").setBaseUri(uri);
        context.getRegistry().bind("orders", orders);
        // the default of 256 would hold back a thousand calls in flight
        context.getComponent("tencent", TencentComponent.class).setMaxConnections(Math.max(256, inFlight));
        HttpClientProcessor floor = new HttpClientProcessor(client, uri + PATH, inFlight);
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:push")
                        .to("tencent:push?application=orders&title=Shipped&maxInFlight=" + inFlight)
                        .process(PushRatios::count);
                from("direct:raw")
                        .to("tencent:tpns/push/app?application=orders&maxInFlight=" + inFlight)
                        .process(PushRatios::count);
                from("direct:floor").process(floor).process(PushRatios::count);
            }
        });
        context.start();
        return context;
    }

    private static void count(Exchange exchange) {
        exchange.getProperty("count", LongAdder.class).increment();
    }

    private static Contender route(CamelContext context, String uri, String body) throws Exception {
        Endpoint route = context.getEndpoint(uri);
        AsyncProducer producer = route.createAsyncProducer();
        producer.start();
        return () -> {
            LongAdder count = new LongAdder();
            long until = System.nanoTime() + SLICE_NANOS;
            while (System.nanoTime() < until) {
                Exchange exchange = route.createExchange();
                exchange.setProperty("count", count);
                exchange.getMessage().setBody(body);
                exchange.getMessage().setHeader("CamelTencentTokens", TOKEN);
                producer.process(exchange, done -> {});
            }
            return count.sum();
        };
    }

    private static CloseableHttpAsyncClient client(int inFlight) {
        CloseableHttpAsyncClient client = HttpAsyncClients.custom()
                .setConnectionManager(PoolingAsyncClientConnectionManagerBuilder.create()
                        .setMaxConnPerRoute(inFlight)
                        .setMaxConnTotal(inFlight)
                        .build())
                .build();
        client.start();
        return client;
    }

    private static Contender alone(CloseableHttpAsyncClient client, String uri, int inFlight) {
        TpnsSignature signature = TpnsSignature.of(ID, KEY);
        byte[] body = BODY.getBytes(StandardCharsets.UTF_8);
        Semaphore free = new Semaphore(inFlight);
        return () -> {
            LongAdder count = new LongAdder();
            long until = System.nanoTime() + SLICE_NANOS;
            while (System.nanoTime() < until) {
                free.acquire();
                client.execute(request(uri, signature, body), new Answered(free, count));
            }
            return count.sum();
        };
    }

    private static SimpleHttpRequest request(String uri, TpnsSignature signature, byte[] body) {
        long now = Instant.now().getEpochSecond();
        return SimpleRequestBuilder.post(uri)
                .setBody(body, ContentType.APPLICATION_JSON)
                .setHeader("AccessId", ID)
                .setHeader("TimeStamp", Long.toString(now))
                .setHeader("Sign", signature.sign(now, body))
                .build();
    }

    private static boolean isAccepted(SimpleHttpResponse response) {
        return response.getBodyText().contains("\"ret_code\":0");
    }

    /** The least that an asynchronous step can do: it continues the route on the client's I/O thread. */
    private static final class HttpClientProcessor extends AsyncProcessorSupport {

        private final CloseableHttpAsyncClient client;
        private final String uri;
        private final TpnsSignature signature = TpnsSignature.of(ID, KEY);
        private final Semaphore free;

        HttpClientProcessor(CloseableHttpAsyncClient client, String uri, int inFlight) {
            this.client = client;
            this.uri = uri;
            this.free = new Semaphore(inFlight);
        }

        @Override
        public boolean process(Exchange exchange, AsyncCallback callback) {
            free.acquireUninterruptibly();
            byte[] body = exchange.getMessage().getBody(String.class).getBytes(StandardCharsets.UTF_8);
            client.execute(request(uri, signature, body), new FutureCallback<>() {
                @Override
                public void completed(SimpleHttpResponse response) {
                    if (isAccepted(response)) {
                        exchange.getMessage().setBody(response.getBodyText());
                    } else {
                        exchange.setException(new IllegalStateException(response.getBodyText()));
                    }
                    end();
                }

                @Override
                public void failed(Exception e) {
                    exchange.setException(e);
                    end();
                }

                @Override
                public void cancelled() {
                    failed(new IllegalStateException("cancelled"));
                }

                private void end() {
                    free.release();
                    callback.done(false);
                }
            });
            return false;
        }
    }

    private record Answered(Semaphore free, LongAdder count) implements FutureCallback<SimpleHttpResponse> {

        @Override
        public void completed(SimpleHttpResponse response) {
            if (isAccepted(response)) {
                count.increment();
            }
            free.release();
        }

        @Override
        public void failed(Exception e) {
            free.release();
        }

        @Override
        public void cancelled() {
            free.release();
        }
    }
}
