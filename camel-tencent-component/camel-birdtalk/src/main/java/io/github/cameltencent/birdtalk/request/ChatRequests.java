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
package io.github.cameltencent.birdtalk.request;

import io.github.cameltencent.TencentException;
import io.github.cameltencent.birdtalk.frame.ChatFrame;
import io.github.cameltencent.birdtalk.frame.ForbiddenFrame;
import io.github.cameltencent.birdtalk.protocol.MsgError;
import io.github.cameltencent.birdtalk.protocol.MsgPlain;
import io.github.cameltencent.exchange.Defects;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * The requests of one connection, one at a time. What the server was asked when the connection broke is asked again if it
 * only reads, and is AMBIGUOUS otherwise. Used by the connection's thread alone, on which the futures complete.
 */
public final class ChatRequests {

    static final int MOST = 1000;

    /** How long an answer is waited for at least, however long it took until it could be asked for. */
    private static final long LEAST_MILLIS = 5000;

    private final Line line;
    private final ChatFailures failures;
    private final LongSupplier ticks;
    private final Deque<Entry<?>> waiting = new ArrayDeque<>();
    /** Null while nothing is asked. */
    private Entry<?> current;

    private boolean open;

    /** What the requests need of the connection. */
    public interface Line {

        /** What a frame needs to know; null while no send id can be had: {@link ChatRequests#go} is called later. */
        Asking asking();

        void send(ChatFrame frame);

        /** An answer did not come in time: if it comes later, it must not be taken for that of another request. */
        void mistrust();
    }

    public ChatRequests(Line line, ChatFailures failures, LongSupplier ticks) {
        this.line = line;
        this.failures = failures;
        this.ticks = ticks;
    }

    /**
     * Asks when it is its turn.
     *
     * @param timeout how long it may take until the answer, and from each part of an answer to the next, in milliseconds
     * @param first whether it may go before all that wait
     */
    public <T> void ask(ChatRequest<T> request, long timeout, boolean first, CompletableFuture<T> answer) {
        if (waiting.size() >= MOST && !first) {
            answer.completeExceptionally(named(failures.full(MOST), request.operation(), 0));
            return;
        }
        Entry<T> entry = new Entry<>(request, timeout, ticks.getAsLong() + timeout, answer);
        if (first) {
            waiting.addFirst(entry);
        } else {
            waiting.addLast(entry);
        }
        go();
    }

    /** The session is logged in. */
    public void ready() {
        open = true;
        go();
    }

    /** Asks the next, if nothing is being asked. */
    @SuppressWarnings("checkstyle:IllegalCatch") // the request must end, and those behind it must have their turn
    void go() {
        while (open && current == null && !waiting.isEmpty()) {
            Asking as;
            try {
                as = line.asking();
            } catch (RuntimeException | Error e) {
                Entry<?> first = waiting.poll();
                first.fail(first.defect(e));
                continue;
            }
            if (as == null) {
                return;
            }
            Entry<?> next = waiting.poll();
            current = next;
            next.as = as;
            if (next.request.sent() == 0) {
                next.deadline = Math.max(next.deadline, ticks.getAsLong() + Math.min(next.timeout, LEAST_MILLIS));
            }
            send(next, () -> next.request.frame(as));
        }
    }

    /** Whether what came belongs to what is being asked. */
    @SuppressWarnings("checkstyle:IllegalCatch") // the request must end, whatever is wrong with its answer
    public boolean offer(MsgPlain body) {
        Entry<?> asked = current;
        if (asked == null) {
            return false;
        }
        ChatRequest.Part part;
        try {
            part = asked.request.take(body);
        } catch (RuntimeException | Error e) {
            fail(asked.defect(e));
            return true;
        }
        switch (part) {
            case NOT_MINE -> {
                return false;
            }
            case MORE -> {
                asked.deadline = ticks.getAsLong() + asked.timeout;
                send(asked, () -> asked.request.next(asked.as));
            }
            case LAST -> {
                current = null;
                asked.complete();
                go();
            }
        }
        return true;
    }

    /** An error came: it belongs to what is being asked, if that can have it. */
    boolean refused(MsgError error) {
        if (current == null || !current.request.mayBeRefusedBy(error.getCode())) {
            return false;
        }
        fail(failures.refused(error));
        return true;
    }

    /** The connection is gone. */
    void lost() {
        open = false;
        Entry<?> asked = current;
        current = null;
        if (asked != null && asked.request.isRead()) {
            waiting.addFirst(asked);
        } else if (asked != null) {
            asked.fail(failures.unknown("The connection broke before the server answered"));
        }
    }

    /** Nothing will ever be asked again. */
    void refuse(TencentException why) {
        lost();
        while (!waiting.isEmpty()) {
            waiting.poll().fail(why);
        }
    }

    /** Ends what took too long. Who is told may ask for something else at once. */
    public void sweep() {
        long now = ticks.getAsLong();
        List<Entry<?>> expired =
                waiting.stream().filter(entry -> now >= entry.deadline).toList();
        waiting.removeAll(expired);
        expired.forEach(entry -> entry.fail(
                entry.request.sent() == 0
                        ? failures.notSent("NOT_CONNECTED", "It was not its turn in time")
                        : failures.unknown("The connection broke, and did not come back in time")));
        if (current != null && now >= current.deadline) {
            Entry<?> late = current;
            current = null;
            open = false;
            late.fail(failures.unknown("The server did not answer in time"));
            line.mistrust();
        }
    }

    private void fail(TencentException why) {
        Entry<?> asked = current;
        current = null;
        asked.fail(why);
        go();
    }

    @SuppressWarnings("checkstyle:IllegalCatch") // the request must end, and those behind it must have their turn
    private void send(Entry<?> entry, Supplier<ChatFrame> maker) {
        try {
            ChatFrame frame = maker.get();
            if (frame != null) {
                entry.request.count();
                line.send(frame);
            }
        } catch (ForbiddenFrame e) {
            current = null;
            entry.fail(failures.forbidden(e));
        } catch (RuntimeException | Error e) {
            current = null;
            entry.fail(entry.defect(e));
        }
    }

    private static TencentException named(TencentException failure, String operation, int attempts) {
        return failure.toBuilder()
                .call(ChatFailures.SERVICE, operation)
                .attempts(attempts)
                .build();
    }

    private static final class Entry<T> {

        private final ChatRequest<T> request;
        private final long timeout;
        private final CompletableFuture<T> future;
        private long deadline;
        /** Null until it is its turn. */
        private Asking as;

        Entry(ChatRequest<T> request, long timeout, long deadline, CompletableFuture<T> future) {
            this.request = request;
            this.timeout = timeout;
            this.deadline = deadline;
            this.future = future;
        }

        @SuppressWarnings("checkstyle:IllegalCatch") // the request must end
        void complete() {
            T answer;
            try {
                answer = request.answer();
            } catch (TencentException e) {
                fail(e);
                return;
            } catch (RuntimeException | Error e) {
                fail(defect(e));
                return;
            }
            future.complete(answer);
        }

        void fail(TencentException why) {
            try {
                request.abandoned();
            } finally {
                future.completeExceptionally(named(why, request.operation(), request.sent()));
            }
        }

        TencentException defect(Throwable e) {
            return request.sent() == 0
                    ? Defects.unsent(ChatFailures.SERVICE, request.operation(), e)
                    : Defects.sent(ChatFailures.SERVICE, request.operation(), e);
        }
    }
}
