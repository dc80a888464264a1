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
package io.github.cameltencent.benchmark;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpVersion;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/**
 * A server that accepts every push, and answers every other request with the description of a virtual machine, after a
 * configurable delay. It does not check requests, so that only the client is measured. Runs in a separate JVM.
 */
final class BenchmarkServer implements AutoCloseable {

    private static final byte[] PUSH =
            "{\"seq\":0,\"push_id\":\"1398261573914914816\",\"ret_code\":0,\"environment\":\"\",\"err_msg\":\"\",\"result\":\"[0]\"}"
                    .getBytes(StandardCharsets.US_ASCII);
    private static final byte[] CLOUD =
            ("{\"Response\":{\"TotalCount\":1,\"InstanceSet\":[{\"InstanceId\":\"ins-r8hr2upy\","
                            + "\"InstanceName\":\"shop-1\",\"InstanceState\":\"RUNNING\",\"InstanceType\":\"S5.MEDIUM4\",\"CPU\":2,"
                            + "\"Memory\":4,\"Placement\":{\"Zone\":\"ap-guangzhou-3\",\"ProjectId\":0},\"PrivateIpAddresses\":"
                            + "[\"10.0.0.7\"],\"CreatedTime\":\"2026-01-01T00:00:00Z\",\"ExpiredTime\":null}],"
                            + "\"RequestId\":\"46e63a5e-38f5-4a09-9ff5-6d5d1b8e6a5d\"}}")
                    .getBytes(StandardCharsets.US_ASCII);

    private final Process process;
    private final String uri;

    private BenchmarkServer(Process process, String uri) {
        this.process = process;
        this.uri = uri;
    }

    /** Starts a server that answers after a delay in milliseconds. */
    static BenchmarkServer start(int latencyMillis) throws IOException {
        Process process = new ProcessBuilder(
                        System.getProperty("java.home") + "/bin/java",
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        BenchmarkServer.class.getName(),
                        Integer.toString(latencyMillis))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String uri =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8)).readLine();
        if (uri == null) {
            throw new IOException("The server did not start");
        }
        return new BenchmarkServer(process, uri);
    }

    String uri() {
        return uri;
    }

    @Override
    public void close() {
        process.destroy();
    }

    /** Runs the server; exits when its parent process does. */
    public static void main(String[] arguments) throws Exception {
        int latency = Integer.parseInt(arguments[0]);
        EventLoopGroup group = new NioEventLoopGroup(1);
        InetSocketAddress address = (InetSocketAddress) new ServerBootstrap()
                .group(group)
                .channel(NioServerSocketChannel.class)
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        channel.pipeline()
                                .addLast(new HttpServerCodec(), new HttpObjectAggregator(1 << 20), new Answer(latency));
                    }
                })
                .bind(InetAddress.getLoopbackAddress(), 0)
                .sync()
                .channel()
                .localAddress();
        System.out.println("http://127.0.0.1:" + address.getPort());
        ProcessHandle.current().parent().ifPresent(parent -> parent.onExit().join());
        System.exit(0);
    }

    private static final class Answer extends SimpleChannelInboundHandler<FullHttpRequest> {

        private final int latency;

        Answer(int latency) {
            this.latency = latency;
        }

        @Override
        protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
            byte[] answer = request.uri().startsWith("/v3/") ? PUSH : CLOUD;
            FullHttpResponse response = new DefaultFullHttpResponse(
                    HttpVersion.HTTP_1_1, HttpResponseStatus.OK, Unpooled.wrappedBuffer(answer));
            response.headers()
                    .set("Content-Type", "application/json; charset=utf-8")
                    .setInt("Content-Length", answer.length);
            if (latency == 0) {
                context.writeAndFlush(response);
            } else {
                context.executor().schedule(() -> context.writeAndFlush(response), latency, TimeUnit.MILLISECONDS);
            }
        }
    }
}
