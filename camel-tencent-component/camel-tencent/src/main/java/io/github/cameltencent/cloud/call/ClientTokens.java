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
package io.github.cameltencent.cloud.call;

import io.github.cameltencent.Outcome;
import io.github.cameltencent.exchange.DataTable;
import java.io.Serializable;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.camel.Exchange;

/**
 * Puts a {@code ClientToken} into the requests of actions that know one, so that a repeat is no second order. The token is
 * kept on the exchange as long as nobody knows what became of the call, so that Camel's redelivery sends it again.
 * Thread-safe.
 */
public final class ClientTokens {

    /** Replaced and never changed: branches of a route share properties. */
    private static final String PROPERTY = "CamelTencentClientTokens";

    private final Set<String> actions = DataTable.read(ClientTokens.class, "client-tokens.txt").stream()
            .map(row -> key(row[0], row[1], row[2]))
            .collect(Collectors.toUnmodifiableSet());

    private final Supplier<String> random;

    /** What a token is kept for: a route may make more than one call, and one call with more than one body. */
    private record Kept(String endpoint, String body) implements Serializable {
        @Override
        public String toString() {
            return "Kept";
        }
    }

    /** A token, and whether a call with it may have been executed. */
    private record Token(String text, boolean used) implements Serializable {
        @Override
        public String toString() {
            return "Token";
        }
    }

    /**
     * The request as it is to be sent.
     *
     * @param body with the token in it, where there can be one
     * @param hasToken whether a repeat is recognised as such
     */
    public record Filled(byte[] body, boolean hasToken) {
        @Override
        public String toString() {
            return "Filled[" + body.length + " bytes, hasToken=" + hasToken + "]";
        }
    }

    public ClientTokens() {
        this(() -> UUID.randomUUID().toString());
    }

    ClientTokens(Supplier<String> random) {
        this.random = random;
    }

    /** Whether requests of an action may have a {@code ClientToken}. */
    public boolean isKnown(String product, String version, String action) {
        return actions.contains(key(product, version, action));
    }

    /**
     * Fills in a token where the action knows one and the user gave none. Everything else in the body stays byte for byte.
     *
     * @param endpoint names the place of the call in its route, such as the URI of the endpoint
     * @param body JSON in UTF-8; what is no object is left as it is
     */
    public Filled fill(Exchange exchange, String endpoint, String product, String version, String action, byte[] body) {
        if (!isKnown(product, version, action)) {
            return new Filled(body, false);
        }
        TokenSlot slot = TokenSlot.find(body);
        if (!slot.isEmpty()) {
            return new Filled(body, slot.isTaken());
        }
        return new Filled(
                slot.fill(body, kept(exchange, new Kept(endpoint, digest(body))).text()), true);
    }

    /**
     * Takes note of how a call ended. One that was accepted, or certainly not executed, is through: the same call later on the
     * exchange, a redelivery too, is another one and gets a new token. The token of one that may have been executed stays.
     *
     * @param body as it was before it was filled
     */
    public void ended(Exchange exchange, String endpoint, byte[] body, Outcome outcome) {
        Map<Kept, Token> known = known(exchange);
        Kept place = new Kept(endpoint, digest(body));
        Token token = known == null ? null : known.get(place);
        if (token == null) {
            return;
        }
        Map<Kept, Token> changed = new HashMap<>(known);
        if (outcome == Outcome.AMBIGUOUS) {
            changed.put(place, new Token(token.text(), true));
        } else if (outcome == Outcome.ACCEPTED || !token.used()) {
            changed.remove(place);
        }
        exchange.setProperty(PROPERTY, changed);
    }

    private Token kept(Exchange exchange, Kept place) {
        Map<Kept, Token> known = known(exchange);
        Token token = known == null ? null : known.get(place);
        if (token == null) {
            token = new Token(random.get(), false);
            Map<Kept, Token> changed = known == null ? new HashMap<>() : new HashMap<>(known);
            changed.put(place, token);
            exchange.setProperty(PROPERTY, changed);
        }
        return token;
    }

    @SuppressWarnings("unchecked")
    private static Map<Kept, Token> known(Exchange exchange) {
        return exchange.hasProperties() ? exchange.getProperty(PROPERTY, Map.class) : null;
    }

    /** Not the body itself, which may be long and is nobody's business. */
    private static String digest(byte[] body) {
        return UUID.nameUUIDFromBytes(body).toString();
    }

    private static String key(String product, String version, String action) {
        return product + "|" + version + "|" + action;
    }
}
