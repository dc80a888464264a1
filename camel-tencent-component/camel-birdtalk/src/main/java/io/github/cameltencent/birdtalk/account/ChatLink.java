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
package io.github.cameltencent.birdtalk.account;

import io.github.cameltencent.TencentException;
import io.github.cameltencent.birdtalk.ChatKey;
import io.github.cameltencent.birdtalk.connection.ChatConnection;
import io.github.cameltencent.birdtalk.connection.ChatListener;
import io.github.cameltencent.birdtalk.frame.ChatFrame;
import io.github.cameltencent.birdtalk.frame.ChatFrames;
import io.github.cameltencent.birdtalk.frame.SessionFrames;
import io.github.cameltencent.birdtalk.protocol.Msg;
import io.github.cameltencent.birdtalk.protocol.UserInfo;
import io.github.cameltencent.birdtalk.request.Asking;
import io.github.cameltencent.birdtalk.request.ChatFailures;
import io.github.cameltencent.birdtalk.request.ChatQueues;
import io.github.cameltencent.birdtalk.request.ChatRequest;
import io.github.cameltencent.birdtalk.request.ChatRequests;
import io.github.cameltencent.birdtalk.send.ChatSend;
import io.github.cameltencent.birdtalk.send.ChatSends;
import io.github.cameltencent.birdtalk.send.SendSearch;
import io.github.cameltencent.birdtalk.send.Tireless;
import io.github.cameltencent.birdtalk.session.SessionEnd;
import io.github.cameltencent.birdtalk.state.ChatMemory;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import java.time.Clock;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What all endpoints of an account share: its connection, which comes back by itself, the messages and requests that are
 * under way, and who is to be told of what comes in. Everything is done by the one thread of the connection; the public
 * methods may be called by any, and never wait. A link that has ended is not started again.
 */
public final class ChatLink implements ChatListener {

    private static final Logger LOG = LoggerFactory.getLogger(ChatLink.class);
    private static final long TICK_MILLIS = 250;
    private static final long SEARCH_MILLIS = 15_000;

    private final ChatFailures failures = new ChatFailures();
    private final ChatObservers observers = new ChatObservers();
    private final Set<String> uploads = ConcurrentHashMap.newKeySet();
    private final EventLoop loop;
    private final Clock clock;
    private final String clientId;
    private final ChatCodes codes;
    private final ChatQueues queues;
    private final ChatSends sends;
    private final ChatIncoming incoming;
    /** Set before the start. */
    private ChatMemory memory;
    /** Set before the start. */
    private ChatConnection connection;
    /** Null until the first login. */
    private volatile ChatFrames frames;

    private volatile long ownId;
    private volatile boolean ready;
    /** Null unless it has ended. */
    private volatile TencentException ended;

    private Future<?> ticking;

    ChatLink(String clientId, EventLoop loop, Clock clock, ChatCodes codes) {
        this.clientId = clientId;
        this.loop = loop;
        this.clock = clock;
        this.codes = codes;
        this.queues = new ChatQueues(new Line(), failures, this::ticks);
        this.sends = new ChatSends(new Line(), failures);
        this.incoming = new ChatIncoming(sends, queues, observers);
    }

    /** Connects. */
    void start(ChatMemory remembered, ChatConnection dialled) {
        memory = remembered;
        connection = dialled;
        ticking =
                loop.scheduleWithFixedDelay(new Tireless(this::tick), TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
        connection.start();
    }

    /** Ends the connection: what waits was not sent, what was sent is unknown. The future completes when all is told. */
    CompletableFuture<Void> stop() {
        loop.execute(() -> {
            ticking.cancel(false);
            connection.close();
            end(failures.notSent("STOPPED", "The chat connection was stopped"));
        });
        return retire();
    }

    /** Sends a message when the account is logged in. */
    public void send(ChatSend send) {
        onLoop(
                () -> {
                    if (send.isEnded()) {
                        return; // the hand-over failed, and the exchange has ended
                    }
                    if (ended != null) {
                        send.failed(ended);
                    } else {
                        sends.add(send);
                    }
                },
                send::failed,
                send::threw);
    }

    /**
     * Asks the server when the account is logged in and nothing else is being asked.
     *
     * @param timeout in milliseconds
     * @return completes on the connection's thread, where nothing may be waited for
     */
    public <T> CompletableFuture<T> ask(ChatRequest<T> request, long timeout) {
        return ask(queues.requests(), request, timeout, false);
    }

    /** Asks for a file, when no other is coming down; other requests go on meanwhile. */
    public <T> CompletableFuture<T> download(ChatRequest<T> request, long timeout) {
        return ask(queues.downloads(), request, timeout, false);
    }

    private <T> CompletableFuture<T> ask(ChatRequests line, ChatRequest<T> request, long timeout, boolean first) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        onLoop(
                () -> {
                    if (answer.isDone()) {
                        return; // the hand-over failed, and the exchange has ended
                    }
                    if (ended != null) {
                        answer.completeExceptionally(ended);
                    } else {
                        line.ask(request, timeout, first, answer);
                    }
                },
                answer::completeExceptionally,
                answer::completeExceptionally);
        return answer;
    }

    private void onLoop(Runnable task) {
        onLoop(task, stopped -> {}, defect -> LOG.error("A defect of the chat", defect));
    }

    /**
     * Runs a task on the connection's thread.
     *
     * @param stopped told instead when that thread takes no tasks any more
     * @param threw told what the task throws, or the hand-over to that thread
     */
    @SuppressWarnings("checkstyle:IllegalCatch") // what the task was to end must end
    private void onLoop(Runnable task, Consumer<TencentException> stopped, Consumer<Throwable> threw) {
        Runnable guarded = () -> {
            try {
                task.run();
            } catch (RuntimeException | Error e) {
                threw.accept(e);
            }
        };
        if (loop.inEventLoop()) {
            guarded.run();
            return;
        }
        try {
            loop.execute(guarded);
        } catch (RejectedExecutionException e) {
            stopped.accept(failures.notSent("STOPPED", "The chat connection was stopped"));
        } catch (RuntimeException | Error e) {
            threw.accept(e);
        }
    }

    /** Sends what nobody answers, such as a receipt; false when not logged in. On the connection's thread. */
    public boolean tell(ChatFrame frame) {
        return ready && connection.write(frame);
    }

    /** Reads nothing for a moment, or goes on; a new connection goes on by itself. */
    public void hold(boolean wanted) {
        connection.hold(wanted);
    }

    /** Logs in anew, over a new connection. */
    public void renew(String why) {
        connection.renew(why);
    }

    /** Connects no more: there is no account to log in to. */
    public void unregistered() {
        SessionEnd gone = new SessionEnd(SessionEnd.Cause.DELETED, 0, "A route unregistered the account");
        onLoop(() -> endForGood(failures.ended(gone)));
    }

    private void endForGood(TencentException why) {
        connection.close();
        end(why);
        observers.tell(observer -> observer.refused(why));
    }

    /** Logs out: the server drops the connection, and none is tried again until the next start. */
    public void logout() {
        String why = "A route logged the account out, until its endpoints are started again";
        onLoop(() -> {
            if (ready) {
                connection.write(SessionFrames.logout(clock.millis(), ownId));
            }
            endForGood(failures.notSent("LOGGED_OUT", why));
        });
    }

    /** It has ended, and another takes its place: what is to be remembered is saved now, and not over the other's. */
    CompletableFuture<Void> retire() {
        CompletableFuture<Void> done = new CompletableFuture<>();
        loop.execute(() -> memory.close().thenRun(() -> done.complete(null)));
        return done;
    }

    /**
     * Tells an observer of what comes in.
     *
     * @param forMessages whether it handles the account's messages, which one alone can
     * @throws IllegalStateException if another does that already
     */
    public void observe(ChatObserver observer, boolean forMessages) {
        if (forMessages) {
            observers.handles(observer);
        }
        loop.execute(() -> {
            observers.add(observer);
            if (ready) {
                observer.ready(ownId);
            } else if (ended != null) {
                observer.refused(ended);
            }
        });
    }

    public void forget(ChatObserver observer) {
        observers.remove(observer);
        onLoop(() -> observers.remove(observer)); // it may be about to be added
    }

    /** The names of the files that are being uploaded, which the server tells apart by name alone. */
    public Set<String> uploads() {
        return uploads;
    }

    public EventLoop loop() {
        return loop;
    }

    public ChatMemory memory() {
        return memory;
    }

    /** The frames of the account; null until the first login. */
    public ChatFrames frames() {
        return frames;
    }

    public boolean isReady() {
        return ready;
    }

    /** Why there is no connection any more; null while there is, or one is tried. */
    public TencentException ended() {
        return ended;
    }

    long ownId() {
        return ownId;
    }

    public ChatFailures failures() {
        return failures;
    }

    public long ticks() {
        return System.nanoTime() / 1_000_000;
    }

    public long now() {
        return clock.millis();
    }

    /** New send ids can be had. */
    void idsCame() {
        queues.go();
        sends.go();
    }

    private void tick() {
        long now = ticks();
        queues.sweep();
        sends.sweep();
        memory.tick(now);
        observers.tell(observer -> observer.tick(now));
        idsCame();
    }

    @Override
    public void ready(UserInfo self, boolean registered) {
        ownId = self.getUserId();
        frames = new ChatFrames(ownId, clientId);
        ready = true;
        LOG.info("Logged in to the chat{}", registered ? " with a new account" : "");
        queues.ready();
        sends.ready();
        observers.tell(observer -> observer.ready(ownId));
    }

    @Override
    public void arrived(Msg msg) {
        incoming.arrived(msg.getPlainMsg());
    }

    @Override
    public void keyAgreed(ChatKey key) {
        if (ended == null) {
            memory.key(key);
        } else {
            key.close(); // the socket is read until it is closed, and the memory may be closed before
        }
    }

    @Override
    public void keyForgotten() {
        memory.key(null);
    }

    @Override
    public void codeWanted(int attempt) {
        codes.ask(attempt, connection::code);
    }

    @Override
    public void ended(SessionEnd end, long nextMillis) {
        ready = false;
        queues.lost();
        sends.lost();
        if (nextMillis >= 0) {
            LOG.info("The chat connection ended ({}); the next is tried in {} ms", end.text(), nextMillis);
        } else if (end.cause() != SessionEnd.Cause.STOPPED) {
            TencentException why = failures.ended(end);
            LOG.warn("The chat connection ended for good: {}", end.text());
            end(why);
            observers.tell(observer -> observer.refused(why));
        } else {
            end(failures.notSent("STOPPED", "The chat connection was stopped"));
        }
    }

    private void end(TencentException why) {
        if (ended == null) {
            ended = why;
        }
        ready = false;
        queues.refuse(why);
        sends.refuse(why);
    }

    /** What requests and messages need of the connection. */
    private final class Line implements ChatRequests.Line, ChatSends.Line {

        @Override
        public Asking asking() {
            long id = memory.sendId();
            return id == 0 ? null : new Asking(clock.millis(), id, ownId, clientId);
        }

        @Override
        public void send(ChatFrame frame) {
            connection.write(frame);
        }

        @Override
        public void mistrust() {
            renew("The server did not answer a request in time");
        }

        @Override
        public long sendId() {
            return memory.sendId();
        }

        @Override
        public ChatFrame frame(ChatSend send) {
            return send.frame(clock.millis(), frames);
        }

        @Override
        public long highestKnown() {
            return incoming.highestKnown();
        }

        @Override
        public void search(ChatSend send) {
            new SendSearch(send, ownId, page -> ask(queues.requests(), page, SEARCH_MILLIS, true), sends).begin();
        }

        @Override
        public long ticks() {
            return ChatLink.this.ticks();
        }
    }
}
