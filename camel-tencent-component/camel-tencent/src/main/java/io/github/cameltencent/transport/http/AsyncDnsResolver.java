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

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.core5.net.InetAddressUtils;

/**
 * Resolves host names on a thread pool, since the resolver of the JDK blocks. Only one lookup runs at a time for each name,
 * so that a name whose lookup hangs occupies one thread. Thread-safe.
 */
final class AsyncDnsResolver {

    private final DnsResolver dns;
    private final Executor threads;
    private final ConcurrentMap<String, CompletableFuture<InetAddress[]>> lookups = new ConcurrentHashMap<>();

    /**
     * Creates a resolver.
     *
     * @param dns may block
     * @param threads runs the lookups; may reject them
     */
    AsyncDnsResolver(DnsResolver dns, Executor threads) {
        this.dns = dns;
        this.threads = threads;
    }

    /** Returns whether a host is a literal address, which needs no lookup. */
    static boolean isAddress(String host) {
        return InetAddressUtils.isIPv4(host) || InetAddressUtils.isIPv6(host) || host.startsWith("[");
    }

    /**
     * Resolves a host name. The result completes on a thread of the pool, exceptionally with an {@link
     * UnknownHostException} if the host is unknown or too many lookups hang.
     */
    CompletableFuture<InetAddress[]> resolve(String host) {
        CompletableFuture<InetAddress[]> created = new CompletableFuture<>();
        CompletableFuture<InetAddress[]> running = lookups.putIfAbsent(host, created);
        if (running != null) {
            return running;
        }
        try {
            threads.execute(() -> lookUp(host, created));
        } catch (RejectedExecutionException | OutOfMemoryError e) { // the latter if no thread can be started
            end(host, created, null, new UnknownHostException("too many names are being resolved"));
        }
        return created;
    }

    @SuppressWarnings("checkstyle:IllegalCatch") // the waiting callers must be notified of every failure
    private void lookUp(String host, CompletableFuture<InetAddress[]> result) {
        try {
            end(host, result, dns.resolve(host), null);
        } catch (Exception | Error e) {
            end(host, result, null, e);
        }
    }

    private void end(String host, CompletableFuture<InetAddress[]> result, InetAddress[] found, Throwable failure) {
        lookups.remove(host, result); // before it completes, so that the next call starts a new lookup
        if (failure == null) {
            result.complete(found);
        } else {
            result.completeExceptionally(failure);
        }
    }
}
