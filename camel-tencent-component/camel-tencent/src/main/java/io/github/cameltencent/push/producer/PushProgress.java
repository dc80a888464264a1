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

import io.github.cameltencent.Outcome;
import io.github.cameltencent.push.PartEnd;
import io.github.cameltencent.push.PushClient;
import io.github.cameltencent.push.PushMessage;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;

/**
 * What is known on an exchange of pushes that are not through yet, so that a redelivery sends only the rest. By endpoint
 * and message, since a route may push more than once. The map is replaced and never changed: branches of a route share
 * properties.
 */
final class PushProgress {

    private static final String PROPERTY = "CamelTencentPushProgress";

    private final String endpoint;
    private final PushClient service;
    private final boolean retryAmbiguous;

    private record Key(String endpoint, PushMessage message) implements Serializable {
        @Override
        public String toString() {
            return "Key";
        }
    }

    PushProgress(String endpoint, PushClient service, boolean retryAmbiguous) {
        this.endpoint = endpoint;
        this.service = service;
        this.retryAmbiguous = retryAmbiguous;
    }

    /** How the parts of this message ended when the exchange came by before; null for never. */
    List<PartEnd> find(Exchange exchange, PushMessage message) {
        Map<Key, List<PartEnd>> known = known(exchange);
        return known == null ? null : known.get(new Key(endpoint, message));
    }

    /** Keeps what a repeat must not send again, or forgets a push that is through or did nothing. */
    void keep(Exchange exchange, PushMessage message, List<PartEnd> ends, Outcome outcome) {
        Map<Key, List<PartEnd>> known = known(exchange);
        boolean worth = outcome != Outcome.ACCEPTED && isWorthKeeping(ends);
        if (!worth && known == null) {
            return;
        }
        Map<Key, List<PartEnd>> changed = known == null ? new HashMap<>() : new HashMap<>(known);
        if (worth) {
            changed.put(new Key(endpoint, message), List.copyOf(ends));
        } else {
            changed.remove(new Key(endpoint, message));
        }
        exchange.setProperty(PROPERTY, changed);
    }

    /** A push of which nothing was taken, and nothing refused for good beside what may still go, begins anew. */
    private static boolean isWorthKeeping(List<PartEnd> ends) {
        boolean taken =
                ends.stream().anyMatch(end -> end.outcome() == Outcome.ACCEPTED || end.outcome() == Outcome.AMBIGUOUS);
        return taken
                || (ends.stream().anyMatch(PartEnd::isNotSent) && !ends.stream().allMatch(PartEnd::isNotSent));
    }

    /** Whether a part that ended so is to be sent again. */
    boolean isOpen(PartEnd end) {
        return end.isNotSent()
                || (end.outcome() == Outcome.AMBIGUOUS && (retryAmbiguous || service.deduplicates(end.part())));
    }

    /** Puts what the open parts came to in their places. */
    List<PartEnd> join(List<PartEnd> before, List<PartEnd> again) {
        List<PartEnd> joined = new ArrayList<>(before.size());
        int next = 0;
        for (PartEnd end : before) {
            if (isOpen(end)) {
                PartEnd now = again.get(next++);
                joined.add(end.then(now, service.isRepeated(now.code()), service.deduplicates(end.part())));
            } else {
                joined.add(end);
            }
        }
        return joined;
    }

    @SuppressWarnings("unchecked")
    private static Map<Key, List<PartEnd>> known(Exchange exchange) {
        return exchange.hasProperties() ? exchange.getProperty(PROPERTY, Map.class) : null;
    }
}
