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
package io.github.cameltencent.emulator.web;

import io.github.cameltencent.emulator.RecordedRequest;
import io.github.cameltencent.emulator.engine.Answer;
import io.github.cameltencent.emulator.engine.AnswerSender;
import io.github.cameltencent.emulator.engine.Json;
import io.github.cameltencent.emulator.engine.Protocol;
import io.github.cameltencent.emulator.engine.Recorder;
import io.github.cameltencent.emulator.engine.SignedReplay;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Sends a recorded request to this emulator again, signed anew with the emulator's own keys. The replay is a request as
 * any other: it is recorded, and faults apply to it. Thread-safe; creates its client on first use.
 */
final class RequestReplayer {

    /** Tells in the record that a request is a replay: number of the original, then a unique number. */
    static final String HEADER = "X-Emulator-Replay";

    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final Recorder recorder;
    private final List<Protocol> protocols;
    private final Clock clock;
    private final AtomicLong nextId = new AtomicLong(1);
    private final ReentrantLock lock = new ReentrantLock();
    private HttpClient client;

    RequestReplayer(Recorder recorder, List<Protocol> protocols, Clock clock) {
        this.recorder = recorder;
        this.protocols = protocols;
        this.clock = clock;
    }

    /** Answers with the number of the new request in the record. */
    void replay(RecordedRequest request, AnswerSender reply) {
        String host = "127.0.0.1:" + ((InetSocketAddress) reply.channel().localAddress()).getPort();
        String mark = request.sequence() + "/" + nextId.getAndIncrement();
        HttpRequest again;
        try {
            again = sign(request, host, mark);
        } catch (IllegalArgumentException e) {
            reply.send(Answer.refusal(409, e.getMessage()));
            return;
        }
        long before = recorder.newest();
        client().sendAsync(again, HttpResponse.BodyHandlers.discarding())
                .whenCompleteAsync(
                        (answer, failure) -> reply.send(Answer.json(
                                Json.object().put("ok", failure == null).put("seq", find(mark, before)))),
                        reply.channel().eventLoop());
    }

    private HttpRequest sign(RecordedRequest request, String host, String mark) {
        Protocol protocol = protocols.stream()
                .filter(p -> p.service().equals(request.service()))
                .filter(p -> p.handles(request.method(), request.path(), request.query()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("requests of this service cannot be replayed"));
        byte[] body = request.bodyBytes();
        if (body == null) {
            throw new IllegalArgumentException("only the beginning of the body was recorded");
        }
        SignedReplay signed = protocol.sign(request, body, host, clock.instant());
        String query = signed.query().isEmpty() ? "" : "?" + signed.query();
        HttpRequest.Builder builder = HttpRequest.newBuilder(URI.create("http://" + host + request.path() + query))
                .timeout(TIMEOUT)
                .version(HttpClient.Version.HTTP_1_1)
                .method(request.method(), HttpRequest.BodyPublishers.ofByteArray(signed.body()))
                .header(HEADER, mark);
        signed.headers().forEach(builder::setHeader);
        return builder.build();
    }

    private long find(String mark, long before) {
        for (long sequence = recorder.newest(); sequence > before; sequence--) {
            RecordedRequest request = recorder.get(sequence);
            if (request != null && mark.equals(request.headers().get(HEADER))) {
                return sequence;
            }
        }
        return 0;
    }

    private HttpClient client() {
        lock.lock();
        try {
            if (client == null) {
                client = HttpClient.newHttpClient();
            }
            return client;
        } finally {
            lock.unlock();
        }
    }
}
