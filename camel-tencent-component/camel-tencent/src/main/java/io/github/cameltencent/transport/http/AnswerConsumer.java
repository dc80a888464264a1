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

import io.github.cameltencent.transport.AnswerStream;
import io.github.cameltencent.transport.AnswerTooLargeException;
import io.github.cameltencent.transport.HttpAnswer;
import io.github.cameltencent.transport.HttpCall;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.EntityDetails;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.nio.AsyncResponseConsumer;
import org.apache.hc.core5.http.nio.CapacityChannel;
import org.apache.hc.core5.http.protocol.HttpContext;

/**
 * Receives an answer into memory, up to a maximum size, or opens a stream if the call allows it. The content type does not
 * matter, since an answer of an unknown type must not be lost. The result is passed on when the client releases the
 * consumer, after it has returned the connection to the pool, so that the next call can reuse that connection. One for each
 * attempt; used by one I/O thread.
 */
final class AnswerConsumer implements AsyncResponseConsumer<ReceivedAnswer> {

    private static final byte[] EMPTY = {};
    private static final int FIRST_BUFFER = 256;

    private final int maxBytes;
    private final HttpCall call;
    private final Attempt attempt;
    private final AnswerMemoryLimiter memory;
    private HttpResponse response;
    private FutureCallback<ReceivedAnswer> callback;

    /** Null until the body begins. */
    private AnswerBuffer buffer;

    /** Null while the answer fits into the initial window. */
    private AnswerMemoryLimiter.Reservation reservation;

    /** Null if the answer is not streamed. */
    private AnswerStream stream;

    /** Null until the answer is complete, and after it was passed on. */
    private ReceivedAnswer answer;

    AnswerConsumer(int maxBytes, HttpCall call, Attempt attempt, AnswerMemoryLimiter memory) {
        this.maxBytes = maxBytes;
        this.call = call;
        this.attempt = attempt;
        this.memory = memory;
    }

    @Override
    public void consumeResponse(
            HttpResponse response, EntityDetails entity, HttpContext context, FutureCallback<ReceivedAnswer> callback)
            throws IOException {
        this.callback = callback;
        this.response = response;
        if (entity == null) {
            answer = received(EMPTY);
            return;
        }
        if (isStream(response)) {
            stream = new AnswerStream(call, response, attempt::cancelExchange);
            attempt.streamStarted(
                    stream, new HttpAnswer(response.getCode(), "text/event-stream", EMPTY, null, null, stream));
            return;
        }
        long announced = entity.getContentLength();
        if (announced > maxBytes) {
            throw new AnswerTooLargeException(maxBytes);
        }
        buffer = new AnswerBuffer(announced < 0 ? FIRST_BUFFER : (int) announced);
    }

    @Override
    public void informationResponse(HttpResponse response, HttpContext context) {
        // 1xx is not the final response
    }

    /** Called when the capacity window is used up. */
    @Override
    public void updateCapacity(CapacityChannel capacity) throws IOException {
        if (stream != null) {
            stream.updateCapacity(capacity);
            return;
        }
        if (reservation == null) {
            reservation = memory.reservation();
            attempt.reservation(reservation);
        }
        reservation.request(capacity);
    }

    @Override
    public void consume(ByteBuffer src) throws IOException {
        if (stream != null) {
            stream.fill(src);
            return;
        }
        if (buffer.length() + src.remaining() > maxBytes) {
            throw new AnswerTooLargeException(maxBytes);
        }
        try {
            buffer.append(src);
        } catch (OutOfMemoryError e) {
            throw outOfMemory(e);
        }
    }

    @Override
    public void streamEnd(List<? extends Header> trailers) throws IOException {
        if (stream != null) {
            stream.complete();
            answer = received(EMPTY); // the client needs a result; the attempt has ended already
            return;
        }
        try {
            answer = received(buffer.toByteArray());
        } catch (OutOfMemoryError e) {
            throw outOfMemory(e);
        }
    }

    @Override
    public void failed(Exception cause) {
        passOn(); // a complete answer takes precedence over the failure, which the client reports afterwards
    }

    @Override
    public void releaseResources() {
        buffer = null;
        passOn();
    }

    private void passOn() {
        ReceivedAnswer complete = answer;
        if (complete != null) {
            answer = null;
            callback.completed(complete);
        }
    }

    private ReceivedAnswer received(byte[] body) {
        return new ReceivedAnswer(response, body, maxBytes);
    }

    /** Wraps the error, which would end the I/O thread of the client and with it all calls. */
    private IOException outOfMemory(OutOfMemoryError cause) {
        buffer = null;
        return new IOException("out of memory while receiving the answer", cause);
    }

    private boolean isStream(HttpResponse response) {
        Header type = response.getFirstHeader("Content-Type");
        return call.stream() != null
                && response.getCode() / 100 == 2
                && "text/event-stream".equalsIgnoreCase(ReceivedAnswer.mimeType(type == null ? null : type.getValue()));
    }
}
