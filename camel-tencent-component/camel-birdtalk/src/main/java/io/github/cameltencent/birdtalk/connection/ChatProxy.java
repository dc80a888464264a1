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

/** The HTTP proxy before a chat server. Its text holds no password. */
public final class ChatProxy {

    private final NetworkSettings settings;

    private ChatProxy(NetworkSettings settings) {
        this.settings = settings;
    }

    /** The proxy on the way to a host; null for none. */
    public static ChatProxy of(NetworkSettings settings, String host) {
        return settings.isProxied(host) ? new ChatProxy(settings) : null;
    }

    /** Asks the proxy to connect; the name of the server is the proxy's to look up, and its own is not yet. */
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
