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
package io.github.cameltencent.emulator.chat;

import io.github.cameltencent.birdtalk.protocol.Msg;
import io.github.cameltencent.emulator.chat.handler.Tampering;
import io.github.cameltencent.emulator.chat.state.ChatClient;
import io.github.cameltencent.emulator.engine.Fault;
import io.github.cameltencent.emulator.engine.FaultKind;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelException;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelOption;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Sends to one client; the answers to the frame that is being handled, the way a fault wants it. Answers are kept until
 * the frame is handled and recorded, so that what a client knows is in the record. Called with the world's lock; but
 * after a large answer the next ones wait until it is sent, and then go out from the I/O thread without the lock.
 */
final class FaultyOutlet implements ChatClient.Outlet {

    private static final byte[] GARBAGE = "\u0000<html>502 Bad gateway</html>".getBytes(StandardCharsets.US_ASCII);

    /** Milliseconds: some clients overlook an end that comes with the first bytes. */
    private static final long CUT_AFTER = 50;

    /** From how many bytes on an answer is large: parts of files, of which only one is to be in memory twice. */
    private static final int LARGE = 256 * 1024;

    private final Channel channel;
    private final ChatControls controls;
    private final AtomicInteger unsent = new AtomicInteger();
    private List<Msg> answers = new ArrayList<>();
    private boolean handling;
    private Fault fault;
    private Tampering tampering = Tampering.NONE;
    /** Null unless the connection is to be dropped after the answers. */
    private volatile String lastWord;

    FaultyOutlet(Channel channel, ChatControls controls) {
        this.channel = channel;
        this.controls = controls;
    }

    void begin(Fault next, Tampering how) {
        handling = true;
        fault = next;
        tampering = how;
    }

    /** Lets the answers go. */
    void end() {
        handling = false;
        if (tampering == Tampering.TEXT) {
            write(new TextWebSocketFrame("debug"));
        }
        if (tampering == Tampering.SILENT) {
            answers.clear();
        }
        Iterator<Msg> all = answers.iterator();
        answers = new ArrayList<>();
        Fault how = fault;
        fault = null;
        if (how != null && how.kind() == FaultKind.DELAY) {
            channel.eventLoop().schedule(() -> play(all, how), how.delayMillis(), TimeUnit.MILLISECONDS);
        } else {
            play(all, how);
        }
    }

    private void play(Iterator<Msg> rest, Fault how) {
        boolean reset = how != null && how.kind() == FaultKind.RESET_AFTER;
        boolean cut = how != null && how.kind() == FaultKind.CUT;
        while (rest.hasNext() && !reset) {
            Msg msg = rest.next();
            ChannelFuture sent = play(msg.toByteArray(), how);
            if (cut) {
                break;
            }
            if (sent != null && msg.getSerializedSize() >= LARGE && !sent.isSuccess()) {
                sent.addListener(done -> {
                    if (done.isSuccess()) {
                        play(rest, how);
                    }
                });
                return;
            }
        }
        afterAnswers(how);
        if (lastWord != null) {
            channel.writeAndFlush(new TextWebSocketFrame(lastWord)).addListener(ChannelFutureListener.CLOSE);
        }
    }

    private void afterAnswers(Fault how) {
        if (how == null) {
            return;
        }
        switch (how.kind()) {
            case RESET_AFTER -> reset();
            case CUT -> channel.eventLoop().schedule(() -> channel.close(), CUT_AFTER, TimeUnit.MILLISECONDS);
            case CLOSE_IDLE ->
                channel.eventLoop().schedule(() -> channel.close(), how.delayMillis(), TimeUnit.MILLISECONDS);
            default -> {
                // the connection stays
            }
        }
    }

    @Override
    public void send(Msg msg) {
        if (handling) {
            answers.add(msg);
        } else {
            write(new BinaryWebSocketFrame(Unpooled.wrappedBuffer(msg.toByteArray())));
        }
    }

    @Override
    public void drop(String word) {
        lastWord = word;
    }

    /** Null where nothing is to be waited for. */
    private ChannelFuture play(byte[] bytes, Fault how) {
        ByteBuf all = Unpooled.wrappedBuffer(bytes);
        FaultKind kind = how == null ? FaultKind.DELAY : how.kind();
        return switch (kind) {
            case GARBAGE -> write(new BinaryWebSocketFrame(Unpooled.wrappedBuffer(GARBAGE)));
            case CUT -> write(new BinaryWebSocketFrame(false, 0, all.slice(0, bytes.length / 2)));
            case DRIBBLE -> dribble(bytes);
            default -> write(new BinaryWebSocketFrame(all));
        };
    }

    /** A fragment for each byte; of large answers, for each thousandth. */
    private ChannelFuture dribble(byte[] bytes) {
        int step = bytes.length < LARGE ? 1 : bytes.length / 1000;
        ChannelFuture sent = null;
        for (int at = 0; at < bytes.length; at += step) {
            int end = Math.min(at + step, bytes.length);
            ByteBuf some = Unpooled.wrappedBuffer(bytes, at, end - at);
            boolean last = end == bytes.length;
            sent = write(
                    at == 0 ? new BinaryWebSocketFrame(last, 0, some) : new ContinuationWebSocketFrame(last, 0, some));
        }
        return sent;
    }

    /** Null where the client has so much to read already that this is dropped. */
    private ChannelFuture write(WebSocketFrame frame) {
        if (unsent.get() >= controls.queue()) {
            controls.drop();
            frame.release();
            return null;
        }
        unsent.incrementAndGet();
        return channel.writeAndFlush(frame).addListener(done -> unsent.decrementAndGet());
    }

    void reset() {
        reset(channel);
    }

    /** Linger 0 sends RST in the place of FIN, and throws away what is unsent. */
    static void reset(Channel channel) {
        try {
            channel.config().setOption(ChannelOption.SO_LINGER, 0);
        } catch (ChannelException e) {
            // closed by the client in this very moment
        }
        channel.close();
    }
}
