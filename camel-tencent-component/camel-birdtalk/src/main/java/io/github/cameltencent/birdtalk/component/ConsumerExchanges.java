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
import io.github.cameltencent.birdtalk.account.AccountClients;
import io.github.cameltencent.birdtalk.account.ChatEventType;
import io.github.cameltencent.birdtalk.account.ChatObserver;
import io.github.cameltencent.birdtalk.inbox.ChatInbox;
import io.github.cameltencent.birdtalk.inbox.DialogueBatch;
import io.github.cameltencent.birdtalk.inbox.InboxListener;
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
 * Creates the exchanges of a consumer from what its inbox delivers: messages one at a time for each dialogue, other
 * events one at a time. Called on the connection's thread; routes run on a thread pool of the component.
 */
final class ConsumerExchanges implements InboxListener {

    private static final Logger LOG = LoggerFactory.getLogger(ConsumerExchanges.class);

    private final BirdtalkConsumer consumer;
    private final BirdtalkService service;
    private final AccountClients clients;
    private final boolean stopOnFailure;
    private final ReentrantLock lock = new ReentrantLock();
    private final Queue<Event> events = new ArrayDeque<>();
    private volatile boolean eventInFlight;
    private volatile ChatInbox inbox;
    private volatile boolean closed;

    ConsumerExchanges(BirdtalkConsumer consumer, BirdtalkService service, boolean stopOnFailure) {
        this.consumer = consumer;
        this.service = service;
        this.clients = service.clients();
        this.stopOnFailure = stopOnFailure;
    }

    void open(ChatInbox opened) {
        inbox = opened;
    }

    /** Starts no more exchanges. Waiting events are dropped, since the history does not contain them. */
    void close() {
        closed = true;
        lock.lock();
        try {
            events.clear();
        } finally {
            lock.unlock();
        }
    }

    /** Continues with events, after the inbox was resumed. */
    void resume() {
        execute(this::nextEvent, () -> {});
    }

    boolean isEventInFlight() {
        return eventInFlight;
    }

    @Override
    public void messagesReceived(List<MsgChat> batch, Progress progress) {
        execute(
                new DialogueBatch(batch, progress, this::process, this::mayContinue, stopOnFailure),
                () -> progress.batchDone(batch, true));
    }

    private boolean mayContinue() {
        return !closed && !inbox.isPaused();
    }

    private void process(MsgChat message, Consumer<Boolean> done) {
        ChatObserver observer = clients.observer();
        if (observer == null) {
            route(exchange -> ChatMessageMapper.fill(exchange, message), done);
            return;
        }
        String account = service.accountLabel();
        observer.messageStarted(account, service.clock().millis() - message.getTm());
        route(exchange -> ChatMessageMapper.fill(exchange, message), succeeded -> {
            observer.messageEnded(account, succeeded);
            done.accept(succeeded);
        });
    }

    /** Processes an exchange; {@code done} is called once, with whether it succeeded. */
    @SuppressWarnings("checkstyle:IllegalCatch") // the dialogue must continue whatever is thrown
    private void route(Consumer<Exchange> fill, Consumer<Boolean> done) {
        AtomicBoolean called = new AtomicBoolean();
        Consumer<Boolean> once = succeeded -> {
            if (called.compareAndSet(false, true)) {
                done.accept(succeeded);
            }
        };
        try {
            Exchange exchange = consumer.createExchange(false);
            fill.accept(exchange);
            consumer.getAsyncProcessor().process(exchange, sync -> once.accept(end(exchange)));
        } catch (RuntimeException | Error e) {
            LOG.error("The exchange of a chat message could not be created: please report this defect", e);
            once.accept(false);
        }
    }

    @SuppressWarnings("checkstyle:IllegalCatch") // the dialogue must continue whatever is thrown
    private boolean end(Exchange exchange) {
        boolean succeeded = exchange.getException() == null && !exchange.isRollbackOnly();
        try {
            if (exchange.getException() != null) {
                consumer.getExceptionHandler()
                        .handleException("Error processing a chat message", exchange, exchange.getException());
            }
            consumer.release(exchange);
        } catch (RuntimeException | Error e) { // a user's handler may throw anything
            LOG.warn("The exception handler of a chat route failed", e);
        }
        return succeeded;
    }

    @Override
    public void eventReceived(ChatEventType kind, Message what, Runnable done) {
        lock.lock();
        try {
            events.add(new Event(kind, what, done));
        } finally {
            lock.unlock();
        }
        resume();
    }

    /** Processes the next event, unless one is in flight or the consumer is paused. */
    private void nextEvent() {
        Event next;
        lock.lock();
        try {
            next = eventInFlight || !mayContinue() ? null : events.poll();
            if (next == null) {
                return;
            }
            eventInFlight = true;
        } finally {
            lock.unlock();
        }
        route(
                exchange -> {
                    exchange.getMessage().setHeader(BirdtalkConstants.EVENT, next.kind.optionName());
                    exchange.getMessage().setBody(ProtoMaps.of(next.what));
                },
                succeeded -> {
                    eventInFlight = false;
                    next.done.run();
                    resume();
                });
    }

    private void execute(Runnable task, Runnable refused) {
        try {
            clients.consumers().execute(task);
        } catch (RejectedExecutionException | OutOfMemoryError e) {
            refused.run(); // the component is being stopped, or no thread can be started
        }
    }

    @Override
    public void terminated(TencentException cause) {
        execute(
                () -> consumer.getExceptionHandler()
                        .handleException("The chat connection ended and is not opened again", cause),
                () -> {});
    }

    private record Event(ChatEventType kind, Message what, Runnable done) {}
}
