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
 * Receives an answer whole, up to a size, or hands on a stream with its head where the call wants that. The content type
 * does not matter, since an answer of an unknown type must not be lost. The result is passed on when the client releases
 * the consumer, which it does after the connection: the next call finds that connection free. One for each attempt; for
 * one I/O thread.
 */
final class AnswerConsumer implements AsyncResponseConsumer<ReceivedAnswer> {

    private static final byte[] NOTHING = {};
    private static final int FIRST_BUFFER = 256;

    private final int maxBytes;
    private final HttpCall call;
    private final Attempt attempt;
    private final AnswerMemory memory;
    private HttpResponse response;
    private FutureCallback<ReceivedAnswer> callback;

    /** Null until a body begins. */
    private AnswerBuffer buffer;

    /** Null while the answer fits into the first window. */
    private AnswerMemory.Share share;

    /** Null where the answer is received whole. */
    private AnswerStream stream;

    /** Null until it was received whole, and after it was passed on. */
    private ReceivedAnswer answer;

    AnswerConsumer(int maxBytes, HttpCall call, Attempt attempt, AnswerMemory memory) {
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
            answer = received(NOTHING);
            return;
        }
        if (isStream(response)) {
            stream = new AnswerStream(call, response, attempt::cancelExchange);
            attempt.begun(stream, new HttpAnswer(response.getCode(), "text/event-stream", NOTHING, null, null, stream));
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
        // 1xx says nothing about the outcome
    }

    /** Called when the window is used up. */
    @Override
    public void updateCapacity(CapacityChannel capacity) throws IOException {
        if (stream != null) {
            stream.capacity(capacity);
            return;
        }
        if (share == null) {
            share = memory.share();
            attempt.share(share);
        }
        share.request(capacity);
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
            throw noMemory(e);
        }
    }

    @Override
    public void streamEnd(List<? extends Header> trailers) throws IOException {
        if (stream != null) {
            stream.complete();
            answer = received(NOTHING); // has ended already; the client wants a result all the same
            return;
        }
        try {
            answer = received(buffer.toByteArray());
        } catch (OutOfMemoryError e) {
            throw noMemory(e);
        }
    }

    @Override
    public void failed(Exception cause) {
        passOn(); // the client tells the failure afterwards; an answer that is there whole is worth more
    }

    @Override
    public void releaseResources() {
        buffer = null;
        passOn();
    }

    private void passOn() {
        ReceivedAnswer whole = answer;
        if (whole != null) {
            answer = null;
            callback.completed(whole);
        }
    }

    private ReceivedAnswer received(byte[] body) {
        return new ReceivedAnswer(response, body, maxBytes);
    }

    /** An Error would end the client's I/O thread, and with it all calls. */
    private IOException noMemory(OutOfMemoryError cause) {
        buffer = null;
        return new IOException("no memory for the answer", cause);
    }

    private boolean isStream(HttpResponse response) {
        Header type = response.getFirstHeader("Content-Type");
        return call.stream() != null
                && response.getCode() / 100 == 2
                && "text/event-stream".equalsIgnoreCase(ReceivedAnswer.mimeType(type == null ? null : type.getValue()));
    }
}
