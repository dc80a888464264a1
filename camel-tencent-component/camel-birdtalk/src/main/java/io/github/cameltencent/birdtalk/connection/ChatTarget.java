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
 * Where a chat server is and how it is spoken to.
 *
 * @param uri {@code ws://host:port/ws} or {@code wss://…}
 * @param tls null for {@code ws}; offers http/1.1 alone
 * @param verifyHostname whether the name in the server's certificate must be that of the host
 * @param proxy null for the direct way
 * @param names looks up the name of the server, or of the proxy where there is one
 * @param maxFrame the largest message that is taken from the server
 */
public record ChatTarget(
        URI uri, SslContext tls, boolean verifyHostname, ChatProxy proxy, HostNames names, int maxFrame) {

    private static final int DEFAULT_PORT = 7817;
    private static final int MOST_UNFLUSHED = 256;
    private static final int HANDSHAKE_LIMIT = 64 * 1024;

    public ChatTarget {
        boolean secure = "wss".equals(uri.getScheme());
        if (uri.getHost() == null || (!secure && !"ws".equals(uri.getScheme()))) {
            throw new IllegalArgumentException("serverUri must be wss://host:port/ws, or ws://… for tests");
        }
        if (secure != (tls != null)) {
            throw new IllegalArgumentException("wss needs TLS, and ws has none");
        }
    }

    String host() {
        return uri.getHost();
    }

    int port() {
        return uri.getPort() < 0 ? DEFAULT_PORT : uri.getPort();
    }

    void prepare(ChannelPipeline pipeline, long handshakeMillis) {
        pipeline.addLast(new HostNameHandler(names));
        // many messages that are sent one by one go to the socket together
        pipeline.addLast(new FlushConsolidationHandler(MOST_UNFLUSHED, true));
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
                // the server does not answer a close frame
                .forceCloseTimeoutMillis(1000)
                .dropPongFrames(false)
                .build();
        pipeline.addLast(
                new HttpClientCodec(),
                new HttpObjectAggregator(HANDSHAKE_LIMIT),
                new PingWitness(),
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
