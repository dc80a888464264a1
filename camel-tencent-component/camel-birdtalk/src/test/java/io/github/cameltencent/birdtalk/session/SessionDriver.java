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
package io.github.cameltencent.birdtalk.session;

import io.github.cameltencent.birdtalk.ChatCipher;
import io.github.cameltencent.birdtalk.ChatKey;
import io.github.cameltencent.birdtalk.frame.ChatClientInfo;
import io.github.cameltencent.birdtalk.frame.ChatFrame;
import io.github.cameltencent.birdtalk.frame.ChatLogin;
import io.github.cameltencent.birdtalk.frame.FrameReader;
import io.github.cameltencent.birdtalk.frame.InvalidFrameException;
import io.github.cameltencent.birdtalk.protocol.Msg;
import io.github.cameltencent.birdtalk.protocol.MsgPlain.MessageCase;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A blocking client: a session on a real WebSocket, driven by the test's thread. */
final class SessionDriver implements WebSocket.Listener, AutoCloseable {

    private static final Msg GONE = Msg.newBuilder().setTm(-1).build();
    private static final Msg BAD = Msg.newBuilder().setTm(-2).build();

    private static final long PATIENCE = 10_000;

    final List<SessionAction> seen = new ArrayList<>();
    final ChatSession session;
    private final BlockingQueue<Msg> inbox = new LinkedBlockingQueue<>();
    private final ByteArrayOutputStream parts = new ByteArrayOutputStream();
    private final FrameReader reader = new FrameReader(10 << 20);
    private final WebSocket socket;
    private int looked;

    SessionDriver(String uri, ChatLogin login, ChatKey stored, ChatCipher cipher) {
        this(uri, login, stored, cipher, SessionTimeouts.DEFAULT);
    }

    SessionDriver(String uri, ChatLogin login, ChatKey stored, ChatCipher cipher, SessionTimeouts times) {
        session = new ChatSession(
                new ChatClientInfo("device", "1.0", "test", Map.of()),
                login,
                cipher,
                stored,
                times,
                new SecureRandom(),
                now());
        socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(URI.create(uri), this)
                .join();
        act(session.connected(now()));
    }

    static ClockReading now() {
        return new ClockReading(System.currentTimeMillis(), System.nanoTime() / 1_000_000);
    }

    /** Runs until the session is ready or closed. */
    SessionDriver settle() {
        while (session.state() != SessionState.READY && session.state() != SessionState.CLOSED) {
            step();
        }
        return this;
    }

    void advance() {
        step();
    }

    void code(String code) {
        act(session.code(code, now()));
    }

    SessionEnd end() {
        while (session.state() != SessionState.CLOSED) {
            step();
        }
        return seen(SessionAction.Ended.class).end();
    }

    /** The next frame for the user of the session. */
    Msg next(MessageCase kind) {
        long end = now().monotonicMillis() + PATIENCE;
        while (now().monotonicMillis() < end) {
            while (looked < seen.size()) {
                SessionAction action = seen.get(looked++);
                if (action instanceof SessionAction.FrameReceived arrived
                        && arrived.msg().getPlainMsg().getMessageCase() == kind) {
                    return arrived.msg();
                }
            }
            step();
            if (session.state() == SessionState.CLOSED && looked == seen.size()) {
                break;
            }
        }
        throw new AssertionError("no " + kind + " in " + seen);
    }

    void send(ChatFrame frame) {
        socket.sendBinary(ByteBuffer.wrap(frame.bytes()), true).join();
    }

    void sendRaw(byte[] bytes) {
        socket.sendBinary(ByteBuffer.wrap(bytes), true).join();
    }

    <T> T seen(Class<T> kind) {
        return seen.stream()
                .filter(kind::isInstance)
                .map(kind::cast)
                .reduce((first, second) -> second)
                .orElseThrow(() -> new AssertionError("no " + kind.getSimpleName() + " in " + seen));
    }

    private void step() {
        Msg msg;
        try {
            long wait = Math.max(1, Math.min(session.nextTick() - now().monotonicMillis(), PATIENCE));
            msg = inbox.poll(wait, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        if (msg == GONE) {
            act(session.disconnected("the server closed the connection"));
        } else if (msg == BAD) {
            act(session.invalidFrame(new InvalidFrameException("not a frame")));
        } else if (msg != null) {
            act(session.received(msg, now()));
        } else {
            act(session.tick(now()));
        }
    }

    private void act(List<SessionAction> actions) {
        seen.addAll(actions);
        for (SessionAction action : actions) {
            if (action instanceof SessionAction.Send send && !socket.isOutputClosed()) {
                socket.sendBinary(ByteBuffer.wrap(send.frame().bytes()), true)
                        .handle((ok, e) -> ok)
                        .join();
            } else if (action instanceof SessionAction.Ended) {
                socket.abort();
            }
        }
    }

    @Override
    public CompletionStage<?> onBinary(WebSocket from, ByteBuffer data, boolean last) {
        byte[] bytes = new byte[data.remaining()];
        data.get(bytes);
        parts.writeBytes(bytes);
        if (last) {
            try {
                inbox.add(reader.read(ByteBuffer.wrap(parts.toByteArray())));
            } catch (InvalidFrameException e) {
                inbox.add(BAD);
            }
            parts.reset();
        }
        from.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
        inbox.add(GONE);
        return null;
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
        inbox.add(GONE);
    }

    @Override
    public void close() {
        act(session.stop());
    }
}
