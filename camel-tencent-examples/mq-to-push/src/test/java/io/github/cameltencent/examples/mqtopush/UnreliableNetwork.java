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
package io.github.cameltencent.examples.mqtopush;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.atomic.LongAdder;
import java.util.random.RandomGenerator;
import org.apache.hc.client5.http.HttpRoute;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.impl.async.HttpAsyncClients;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManagerBuilder;
import org.apache.hc.core5.http.HttpHost;

/**
 * A client of which a share of the calls meets a port where unreachable listens: the operating system refuses the connection,
 * and nothing of the call goes out.
 */
final class UnreliableNetwork {

    private final RandomGenerator random;
    private final double share;
    private final HttpHost unreachable;
    private final LongAdder refused = new LongAdder();

    UnreliableNetwork(double share, RandomGenerator random) throws IOException {
        this.share = share;
        this.random = random;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            unreachable = new HttpHost("http", "127.0.0.1", free.getLocalPort());
        }
    }

    /** The client, started. */
    CloseableHttpAsyncClient client() {
        CloseableHttpAsyncClient client = HttpAsyncClients.custom()
                .setConnectionManager(PoolingAsyncClientConnectionManagerBuilder.create()
                        .setMaxConnPerRoute(256)
                        .setMaxConnTotal(512)
                        .build())
                .setRoutePlanner((target, context) -> new HttpRoute(fails() ? unreachable : target))
                .disableAutomaticRetries()
                .build();
        client.start();
        return client;
    }

    long refused() {
        return refused.sum();
    }

    private boolean fails() {
        boolean fails;
        synchronized (random) {
            fails = random.nextDouble() < share;
        }
        if (fails) {
            refused.increment();
        }
        return fails;
    }
}
