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
 * Records on the exchange which values signers have changed, so that the cleaner can restore them: method, content
 * type, query and body, which the route may have set itself.
 */
final class SignerUndoLog {

    private static final String PROPERTY = "CamelTencentSignerChanges";
    // the empty name stands for the body
    private static final String BODY = "";

    /** The value that a signer has set and the one before; null for none. */
    private record Change(Object set, Object before) {}

    /** The changes of an exchange. They are transient: in another process they would be meaningless. */
    private static final class Changes implements Serializable {
        private static final long serialVersionUID = 1L;

        private final transient Map<String, Change> byName;

        Changes(Map<String, Change> byName) {
            this.byName = byName;
        }
    }

    private SignerUndoLog() {}

    static void setHeader(Exchange exchange, String name, String value) {
        // a new instance, to distinguish it from an equal value in an answer
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
        if (earlier != null && before == earlier.set()) { // signed again
            before = earlier.before();
        }
        more.put(name, new Change(value, before));
        exchange.setProperty(PROPERTY, new Changes(more)); // copies of the exchange share the old map
        write(message, name, value);
    }

    /** Restores the values that have not been changed since a signer set them. */
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
