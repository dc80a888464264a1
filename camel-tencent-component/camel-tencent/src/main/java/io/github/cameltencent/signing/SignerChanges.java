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
package io.github.cameltencent.signing;

import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/**
 * Remembers on the exchange what signers changed beside the signature's own headers, so that exactly that becomes again what it
 * was: the method, the content type, the query and the body are as often the route's own.
 */
final class SignerChanges {

    private static final String PROPERTY = "CamelTencentSignerChanges";
    // no header has an empty name
    private static final String BODY = "";

    /** What a signer set, and what was there before; null for nothing. */
    private record Change(Object set, Object before) {}

    /** The changes of an exchange. They do not travel to another process, where nothing would be the same any more. */
    private static final class Changes implements Serializable {
        private static final long serialVersionUID = 1L;

        private final transient Map<String, Change> byName;

        Changes(Map<String, Change> byName) {
            this.byName = byName;
        }
    }

    private SignerChanges() {}

    static void setHeader(Exchange exchange, String name, String value) {
        // of its own identity: the answer of a service may bring an equal value
        change(exchange, name, new String(value.toCharArray()));
    }

    static void removeHeader(Exchange exchange, String name) {
        if (exchange.getMessage().getHeader(name) != null) {
            change(exchange, name, null);
        }
    }

    static void setBody(Exchange exchange, byte[] body) {
        change(exchange, BODY, body);
    }

    private static void change(Exchange exchange, String name, Object value) {
        Message message = exchange.getMessage();
        Object before = read(message, name);
        Map<String, Change> changes = changes(exchange);
        Map<String, Change> more = changes == null ? new LinkedHashMap<>() : new LinkedHashMap<>(changes);
        Change earlier = more.get(name);
        if (earlier != null && before == earlier.set()) { // signed anew
            before = earlier.before();
        }
        more.put(name, new Change(value, before));
        exchange.setProperty(PROPERTY, new Changes(more)); // a copy of the exchange shares the old map
        write(message, name, value);
    }

    /** Puts back all that still is what a signer set. */
    static void restore(Exchange exchange) {
        Map<String, Change> changes = changes(exchange);
        if (changes == null) {
            return;
        }
        exchange.removeProperty(PROPERTY);
        Message message = exchange.getMessage();
        changes.forEach((name, change) -> {
            if (read(message, name) == change.set()) {
                write(message, name, change.before());
            }
        });
    }

    private static Object read(Message message, String name) {
        return BODY.equals(name) ? message.getBody() : message.getHeader(name);
    }

    private static void write(Message message, String name, Object value) {
        if (BODY.equals(name)) {
            message.setBody(value);
        } else if (value == null) {
            message.removeHeader(name);
        } else {
            message.setHeader(name, value);
        }
    }

    private static Map<String, Change> changes(Exchange exchange) {
        Changes changes = exchange.getProperty(PROPERTY, Changes.class);
        return changes == null ? null : changes.byName;
    }
}
