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
package io.github.cameltencent.birdtalk.component;

import com.google.protobuf.Message;
import io.github.cameltencent.TencentException;
import io.github.cameltencent.birdtalk.BirdtalkConstants;
import io.github.cameltencent.birdtalk.account.BirdtalkLinks;
import io.github.cameltencent.birdtalk.account.ChatEvent;
import io.github.cameltencent.birdtalk.inbox.ChatInbox;
import io.github.cameltencent.birdtalk.inbox.ChatRoute;
import io.github.cameltencent.birdtalk.inbox.DialogueRun;
import io.github.cameltencent.birdtalk.operation.ProtoMaps;
import io.github.cameltencent.birdtalk.protocol.MsgChat;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.apache.camel.Exchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes exchanges of what an inbox gives to a consumer: messages one at a time for each dialogue, other events one at a
 * time. Called by the connection's thread, and works on threads of the component.
 */
final class ConsumerExchanges implements ChatRoute {

    private static final Logger LOG = LoggerFactory.getLogger(ConsumerExchanges.class);

    private final BirdtalkConsumer consumer;
    private final BirdtalkLinks links;
    private final boolean stopOnFailure;
    private final ReentrantLock lock = new ReentrantLock();
    private final Queue<Event> events = new ArrayDeque<>();
    private volatile boolean eventInRoute;
    private volatile ChatInbox inbox;
    private volatile boolean closed;

    ConsumerExchanges(BirdtalkConsumer consumer, BirdtalkLinks links, boolean stopOnFailure) {
        this.consumer = consumer;
        this.links = links;
        this.stopOnFailure = stopOnFailure;
    }

    void open(ChatInbox opened) {
        inbox = opened;
    }

    /** Begins no more exchanges. Events that wait are dropped, since no history has them. */
    void close() {
        closed = true;
        lock.lock();
        try {
            events.clear();
        } finally {
            lock.unlock();
        }
    }

    /** Goes on with events, after the inbox was resumed. */
    void resume() {
        execute(this::nextEvent, () -> {});
    }

    boolean isEventInRoute() {
        return eventInRoute;
    }

    @Override
    public void messages(List<MsgChat> batch, Progress progress) {
        execute(
                new DialogueRun(batch, progress, this::process, this::mayGoOn, stopOnFailure),
                () -> progress.finished(batch, true));
    }

    private boolean mayGoOn() {
        return !closed && !inbox.isPaused();
    }

    private void process(MsgChat message, Consumer<Boolean> done) {
        route(exchange -> ChatMessages.fill(exchange, message), done);
    }

    /** Takes an exchange through the route; {@code done} is told once whether that went well. */
    @SuppressWarnings("checkstyle:IllegalCatch") // the dialogue must go on whatever is thrown
    private void route(Consumer<Exchange> fill, Consumer<Boolean> done) {
        AtomicBoolean told = new AtomicBoolean();
        Consumer<Boolean> once = well -> {
            if (told.compareAndSet(false, true)) {
                done.accept(well);
            }
        };
        try {
            Exchange exchange = consumer.createExchange(false);
            fill.accept(exchange);
            consumer.getAsyncProcessor().process(exchange, sync -> once.accept(end(exchange)));
        } catch (RuntimeException | Error e) {
            LOG.error("An exchange of a chat message could not be begun: please report this defect", e);
            once.accept(false);
        }
    }

    private boolean end(Exchange exchange) {
        boolean well = exchange.getException() == null && !exchange.isRollbackOnly();
        try {
            if (exchange.getException() != null) {
                consumer.getExceptionHandler()
                        .handleException("Error processing a chat message", exchange, exchange.getException());
            }
            consumer.release(exchange);
        } catch (RuntimeException e) { // the handler is the user's, and the dialogue must go on
            LOG.warn("The exception handler of a chat route failed", e);
        }
        return well;
    }

    @Override
    public void event(ChatEvent kind, Message what, Runnable done) {
        lock.lock();
        try {
            events.add(new Event(kind, what, done));
        } finally {
            lock.unlock();
        }
        resume();
    }

    /** Takes the next event through the route, unless one is there, or the route is suspended or being stopped. */
    private void nextEvent() {
        Event next;
        lock.lock();
        try {
            next = eventInRoute || !mayGoOn() ? null : events.poll();
            if (next == null) {
                return;
            }
            eventInRoute = true;
        } finally {
            lock.unlock();
        }
        route(
                exchange -> {
                    exchange.getMessage().setHeader(BirdtalkConstants.EVENT, next.kind.word());
                    exchange.getMessage().setBody(ProtoMaps.of(next.what));
                },
                well -> {
                    eventInRoute = false;
                    next.done.run();
                    resume();
                });
    }

    private void execute(Runnable task, Runnable refused) {
        try {
            links.consumers().execute(task);
        } catch (RejectedExecutionException e) {
            refused.run(); // the component is being stopped
        }
    }

    @Override
    public void refused(TencentException why) {
        execute(() -> consumer.getExceptionHandler().handleException("The chat has ended", why), () -> {});
    }

    private record Event(ChatEvent kind, Message what, Runnable done) {}
}
