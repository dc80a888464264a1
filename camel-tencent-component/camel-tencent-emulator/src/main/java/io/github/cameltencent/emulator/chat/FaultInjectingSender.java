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
import io.github.cameltencent.emulator.chat.handler.FrameTampering;
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
 * Sends messages to one client and applies the fault to the answers of the current frame. Answers are buffered until
 * the frame is recorded, so that the record is complete before the client sees them. Call with the lock of the state.
 * After a large answer the remaining ones wait until it is written, and are then sent by the I/O thread without the
 * lock.
 */
final class FaultInjectingSender implements ChatClient.FrameSender {

    private static final byte[] GARBAGE = "\u0000<html>502 Bad gateway</html>".getBytes(StandardCharsets.US_ASCII);

    /** Milliseconds; some clients miss a close that arrives together with the first bytes. */
    private static final long CUT_AFTER = 50;

    /** The size from which an answer is large: parts of files, of which only one should be in memory twice. */
    private static final int LARGE = 256 * 1024;

    private final Channel channel;
    private final ChatControls controls;
    private final AtomicInteger pendingWrites = new AtomicInteger();
    private List<Msg> answers = new ArrayList<>();
    private boolean handling;
    private Fault fault;
    private FrameTampering tampering = FrameTampering.NONE;
    /** The text to send before the connection is closed; null to keep it open. */
    private volatile String finalText;

    FaultInjectingSender(Channel channel, ChatControls controls) {
        this.channel = channel;
        this.controls = controls;
    }

    void begin(Fault next, FrameTampering activeFault) {
        handling = true;
        fault = next;
        tampering = activeFault;
    }

    /** Sends the buffered answers. */
    void end() {
        handling = false;
        if (tampering == FrameTampering.TEXT) {
            write(new TextWebSocketFrame("debug"));
        }
        if (tampering == FrameTampering.SILENT) {
            answers.clear();
        }
        Iterator<Msg> all = answers.iterator();
        answers = new ArrayList<>();
        Fault activeFault = fault;
        fault = null;
        if (activeFault != null && activeFault.kind() == FaultKind.DELAY) {
            channel.eventLoop()
                    .schedule(() -> send(all, activeFault), activeFault.delayMillis(), TimeUnit.MILLISECONDS);
        } else {
            send(all, activeFault);
        }
    }

    private void send(Iterator<Msg> rest, Fault activeFault) {
        boolean reset = activeFault != null && activeFault.kind() == FaultKind.RESET_AFTER;
        boolean cut = activeFault != null && activeFault.kind() == FaultKind.CUT;
        while (rest.hasNext() && !reset) {
            Msg msg = rest.next();
            ChannelFuture sent = send(msg.toByteArray(), activeFault);
            if (cut) {
                break;
            }
            if (sent != null && msg.getSerializedSize() >= LARGE && !sent.isSuccess()) {
                sent.addListener(done -> {
                    if (done.isSuccess()) {
                        send(rest, activeFault);
                    }
                });
                return;
            }
        }
        afterAnswers(activeFault);
        if (finalText != null) {
            channel.writeAndFlush(new TextWebSocketFrame(finalText)).addListener(ChannelFutureListener.CLOSE);
        }
    }

    private void afterAnswers(Fault activeFault) {
        if (activeFault == null) {
            return;
        }
        switch (activeFault.kind()) {
            case RESET_AFTER -> reset();
            case CUT -> channel.eventLoop().schedule(() -> channel.close(), CUT_AFTER, TimeUnit.MILLISECONDS);
            case CLOSE_IDLE ->
                channel.eventLoop().schedule(() -> channel.close(), activeFault.delayMillis(), TimeUnit.MILLISECONDS);
            default -> {
                // the connection stays open
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
        finalText = word;
    }

    /** The write to wait for; null if there is none. */
    private ChannelFuture send(byte[] bytes, Fault activeFault) {
        ByteBuf all = Unpooled.wrappedBuffer(bytes);
        FaultKind kind = activeFault == null ? FaultKind.DELAY : activeFault.kind();
        return switch (kind) {
            case GARBAGE -> write(new BinaryWebSocketFrame(Unpooled.wrappedBuffer(GARBAGE)));
            case CUT -> write(new BinaryWebSocketFrame(false, 0, all.slice(0, bytes.length / 2)));
            case DRIBBLE -> dribble(bytes);
            default -> write(new BinaryWebSocketFrame(all));
        };
    }

    /** Sends one fragment per byte, or a thousand fragments of a large answer. */
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

    /** The write; null if the message is dropped because the client reads too slowly. */
    private ChannelFuture write(WebSocketFrame frame) {
        if (pendingWrites.get() >= controls.queue()) {
            controls.drop();
            frame.release();
            return null;
        }
        pendingWrites.incrementAndGet();
        return channel.writeAndFlush(frame).addListener(done -> pendingWrites.decrementAndGet());
    }

    void reset() {
        reset(channel);
    }

    /** Resets the connection: with linger 0 the kernel sends RST instead of FIN and discards unsent data. */
    static void reset(Channel channel) {
        try {
            channel.config().setOption(ChannelOption.SO_LINGER, 0);
        } catch (ChannelException e) {
            // the client has just closed the connection
        }
        channel.close();
    }
}
