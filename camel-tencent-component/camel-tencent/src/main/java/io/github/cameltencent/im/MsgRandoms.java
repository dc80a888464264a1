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
package io.github.cameltencent.im;

import io.github.cameltencent.sign.Digest;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.LongSupplier;
import org.apache.camel.Exchange;

/**
 * Stores the random numbers of messages in a property of the exchange, so that a redelivery sends a message with the same
 * number and the service recognizes it. The map is immutable and replaced on each change, since branches of a route share
 * properties.
 */
public final class MsgRandoms {

    private static final String PROPERTY = "CamelTencentMsgRandoms";
    private static final long MASK = 0xffff_ffffL;

    private MsgRandoms() {}

    /** Identifies a message, since a route may send more than one. */
    private record MessageKey(String endpoint, String what) implements Serializable {
        @Override
        public String toString() {
            return "MessageKey";
        }
    }

    /**
     * Derives the number from an idempotency key.
     *
     * @param targets the recipients, since one key may be used for several
     * @return 0 to 4294967295
     */
    public static long derive(String key, String command, List<String> targets) {
        StringBuilder text = new StringBuilder(command).append('\n').append(key);
        targets.forEach(target -> text.append('\n').append(target));
        byte[] hash = Digest.SHA_256.of(text.toString().getBytes(StandardCharsets.UTF_8));
        long value = 0;
        for (int i = 0; i < 4; i++) {
            value = value << 8 | hash[i] & 0xff;
        }
        return value & MASK;
    }

    /**
     * Returns the state of a message, which is created for its first delivery.
     *
     * @param endpoint the key of the endpoint, such as its URI
     * @param what identifies the message
     * @param random supplies the number of a new message
     */
    public static MsgRandomState find(Exchange exchange, String endpoint, byte[] what, LongSupplier random) {
        MessageKey key = new MessageKey(endpoint, UUID.nameUUIDFromBytes(what).toString());
        Map<MessageKey, MsgRandomState> known = known(exchange);
        MsgRandomState state = known == null ? null : known.get(key);
        if (state == null) {
            state = new MsgRandomState(random.getAsLong());
            Map<MessageKey, MsgRandomState> changed = known == null ? new HashMap<>() : new HashMap<>(known);
            changed.put(key, state);
            exchange.setProperty(PROPERTY, changed);
        }
        return state;
    }

    /** As {@link #remove(Exchange, MsgRandomState)}, by endpoint and message. */
    public static void remove(Exchange exchange, String endpoint, byte[] what) {
        Map<MessageKey, MsgRandomState> known = known(exchange);
        MessageKey key = new MessageKey(endpoint, UUID.nameUUIDFromBytes(what).toString());
        if (known != null && known.containsKey(key)) {
            Map<MessageKey, MsgRandomState> changed = new HashMap<>(known);
            changed.remove(key);
            exchange.setProperty(PROPERTY, changed);
        }
    }

    /** Removes the state of an accepted message, so that an equal message later in the route gets a new number. */
    public static void remove(Exchange exchange, MsgRandomState state) {
        Map<MessageKey, MsgRandomState> known = known(exchange);
        if (known != null && known.containsValue(state)) {
            Map<MessageKey, MsgRandomState> changed = new HashMap<>(known);
            changed.values().remove(state);
            exchange.setProperty(PROPERTY, changed);
        }
    }

    @SuppressWarnings("unchecked")
    private static Map<MessageKey, MsgRandomState> known(Exchange exchange) {
        return exchange.hasProperties() ? exchange.getProperty(PROPERTY, Map.class) : null;
    }
}
