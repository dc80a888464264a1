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
 * An answer that comes bit by bit, {@code text/event-stream}. The server is held while {@value #WINDOW} bytes wait to be
 * read. A read waits for the next bytes, at most as long as the {@link StreamRule} of the call says. Filled by an I/O
 * thread, read by one thread of a route, closed by any.
 */
public final class AnswerStream extends InputStream {

    private static final int WINDOW = 64 * 1024;

    private final SharedInputBuffer buffer = new SharedInputBuffer(WINDOW);
    private final HttpCall call;
    private final HttpResponse head;
    private final Runnable cancel;
    private final AtomicReference<TencentException> failure = new AtomicReference<>();
    private final AtomicBoolean over = new AtomicBoolean();
    private final AtomicReference<Runnable> onEnd = new AtomicReference<>();
    private volatile long cameAt = System.nanoTime();

    /**
     * A stream whose head has come.
     *
     * @param cancel ends the exchange of the client, so that nothing more comes
     */
    public AnswerStream(HttpCall call, HttpResponse head, Runnable cancel) {
        this.call = call;
        this.head = head;
        this.cancel = cancel;
    }

    /** A header of the answer, null where it has none of that name. */
    public String header(String name) {
        Header header = head.getFirstHeader(name);
        return header == null ? null : header.getValue();
    }

    /** How long it may come, and how long nothing may. */
    StreamRule rule() {
        return call.stream();
    }

    /** Whether nothing more comes. */
    public boolean isOver() {
        return over.get();
    }

    /** When something came last, in nanoseconds; while it waits to be read, that is now: the server is held then. */
    long lastNanos(long now) {
        return buffer.hasData() ? now : cameAt;
    }

    /** Runs something when nothing more comes: the end, a failure, or that it was closed. At once when that is over. */
    void onEnd(Runnable action) {
        onEnd.set(action);
        if (over.get()) {
            tellEnd();
        }
    }

    public void capacity(CapacityChannel channel) throws IOException {
        buffer.updateCapacity(channel);
    }

    public void fill(ByteBuffer bytes) throws IOException {
        if (over.get()) {
            throw new InterruptedIOException("the stream has ended here"); // closes the connection
        }
        cameAt = System.nanoTime();
        buffer.fill(bytes);
    }

    /** All of it has come. */
    public void complete() {
        buffer.markEndStream();
        end();
    }

    /** Nothing more comes. */
    public void lost(Exception cause) {
        if (cause instanceof SocketTimeoutException) {
            cut("STREAM_IDLE", "nothing came for streamIdleTimeout");
        } else {
            cut("STREAM_CUT", "the connection was lost before the end of the stream");
        }
    }

    /** It ends here: the reader gets what has come, and is told then. */
    void cut(String code, String message) {
        if (over.get()) {
            return;
        }
        failure.compareAndSet(
                null,
                TencentException.of(Outcome.AMBIGUOUS, code, message + "; what came before that is real")
                        .call(call.service(), call.operation())
                        .attempts(1)
                        .httpStatus(head.getCode())
                        .build());
        buffer.markEndStream();
        end();
        cancel.run();
    }

    /**
     * The next bytes.
     *
     * @return how many, -1 after the last one
     * @throws io.github.cameltencent.TencentAmbiguousException when the stream was cut before its end
     */
    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        return length == 0 ? 0 : known(buffer.read(bytes, offset, length));
    }

    @Override
    public int read() throws IOException {
        return known(buffer.read());
    }

    /**
     * Reads no more of it. If the server has not ended, the connection is closed when the next bit comes, or with the idle
     * time.
     */
    @Override
    public void close() {
        cut("STREAM_CLOSED", "the stream was closed by its reader");
    }

    private int known(int read) {
        TencentException cut = read < 0 ? failure.get() : null;
        if (cut != null) {
            throw cut;
        }
        return read;
    }

    private void end() {
        if (over.compareAndSet(false, true)) {
            tellEnd();
        }
    }

    private void tellEnd() {
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
