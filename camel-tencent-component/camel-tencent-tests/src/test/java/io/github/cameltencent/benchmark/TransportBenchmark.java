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

import io.github.cameltencent.credential.EndpointOptions;
import io.github.cameltencent.transport.AttemptResult;
import io.github.cameltencent.transport.HttpCall;
import io.github.cameltencent.transport.RequestBody;
import io.github.cameltencent.transport.SignedRequest;
import io.github.cameltencent.transport.http.HttpClientSettings;
import io.github.cameltencent.transport.http.TransportService;
import io.github.cameltencent.transport.limit.RateLimit;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Semaphore;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.hc.client5.http.async.methods.SimpleHttpRequest;
import org.apache.hc.client5.http.async.methods.SimpleHttpResponse;
import org.apache.hc.client5.http.async.methods.SimpleRequestBuilder;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.impl.async.HttpAsyncClients;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManagerBuilder;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.io.entity.EntityUtils;

/**
 * Measures the throughput of the transport alone, compared with plain HttpClient 5. The server runs in a separate JVM.
 */
public final class TransportBenchmark {

    private static final byte[] BODY = "{\"audience_type\":\"token_list\",\"message\":\"x\"}"
            .concat(" ".repeat(250))
            .getBytes(StandardCharsets.US_ASCII);

    private final int seconds;
    private final int rounds;
    private final String filter;

    private TransportBenchmark(int seconds, int rounds, String filter) {
        this.seconds = seconds;
        this.rounds = rounds;
        this.filter = filter;
    }

    /** Arguments: seconds of a measurement (2), rounds (5), a regular expression of the contenders to run (all). */
    public static void main(String[] arguments) throws Exception {
        new TransportBenchmark(
                        arguments.length > 0 ? Integer.parseInt(arguments[0]) : 2,
                        arguments.length > 1 ? Integer.parseInt(arguments[1]) : 5,
                        arguments.length > 2 ? arguments[2] : ".*")
                .run();
        System.exit(0);
    }

    private void run() throws Exception {
        try (BenchmarkServer server = BenchmarkServer.start(0)) {
            measure("0 ms", URI.create(server.uri() + "/v3/push/app"), 64);
        }
        try (BenchmarkServer server = BenchmarkServer.start(50)) {
            measure("50 ms", URI.create(server.uri() + "/v3/push/app"), 256);
        }
    }

    private void measure(String latency, URI uri, int inFlight) throws Exception {
        DefaultCamelContext context = new DefaultCamelContext();
        TransportService transport = new TransportService(
                context,
                () -> new HttpClientSettings(null, null, -1, null, null, null, 256, 300_000, 20_000, 2_000),
                () -> null,
                () -> 1000L);
        try (CloseableHttpAsyncClient async = async();
                CloseableHttpClient classic = classic()) {
            context.start();
            transport.start();
            async.start();
            List<BenchmarkRunner.Contender> contenders = new ArrayList<>();
            for (int n : new int[] {inFlight, 256}) {
                contenders.add(contender(
                        latency + " transport, routes' threads, " + n, 1, transport(transport, uri, n, true)));
                contenders.add(
                        contender(latency + " transport, I/O threads, " + n, 1, transport(transport, uri, n, false)));
                contenders.add(contender(latency + " async, " + n, 1, async(async, uri, n)));
            }
            for (int threads : new int[] {1, 8, 64}) {
                contenders.add(contender(latency + " classic, threads: " + threads, threads, classic(classic, uri)));
            }
            contenders.removeIf(contender -> !contender.name().matches(filter));
            measure(contenders);
        } finally {
            transport.stop();
            context.stop();
        }
    }

    private void measure(List<BenchmarkRunner.Contender> contenders) throws InterruptedException {
        double[][] best = new double[contenders.size()][];
        for (int round = 0; round < rounds; round++) {
            for (int i = 0; i < contenders.size(); i++) {
                double[] result = LoadGenerator.run(contenders.get(i), seconds);
                if (best[i] == null || result[0] > best[i][0]) {
                    best[i] = result;
                }
            }
        }
        for (int i = 0; i < contenders.size(); i++) {
            System.out.printf(
                    Locale.ROOT,
                    "| %s | %.0f/s | %.1f us | %.0f B |%n",
                    contenders.get(i).name(),
                    best[i][0],
                    best[i][1],
                    best[i][2]);
        }
    }

    private static BenchmarkRunner.Contender contender(String name, int threads, LoadGenerator.Step step) {
        return new BenchmarkRunner.Contender(name, threads, step);
    }

    private static LoadGenerator.Step transport(TransportService transport, URI uri, int inFlight, boolean resume) {
        EndpointOptions options = new EndpointOptions();
        options.setMaxInFlight(inFlight);
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", "application/json");
        headers.put("AccessId", "1500001048");
        headers.put("TimeStamp", "1565314789");
        headers.put("Sign", "Y2QyMDc3NDY4MmJmNzhiZmRiNDNlMTdkMWQ1ZDU2YjNlNWI3ODlhMTY3MGZjMTUyN2VmNTRjNjVkMmQ3Yjc2ZA==");
        SignedRequest request = new SignedRequest("POST", uri, headers, RequestBody.of(BODY));
        HttpCall call = new HttpCall(
                "push",
                "push/app",
                "scope " + inFlight,
                RateLimit.NONE,
                options,
                false,
                false,
                now -> request,
                answer -> AttemptResult.accepted(null, null));
        return count -> transport.send(call, result -> {
            if (result.failure() != null) {
                throw result.failure();
            }
            if (resume) {
                transport.resume(count::increment);
            } else {
                count.increment();
            }
        });
    }

    private static CloseableHttpAsyncClient async() {
        return HttpAsyncClients.custom()
                .setConnectionManager(PoolingAsyncClientConnectionManagerBuilder.create()
                        .setMaxConnPerRoute(256)
                        .setMaxConnTotal(256)
                        .build())
                .disableAutomaticRetries()
                .disableRedirectHandling()
                .disableCookieManagement()
                .disableAuthCaching()
                .build();
    }

    private static LoadGenerator.Step async(CloseableHttpAsyncClient client, URI uri, int inFlight) {
        Semaphore places = new Semaphore(inFlight);
        return count -> {
            places.acquireUninterruptibly();
            SimpleHttpRequest request = SimpleRequestBuilder.post(uri)
                    .setBody(BODY, ContentType.APPLICATION_JSON)
                    .build();
            client.execute(request, new FutureCallback<SimpleHttpResponse>() {
                @Override
                public void completed(SimpleHttpResponse response) {
                    places.release();
                    count.increment();
                }

                @Override
                public void failed(Exception failure) {
                    places.release();
                }

                @Override
                public void cancelled() {
                    places.release();
                }
            });
        };
    }

    private static CloseableHttpClient classic() {
        return HttpClients.custom()
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setMaxConnPerRoute(256)
                        .setMaxConnTotal(256)
                        .build())
                .disableAutomaticRetries()
                .disableRedirectHandling()
                .disableCookieManagement()
                .disableAuthCaching()
                .build();
    }

    private static LoadGenerator.Step classic(CloseableHttpClient client, URI uri) {
        return count -> {
            HttpPost request = new HttpPost(uri);
            request.setEntity(new ByteArrayEntity(BODY, ContentType.APPLICATION_JSON));
            try {
                client.execute(request, response -> EntityUtils.toByteArray(response.getEntity()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            count.increment();
        };
    }
}
