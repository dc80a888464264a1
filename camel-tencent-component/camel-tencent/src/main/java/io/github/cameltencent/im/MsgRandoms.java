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
 * The random numbers of the messages of an exchange. A redelivery finds the one that the message had, so that the service
 * can tell that it is the same. The map is replaced and never changed: branches of a route share properties.
 */
public final class MsgRandoms {

    private static final String PROPERTY = "CamelTencentMsgRandoms";
    private static final long MASK = 0xffff_ffffL;

    private MsgRandoms() {}

    /** What a number is kept for: a route may send more than one message. */
    private record Place(String endpoint, String what) implements Serializable {
        @Override
        public String toString() {
            return "Place";
        }
    }

    /**
     * The number that a business key stands for.
     *
     * @param targets who gets the message: one key may go to several
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
     * What is known of a message when the exchange comes by again; begun where there is nothing.
     *
     * @param endpoint names the place of the call in its route, such as the URI of the endpoint
     * @param what tells messages apart
     * @param random the number of a new one
     */
    public static ImSending find(Exchange exchange, String endpoint, byte[] what, LongSupplier random) {
        Place place = new Place(endpoint, UUID.nameUUIDFromBytes(what).toString());
        Map<Place, ImSending> known = known(exchange);
        ImSending sending = known == null ? null : known.get(place);
        if (sending == null) {
            sending = new ImSending(random.getAsLong());
            Map<Place, ImSending> changed = known == null ? new HashMap<>() : new HashMap<>(known);
            changed.put(place, sending);
            exchange.setProperty(PROPERTY, changed);
        }
        return sending;
    }

    /** As {@link #forget(Exchange, ImSending)}, by what the message was found by. */
    public static void forget(Exchange exchange, String endpoint, byte[] what) {
        Map<Place, ImSending> known = known(exchange);
        Place place = new Place(endpoint, UUID.nameUUIDFromBytes(what).toString());
        if (known != null && known.containsKey(place)) {
            Map<Place, ImSending> changed = new HashMap<>(known);
            changed.remove(place);
            exchange.setProperty(PROPERTY, changed);
        }
    }

    /** Forgets a message that is through, so that an equal one later on the exchange is another one. */
    public static void forget(Exchange exchange, ImSending sending) {
        Map<Place, ImSending> known = known(exchange);
        if (known != null && known.containsValue(sending)) {
            Map<Place, ImSending> changed = new HashMap<>(known);
            changed.values().remove(sending);
            exchange.setProperty(PROPERTY, changed);
        }
    }

    @SuppressWarnings("unchecked")
    private static Map<Place, ImSending> known(Exchange exchange) {
        return exchange.hasProperties() ? exchange.getProperty(PROPERTY, Map.class) : null;
    }
}
