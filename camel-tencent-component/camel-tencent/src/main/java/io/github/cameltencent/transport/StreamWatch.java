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

import io.github.cameltencent.transport.limit.TransportClock;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Ends a stream that falls silent or takes too long. Silence counts only while the reader waits: a slow reader holds the
 * server, which is no silence of the server's.
 */
final class StreamWatch {

    private final AnswerStream stream;
    private final TransportClock clock;
    private final long idleNanos;
    private final long endsAt;
    private volatile Future<?> next;
    /** When the reader was last seen to have all there is, or something came since. */
    private long silentSince;

    StreamWatch(AnswerStream stream, TransportClock clock) {
        this.stream = stream;
        this.clock = clock;
        this.idleNanos = TimeUnit.MILLISECONDS.toNanos(stream.rule().idleMillis());
        this.silentSince = System.nanoTime();
        this.endsAt = silentSince + TimeUnit.MILLISECONDS.toNanos(stream.rule().longestMillis());
    }

    void begin() {
        schedule(System.nanoTime());
    }

    void end() {
        Future<?> waiting = next;
        if (waiting != null) {
            waiting.cancel(false);
        }
    }

    private void look() {
        if (stream.isOver()) {
            return;
        }
        long now = System.nanoTime();
        if (now - endsAt >= 0) {
            stream.cut("STREAM_TOO_LONG", "the stream took longer than maxStreamDuration");
            return;
        }
        long last = stream.lastNanos(now);
        if (last - silentSince > 0) {
            silentSince = last;
        }
        if (now - silentSince >= idleNanos) {
            stream.cut("STREAM_IDLE", "nothing came for streamIdleTimeout");
        } else {
            schedule(now);
        }
    }

    private void schedule(long now) {
        long wait = Math.min(silentSince + idleNanos - now, endsAt - now);
        next = clock.schedule(this::look, Math.max(1, TimeUnit.NANOSECONDS.toMillis(wait + 999_999)));
    }
}
