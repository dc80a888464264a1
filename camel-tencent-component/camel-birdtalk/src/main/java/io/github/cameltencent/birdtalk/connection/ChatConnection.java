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
package io.github.cameltencent.birdtalk.connection;

import io.github.cameltencent.birdtalk.ChatCipher;
import io.github.cameltencent.birdtalk.ChatKey;
import io.github.cameltencent.birdtalk.frame.ChatClientInfo;
import io.github.cameltencent.birdtalk.frame.ChatFrame;
import io.github.cameltencent.birdtalk.frame.ChatLogin;
import io.github.cameltencent.birdtalk.protocol.UserOperationType;
import io.github.cameltencent.birdtalk.session.ChatSession;
import io.github.cameltencent.birdtalk.session.ClockReading;
import io.github.cameltencent.birdtalk.session.SessionAction;
import io.github.cameltencent.birdtalk.session.SessionEnd;
import io.github.cameltencent.birdtalk.session.SessionState;
import io.github.cameltencent.birdtalk.session.SessionTimeouts;
import io.github.cameltencent.birdtalk.session.SessionTimers;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.resolver.NoopAddressResolverGroup;
import io.netty.util.concurrent.Future;
import java.net.UnknownHostException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * Keeps one account connected: opens a connection, runs a session on it, and reconnects after a delay unless the
 * server refused for good. All state belongs to one event loop, on which the listener is called. Public methods may
 * be called from any thread and never block.
 */
public final class ChatConnection implements AutoCloseable {

    private final ServerPipeline target;
    private final ChatClientInfo clientInfo;
    private ChatLogin login;
    private final ChatCipher cipher;
    private final SessionTimeouts times;
    private final ConnectionListener listener;
    private final EventLoop loop;
    private final ReconnectBackoff backoff;
    private final SecureRandom random;
    private final Clock clock;
    /** Null for none; the session has a copy. */
    private ChatKey stored;
    /** Null before the start and between two connections. */
    private ChatSession session;
    /** Null while there is no connection. */
    private Channel channel;
    /** Null while no timer runs. */
    private Future<?> timer;

    private long readySince;
    private boolean stopped;

    public ChatConnection(
            ServerPipeline target,
            ConnectionCredentials identity,
            SessionTimeouts times,
            ReconnectBackoff backoff,
            SecureRandom random,
            Clock clock,
            EventLoop loop,
            ConnectionListener listener) {
        this.target = target;
        this.clientInfo = identity.clientInfo();
        this.login = identity.login();
        this.cipher = identity.cipher();
        this.stored = identity.stored();
        this.times = times;
        this.backoff = backoff;
        this.random = random;
        this.clock = clock;
        this.loop = loop;
        this.listener = listener;
    }

    /** Opens the first connection. */
    public void start() {
        loop.execute(this::connect);
    }

    /** Writes a frame if the session is ready, and returns whether it did. On the event loop. */
    public boolean write(ChatFrame frame) {
        boolean ready = session != null && session.state() == SessionState.READY;
        if (ready) {
            channel.writeAndFlush(frame);
        }
        return ready;
    }

    /** Passes on the login code that was requested. */
    public void code(String code) {
        loop.execute(() -> act(session == null ? List.of() : session.code(code, now())));
    }

    /** Pauses or resumes reading. Always asynchronous, so that the last call wins. */
    public void setReadingPaused(boolean paused) {
        if (loop.isShuttingDown()) {
            return;
        }
        loop.execute(() -> {
            if (channel != null) {
                channel.config().setAutoRead(!paused);
            }
        });
    }

    /** Closes the socket and reconnects. */
    public void reconnect(String why) {
        loop.execute(() -> act(session == null ? List.of() : session.disconnected(why)));
    }

    /** Ends the session and does not reconnect. */
    @Override
    public void close() {
        loop.execute(() -> {
            stopped = true;
            cancelTimer();
            act(session == null ? List.of() : session.stop());
            closeKey();
            login.close();
        });
    }

    private void connect() {
        if (stopped) {
            return;
        }
        readySince = 0;
        ChatKey key = stored == null ? null : stored.copy();
        session = new ChatSession(clientInfo, login, cipher, key, times, random, now());
        ChatSession current = session;
        ChannelFuture connecting = new Bootstrap()
                .group(loop)
                .channel(NioSocketChannel.class)
                .option(ChannelOption.TCP_NODELAY, true)
                .resolver(NoopAddressResolverGroup.INSTANCE) // a handler resolves names without blocking
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) Math.min(times.connect(), Integer.MAX_VALUE))
                .handler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel socket) {
                        target.prepare(socket.pipeline(), times.connect());
                        socket.pipeline().addLast(new SessionHandler(ChatConnection.this, current));
                    }
                })
                .connect(target.host(), target.port());
        channel = connecting.channel();
        rearm(); // before the listener, which may run at once and set the timer of the next attempt
        connecting.addListener(done -> {
            if (!done.isSuccess()) {
                event(current, of -> of.disconnected(unreached(done.cause())));
            }
        });
    }

    private static String unreached(Throwable cause) {
        if (cause instanceof UnknownHostException) {
            return "The host name of the chat server, or of its proxy, cannot be resolved";
        }
        return cause instanceof RejectedExecutionException
                ? "The chat server cannot be reached: too many host names are being resolved"
                : "The chat server cannot be reached";
    }

    /** Handles an event of a socket, unless it belongs to an earlier session. On the event loop. */
    void event(ChatSession of, Function<ChatSession, List<SessionAction>> event) {
        if (of == session) {
            act(event.apply(session));
        }
    }

    ClockReading now() {
        return new ClockReading(clock.millis(), System.nanoTime() / 1_000_000);
    }

    private void act(List<SessionAction> actions) {
        for (SessionAction action : actions) {
            if (action instanceof SessionAction.Send send) {
                channel.write(send.frame());
            } else if (action instanceof SessionAction.FrameReceived arrived) {
                listener.received(arrived.msg());
            } else if (action instanceof SessionAction.Ready ready) {
                readySince = now().monotonicMillis();
                registered(ready);
                listener.ready(ready.self(), ready.registered());
            } else if (action instanceof SessionAction.KeyAgreed agreed) {
                closeKey();
                stored = agreed.key().copy();
                listener.keyAgreed(agreed.key());
            } else if (action instanceof SessionAction.KeyRejected) {
                closeKey();
                listener.keyRejected();
            } else if (action instanceof SessionAction.CodeRequested wanted) {
                listener.codeRequested(wanted.attempt());
            } else if (action instanceof SessionAction.Ended ended) {
                finish(ended.end());
                return;
            }
        }
        if (!actions.isEmpty() && channel != null) {
            channel.flush();
        }
        rearm();
    }

    private void finish(SessionEnd end) {
        cancelTimer();
        session = null;
        channel.close();
        channel = null;
        boolean again = !stopped && end.mayReconnect();
        long wait = again ? backoff.next(readySince == 0 ? 0 : now().monotonicMillis() - readySince) : -1;
        if (again) {
            timer = loop.schedule(this::connect, wait, TimeUnit.MILLISECONDS);
        }
        listener.ended(end, wait);
    }

    private void rearm() {
        cancelTimer();
        if (session != null && session.nextTick() != SessionTimers.NEVER) {
            ChatSession current = session;
            long wait = Math.max(1, session.nextTick() - now().monotonicMillis());
            timer = loop.schedule(() -> event(current, of -> of.tick(now())), wait, TimeUnit.MILLISECONDS);
        }
    }

    private void cancelTimer() {
        if (timer != null) {
            timer.cancel(false);
            timer = null;
        }
    }

    /** After a registration, later connections log in by user id. */
    private void registered(SessionAction.Ready ready) {
        if (ready.registered() && login.operation() == UserOperationType.RegisterUser) {
            ChatLogin before = login;
            login = before.registered(ready.self().getUserId());
            before.close();
        }
    }

    private void closeKey() {
        if (stored != null) {
            stored.close();
            stored = null;
        }
    }
}
