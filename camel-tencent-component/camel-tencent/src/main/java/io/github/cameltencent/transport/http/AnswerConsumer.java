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
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.apache.hc.client5.http.utils.DateUtils;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.EntityDetails;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.nio.AsyncResponseConsumer;
import org.apache.hc.core5.http.nio.CapacityChannel;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.util.ByteArrayBuffer;

/**
 * Reads an answer whole, up to a size; more is refused as it comes. Only a stream is handed on with its head, where the call
 * wants that. It takes an answer by its status and its bytes only: a
 * content type that nobody understands is no reason to lose it. It is told when the client releases the consumer, which it
 * does after the connection: whoever sends next finds that connection free. One for each attempt; used by one I/O thread.
 */
final class AnswerConsumer implements AsyncResponseConsumer<HttpAnswer> {

    private static final byte[] NOTHING = {};
    private static final int FIRST_BUFFER = 256;
    private static final int LARGEST_FIRST_BUFFER = 65536;

    private final int maxBytes;
    private final HttpCall call;
    private final Attempt attempt;
    private HttpResponse response;
    private FutureCallback<HttpAnswer> callback;

    /** Null until a body begins. */
    private ByteArrayBuffer buffer;

    /** Null where the answer is read whole. */
    private AnswerStream stream;

    /** Null until it is there whole, and after it was told. */
    private HttpAnswer answer;

    AnswerConsumer(int maxBytes, HttpCall call, Attempt attempt) {
        this.maxBytes = maxBytes;
        this.call = call;
        this.attempt = attempt;
    }

    @Override
    public void consumeResponse(
            HttpResponse response, EntityDetails entity, HttpContext context, FutureCallback<HttpAnswer> callback)
            throws IOException {
        this.callback = callback;
        if (entity == null) {
            answer = answer(response, NOTHING);
            return;
        }
        this.response = response;
        if (isStream(response)) {
            stream = new AnswerStream(call, response, attempt::cancelExchange);
            attempt.begun(stream, streamed(response, stream));
            return;
        }
        long announced = entity.getContentLength();
        if (announced > maxBytes) {
            throw new AnswerTooLargeException(maxBytes);
        }
        buffer = new ByteArrayBuffer(
                announced < 0 ? FIRST_BUFFER : (int) Math.max(1, Math.min(announced, LARGEST_FIRST_BUFFER)));
    }

    @Override
    public void informationResponse(HttpResponse response, HttpContext context) {
        // 1xx tells nothing about the outcome
    }

    @Override
    public void updateCapacity(CapacityChannel capacity) throws IOException {
        if (stream == null) {
            capacity.update(Integer.MAX_VALUE);
        } else {
            stream.capacity(capacity);
        }
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
        buffer.append(src);
    }

    @Override
    public void streamEnd(List<? extends Header> trailers) throws IOException {
        if (stream != null) {
            stream.complete();
            answer = streamed(response, stream);
            return;
        }
        byte[] body = buffer.toByteArray();
        if (isGzip(value(response, "Content-Encoding"))) {
            body = Gunzip.unpack(body, maxBytes);
        }
        answer = answer(response, body);
    }

    @Override
    public void failed(Exception cause) {
        tell(); // the client tells the failure afterwards; an answer that is there whole is worth more
    }

    @Override
    public void releaseResources() {
        buffer = null;
        tell();
    }

    private void tell() {
        HttpAnswer whole = answer;
        if (whole != null) {
            answer = null;
            callback.completed(whole);
        }
    }

    private boolean isStream(HttpResponse response) {
        return call.stream() != null
                && response.getCode() / 100 == 2
                && "text/event-stream".equalsIgnoreCase(mimeType(value(response, "Content-Type")));
    }

    private static HttpAnswer streamed(HttpResponse response, AnswerStream stream) {
        return new HttpAnswer(response.getCode(), "text/event-stream", NOTHING, null, null, stream);
    }

    private static HttpAnswer answer(HttpResponse response, byte[] body) {
        String date = value(response, "Date");
        return new HttpAnswer(
                response.getCode(),
                mimeType(value(response, "Content-Type")),
                body,
                date == null ? null : parse(date),
                value(response, "Retry-After"));
    }

    private static Instant parse(String date) {
        return DateUtils.parseStandardDate(date);
    }

    private static String mimeType(String contentType) {
        if (contentType == null) {
            return null;
        }
        int parameters = contentType.indexOf(';');
        return (parameters < 0 ? contentType : contentType.substring(0, parameters)).strip();
    }

    private static boolean isGzip(String encoding) {
        return encoding != null && encoding.strip().toLowerCase(Locale.ROOT).endsWith("gzip");
    }

    private static String value(HttpResponse response, String name) {
        Header header = response.getFirstHeader(name);
        return header == null ? null : header.getValue();
    }
}
