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
package io.github.cameltencent.emulator.im.callback;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;

/** Sends callbacks to loopback addresses over persistent connections. Thread-safe; creates its client on first use. */
public final class CallbackSender {

    private final ReentrantLock lock = new ReentrantLock();
    private final Clock clock;
    private HttpClient client;

    public CallbackSender(Clock clock) {
        this.clock = clock;
    }

    Clock clock() {
        return clock;
    }

    public static URI loopback(URI address) {
        String host = address.getHost();
        boolean here = host != null
                && (host.equalsIgnoreCase("localhost")
                        || host.equals("[::1]")
                        || host.matches("127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}"));
        if (!here || !"http".equals(address.getScheme())) {
            throw new IllegalArgumentException("callbacks go to http://127.0.0.1 or another loopback address only");
        }
        return address;
    }

    CompletableFuture<ImCallbackAnswer> send(URI address, byte[] body, Duration timeout) {
        HttpRequest request = HttpRequest.newBuilder(address)
                .timeout(timeout)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
        long start = System.nanoTime();
        return client().sendAsync(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8))
                .thenApply(answer -> new ImCallbackAnswer(
                        answer.statusCode(), answer.body(), Duration.ofNanos(System.nanoTime() - start)));
    }

    private HttpClient client() {
        lock.lock();
        try {
            if (client == null) {
                client = HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .proxy(HttpClient.Builder.NO_PROXY)
                        .connectTimeout(Duration.ofSeconds(2))
                        .build();
            }
            return client;
        } finally {
            lock.unlock();
        }
    }
}
