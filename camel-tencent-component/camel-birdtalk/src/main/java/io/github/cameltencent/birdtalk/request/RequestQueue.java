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
import io.github.cameltencent.birdtalk.frame.ForbiddenFrameException;
import io.github.cameltencent.birdtalk.protocol.MsgError;
import io.github.cameltencent.birdtalk.protocol.MsgPlain;
import io.github.cameltencent.transport.InternalErrors;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Sends the requests of one connection, one at a time. If the connection breaks, a request that only reads is sent
 * again; any other ends as AMBIGUOUS. On the connection's thread, on which the futures complete.
 */
public final class RequestQueue {

    static final int MAX_WAITING = 1000;

    /** The minimum time for an answer, however long the request waited before it was sent. */
    private static final long MIN_ANSWER_MILLIS = 5000;

    private final Outbound outbound;
    private final ChatExceptions exceptions;
    private final LongSupplier clock;
    private final Deque<Entry<?>> waiting = new ArrayDeque<>();
    /** The request in progress; null for none. */
    private Entry<?> current;

    private boolean open;

    /** What the queue needs from the connection. */
    public interface Outbound {

        /**
         * The values for the next request; null while no send id is available, until {@link RequestQueue#sendNext} is
         * called.
         */
        RequestContext requestContext();

        void send(ChatFrame frame);

        /** Replaces the connection, after a timeout: a late answer must not be taken for that of another request. */
        void reconnect();
    }

    public RequestQueue(Outbound outbound, ChatExceptions exceptions, LongSupplier clock) {
        this.outbound = outbound;
        this.exceptions = exceptions;
        this.clock = clock;
    }

    /**
     * Adds a request.
     *
     * @param timeout for the answer, and between the parts of an answer, in milliseconds
     * @param first whether it is sent before all that wait
     */
    public <T> void add(ChatRequest<T> request, long timeout, boolean first, CompletableFuture<T> answer) {
        if (waiting.size() >= MAX_WAITING && !first) {
            answer.completeExceptionally(named(exceptions.queueFull(MAX_WAITING), request.operation(), 0));
            return;
        }
        Entry<T> entry = new Entry<>(request, timeout, clock.getAsLong() + timeout, answer);
        if (first) {
            waiting.addFirst(entry);
        } else {
            waiting.addLast(entry);
        }
        sendNext();
    }

    /** The session is logged in. */
    public void ready() {
        open = true;
        sendNext();
    }

    /** Sends the next request, if none is in progress. */
    @SuppressWarnings("checkstyle:IllegalCatch") // the request must end, and those after it must be sent
    void sendNext() {
        while (open && current == null && !waiting.isEmpty()) {
            RequestContext context;
            try {
                context = outbound.requestContext();
            } catch (RuntimeException | Error e) {
                Entry<?> first = waiting.poll();
                first.fail(first.defect(e));
                continue;
            }
            if (context == null) {
                return;
            }
            Entry<?> next = waiting.poll();
            current = next;
            next.context = context;
            if (next.request.framesSent() == 0) {
                next.deadline = Math.max(next.deadline, clock.getAsLong() + Math.min(next.timeout, MIN_ANSWER_MILLIS));
            }
            send(next, () -> next.request.frame(context));
        }
    }

    /** Offers a frame to the request in progress; true if it belongs to it. */
    @SuppressWarnings("checkstyle:IllegalCatch") // the request must end, whatever is wrong with its answer
    public boolean offer(MsgPlain body) {
        Entry<?> sent = current;
        if (sent == null) {
            return false;
        }
        ChatRequest.Match part;
        try {
            part = sent.request.accept(body);
        } catch (RuntimeException | Error e) {
            fail(sent.defect(e));
            return true;
        }
        switch (part) {
            case UNRELATED -> {
                return false;
            }
            case MORE -> {
                sent.deadline = clock.getAsLong() + sent.timeout;
                send(sent, () -> sent.request.continuation(sent.context));
            }
            case COMPLETE -> {
                current = null;
                sent.complete();
                sendNext();
            }
        }
        return true;
    }

    /** Fails the request in progress with an error of the server, if it can be its answer; true if so. */
    boolean errorReceived(MsgError error) {
        if (current == null || !current.request.matchesError(error.getCode())) {
            return false;
        }
        fail(exceptions.refused(error));
        return true;
    }

    /** The connection was closed. */
    void disconnected() {
        open = false;
        Entry<?> sent = current;
        current = null;
        if (sent != null && sent.request.isRead()) {
            waiting.addFirst(sent);
        } else if (sent != null) {
            sent.fail(exceptions.noReply("The connection was closed before the server answered"));
        }
    }

    /** Fails all requests, since there will be no connection. */
    void failAll(TencentException cause) {
        disconnected();
        while (!waiting.isEmpty()) {
            waiting.poll().fail(cause);
        }
    }

    /** Fails requests whose time is over. Their callbacks may add requests. */
    public void expire() {
        long now = clock.getAsLong();
        List<Entry<?>> expired =
                waiting.stream().filter(entry -> now >= entry.deadline).toList();
        waiting.removeAll(expired);
        expired.forEach(entry -> entry.fail(
                entry.request.framesSent() == 0
                        ? exceptions.notSent("NOT_CONNECTED", "The request could not be sent in time")
                        : exceptions.noReply("The connection was closed, and could not be reopened in time")));
        if (current != null && now >= current.deadline) {
            Entry<?> late = current;
            current = null;
            open = false;
            late.fail(exceptions.noReply("The server did not answer in time"));
            outbound.reconnect();
        }
    }

    private void fail(TencentException cause) {
        Entry<?> sent = current;
        current = null;
        sent.fail(cause);
        sendNext();
    }

    @SuppressWarnings("checkstyle:IllegalCatch") // the request must end, and those after it must be sent
    private void send(Entry<?> entry, Supplier<ChatFrame> factory) {
        try {
            ChatFrame frame = factory.get();
            if (frame != null) {
                entry.request.countFrame();
                outbound.send(frame);
            }
        } catch (ForbiddenFrameException e) {
            current = null;
            entry.fail(exceptions.forbidden(e));
        } catch (RuntimeException | Error e) {
            current = null;
            entry.fail(entry.defect(e));
        }
    }

    private static TencentException named(TencentException failure, String operation, int attempts) {
        return failure.toBuilder()
                .call(ChatExceptions.SERVICE, operation)
                .attempts(attempts)
                .build();
    }

    private static final class Entry<T> {

        private final ChatRequest<T> request;
        private final long timeout;
        private final CompletableFuture<T> future;
        private long deadline;
        /** Null until it is sent. */
        private RequestContext context;

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
                answer = request.result();
            } catch (TencentException e) {
                fail(e);
                return;
            } catch (RuntimeException | Error e) {
                fail(defect(e));
                return;
            }
            future.complete(answer);
        }

        void fail(TencentException cause) {
            try {
                request.discard();
            } finally {
                future.completeExceptionally(named(cause, request.operation(), request.framesSent()));
            }
        }

        TencentException defect(Throwable e) {
            return request.framesSent() == 0
                    ? InternalErrors.beforeSending(ChatExceptions.SERVICE, request.operation(), e)
                    : InternalErrors.afterSending(ChatExceptions.SERVICE, request.operation(), e);
        }
    }
}
