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
package io.github.cameltencent.transport.http;

import io.github.cameltencent.transport.limit.TransportClock;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Future;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManager;
import org.apache.hc.client5.http.nio.AsyncConnectionEndpoint;
import org.apache.hc.core5.concurrent.ComplexFuture;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.concurrent.FutureContribution;
import org.apache.hc.core5.http.URIScheme;
import org.apache.hc.core5.http.config.RegistryBuilder;
import org.apache.hc.core5.http.nio.ssl.TlsStrategy;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.pool.PoolConcurrencyPolicy;
import org.apache.hc.core5.pool.PoolReusePolicy;
import org.apache.hc.core5.reactor.ConnectionInitiator;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/**
 * A connection pool that resolves host names asynchronously before it opens a connection, and sets the protocol handler of
 * {@link ProtocolHandlers} on each connection. Thread-safe.
 */
final class ResolvingConnectionManager extends PoolingAsyncClientConnectionManager {

    private final AsyncDnsResolver dns;
    private final TransportClock clock;
    private final ProtocolHandlers handlers;
    private final ResolvedNames resolved;

    ResolvingConnectionManager(TlsStrategy tls, AsyncDnsResolver dns, TransportClock clock, ProtocolHandlers handlers) {
        this(tls, dns, clock, handlers, new ResolvedNames());
    }

    private ResolvingConnectionManager(
            TlsStrategy tls,
            AsyncDnsResolver dns,
            TransportClock clock,
            ProtocolHandlers handlers,
            ResolvedNames resolved) {
        // LAX limits the connections of each host without one lock for all hosts
        super(
                RegistryBuilder.<TlsStrategy>create()
                        .register(URIScheme.HTTPS.id, tls)
                        .build(),
                PoolConcurrencyPolicy.LAX,
                PoolReusePolicy.LIFO,
                TimeValue.NEG_ONE_MILLISECOND,
                null,
                resolved);
        this.dns = dns;
        this.clock = clock;
        this.handlers = handlers;
        this.resolved = resolved;
    }

    @Override
    public Future<AsyncConnectionEndpoint> connect(
            AsyncConnectionEndpoint endpoint,
            ConnectionInitiator initiator,
            Timeout timeout,
            Object attachment,
            HttpContext context,
            FutureCallback<AsyncConnectionEndpoint> callback) {
        ConnectionInitiator handled = handlers.wrap(initiator);
        Attempt attempt = context.getAttribute(Attempt.KEY) instanceof Attempt found ? found : null;
        if (attempt == null) {
            return super.connect(endpoint, handled, timeout, attachment, context, callback);
        }
        attempt.connecting();
        String host = attempt.firstHop();
        if (host == null || AsyncDnsResolver.isAddress(host)) {
            return super.connect(endpoint, handled, timeout, attachment, context, callback);
        }
        long until = clock.nanos() + timeout.toNanoseconds();
        ComplexFuture<AsyncConnectionEndpoint> result = new ComplexFuture<>(callback);
        Future<?> timer = clock.schedule(
                () -> result.failed(
                        new ConnectTimeoutException("the host name was not resolved within connectTimeout")),
                timeout.toMilliseconds());
        dns.resolve(host).whenComplete((addresses, failure) -> {
            timer.cancel(false);
            if (failure != null) {
                result.failed(exception(failure));
            } else if (!result.isDone()) {
                Timeout left = Timeout.ofNanoseconds(Math.max(1, until - clock.nanos()));
                resolved.with(
                        addresses,
                        () -> result.setDependency(super.connect(
                                endpoint, handled, left, attachment, context, new FutureContribution<>(result) {
                                    @Override
                                    public void completed(AsyncConnectionEndpoint connected) {
                                        result.completed(connected);
                                    }
                                })));
            }
        });
        return result;
    }

    private static Exception exception(Throwable failure) {
        Throwable cause = failure instanceof CompletionException wrapped ? wrapped.getCause() : failure;
        return cause instanceof Exception exception ? exception : new UnknownHostException(cause.toString());
    }

    /** Passes the resolved addresses to the pool on the thread that connects; resolves only literal addresses itself. */
    private static final class ResolvedNames implements DnsResolver {

        private final ThreadLocal<InetAddress[]> current = new ThreadLocal<>();

        void with(InetAddress[] addresses, Runnable action) {
            current.set(addresses);
            try {
                action.run();
            } finally {
                current.remove();
            }
        }

        @Override
        public InetAddress[] resolve(String host) throws UnknownHostException {
            InetAddress[] addresses = current.get();
            return addresses != null ? addresses : SystemDefaultDnsResolver.INSTANCE.resolve(host);
        }

        @Override
        public String resolveCanonicalHostname(String host) throws UnknownHostException {
            return SystemDefaultDnsResolver.INSTANCE.resolveCanonicalHostname(host);
        }
    }
}
