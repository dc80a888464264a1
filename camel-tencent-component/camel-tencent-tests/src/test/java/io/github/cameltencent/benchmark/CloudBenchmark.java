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

import com.tencentcloudapi.common.CommonClient;
import com.tencentcloudapi.common.CommonRequest;
import com.tencentcloudapi.common.Credential;
import com.tencentcloudapi.common.exception.TencentCloudSDKException;
import com.tencentcloudapi.common.profile.ClientProfile;
import com.tencentcloudapi.common.profile.HttpProfile;
import io.github.cameltencent.credential.CloudApplication;
import io.github.cameltencent.credential.TencentApplication;
import java.util.ArrayList;
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
 * Measures the throughput of Cloud API calls through a route, compared with the official client; docs/measurements.md has
 * the command. The server runs in a separate JVM on the same machine and accepts everything, so that only the client is
 * measured.
 */
public final class CloudBenchmark {

    private static final String ID = "AKIDinvented0000000000000000000000001";
    private static final String KEY = "an-invented-key-of-the-usual-len";
    private static final String REQUEST =
            "{\"Limit\":1,\"Filters\":[{\"Name\":\"zone\",\"Values\":[\"ap-guangzhou-3\"]}]}";

    /** Blocks the producer while it is full. */
    private static final String QUEUE = "seda:calls?size=1000&blockWhenFull=true";

    private final BenchmarkRunner contest;

    private CloudBenchmark(BenchmarkRunner contest) {
        this.contest = contest;
    }

    /** Arguments: seconds of a measurement (3), rounds (3), a pattern of the names to measure (all). */
    public static void main(String[] arguments) throws Exception {
        BenchmarkRunner contest = BenchmarkRunner.of(arguments);
        CloudBenchmark benchmark = new CloudBenchmark(contest);
        contest.run("cloud calls", benchmark::atOnce, benchmark::withLatency);
        System.exit(0);
    }

    private void atOnce(String uri) throws Exception {
        try (CamelContext context = context(uri, 64)) {
            List<BenchmarkRunner.Contender> contenders = new ArrayList<>();
            contenders.add(
                    new BenchmarkRunner.Contender("tencent:cloud, 0 ms, 64 in flight, one thread", 1, async(context)));
            contenders.add(new BenchmarkRunner.Contender(
                    "tencent:cloud, 0 ms, 64 in flight, one SEDA thread", 1, seda(context)));
            for (int threads : new int[] {1, 8, 64}) {
                contenders.add(official(uri, "0 ms", threads));
            }
            contest.measure(contenders);
        }
    }

    private void withLatency(String uri) throws Exception {
        try (CamelContext context = context(uri, 256)) {
            contest.measure(List.of(
                    new BenchmarkRunner.Contender(
                            "tencent:cloud, 50 ms, 256 in flight, one SEDA thread", 1, seda(context)),
                    official(uri, "50 ms", 1),
                    official(uri, "50 ms", 64)));
        }
    }

    private static CamelContext context(String uri, int inFlight) throws Exception {
        DefaultCamelContext context = new DefaultCamelContext();
        TencentApplication shop = new TencentApplication();
        CloudApplication cloud = new CloudApplication();
        cloud.setSecretId(ID);
        cloud.setSecretKey(KEY);
        cloud.setRegion("ap-guangzhou");
        cloud.setBaseUri(uri);
        shop.setCloud(cloud);
        context.getRegistry().bind("shop", shop);
        String call = "tencent:cloud/cvm/DescribeInstances?application=shop&maxInFlight=" + inFlight;
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from(QUEUE).to(call).process(CloudBenchmark::counted);
                from("direct:calls").to(call).process(CloudBenchmark::counted);
            }
        });
        context.start();
        return context;
    }

    private static void counted(Exchange exchange) {
        if (exchange.getException() == null) {
            exchange.getProperty("count", LongAdder.class).increment();
        }
    }

    /** Drives the route like an asynchronous consumer. */
    private static LoadGenerator.Step async(CamelContext context) throws Exception {
        Endpoint route = context.getEndpoint("direct:calls");
        AsyncProducer producer = route.createAsyncProducer();
        producer.start();
        return count -> {
            Exchange exchange = route.createExchange();
            prepare(exchange, count);
            producer.process(exchange, done -> {});
        };
    }

    private static LoadGenerator.Step seda(CamelContext context) {
        ProducerTemplate template = context.createProducerTemplate();
        return count -> template.send(QUEUE, exchange -> prepare(exchange, count));
    }

    private static void prepare(Exchange exchange, LongAdder count) {
        exchange.setProperty("count", count);
        exchange.getMessage().setBody(REQUEST);
    }

    /** A client for each thread, as its maintainers advise. */
    private static BenchmarkRunner.Contender official(String uri, String latency, int threads) {
        ThreadLocal<CommonClient> clients = ThreadLocal.withInitial(() -> client(uri));
        return new BenchmarkRunner.Contender(
                "official client, " + latency + ", threads: " + threads, threads, count -> {
                    try {
                        clients.get().commonRequest(new CommonRequest(REQUEST), "DescribeInstances");
                    } catch (TencentCloudSDKException e) {
                        throw new IllegalStateException(e);
                    }
                    count.increment();
                });
    }

    private static CommonClient client(String uri) {
        HttpProfile http = new HttpProfile();
        http.setProtocol(HttpProfile.REQ_HTTP);
        http.setEndpoint(uri.substring("http://".length()));
        ClientProfile profile = new ClientProfile(ClientProfile.SIGN_TC3_256, http);
        return new CommonClient("cvm", "2017-03-12", new Credential(ID, KEY), "ap-guangzhou", profile);
    }
}
