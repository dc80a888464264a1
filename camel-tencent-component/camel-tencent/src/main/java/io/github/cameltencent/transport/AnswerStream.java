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
package io.github.cameltencent.transport;

import io.github.cameltencent.Outcome;
import io.github.cameltencent.TencentException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.nio.CapacityChannel;
import org.apache.hc.core5.http.nio.support.classic.SharedInputBuffer;

/**
 * The body of a streamed answer, {@code text/event-stream}. Back-pressure is applied to the server while {@value #WINDOW}
 * bytes are buffered. A read blocks until data arrives, at most for the {@link StreamTimeouts} of the call. One I/O thread
 * writes, one thread of a route reads, any thread may close it.
 */
public final class AnswerStream extends InputStream {

    private static final int WINDOW = 64 * 1024;

    private final SharedInputBuffer buffer = new SharedInputBuffer(WINDOW);
    private final HttpCall call;
    private final HttpResponse head;
    private final Runnable cancel;
    private final AtomicReference<TencentException> failure = new AtomicReference<>();
    private final AtomicBoolean ended = new AtomicBoolean();
    private final AtomicReference<Runnable> onEnd = new AtomicReference<>();
    private volatile long lastDataNanos = System.nanoTime();

    /**
     * Creates a stream whose response head was received.
     *
     * @param cancel cancels the exchange of the HTTP client
     */
    public AnswerStream(HttpCall call, HttpResponse head, Runnable cancel) {
        this.call = call;
        this.head = head;
        this.cancel = cancel;
    }

    /** Returns a response header, null if there is none. */
    public String header(String name) {
        Header header = head.getFirstHeader(name);
        return header == null ? null : header.getValue();
    }

    /** Returns the idle timeout and the maximum duration of the stream. */
    StreamTimeouts timeouts() {
        return call.stream();
    }

    /** Returns whether the stream has ended: no more data will arrive. */
    public boolean isEnded() {
        return ended.get();
    }

    /**
     * Returns when data arrived last, in nanoseconds; {@code now} while data is buffered, since the server may be held back
     * by the reader.
     */
    long lastNanos(long now) {
        return buffer.hasData() ? now : lastDataNanos;
    }

    /** Runs an action when the stream ends: complete, failed or closed. Runs it at once if the stream has ended already. */
    void onEnd(Runnable action) {
        onEnd.set(action);
        if (ended.get()) {
            runOnEnd();
        }
    }

    public void updateCapacity(CapacityChannel channel) throws IOException {
        buffer.updateCapacity(channel);
    }

    public void fill(ByteBuffer bytes) throws IOException {
        if (ended.get()) {
            throw new InterruptedIOException("the stream has ended"); // closes the connection
        }
        lastDataNanos = System.nanoTime();
        buffer.fill(bytes);
    }

    /** Ends the stream after its last byte. */
    public void complete() {
        buffer.markEndStream();
        end();
    }

    /** Ends the stream because the connection failed. */
    public void lost(Exception cause) {
        if (cause instanceof SocketTimeoutException) {
            abort("STREAM_IDLE", "no data arrived within streamIdleTimeout");
        } else {
            abort("STREAM_CUT", "the connection was lost before the end of the stream");
        }
    }

    /** Ends the stream early: the reader gets the buffered data first, then an exception. */
    void abort(String code, String message) {
        if (ended.get()) {
            return;
        }
        failure.compareAndSet(
                null,
                TencentException.of(Outcome.AMBIGUOUS, code, message + "; the data received before that is valid")
                        .call(call.service(), call.operation())
                        .attempts(1)
                        .httpStatus(head.getCode())
                        .build());
        buffer.markEndStream();
        end();
        cancel.run();
    }

    /**
     * Reads the next bytes.
     *
     * @return the number of bytes, -1 at the end of the stream
     * @throws io.github.cameltencent.TencentAmbiguousException if the stream was aborted before its end
     */
    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        return length == 0 ? 0 : checked(buffer.read(bytes, offset, length));
    }

    @Override
    public int read() throws IOException {
        return checked(buffer.read());
    }

    /**
     * Stops reading. If the server is still sending, the connection is closed with the next data or with the idle timeout.
     */
    @Override
    public void close() {
        abort("STREAM_CLOSED", "the stream was closed by its reader");
    }

    private int checked(int read) {
        TencentException aborted = read < 0 ? failure.get() : null;
        if (aborted != null) {
            throw aborted;
        }
        return read;
    }

    private void end() {
        if (ended.compareAndSet(false, true)) {
            runOnEnd();
        }
    }

    private void runOnEnd() {
        Runnable action = onEnd.getAndSet(null);
        if (action != null) {
            action.run();
        }
    }

    @Override
    public String toString() {
        return "AnswerStream of " + call.service() + "/" + call.operation();
    }
}
