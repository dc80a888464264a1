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
 * Adds a {@code ClientToken} to requests of actions that support it, so that a retry is recognized as such. The token
 * is stored on the exchange while the outcome of the call is unknown, so that Camel's redelivery sends the same one.
 * Thread-safe.
 */
public final class ClientTokens {

    /** The map is replaced, never modified, because branches of a route share it. */
    private static final String PROPERTY = "CamelTencentClientTokens";

    private final Set<String> actions = DataTable.read(ClientTokens.class, "client-tokens.txt").stream()
            .map(row -> key(row[0], row[1], row[2]))
            .collect(Collectors.toUnmodifiableSet());

    private final Supplier<String> random;

    /** Identifies a call: a route may have several endpoints, and an endpoint may send several bodies. */
    private record CallKey(String endpoint, String body) implements Serializable {
        @Override
        public String toString() {
            return "CallKey";
        }
    }

    /** A token, and whether a call with it may have been executed already. */
    private record Token(String text, boolean possiblyUsed) implements Serializable {
        @Override
        public String toString() {
            return "Token";
        }
    }

    /**
     * The request to send.
     *
     * @param body the body with the token, if the action supports it
     * @param hasToken whether the service recognizes a retry
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

    /** Whether an action supports a {@code ClientToken}. */
    public boolean isSupported(String product, String version, String action) {
        return actions.contains(key(product, version, action));
    }

    /**
     * Adds a token if the action supports it and the body has none. The other bytes of the body are not changed.
     *
     * @param endpoint identifies the endpoint, such as its URI
     * @param body JSON in UTF-8; anything but an object is returned unchanged
     */
    public Filled fill(Exchange exchange, String endpoint, String product, String version, String action, byte[] body) {
        if (!isSupported(product, version, action)) {
            return new Filled(body, false);
        }
        ClientTokenPosition position = ClientTokenPosition.find(body);
        if (!position.isEmpty()) {
            return new Filled(body, position.isTaken());
        }
        return new Filled(
                position.fill(
                        body,
                        tokenFor(exchange, new CallKey(endpoint, digest(body))).text()),
                true);
    }

    /**
     * Records the outcome of a call. After a call that was accepted or certainly not executed, the next one on the
     * exchange, also a redelivery, gets a new token. The token of a call that may have been executed is kept.
     *
     * @param body the body without the token
     */
    public void ended(Exchange exchange, String endpoint, byte[] body, Outcome outcome) {
        Map<CallKey, Token> current = tokens(exchange);
        CallKey key = new CallKey(endpoint, digest(body));
        Token token = current == null ? null : current.get(key);
        if (token == null) {
            return;
        }
        Map<CallKey, Token> changed = new HashMap<>(current);
        if (outcome == Outcome.AMBIGUOUS) {
            changed.put(key, new Token(token.text(), true));
        } else if (outcome == Outcome.ACCEPTED || !token.possiblyUsed()) {
            changed.remove(key);
        }
        exchange.setProperty(PROPERTY, changed);
    }

    private Token tokenFor(Exchange exchange, CallKey key) {
        Map<CallKey, Token> current = tokens(exchange);
        Token token = current == null ? null : current.get(key);
        if (token == null) {
            token = new Token(random.get(), false);
            Map<CallKey, Token> changed = current == null ? new HashMap<>() : new HashMap<>(current);
            changed.put(key, token);
            exchange.setProperty(PROPERTY, changed);
        }
        return token;
    }

    @SuppressWarnings("unchecked")
    private static Map<CallKey, Token> tokens(Exchange exchange) {
        return exchange.hasProperties() ? exchange.getProperty(PROPERTY, Map.class) : null;
    }

    /** A digest, because the body may be long and confidential. */
    private static String digest(byte[] body) {
        return UUID.nameUUIDFromBytes(body).toString();
    }

    private static String key(String product, String version, String action) {
        return product + "|" + version + "|" + action;
    }
}
