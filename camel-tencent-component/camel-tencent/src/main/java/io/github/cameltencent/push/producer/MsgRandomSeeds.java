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
package io.github.cameltencent.push.producer;

import io.github.cameltencent.credential.EndpointOptions;
import io.github.cameltencent.im.IdempotencyKey;
import io.github.cameltencent.im.MsgRandoms;
import io.github.cameltencent.push.PushMessage;
import io.github.cameltencent.push.PushProvider;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;

/**
 * Provides the seed of the random numbers by which TIMPush deduplicates: the idempotency key of the message, or else a
 * random number that is stored on the exchange until the push is accepted. Thread-safe.
 */
final class MsgRandomSeeds {

    private final String endpoint;
    private final boolean deduplicates;
    private final IdempotencyKey key;

    MsgRandomSeeds(Endpoint endpoint, EndpointOptions shared, PushProvider provider) {
        this.endpoint = endpoint.getEndpointKey();
        this.deduplicates = provider == PushProvider.TIMPUSH;
        this.key = IdempotencyKey.of(endpoint.getCamelContext(), shared);
    }

    /** Returns the seed of a message; null for TPNS, which does not deduplicate. */
    String find(Exchange exchange, PushMessage message) {
        if (!deduplicates) {
            return null;
        }
        String given = key.find(exchange);
        return given != null
                ? given
                : Long.toString(MsgRandoms.find(exchange, endpoint, bytes(message), () -> ThreadLocalRandom.current()
                                .nextLong(1L << 32))
                        .random());
    }

    /** Removes the seed of an accepted message, so that an equal message later in the route gets a new one. */
    void remove(Exchange exchange, PushMessage message) {
        if (deduplicates) {
            MsgRandoms.remove(exchange, endpoint, bytes(message));
        }
    }

    private static byte[] bytes(PushMessage message) {
        return message.toJson().getBytes(StandardCharsets.UTF_8);
    }
}
