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
package io.github.cameltencent.processor;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/**
 * Remembers on the exchange the headers that signers set beside the signature itself, so that exactly those go again:
 * the method and the content type are as often the route's own.
 */
final class SignerHeaders {

    private static final String PROPERTY = "CamelTencentSignerHeaders";

    /** The value that a signer set, and the one before, null for none. */
    private record Change(String set, Object before) {}

    private SignerHeaders() {}

    static void set(Exchange exchange, String name, String value) {
        Message message = exchange.getMessage();
        Object before = message.getHeader(name);
        Map<String, Change> changes = changes(exchange);
        Map<String, Change> more = changes == null ? new LinkedHashMap<>() : new LinkedHashMap<>(changes);
        Change earlier = more.get(name);
        if (earlier != null && before == earlier.set()) { // signed anew
            before = earlier.before();
        }
        // of its own identity: the answer of a service may bring an equal value
        String own = new String(value.toCharArray());
        more.put(name, new Change(own, before));
        exchange.setProperty(PROPERTY, more); // a copy of the exchange shares the old map
        message.setHeader(name, own);
    }

    /** Puts the headers back that still are what a signer set. */
    static void restore(Exchange exchange) {
        Map<String, Change> changes = changes(exchange);
        if (changes == null) {
            return;
        }
        exchange.removeProperty(PROPERTY);
        Message message = exchange.getMessage();
        changes.forEach((name, change) -> {
            if (message.getHeader(name) != change.set()) {
                return;
            }
            if (change.before() == null) {
                message.removeHeader(name);
            } else {
                message.setHeader(name, change.before());
            }
        });
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Change> changes(Exchange exchange) {
        return exchange.getProperty(PROPERTY, Map.class);
    }
}
