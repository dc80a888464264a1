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
 * Holds the parsed keys for UserSigs, and reads them anew once the application, or a key of it, was replaced. Each call
 * compares, which costs next to nothing; a key in a file is read again when its application is replaced by another
 * object. Thread-safe.
 */
public final class TicketKeyRing {

    private final CamelContext context;
    private final SharedConfiguration options;
    private final String privateKey;
    private final String publicKey;
    private final Applications applications;

    private final ReentrantLock parsing = new ReentrantLock();

    /** Written under the lock, so that the same keys are parsed once. */
    private volatile Held held;

    public TicketKeyRing(CamelContext context, SharedConfiguration options, Applications applications) {
        this(context, options, null, null, applications);
    }

    public TicketKeyRing(
            CamelContext context,
            SharedConfiguration options,
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
     * The keys as they are now.
     *
     * @throws IllegalArgumentException when there are none, or they are no good; its text says what to do
     */
    public TicketKeys current() {
        boolean inline = ImKeys.isInline(options, privateKey, publicKey);
        ImApplication part = inline ? null : ImKeys.part(options, applications);
        ImKeys keys = inline ? ImKeys.of(options, privateKey, publicKey, applications) : ImKeys.named(options, part);
        Held now = held;
        if (isOf(now, part, keys)) {
            return now.keys;
        }
        parsing.lock();
        try {
            now = held;
            if (!isOf(now, part, keys)) {
                now = new Held(part, TicketKeys.of(context, keys));
                held = now;
            }
            return now.keys;
        } finally {
            parsing.unlock();
        }
    }

    private static boolean isOf(Held held, ImApplication part, ImKeys keys) {
        return held != null && held.part == part && held.keys.keys().equals(keys);
    }

    private record Held(ImApplication part, TicketKeys keys) {}
}
