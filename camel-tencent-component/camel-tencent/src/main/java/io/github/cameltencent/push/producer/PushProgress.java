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
import io.github.cameltencent.push.PushClient;
import io.github.cameltencent.push.PushMessage;
import io.github.cameltencent.push.PushPartResult;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;

/**
 * Stores the results of the parts of incomplete pushes in a property of the exchange, so that a redelivery sends only the
 * rest. Stored by endpoint and message, since a route may push more than once. The map is immutable and replaced on each
 * change, since branches of a route share properties.
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

    /** Returns the results of the parts in earlier deliveries; null for the first delivery. */
    List<PushPartResult> find(Exchange exchange, PushMessage message) {
        Map<Key, List<PushPartResult>> known = known(exchange);
        return known == null ? null : known.get(new Key(endpoint, message));
    }

    /** Stores the results of an incomplete push, or removes those of a push that is complete or was not sent at all. */
    void save(Exchange exchange, PushMessage message, List<PushPartResult> results, Outcome outcome) {
        Map<Key, List<PushPartResult>> known = known(exchange);
        boolean resumable = outcome != Outcome.ACCEPTED && isResumable(results);
        if (!resumable && known == null) {
            return;
        }
        Map<Key, List<PushPartResult>> changed = known == null ? new HashMap<>() : new HashMap<>(known);
        if (resumable) {
            changed.put(new Key(endpoint, message), List.copyOf(results));
        } else {
            changed.remove(new Key(endpoint, message));
        }
        exchange.setProperty(PROPERTY, changed);
    }

    /** Returns whether a redelivery must skip some parts; otherwise the push starts from the beginning. */
    private static boolean isResumable(List<PushPartResult> results) {
        boolean mayBeExecuted = results.stream()
                .anyMatch(result -> result.outcome() == Outcome.ACCEPTED || result.outcome() == Outcome.AMBIGUOUS);
        return mayBeExecuted
                || (results.stream().anyMatch(PushPartResult::isNotSent)
                        && !results.stream().allMatch(PushPartResult::isNotSent));
    }

    /** Returns whether a part with this result is sent again. */
    boolean isPending(PushPartResult result) {
        return result.isNotSent()
                || (result.outcome() == Outcome.AMBIGUOUS && (retryAmbiguous || service.deduplicates(result.part())));
    }

    /** Replaces the results of the pending parts by the new ones. */
    List<PushPartResult> join(List<PushPartResult> before, List<PushPartResult> again) {
        List<PushPartResult> joined = new ArrayList<>(before.size());
        int next = 0;
        for (PushPartResult result : before) {
            if (isPending(result)) {
                PushPartResult now = again.get(next++);
                joined.add(result.retriedWith(
                        now, service.isAlreadyAccepted(now.code()), service.deduplicates(result.part())));
            } else {
                joined.add(result);
            }
        }
        return joined;
    }

    @SuppressWarnings("unchecked")
    private static Map<Key, List<PushPartResult>> known(Exchange exchange) {
        return exchange.hasProperties() ? exchange.getProperty(PROPERTY, Map.class) : null;
    }
}
