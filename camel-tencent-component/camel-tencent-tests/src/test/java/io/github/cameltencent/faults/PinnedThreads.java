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
package io.github.cameltencent.faults;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import jdk.jfr.Event;
import jdk.jfr.consumer.RecordingStream;

/** Counts virtual threads that hold their carrier for more than 20 ms, and prints where. Java 17 has none. */
final class PinnedThreads implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofMillis(20);

    private static final String EVENT = "jdk.VirtualThreadPinned";

    private final RecordingStream stream;
    private final AtomicLong pinned = new AtomicLong();
    private final Semaphore marks = new Semaphore(0);

    private PinnedThreads(RecordingStream stream) {
        this.stream = stream;
    }

    static PinnedThreads watch() {
        if (Runtime.version().feature() < 21) {
            return new PinnedThreads(null);
        }
        PinnedThreads threads = new PinnedThreads(new RecordingStream());
        threads.stream.enable(EVENT).withThreshold(LIMIT).withStackTrace();
        threads.stream.onEvent(EVENT, event -> {
            threads.pinned.incrementAndGet();
            System.err.println(event);
        });
        threads.stream.enable(Mark.class);
        threads.stream.onEvent(Mark.class.getName(), event -> threads.marks.release());
        threads.stream.startAsync();
        return threads;
    }

    /** The number since the last time. */
    long take() {
        return pinned.getAndSet(0);
    }

    /** The number of all until now, which arrive about a second late. */
    long takeAll() throws InterruptedException {
        if (stream != null) {
            new Mark().commit();
            if (!marks.tryAcquire(20, TimeUnit.SECONDS)) {
                throw new IllegalStateException("The events did not arrive");
            }
        }
        return take();
    }

    /** Arrives after all events before it. */
    static final class Mark extends Event {}

    @Override
    public void close() {
        if (stream != null) {
            stream.close();
        }
    }
}
