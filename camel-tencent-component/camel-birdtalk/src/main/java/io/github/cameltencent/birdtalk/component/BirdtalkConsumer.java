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
import io.github.cameltencent.birdtalk.account.ChatEvent;
import io.github.cameltencent.birdtalk.account.ChatLink;
import io.github.cameltencent.birdtalk.inbox.ChatInbox;
import io.github.cameltencent.birdtalk.inbox.ChatRoute;
import io.github.cameltencent.birdtalk.inbox.DialogueRun;
import io.github.cameltencent.birdtalk.inbox.InboxOptions;
import io.github.cameltencent.birdtalk.operation.ProtoMaps;
import io.github.cameltencent.birdtalk.protocol.MsgChat;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.ShutdownRunningTask;
import org.apache.camel.Suspendable;
import org.apache.camel.spi.ShutdownAware;
import org.apache.camel.support.DefaultConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes an exchange of each message that comes in, one after the other for each dialogue, and of what else happens if that
 * is wanted. Exchanges are begun on threads of the component; the connection's thread never waits for a route.
 */
final class BirdtalkConsumer extends DefaultConsumer implements ChatRoute, ShutdownAware, Suspendable {

    private static final Logger LOG = LoggerFactory.getLogger(BirdtalkConsumer.class);
    private static final long STOP_SECONDS = 5;

    private final BirdtalkService service;
    private final InboxOptions options;
    private final boolean stopOnFailure;
    private final ReentrantLock lock = new ReentrantLock();
    private final Queue<Event> events = new ArrayDeque<>();
    private volatile boolean eventInRoute;
    private ChatLink link;
    /** Null while stopped. */
    private volatile ChatInbox inbox;

    BirdtalkConsumer(
            Endpoint endpoint,
            Processor processor,
            BirdtalkService service,
            InboxOptions options,
            boolean stopOnFailure) {
        super(endpoint, processor);
        this.service = service;
        this.options = options;
        this.stopOnFailure = stopOnFailure;
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        link = service.acquire();
        ChatInbox fresh = new ChatInbox(link, options, this);
        try {
            link.memory().refresh(); // another node may have consumed meanwhile
            inbox = fresh;
            link.observe(fresh, options.events().contains(ChatEvent.MESSAGE));
        } catch (IOException | RuntimeException e) { // the store may be anybody's
            inbox = null;
            link.forget(fresh);
            service.release(link);
            throw e;
        }
    }

    @Override
    protected void doStop() throws Exception {
        ChatInbox stopping = inbox;
        if (stopping != null) {
            stopping.pause();
            link.forget(stopping);
            await(stopping.ended().thenCompose(nothing -> link.memory().saved()));
            inbox = null;
            dropEvents();
            service.release(link);
        }
        super.doStop();
    }

    private void await(CompletableFuture<Void> ended) {
        if (link.loop().inEventLoop()) {
            return;
        }
        try {
            ended.get(STOP_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            // what is not handled by now is fetched by the next start
        }
    }

    @Override
    protected void doSuspend() {
        inbox.pause();
    }

    @Override
    protected void doResume() {
        inbox.resume();
        execute(this::nextEvent, () -> {});
    }

    @Override
    public boolean deferShutdown(ShutdownRunningTask shutdownRunningTask) {
        return true; // what the route has is to be remembered as handled
    }

    @Override
    public int getPendingExchangesSize() {
        ChatInbox current = inbox;
        return current == null ? 0 : current.inRoute() + (eventInRoute ? 1 : 0);
    }

    @Override
    public void prepareShutdown(boolean suspendOnly, boolean forced) {
        ChatInbox current = inbox;
        if (current != null) {
            current.pause();
        }
    }

    @Override
    public void messages(List<MsgChat> batch, Progress progress) {
        execute(
                new DialogueRun(batch, progress, this::process, this::mayGoOn, stopOnFailure),
                () -> progress.finished(batch, true));
    }

    private boolean mayGoOn() {
        ChatInbox current = inbox;
        return current != null && !current.isPaused();
    }

    private void process(MsgChat message, Consumer<Boolean> done) {
        Exchange exchange = createExchange(false);
        ChatMessages.fill(exchange, message);
        run(exchange, done);
    }

    private void run(Exchange exchange, Consumer<Boolean> done) {
        getAsyncProcessor().process(exchange, sync -> {
            boolean well = exchange.getException() == null && !exchange.isRollbackOnly();
            try {
                if (exchange.getException() != null) {
                    getExceptionHandler()
                            .handleException("Error processing a chat message", exchange, exchange.getException());
                }
                releaseExchange(exchange, false);
            } catch (RuntimeException e) { // the handler is the user's, and the dialogue must go on
                LOG.warn("The exception handler of a chat route failed", e);
            }
            done.accept(well);
        });
    }

    @Override
    public void event(ChatEvent kind, Message what, Runnable done) {
        lock.lock();
        try {
            events.add(new Event(kind, what, done));
        } finally {
            lock.unlock();
        }
        execute(this::nextEvent, () -> {});
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
        Exchange exchange = createExchange(false);
        exchange.getMessage().setHeader(BirdtalkConstants.EVENT, next.kind.word());
        exchange.getMessage().setBody(ProtoMaps.of(next.what));
        run(exchange, well -> {
            eventInRoute = false;
            next.done.run();
            execute(this::nextEvent, () -> {});
        });
    }

    /** No history has them, so that they end with the route. */
    private void dropEvents() {
        lock.lock();
        try {
            events.clear();
        } finally {
            lock.unlock();
        }
    }

    private void execute(Runnable task, Runnable refused) {
        try {
            service.links().consumers().execute(task);
        } catch (RejectedExecutionException e) {
            refused.run(); // the component is being stopped
        }
    }

    @Override
    public void refused(TencentException why) {
        execute(() -> getExceptionHandler().handleException("The chat has ended", why), () -> {});
    }

    private record Event(ChatEvent kind, Message what, Runnable done) {}
}
