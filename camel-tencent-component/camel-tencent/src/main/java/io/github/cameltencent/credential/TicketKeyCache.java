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
package io.github.cameltencent.credential;

import java.util.concurrent.locks.ReentrantLock;
import org.apache.camel.CamelContext;

/**
 * Caches the parsed keys for UserSigs, and parses them again when the application or one of its keys was replaced. A
 * key file is read again when its application is replaced by another object. Thread-safe.
 */
public final class TicketKeyCache {

    private final CamelContext context;
    private final EndpointOptions options;
    private final String privateKey;
    private final String publicKey;
    private final Applications applications;

    private final ReentrantLock parsing = new ReentrantLock();

    /** Written under the lock, so that keys are parsed only once. */
    private volatile Cached cached;

    public TicketKeyCache(CamelContext context, EndpointOptions options, Applications applications) {
        this(context, options, null, null, applications);
    }

    public TicketKeyCache(
            CamelContext context,
            EndpointOptions options,
            String privateKey,
            String publicKey,
            Applications applications) {
        this.context = context;
        this.options = options;
        this.privateKey = privateKey;
        this.publicKey = publicKey;
        this.applications = applications;
    }

    /**
     * Returns the current keys.
     *
     * @throws IllegalArgumentException when there are none or invalid ones; the message says what to do
     */
    public TicketKeys current() {
        boolean inline = ImKeys.isInline(options, privateKey, publicKey);
        ImApplication part = inline ? null : ImKeys.part(options, applications);
        ImKeys keys = inline ? ImKeys.of(options, privateKey, publicKey, applications) : ImKeys.named(options, part);
        Cached now = cached;
        if (isCurrent(now, part, keys)) {
            return now.keys;
        }
        parsing.lock();
        try {
            now = cached;
            if (!isCurrent(now, part, keys)) {
                now = new Cached(part, TicketKeys.of(context, keys));
                cached = now;
            }
            return now.keys;
        } finally {
            parsing.unlock();
        }
    }

    private static boolean isCurrent(Cached cached, ImApplication part, ImKeys keys) {
        return cached != null && cached.part == part && cached.keys.keys().equals(keys);
    }

    private record Cached(ImApplication part, TicketKeys keys) {}
}
