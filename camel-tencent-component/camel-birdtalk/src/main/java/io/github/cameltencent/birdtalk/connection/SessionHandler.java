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

import io.github.cameltencent.birdtalk.frame.ChatFrame;
import io.github.cameltencent.birdtalk.frame.FrameReader;
import io.github.cameltencent.birdtalk.frame.InvalidFrameException;
import io.github.cameltencent.birdtalk.protocol.Msg;
import io.github.cameltencent.birdtalk.session.ChatSession;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketClientHandshakeException;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler.ClientHandshakeStateEvent;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;

/** Connects one socket and its session: encodes and decodes frames and reports events of the socket. */
final class SessionHandler extends ChannelDuplexHandler {

    private static final int MAX_CAUSES = 4;

    private final ChatConnection connection;
    private final ChatSession session;
    private final FrameReader reader = new FrameReader(Integer.MAX_VALUE);

    SessionHandler(ChatConnection connection, ChatSession session) {
        this.connection = connection;
        this.session = session;
    }

    @Override
    public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
        Object out = message instanceof ChatFrame frame
                ? new BinaryWebSocketFrame(Unpooled.wrappedBuffer(frame.bytes()))
                : message;
        ctx.write(out, promise);
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        try {
            if (message instanceof BinaryWebSocketFrame frame) {
                Msg msg = reader.read(frame.content().nioBuffer());
                connection.event(session, of -> of.received(msg, connection.now()));
            } else {
                session.alive(connection.now());
            }
        } catch (InvalidFrameException e) {
            connection.event(session, of -> of.invalidFrame(e));
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event == ClientHandshakeStateEvent.HANDSHAKE_COMPLETE) {
            connection.event(session, of -> of.connected(connection.now()));
        } else if (event == ClientHandshakeStateEvent.HANDSHAKE_TIMEOUT) {
            connection.event(session, of -> of.disconnected("The WebSocket handshake timed out"));
        } else if (event == PingPongNotifier.ALIVE) {
            session.alive(connection.now());
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        connection.event(session, of -> of.disconnected("The connection was closed"));
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (cause instanceof WebSocketClientHandshakeException refused && refused.response() != null) {
            int status = refused.response().status().code();
            connection.event(session, of -> of.handshakeRefused(status));
        } else {
            String what = cause instanceof IOException ? "The connection was reset" : "The connection failed";
            connection.event(session, of -> of.disconnected(what + ": " + kind(cause)));
        }
    }

    /** The class names of all causes; their messages may contain anything. */
    private static String kind(Throwable cause) {
        StringBuilder kinds = new StringBuilder(cause.getClass().getSimpleName());
        Throwable next = cause.getCause();
        for (int i = 0; next != null && i < MAX_CAUSES; i++) {
            kinds.append(" / ").append(next.getClass().getSimpleName());
            next = next.getCause();
        }
        return kinds.toString();
    }
}
