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

import com.google.protobuf.InvalidProtocolBufferException;
import io.github.cameltencent.birdtalk.protocol.Msg;
import io.github.cameltencent.emulator.chat.handler.FrameTampering;
import io.github.cameltencent.emulator.chat.state.ChatClient;
import io.github.cameltencent.emulator.chat.state.ChatErrorException;
import io.github.cameltencent.emulator.chat.state.ChatServerState;
import io.github.cameltencent.emulator.chat.state.ErrorMessages;
import io.github.cameltencent.emulator.chat.state.ServerCrashException;
import io.github.cameltencent.emulator.engine.Decision;
import io.github.cameltencent.emulator.engine.Fault;
import io.github.cameltencent.emulator.engine.FaultKind;
import io.github.cameltencent.emulator.engine.Faults;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Handles the frames of one chat connection. Runs on one I/O thread; other threads only send through its {@link
 * FaultInjectingSender}.
 */
final class FrameHandler extends SimpleChannelInboundHandler<WebSocketFrame> {

    private static final int OWN_ERROR = 14;

    private final FrameDispatcher dispatcher;
    private final ChatServerState state;
    private final Faults faults;
    private final FrameRecorder record;
    private final ChatControls controls;
    private ChatClient client;
    private FaultInjectingSender sender;
    private Future<?> pings;

    FrameHandler(
            FrameDispatcher dispatcher,
            ChatServerState state,
            Faults faults,
            FrameRecorder record,
            ChatControls controls) {
        this.dispatcher = dispatcher;
        this.state = state;
        this.faults = faults;
        this.record = record;
        this.controls = controls;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        sender = new FaultInjectingSender(ctx.channel(), controls);
        client = new ChatClient(sender);
        long every = controls.pingMillis();
        pings = ctx.executor()
                .scheduleAtFixedRate(
                        () -> ctx.writeAndFlush(new PingWebSocketFrame()), every, every, TimeUnit.MILLISECONDS);
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, WebSocketFrame frame) {
        if (frame instanceof BinaryWebSocketFrame) {
            binary(ByteBufUtil.getBytes(frame.content()));
        } else if (frame instanceof TextWebSocketFrame text) {
            ctx.writeAndFlush(new TextWebSocketFrame("recv msg:" + text.text()));
        } else if (frame instanceof PingWebSocketFrame) {
            ctx.writeAndFlush(new PongWebSocketFrame(frame.content().retain()));
        } else if (frame instanceof CloseWebSocketFrame) {
            // the real server does not answer a close frame either
            ctx.close();
        }
    }

    private void binary(byte[] bytes) {
        Msg msg;
        try {
            msg = Msg.parseFrom(bytes);
        } catch (InvalidProtocolBufferException e) {
            controls.crash("a binary frame that is not a valid Msg");
            return;
        }
        String word = FrameDispatcher.word(msg);
        Fault fault = faults.next(ChatService.NAME, ChatService.PATH, word);
        FrameTampering tampering =
                fault != null && fault.kind() == FaultKind.CODE ? FrameTampering.of(fault.code()) : null;
        if (fault != null && !fault.executes() && tampering == null) {
            record.put(msg, client.userId, word, Decision.refused("0", "a fault came first"), fault);
            refuse(fault);
            return;
        }
        handle(msg, word, fault, tampering == null ? FrameTampering.NONE : tampering);
    }

    private void refuse(Fault fault) {
        if (fault.kind() == FaultKind.CODE) {
            boolean number = fault.code().matches("\\d{1,9}");
            int code = number ? Integer.parseInt(fault.code()) : OWN_ERROR;
            ErrorMessages.send(client, state.now(), new ChatErrorException(code, "emulated fault"));
        } else {
            sender.reset();
        }
    }

    private void handle(Msg msg, String word, Fault fault, FrameTampering tampering) {
        Decision decision = Decision.success();
        String crash = null;
        state.lock.lock();
        sender.begin(fault, tampering);
        try {
            dispatcher.handle(client, msg, tampering);
        } catch (ChatErrorException refusal) {
            decision = Decision.refused(Integer.toString(refusal.code()), refusal.getMessage());
            ErrorMessages.send(client, state.now(), refusal);
        } catch (ServerCrashException e) {
            decision = Decision.refused("crash", e.getMessage());
            crash = e.getMessage();
        } finally {
            record.put(msg, client.userId, word, decision, fault);
            sender.end();
            state.lock.unlock();
        }
        if (crash != null) {
            controls.crash(crash);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        pings.cancel(false);
        state.lock.lock();
        try {
            dispatcher.disconnected(client);
        } finally {
            state.lock.unlock();
        }
        ctx.fireChannelInactive();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        // too large, truncated, or reset by the client: nobody is left to answer
        ctx.close();
    }
}
