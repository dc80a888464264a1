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
package io.github.cameltencent.emulator.http;

import io.github.cameltencent.emulator.engine.Answer;
import io.github.cameltencent.emulator.engine.Fault;
import io.github.cameltencent.emulator.engine.FaultKind;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import java.util.concurrent.TimeUnit;

/** Writes answers, including those broken by a fault. All methods run on the I/O thread of the connection. */
final class AnswerWriter {

    private final DateHeader date;

    AnswerWriter(DateHeader date) {
        this.date = date;
    }

    void write(ChannelHandlerContext ctx, Answer answer, Fault fault, boolean keepAlive, Connection connection) {
        FaultKind kind = fault == null ? FaultKind.DELAY : fault.kind();
        switch (kind) {
            case RESET_BEFORE, RESET_AFTER -> reset(ctx);
            case CUT -> cut(ctx, answer);
            case DRIBBLE -> dribble(ctx, answer, fault.delayMillis(), keepAlive, connection);
            case CLOSE_IDLE -> {
                whole(ctx, answer, true, connection);
                closeWhenIdle(ctx, fault.delayMillis(), connection);
            }
            default -> whole(ctx, answer, keepAlive, connection);
        }
    }

    private void whole(ChannelHandlerContext ctx, Answer answer, boolean keepAlive, Connection connection) {
        if (answer.chunks() != null) {
            stream(ctx, answer, keepAlive, connection);
            return;
        }
        ByteBuf body = Unpooled.wrappedBuffer(answer.body());
        DefaultFullHttpResponse response = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status(answer), body);
        head(response, answer, keepAlive);
        if (keepAlive) {
            ctx.write(response, ctx.voidPromise());
            connection.answered();
        } else {
            ctx.writeAndFlush(response).addListener(ChannelFutureListener.CLOSE);
        }
    }

    private void stream(ChannelHandlerContext ctx, Answer answer, boolean keepAlive, Connection connection) {
        HttpResponse response = new DefaultHttpResponse(HttpVersion.HTTP_1_1, status(answer));
        head(response, answer, keepAlive);
        ctx.writeAndFlush(response);
        Runnable end = () -> {
            if (keepAlive) {
                ctx.writeAndFlush(new DefaultLastHttpContent());
                connection.answered();
            } else {
                ctx.writeAndFlush(LastHttpContent.EMPTY_LAST_CONTENT).addListener(ChannelFutureListener.CLOSE);
            }
        };
        new ChunkWriter(ctx.channel(), answer.chunks(), answer.chunks().count(), end).run();
    }

    /** Resets the connection: with linger 0 the kernel sends RST instead of FIN and discards unsent data. */
    private static void reset(ChannelHandlerContext ctx) {
        ctx.channel().config().setOption(ChannelOption.SO_LINGER, 0);
        ctx.close();
    }

    private void cut(ChannelHandlerContext ctx, Answer answer) {
        HttpResponse response = new DefaultHttpResponse(HttpVersion.HTTP_1_1, status(answer));
        head(response, answer, true);
        ctx.write(response);
        if (answer.chunks() != null) {
            Runnable end = () -> ctx.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
            new ChunkWriter(ctx.channel(), answer.chunks(), answer.chunks().count() / 2, end).run();
            return;
        }
        ByteBuf half = Unpooled.wrappedBuffer(answer.body(), 0, answer.body().length / 2);
        ctx.writeAndFlush(new DefaultHttpContent(half)).addListener(ChannelFutureListener.CLOSE);
    }

    private void dribble(
            ChannelHandlerContext ctx, Answer answer, long interval, boolean keepAlive, Connection connection) {
        if (answer.chunks() != null) {
            whole(ctx, answer, keepAlive, connection);
            return;
        }
        HttpResponse response = new DefaultHttpResponse(HttpVersion.HTTP_1_1, status(answer));
        head(response, answer, keepAlive);
        ctx.writeAndFlush(response);
        drop(ctx, answer.body(), 0, interval, keepAlive, connection);
    }

    private static void drop(
            ChannelHandlerContext ctx, byte[] body, int at, long interval, boolean keepAlive, Connection connection) {
        if (!ctx.channel().isActive()) {
            return;
        }
        if (at < body.length) {
            ctx.writeAndFlush(new DefaultHttpContent(Unpooled.wrappedBuffer(body, at, 1)));
            Runnable next = () -> drop(ctx, body, at + 1, interval, keepAlive, connection);
            ctx.executor().schedule(next, interval, TimeUnit.MILLISECONDS);
        } else if (keepAlive) {
            ctx.writeAndFlush(new DefaultLastHttpContent());
            connection.answered();
        } else {
            ctx.writeAndFlush(LastHttpContent.EMPTY_LAST_CONTENT).addListener(ChannelFutureListener.CLOSE);
        }
    }

    private static void closeWhenIdle(ChannelHandlerContext ctx, long delay, Connection connection) {
        Runnable close = () -> {
            if (connection.isIdle()) {
                ctx.close();
            } else {
                closeWhenIdle(ctx, Math.max(delay, 1), connection);
            }
        };
        if (ctx.channel().isActive()) {
            ctx.executor().schedule(close, delay, TimeUnit.MILLISECONDS);
        }
    }

    private static HttpResponseStatus status(Answer answer) {
        return HttpResponseStatus.valueOf(answer.status());
    }

    private void head(HttpResponse response, Answer answer, boolean keepAlive) {
        HttpHeaders headers = response.headers();
        headers.set(HttpHeaderNames.CONTENT_TYPE, answer.contentType());
        if (answer.chunks() == null) {
            headers.set(HttpHeaderNames.CONTENT_LENGTH, answer.body().length);
        } else {
            headers.set(HttpHeaderNames.TRANSFER_ENCODING, HttpHeaderValues.CHUNKED);
        }
        headers.set(HttpHeaderNames.DATE, date.now());
        if (!keepAlive) {
            headers.set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        }
        answer.headers().forEach((name, value) -> headers.set(name, value));
    }

    /** The state of the connection. */
    interface Connection {

        /** Called when the connection may read the next request. */
        void answered();

        boolean isIdle();
    }
}
