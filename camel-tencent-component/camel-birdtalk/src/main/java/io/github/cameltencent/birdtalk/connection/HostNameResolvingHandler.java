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

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.util.NetUtil;
import io.netty.util.concurrent.Promise;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnknownHostException;

/**
 * Resolves the host name of the server or the proxy before the socket connects, without blocking the event loop.
 * CloseOnCompletion the channel cancels the wait.
 */
final class HostNameResolvingHandler extends ChannelOutboundHandlerAdapter {

    private final HostNameResolver names;

    HostNameResolvingHandler(HostNameResolver names) {
        this.names = names;
    }

    @Override
    public void connect(ChannelHandlerContext ctx, SocketAddress remote, SocketAddress local, ChannelPromise promise) {
        if (!(remote instanceof InetSocketAddress named) || !named.isUnresolved()) {
            ctx.connect(remote, local, promise);
            return;
        }
        String host = named.getHostString();
        Promise<InetAddress> found = ctx.executor().newPromise();
        found.addListener(done -> {
            if (done.isSuccess()) {
                ctx.connect(new InetSocketAddress(found.getNow(), named.getPort()), local, promise);
            } else {
                promise.tryFailure(done.cause());
            }
        });
        ctx.channel().closeFuture().addListener(closed -> {
            names.cancel(host, found);
            found.cancel(false);
        });
        find(host, found);
    }

    private void find(String host, Promise<InetAddress> found) {
        if (!NetUtil.isValidIpV4Address(host) && !NetUtil.isValidIpV6Address(host)) {
            names.resolve(host, found);
            return;
        }
        try {
            found.trySuccess(InetAddress.getByName(host)); // an IP address: no lookup
        } catch (UnknownHostException e) {
            found.tryFailure(e);
        }
    }
}
