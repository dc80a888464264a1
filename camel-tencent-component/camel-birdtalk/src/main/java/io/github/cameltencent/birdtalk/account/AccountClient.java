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
import io.github.cameltencent.birdtalk.connection.ConnectionListener;
import io.github.cameltencent.birdtalk.frame.ChatFrame;
import io.github.cameltencent.birdtalk.frame.MessageFrames;
import io.github.cameltencent.birdtalk.frame.SessionFrames;
import io.github.cameltencent.birdtalk.protocol.Msg;
import io.github.cameltencent.birdtalk.protocol.MsgQueryResult;
import io.github.cameltencent.birdtalk.protocol.UserInfo;
import io.github.cameltencent.birdtalk.request.ChatExceptions;
import io.github.cameltencent.birdtalk.request.ChatRequest;
import io.github.cameltencent.birdtalk.request.HistoryPageRequest;
import io.github.cameltencent.birdtalk.request.RequestQueue;
import io.github.cameltencent.birdtalk.request.RequestQueues;
import io.github.cameltencent.birdtalk.send.ExceptionLoggingTask;
import io.github.cameltencent.birdtalk.send.MessageSender;
import io.github.cameltencent.birdtalk.send.OutgoingMessage;
import io.github.cameltencent.birdtalk.session.SessionEnd;
import io.github.cameltencent.birdtalk.state.AccountState;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The chat client of one account, shared by all its endpoints. Holds the connection, which reconnects by itself, sends
 * messages and requests, and notifies listeners of what the server pushes.
 *
 * <p>All state belongs to the connection's thread, an event loop. Public methods may be called from any thread and never
 * block. A client that has terminated cannot be started again.
 */
public final class AccountClient implements ConnectionListener {

    private static final Logger LOG = LoggerFactory.getLogger(AccountClient.class);
    private static final long TICK_MILLIS = 250;
    private static final long SEARCH_MILLIS = 15_000;

    private final ChatExceptions exceptions = new ChatExceptions();
    private final AccountListeners listeners = new AccountListeners();
    private final Set<String> uploads = ConcurrentHashMap.newKeySet();
    private final EventLoop loop;
    private final ConnectionThread thread;
    private final Clock clock;
    private final String clientId;
    private final LoginCodeRequester codes;
    private final RequestQueues queues;
    private final MessageSender sender;
    private final IncomingDispatcher incoming;
    /** Set by {@link #start}. */
    private AccountState state;
    /** Set by {@link #start}. */
    private ChatConnection connection;
    /** Null until the first login. */
    private volatile MessageFrames frames;

    private volatile long ownId;
    private volatile boolean ready;
    /** Null unless the client has terminated. */
    private volatile TencentException terminalFailure;

    private Future<?> ticker;

    AccountClient(String clientId, EventLoop loop, Clock clock, LoginCodeRequester codes) {
        this.clientId = clientId;
        this.loop = loop;
        this.thread = new ConnectionThread(loop, exceptions);
        this.clock = clock;
        this.codes = codes;
        ClientOutbound outbound = new ClientOutbound(this);
        this.queues = new RequestQueues(outbound, exceptions, this::monotonicMillis);
        this.sender = new MessageSender(outbound, exceptions);
        this.incoming = new IncomingDispatcher(sender, queues, listeners);
    }

    /** Starts to connect. */
    void start(AccountState loaded, ChatConnection opened) {
        state = loaded;
        connection = opened;
        ticker = loop.scheduleWithFixedDelay(
                new ExceptionLoggingTask(this::tick), TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
        connection.start();
    }

    /**
     * Closes the connection. Calls that wait end as not sent, calls that were sent as AMBIGUOUS. The future completes when
     * the state is saved.
     */
    CompletableFuture<Void> stop() {
        loop.execute(() -> {
            ticker.cancel(false);
            connection.close();
            end(exceptions.notSent("STOPPED", "The chat connection was stopped"));
        });
        return closeState();
    }

    /** Sends a message as soon as the account is logged in. */
    public void send(OutgoingMessage message) {
        thread.execute(
                () -> {
                    if (message.isEnded()) {
                        return; // handing it to this thread failed, and its exchange has ended
                    }
                    if (terminalFailure != null) {
                        message.failed(terminalFailure);
                    } else {
                        sender.add(message);
                    }
                },
                message::failed,
                message::failedUnexpectedly);
    }

    /**
     * Sends a request as soon as the account is logged in and the requests before it have ended.
     *
     * @param timeout in milliseconds
     * @return completes on the connection's thread, which must not be blocked
     */
    public <T> CompletableFuture<T> send(ChatRequest<T> request, long timeout) {
        return send(queues.requests(), request, timeout, false);
    }

    /** Sends a download request, which waits for other downloads only. */
    public <T> CompletableFuture<T> download(ChatRequest<T> request, long timeout) {
        return send(queues.downloads(), request, timeout, false);
    }

    private <T> CompletableFuture<T> send(RequestQueue queue, ChatRequest<T> request, long timeout, boolean first) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        thread.execute(
                () -> {
                    if (answer.isDone()) {
                        return; // handing it to this thread failed, and its exchange has ended
                    }
                    if (terminalFailure != null) {
                        answer.completeExceptionally(terminalFailure);
                    } else {
                        queue.add(request, timeout, first, answer);
                    }
                },
                answer::completeExceptionally,
                answer::completeExceptionally);
        return answer;
    }

    /** Writes a frame that has no reply, such as a receipt; false if not logged in. On the connection's thread. */
    public boolean write(ChatFrame frame) {
        return ready && connection.write(frame);
    }

    /** Pauses or resumes reading from the socket; a new connection starts to read. */
    public void setReadingPaused(boolean paused) {
        connection.setReadingPaused(paused);
    }

    /** Replaces the connection by a new one, which logs in again. */
    public void reconnect(String why) {
        connection.reconnect(why);
    }

    /** Terminates, since the account does not exist any more. */
    public void unregistered() {
        SessionEnd gone = new SessionEnd(SessionEnd.Cause.DELETED, 0, "A route unregistered the account");
        thread.execute(() -> terminate(exceptions.terminated(gone)));
    }

    /** Logs out and terminates. */
    public void logout() {
        String why = "A route logged the account out; it logs in again when its endpoints are restarted";
        thread.execute(() -> {
            if (ready) {
                connection.write(SessionFrames.logout(clock.millis(), ownId));
            }
            terminate(exceptions.notSent("LOGGED_OUT", why));
        });
    }

    private void terminate(TencentException cause) {
        connection.close();
        end(cause);
        listeners.forEach(listener -> listener.terminated(cause));
    }

    /** Saves the state and closes it, before a new client of the account loads it. */
    CompletableFuture<Void> closeState() {
        CompletableFuture<Void> done = new CompletableFuture<>();
        loop.execute(() -> state.close().thenRun(() -> done.complete(null)));
        return done;
    }

    /**
     * Adds a listener.
     *
     * @param forMessages whether it handles the account's messages, which only one listener can
     * @throws IllegalStateException if another listener handles the messages
     */
    public void addListener(AccountListener listener, boolean forMessages) {
        if (forMessages) {
            listeners.claimMessages(listener);
        }
        loop.execute(() -> {
            listeners.add(listener);
            if (ready) {
                listener.ready(ownId);
            } else if (terminalFailure != null) {
                listener.terminated(terminalFailure);
            }
        });
    }

    public void removeListener(AccountListener listener) {
        listeners.remove(listener);
        thread.execute(() -> listeners.remove(listener)); // its addition may still be queued
    }

    /** The names of the files in upload, by which alone the server distinguishes uploads. */
    public Set<String> uploads() {
        return uploads;
    }

    public EventLoop loop() {
        return loop;
    }

    public AccountState state() {
        return state;
    }

    /** Builds frames for the account; null until the first login. */
    public MessageFrames frames() {
        return frames;
    }

    /** Whether the account is logged in. */
    public boolean isReady() {
        return ready;
    }

    /** Why the client has terminated; null if it has not, and reconnects when it must. */
    public TencentException terminalFailure() {
        return terminalFailure;
    }

    long ownId() {
        return ownId;
    }

    public ChatExceptions exceptions() {
        return exceptions;
    }

    /** Describes the connection and its listeners for the dev console; completes on the connection's thread. */
    public CompletableFuture<Map<String, Object>> status() {
        CompletableFuture<Map<String, Object>> future = new CompletableFuture<>();
        loop.execute(() -> {
            Map<String, Object> status = new LinkedHashMap<>();
            TencentException ended = terminalFailure;
            status.put("connection", ready ? "logged in" : ended == null ? "connecting" : "ended: " + ended.getCode());
            listeners.forEach(listener -> status.putAll(listener.status()));
            future.complete(status);
        });
        return future;
    }

    /** Milliseconds of a monotonic clock. */
    public long monotonicMillis() {
        return System.nanoTime() / 1_000_000;
    }

    /** Unix time in milliseconds. */
    public long unixMillis() {
        return clock.millis();
    }

    /** Sends a request for messages of the history before all requests that wait. */
    CompletableFuture<MsgQueryResult> sendFirst(HistoryPageRequest request) {
        return send(queues.requests(), request, SEARCH_MILLIS, true);
    }

    String clientId() {
        return clientId;
    }

    MessageSender sender() {
        return sender;
    }

    IncomingDispatcher incoming() {
        return incoming;
    }

    void sendIdsAvailable() {
        queues.sendNext();
        sender.flush();
    }

    private void tick() {
        long now = monotonicMillis();
        queues.expire();
        sender.expire();
        state.tick(now);
        listeners.forEach(listener -> listener.tick(now));
        sendIdsAvailable();
    }

    @Override
    public void ready(UserInfo self, boolean registered) {
        ownId = self.getUserId();
        frames = new MessageFrames(ownId, clientId);
        ready = true;
        LOG.info("Logged in to the chat{}", registered ? " with a new account" : "");
        queues.ready();
        sender.ready();
        listeners.forEach(listener -> listener.ready(ownId));
    }

    @Override
    public void received(Msg msg) {
        incoming.dispatch(msg.getPlainMsg());
    }

    @Override
    public void keyAgreed(ChatKey key) {
        if (terminalFailure == null) {
            state.key(key);
        } else {
            key.close(); // the state may be closed, while the socket is still read
        }
    }

    @Override
    public void keyRejected() {
        state.key(null);
    }

    @Override
    public void codeRequested(int attempt) {
        codes.request(attempt, connection::code);
    }

    @Override
    public void ended(SessionEnd end, long nextMillis) {
        ready = false;
        queues.disconnected();
        sender.disconnected();
        if (nextMillis >= 0) {
            LOG.info("The chat connection ended ({}); reconnecting in {} ms", end.text(), nextMillis);
        } else if (end.cause() != SessionEnd.Cause.STOPPED) {
            TencentException cause = exceptions.terminated(end);
            LOG.warn("The chat connection ended, and is not opened again: {}", end.text());
            end(cause);
            listeners.forEach(listener -> listener.terminated(cause));
        } else {
            end(exceptions.notSent("STOPPED", "The chat connection was stopped"));
        }
    }

    private void end(TencentException cause) {
        if (terminalFailure == null) {
            terminalFailure = cause;
        }
        ready = false;
        queues.failAll(cause);
        sender.failAll(cause);
    }
}
