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
package io.github.cameltencent.emulator.engine;

import io.github.cameltencent.emulator.RecordedRequest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;

/**
 * Records the last requests, limited in number and in total size, and counts all. Lock-free for the I/O threads. A
 * request is recorded before its answer is sent, so the record has everything that a client has seen.
 */
public final class Recorder {

    private static final int BODY_KEPT = 64 * 1024;

    private final AtomicReferenceArray<RecordedRequest> ring;
    private final long maxBytes;
    private final Consumer<String> log;
    private final AtomicLong next = new AtomicLong(1);
    private final AtomicLong oldest = new AtomicLong(1);
    private final AtomicLong bytes = new AtomicLong();
    private final AtomicLong dropped = new AtomicLong();
    private final LongAdder accepted = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private final LongAdder faulted = new LongAdder();

    public Recorder(int maxRequests, long maxBytes, Consumer<String> log) {
        this.ring = new AtomicReferenceArray<>(maxRequests);
        this.maxBytes = maxBytes;
        this.log = log;
    }

    /** Records a request with its decision. */
    public RecordedRequest record(String service, Call call, RecordedVerdict verdict, Answer answer, Fault fault) {
        byte[] body = call.body();
        if (body.length > BODY_KEPT) {
            body = Arrays.copyOf(body, BODY_KEPT);
        }
        long sequence = next.getAndIncrement();
        RecordedRequest request = new RecordedRequest(sequence, service, call, body, verdict, answer, fault);
        (request.accepted() ? accepted : refused).increment();
        if (fault != null) {
            faulted.increment();
        }
        bytes.addAndGet(request.recordedBytes());
        drop(ring.getAndSet(slot(sequence), request));
        while (bytes.get() > maxBytes) {
            long sequenceToDrop = oldest.getAndIncrement();
            if (sequenceToDrop >= sequence) {
                oldest.decrementAndGet();
                break;
            }
            drop(ring.getAndSet(slot(sequenceToDrop), null), sequenceToDrop);
        }
        return request;
    }

    private int slot(long sequence) {
        return (int) (sequence % ring.length());
    }

    private void drop(RecordedRequest removed) {
        if (removed != null) {
            bytes.addAndGet(-removed.recordedBytes());
            if (dropped.getAndIncrement() == 0) {
                log.accept("the record is full: from now on the oldest requests are dropped");
            }
        }
    }

    /** The slot may already hold a newer request, which then stays. */
    private void drop(RecordedRequest removed, long expected) {
        if (removed != null && removed.sequence() != expected) {
            ring.compareAndSet(slot(expected), null, removed);
            return;
        }
        drop(removed);
    }

    /** The number of the newest request, 0 before the first. */
    public long newest() {
        return next.get() - 1;
    }

    /** The number of the oldest request that may still be in the record. */
    public long oldest() {
        return Math.max(oldest.get(), next.get() - ring.length());
    }

    /**
     * The number up to which all requests after a given number are recorded. A thread that is about to record a request
     * holds this back, so that a reader who follows it misses none.
     */
    public long complete(long sequence) {
        long end = newest();
        long at = Math.max(sequence, Math.max(oldest.get() - 1, end - ring.length()));
        while (at < end) {
            RecordedRequest request = ring.get(slot(at + 1));
            if (request == null || request.sequence() <= at) {
                break;
            }
            at++;
        }
        return at;
    }

    /** The requests after a number, oldest first, limited. */
    public List<RecordedRequest> after(long sequence, int limit) {
        long from = Math.max(sequence + 1, next.get() - ring.length());
        List<RecordedRequest> found = new ArrayList<>();
        for (long i = from; i < next.get() && found.size() < limit; i++) {
            RecordedRequest request = get(i);
            if (request != null) {
                found.add(request);
            }
        }
        return found;
    }

    /** The request with a number; null if dropped or not yet recorded. */
    public RecordedRequest get(long sequence) {
        RecordedRequest request = ring.get(slot(sequence));
        return request != null && request.sequence() == sequence ? request : null;
    }

    public Counters counters() {
        long taken = accepted.sum();
        long not = refused.sum();
        return new Counters(taken + not, taken, not, faulted.sum(), dropped.get());
    }

    /** Clears requests and counters. Sequence numbers continue, so that open pages do not mix them up. */
    public void clear() {
        for (int i = 0; i < ring.length(); i++) {
            RecordedRequest removed = ring.getAndSet(i, null);
            if (removed != null) {
                bytes.addAndGet(-removed.recordedBytes());
            }
        }
        oldest.set(next.get());
        dropped.set(0);
        accepted.reset();
        refused.reset();
        faulted.reset();
    }
}
