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

import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolConfig;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import io.netty.handler.codec.http.websocketx.WebSocketVersion;
import io.netty.handler.flush.FlushConsolidationHandler;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import java.net.URI;
import javax.net.ssl.SSLParameters;

/**
 * The address of a chat server and the channel pipeline that connects to it.
 *
 * @param uri {@code ws://host:port/ws} or {@code wss://…}
 * @param tls null for {@code ws}; offers http/1.1 only
 * @param verifyHostname whether the server's certificate must match the host name
 * @param proxy null for a direct connection
 * @param names resolves the name of the server, or of the proxy if there is one
 * @param maxFrame the largest message accepted from the server, in bytes
 */
public record ServerPipeline(
        URI uri,
        SslContext tls,
        boolean verifyHostname,
        ProxyHandlerFactory proxy,
        HostNameResolver names,
        int maxFrame) {

    private static final int DEFAULT_PORT = 7817;
    private static final int MAX_UNFLUSHED = 256;
    private static final int HANDSHAKE_LIMIT = 64 * 1024;

    public ServerPipeline {
        boolean secure = "wss".equals(uri.getScheme());
        if (uri.getHost() == null || (!secure && !"ws".equals(uri.getScheme()))) {
            throw new IllegalArgumentException("serverUri must be wss://host:port/ws or ws://host:port/ws");
        }
        if (secure != (tls != null)) {
            throw new IllegalArgumentException("wss requires TLS, and ws excludes it");
        }
    }

    String host() {
        return uri.getHost();
    }

    int port() {
        return uri.getPort() < 0 ? DEFAULT_PORT : uri.getPort();
    }

    void prepare(ChannelPipeline pipeline, long handshakeMillis) {
        pipeline.addLast(new HostNameResolvingHandler(names));
        // combines single messages into fewer writes
        pipeline.addLast(new FlushConsolidationHandler(MAX_UNFLUSHED, true));
        if (proxy != null) {
            pipeline.addLast(proxy.handler(handshakeMillis));
        }
        if (tls != null) {
            pipeline.addLast(tls(pipeline));
        }
        WebSocketClientProtocolConfig config = WebSocketClientProtocolConfig.newBuilder()
                .webSocketUri(uri)
                .version(WebSocketVersion.V13)
                .allowExtensions(false)
                .maxFramePayloadLength(maxFrame)
                .handshakeTimeoutMillis(handshakeMillis)
                // the server does not answer close frames
                .forceCloseTimeoutMillis(1000)
                .dropPongFrames(false)
                .build();
        pipeline.addLast(
                new HttpClientCodec(),
                new HttpObjectAggregator(HANDSHAKE_LIMIT),
                new PingPongNotifier(),
                new WebSocketClientProtocolHandler(config),
                new WebSocketFrameAggregator(maxFrame));
    }

    private SslHandler tls(ChannelPipeline pipeline) {
        SslHandler handler = tls.newHandler(pipeline.channel().alloc(), host(), port());
        SSLParameters parameters = handler.engine().getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm(verifyHostname ? "HTTPS" : "");
        handler.engine().setSSLParameters(parameters);
        return handler;
    }
}
