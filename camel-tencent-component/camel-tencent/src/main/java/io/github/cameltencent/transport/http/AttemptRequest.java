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
package io.github.cameltencent.transport.http;

import io.github.cameltencent.transport.RequestBody;
import io.github.cameltencent.transport.SignedRequest;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Map;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.message.BasicHttpRequest;
import org.apache.hc.core5.http.nio.AsyncEntityProducer;
import org.apache.hc.core5.http.nio.DataStreamChannel;
import org.apache.hc.core5.http.nio.RequestChannel;
import org.apache.hc.core5.http.nio.entity.BasicAsyncEntityProducer;
import org.apache.hc.core5.http.nio.support.BasicRequestProducer;
import org.apache.hc.core5.http.protocol.HttpContext;

/** The request of one attempt, as the HTTP client reads it. */
final class AttemptRequest extends BasicRequestProducer {

    private final Attempt attempt;
    private final boolean markedHere;

    /**
     * Creates the request of an attempt.
     *
     * @param userClient whether the client is the user's own, which does not report when the request is sent
     */
    AttemptRequest(SignedRequest request, Attempt attempt, boolean userClient) {
        super(head(request), entity(request.body()));
        this.attempt = attempt;
        this.markedHere = userClient && request.body() == null;
    }

    /** Called long before the client has a connection: it reads the request here and sends it later. */
    @Override
    public void sendRequest(RequestChannel channel, HttpContext context) throws HttpException, IOException {
        if (markedHere && !attempt.markSent()) { // without a body produce() is not called
            throw attemptEnded();
        }
        super.sendRequest(channel, context);
    }

    @Override
    public void produce(DataStreamChannel channel) throws IOException {
        if (!attempt.markSent()) {
            throw attemptEnded();
        }
        super.produce(channel);
    }

    static IOException attemptEnded() {
        return new InterruptedIOException("the attempt has ended");
    }

    private static HttpRequest head(SignedRequest request) {
        BasicHttpRequest head = new BasicHttpRequest(request.method(), request.uri());
        for (Map.Entry<String, String> header : request.headers().entrySet()) {
            head.addHeader(SecretHeaders.of(header.getKey(), header.getValue()));
        }
        return head;
    }

    private static AsyncEntityProducer entity(RequestBody body) {
        if (body == null) {
            return null;
        }
        // the content type is one of the headers already
        return body.bytes() == null ? body.stream() : new BasicAsyncEntityProducer(body.bytes(), null, false);
    }
}
