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

import io.github.cameltencent.emulator.engine.Router;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;

/** The listening socket on the loopback address, and the connections made to it. */
public final class HttpServer implements AutoCloseable {

    /** Signed GET requests of the Cloud API have all their parameters in the request line. */
    private static final int LINE_LIMIT = 64 * 1024;

    private static final int HEADERS_LIMIT = 32 * 1024;
    private static final int CHUNK = 8 * 1024;

    private final EventLoopGroup eventLoops;
    private final ChannelGroup connections;
    private final Channel listener;

    /**
     * Starts listening.
     *
     * @param port the port, 0 for a free one
     */
    public HttpServer(int port, Router router) {
        eventLoops = new NioEventLoopGroup(threads(), new DefaultThreadFactory("tencent-emulator", true));
        connections = new DefaultChannelGroup(eventLoops.next(), true);
        AnswerWriter responder = new AnswerWriter(new DateHeader(router.clock()));
        ServerBootstrap bootstrap = new ServerBootstrap()
                .group(eventLoops)
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_BACKLOG, 4096)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        connections.add(channel);
                        HttpServerCodec codec = new HttpServerCodec(LINE_LIMIT, HEADERS_LIMIT, CHUNK);
                        channel.pipeline().addLast(codec, new ConnectionHandler(router, responder));
                    }
                });
        try {
            listener = bootstrap.bind("127.0.0.1", port).syncUninterruptibly().channel();
        } catch (Exception e) { // Netty throws the checked BindException without declaring it
            eventLoops.shutdownGracefully(0, 1, TimeUnit.SECONDS);
            throw new IllegalStateException("cannot listen on 127.0.0.1:" + port + ": " + e.getMessage(), e);
        }
    }

    private static int threads() {
        return Math.max(2, Runtime.getRuntime().availableProcessors());
    }

    public int port() {
        return ((InetSocketAddress) listener.localAddress()).getPort();
    }

    /** Returns when the server is closed. */
    public void join() throws InterruptedException {
        listener.closeFuture().sync();
    }

    /** Closes the socket and all connections and waits a few seconds for the threads to end. */
    @Override
    public void close() {
        listener.close().awaitUninterruptibly(2, TimeUnit.SECONDS);
        connections.close().awaitUninterruptibly(2, TimeUnit.SECONDS);
        eventLoops.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly(5, TimeUnit.SECONDS);
    }
}
