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
package io.github.cameltencent.signing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.impl.bootstrap.HttpServer;
import org.apache.hc.core5.http.impl.bootstrap.ServerBootstrap;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.apache.hc.core5.http.protocol.HttpContext;

/** A server that records requests and answers with the configured statuses, then with 200. */
final class RecordingServer implements AutoCloseable {

    /** What arrived. */
    record Arrived(String method, String target, java.util.Map<String, String> headers, byte[] body) {
        String header(String name) {
            return headers.get(name.toLowerCase(java.util.Locale.ROOT));
        }
    }

    private final List<Arrived> arrived = new CopyOnWriteArrayList<>();
    private final Queue<Integer> statuses = new ArrayDeque<>();
    private final Runnable onRequest;
    private final HttpServer server;

    RecordingServer(Runnable onRequest) {
        this.onRequest = onRequest;
        try {
            server = ServerBootstrap.bootstrap()
                    .setLocalAddress(InetAddress.getLoopbackAddress())
                    .setListenerPort(0)
                    .setCanonicalHostName("localhost")
                    .register("*", this::answer)
                    .create();
            server.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    RecordingServer answering(Integer... first) {
        statuses.addAll(List.of(first));
        return this;
    }

    String address() {
        return "localhost:" + server.getLocalPort();
    }

    List<Arrived> arrived() {
        return arrived;
    }

    Arrived last() {
        return arrived.get(arrived.size() - 1);
    }

    private void answer(ClassicHttpRequest request, ClassicHttpResponse response, HttpContext context)
            throws IOException {
        java.util.Map<String, String> headers = new java.util.HashMap<>();
        for (Header header : request.getHeaders()) {
            headers.merge(
                    header.getName().toLowerCase(java.util.Locale.ROOT), header.getValue(), (a, b) -> a + "," + b);
        }
        byte[] body = request.getEntity() == null ? new byte[0] : EntityUtils.toByteArray(request.getEntity());
        arrived.add(new Arrived(request.getMethod(), request.getRequestUri(), headers, body));
        onRequest.run();
        Integer status = statuses.poll();
        response.setCode(status == null ? 200 : status);
        if (status != null && status / 100 == 3) {
            response.setHeader("Location", "/elsewhere");
        }
        response.setEntity(new StringEntity("{\"ret_code\":0}", ContentType.APPLICATION_JSON));
    }

    @Override
    public void close() {
        server.close(org.apache.hc.core5.io.CloseMode.IMMEDIATE);
        try {
            server.awaitTermination(org.apache.hc.core5.util.TimeValue.of(5, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
