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
import io.github.cameltencent.emulator.engine.AnswerSender;
import io.github.cameltencent.emulator.engine.Call;
import io.github.cameltencent.emulator.engine.Fault;
import io.github.cameltencent.emulator.engine.Router;
import io.github.cameltencent.emulator.engine.UpgradeHandler;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Handles one connection: assembles requests and dispatches them one at a time, so that pipelined requests are answered
 * in order. It stops reading while an answer is pending. Runs on one I/O thread.
 */
final class ConnectionHandler extends ChannelInboundHandlerAdapter implements AnswerWriter.Connection {

    private final Router router;
    private final AnswerWriter responder;
    private final Deque<HttpObject> waiting = new ArrayDeque<>();
    private ChannelHandlerContext context;
    private HttpRequest head;
    private String path;
    private String query;
    private BodyBuffer body;
    private boolean answering;
    private boolean looping;
    private boolean streaming;
    private Runnable answeredTask;

    ConnectionHandler(Router router, AnswerWriter responder) {
        this.router = router;
        this.responder = responder;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        context = ctx;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        looping = true;
        HttpObject part = (HttpObject) message;
        if (streaming) {
            ReferenceCountUtil.release(part);
        } else if (answering || !waiting.isEmpty()) {
            waiting.add(part);
        } else {
            accept(part);
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        looping = false;
        ctx.flush();
        if (answering && !streaming) {
            ctx.channel().config().setAutoRead(false);
        }
    }

    private void accept(HttpObject part) {
        try {
            if (part.decoderResult().isFailure()) {
                refuse(HttpResponseStatus.BAD_REQUEST);
                return;
            }
            if (part instanceof HttpRequest request) {
                begin(request);
            }
            if (part instanceof HttpContent content && head != null) {
                if (!body.add(content.content())) {
                    refuse(HttpResponseStatus.REQUEST_ENTITY_TOO_LARGE);
                } else if (part instanceof LastHttpContent) {
                    dispatch();
                }
            }
        } finally {
            ReferenceCountUtil.release(part);
        }
    }

    private void begin(HttpRequest request) {
        head = request;
        String uri = request.uri();
        int mark = uri.indexOf('?');
        path = mark < 0 ? uri : uri.substring(0, mark);
        query = mark < 0 ? "" : uri.substring(mark + 1);
        int limit = router.bodyLimit(request.method().name(), path, query);
        long announced = HttpUtil.getContentLength(request, -1L);
        body = new BodyBuffer(announced, limit);
        if (announced > limit) {
            refuse(HttpResponseStatus.REQUEST_ENTITY_TOO_LARGE);
        } else if (HttpUtil.is100ContinueExpected(request)) {
            context.writeAndFlush(new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.CONTINUE));
        }
    }

    private void dispatch() {
        HttpRequest request = head;
        head = null;
        answering = true;
        Call call = new Call(
                request.method().name(),
                path,
                query,
                request.headers(),
                body.whole(),
                router.clock().instant());
        body = null;
        PendingAnswer pending = new PendingAnswer(request);
        try {
            router.route(call, pending);
        } catch (RuntimeException e) {
            if (pending.begun) {
                throw e;
            }
            pending.send(Answer.refusal(500, "the emulator cannot handle this request: " + e));
        }
    }

    private void refuse(HttpResponseStatus status) {
        head = null;
        answering = true;
        Answer answer = Answer.refusal(status.code(), status.reasonPhrase());
        responder.write(context, answer, null, false, this);
    }

    @Override
    public void answered() {
        runAnsweredTask();
        answering = false;
        if (looping) {
            return;
        }
        looping = true;
        while (!answering && !waiting.isEmpty()) {
            accept(waiting.poll());
        }
        looping = false;
        context.flush();
        if (!answering) {
            context.channel().config().setAutoRead(true);
        }
    }

    private void runAnsweredTask() {
        Runnable task = answeredTask;
        answeredTask = null;
        if (task != null) {
            task.run();
        }
    }

    @Override
    public boolean isIdle() {
        return !answering && head == null && waiting.isEmpty();
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        waiting.forEach(ReferenceCountUtil::release);
        waiting.clear();
        runAnsweredTask();
        ctx.fireChannelInactive();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        // mostly a reset by the client: nobody is left to answer
        ctx.channel().close().addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
    }

    private final class PendingAnswer implements AnswerSender {

        private final HttpRequest request;
        private final boolean keepAlive;
        private boolean begun;

        PendingAnswer(HttpRequest request) {
            this.request = request;
            this.keepAlive = HttpUtil.isKeepAlive(request);
        }

        @Override
        public void send(Answer answer) {
            send(answer, null);
        }

        @Override
        public void send(Answer answer, Fault fault) {
            begun = true;
            responder.write(context, answer, fault, keepAlive, ConnectionHandler.this);
        }

        @Override
        public void onAnswered(Runnable task) {
            answeredTask = task;
        }

        @Override
        public Channel stream() {
            begun = true;
            streaming = true;
            // keep reading: only that detects that the client has closed
            context.channel().config().setAutoRead(true);
            return context.channel();
        }

        @Override
        public Channel channel() {
            return context.channel();
        }

        @Override
        public void upgrade(UpgradeHandler to) {
            begun = true;
            Channel channel = context.channel();
            context.pipeline().remove(ConnectionHandler.this);
            to.upgrade(
                    channel,
                    new DefaultFullHttpRequest(
                            request.protocolVersion(),
                            request.method(),
                            request.uri(),
                            Unpooled.EMPTY_BUFFER,
                            request.headers(),
                            EmptyHttpHeaders.INSTANCE));
        }
    }
}
