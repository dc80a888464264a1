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

import io.netty.channel.ChannelHandler;
import io.netty.handler.proxy.HttpProxyHandler;
import java.net.InetSocketAddress;

/** Creates channel handlers for the HTTP proxy in front of a chat server. {@link #toString} contains no password. */
public final class ProxyHandlerFactory {

    private final NetworkSettings settings;

    private ProxyHandlerFactory(NetworkSettings settings) {
        this.settings = settings;
    }

    /** The factory for connections to a host; null if it is reached directly. */
    public static ProxyHandlerFactory of(NetworkSettings settings, String host) {
        return settings.isProxied(host) ? new ProxyHandlerFactory(settings) : null;
    }

    /**
     * A handler that connects through the proxy. The proxy resolves the name of the server; that of the proxy is
     * resolved later.
     */
    ChannelHandler handler(long timeoutMillis) {
        InetSocketAddress address = InetSocketAddress.createUnresolved(settings.proxyHost(), settings.proxyPort());
        HttpProxyHandler handler = settings.proxyUser() == null
                ? new HttpProxyHandler(address)
                : new HttpProxyHandler(
                        address,
                        settings.proxyUser(),
                        settings.proxyPassword() == null ? "" : settings.proxyPassword());
        handler.setConnectTimeoutMillis(timeoutMillis);
        return handler;
    }
}
