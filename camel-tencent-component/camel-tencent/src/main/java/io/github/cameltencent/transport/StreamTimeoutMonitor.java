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
 * Aborts a stream that is idle or takes too long. Idle time counts only while the reader waits, since a slow reader holds
 * back the server. Runs on the timer thread.
 */
final class StreamTimeoutMonitor {

    private final AnswerStream stream;
    private final TransportClock clock;
    private final long idleNanos;
    private final long endsAt;
    private volatile Future<?> next;
    /** When the reader was last seen to have read all data, or data arrived after that. */
    private long idleSince;

    StreamTimeoutMonitor(AnswerStream stream, TransportClock clock) {
        this.stream = stream;
        this.clock = clock;
        this.idleNanos = TimeUnit.MILLISECONDS.toNanos(stream.timeouts().idleMillis());
        this.idleSince = System.nanoTime();
        this.endsAt =
                idleSince + TimeUnit.MILLISECONDS.toNanos(stream.timeouts().maxMillis());
    }

    void start() {
        schedule(System.nanoTime());
    }

    void stop() {
        Future<?> scheduled = next;
        if (scheduled != null) {
            scheduled.cancel(false);
        }
    }

    private void check() {
        if (stream.isEnded()) {
            return;
        }
        long now = System.nanoTime();
        if (now - endsAt >= 0) {
            stream.abort("STREAM_TOO_LONG", "the stream took longer than maxStreamDuration");
            return;
        }
        long last = stream.lastNanos(now);
        if (last - idleSince > 0) {
            idleSince = last;
        }
        if (now - idleSince >= idleNanos) {
            stream.abort("STREAM_IDLE", "no data arrived within streamIdleTimeout");
        } else {
            schedule(now);
        }
    }

    private void schedule(long now) {
        long wait = Math.min(idleSince + idleNanos - now, endsAt - now);
        next = clock.schedule(this::check, Math.max(1, TimeUnit.NANOSECONDS.toMillis(wait + 999_999)));
    }
}
