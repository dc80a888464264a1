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
 * Resolves host names on threads of its own, since the JDK offers no other way than to block. One lookup at a time runs for
 * each name, so that a name that hangs holds one thread. Thread-safe.
 */
final class NameResolver {

    private final DnsResolver dns;
    private final Executor threads;
    private final ConcurrentMap<String, CompletableFuture<InetAddress[]>> lookups = new ConcurrentHashMap<>();

    /**
     * A resolver.
     *
     * @param dns may block
     * @param threads where it runs; may reject
     */
    NameResolver(DnsResolver dns, Executor threads) {
        this.dns = dns;
        this.threads = threads;
    }

    /** Whether a host is an address already, and needs no lookup. */
    static boolean isAddress(String host) {
        return InetAddressUtils.isIPv4(host) || InetAddressUtils.isIPv6(host) || host.startsWith("[");
    }

    /**
     * Resolves a name. The result completes on a thread of this resolver, with an {@link UnknownHostException} where there
     * is no such host, or where too many lookups hang.
     */
    CompletableFuture<InetAddress[]> resolve(String host) {
        CompletableFuture<InetAddress[]> mine = new CompletableFuture<>();
        CompletableFuture<InetAddress[]> running = lookups.putIfAbsent(host, mine);
        if (running != null) {
            return running;
        }
        try {
            threads.execute(() -> lookUp(host, mine));
        } catch (RejectedExecutionException e) {
            end(host, mine, null, new UnknownHostException("too many names are being resolved"));
        }
        return mine;
    }

    @SuppressWarnings("checkstyle:IllegalCatch") // whatever it is, those who wait must be told
    private void lookUp(String host, CompletableFuture<InetAddress[]> result) {
        try {
            end(host, result, dns.resolve(host), null);
        } catch (Exception | Error e) {
            end(host, result, null, e);
        }
    }

    private void end(String host, CompletableFuture<InetAddress[]> result, InetAddress[] found, Throwable failure) {
        lookups.remove(host, result); // before it completes: the next call looks again
        if (failure == null) {
            result.complete(found);
        } else {
            result.completeExceptionally(failure);
        }
    }
}
