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
package io.github.cameltencent.cloud;

import io.github.cameltencent.Outcome;
import io.github.cameltencent.TencentException;
import io.github.cameltencent.cloud.call.CloudAnswer;
import io.github.cameltencent.cloud.call.CloudPayload;
import io.github.cameltencent.transport.CallResult;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.camel.Exchange;

/**
 * What is known on an exchange of calls of which some items failed, so that a redelivery sends only those. By endpoint and
 * body. The map is replaced and never changed: branches of a route share properties. Thread-safe.
 */
final class ItemProgress {

    private static final String PROPERTY = "CamelTencentCloudItems";
    private static final int MAX_HINTS = 3;

    private final String endpoint;

    /** Null for an action that tells nothing of items. */
    private final CloudItems items;

    private record Key(String endpoint, String body) implements Serializable {
        @Override
        public String toString() {
            return "Key";
        }
    }

    /** What earlier deliveries told. */
    private record Known(ArrayList<CloudItem> items) implements Serializable {
        @Override
        public String toString() {
            return "Known";
        }
    }

    ItemProgress(String endpoint, CloudItems items) {
        this.endpoint = endpoint;
        this.items = items;
    }

    /**
     * What is to be sent of a body: all of it, or what an earlier delivery of the exchange left.
     *
     * @throws TencentException REJECTED, {@code ALREADY_PARTIAL}, where that cannot be told
     */
    CloudPayload open(Exchange exchange, CloudPayload whole) {
        Known before = items == null ? null : known(exchange).get(key(whole));
        if (before == null) {
            return whole;
        }
        byte[] rest = items.rest(before.items(), whole.bytes());
        if (rest == null) {
            throw TencentException.of(
                            Outcome.REJECTED,
                            "ALREADY_PARTIAL",
                            "some items of the call were carried out before, and it is not known how to send the others"
                                    + " alone: it would do those twice")
                    .build();
        }
        return whole.with(rest, whole.tokened());
    }

    /**
     * What an answer comes to, together with those of earlier deliveries.
     *
     * @param whole the body before anything was taken from it
     * @param sent what was sent of it
     * @return null when all items were accepted, or it tells nothing of items
     */
    TencentException.Builder failure(Exchange exchange, CloudPayload whole, CloudPayload sent, CallResult result) {
        if (items == null || !(result.content() instanceof CloudAnswer answer)) {
            return null;
        }
        List<CloudItem> now = items.read(answer.tree(), sent.bytes());
        Known before = known(exchange).get(key(whole));
        ArrayList<CloudItem> all = new ArrayList<>();
        if (before != null) {
            before.items().stream().filter(CloudItem::isTaken).forEach(all::add);
        }
        all.addAll(now);
        boolean some = all.stream().anyMatch(CloudItem::isTaken);
        boolean whollyTaken = all.stream().allMatch(each -> each.outcome() == Outcome.ACCEPTED);
        keep(exchange, whole, some && !whollyTaken ? new Known(all) : null);
        return whollyTaken ? null : failure(all, some, result);
    }

    private static TencentException.Builder failure(List<CloudItem> all, boolean some, CallResult result) {
        List<String> codes = all.stream()
                .filter(each -> each.code() != null)
                .map(CloudItem::code)
                .distinct()
                .limit(MAX_HINTS)
                .toList();
        long failed = all.stream().filter(each -> !each.isTaken()).count();
        TencentException.Builder failure = some
                ? TencentException.of(
                        Outcome.PARTIAL,
                        "PARTIAL",
                        "the items of the call ended differently: " + failed + " of " + all.size() + " failed, codes "
                                + codes + "; the result tells which")
                : TencentException.of(
                        Outcome.REJECTED, codes.get(0), "no item of the call was carried out, codes " + codes);
        return failure.attempts(result.attempts())
                .requestId(result.requestId())
                .httpStatus(result.answer() == null ? 0 : result.answer().status())
                .result(new CloudItemResult(all));
    }

    /** Forgets what failed: the route goes on with it. */
    void forget(Exchange exchange, CloudPayload whole) {
        keep(exchange, whole, null);
    }

    private void keep(Exchange exchange, CloudPayload whole, Known progress) {
        Map<Key, Known> known = known(exchange);
        Key key = key(whole);
        if (progress == null && !known.containsKey(key)) {
            return;
        }
        HashMap<Key, Known> changed = new HashMap<>(known);
        if (progress == null) {
            changed.remove(key);
        } else {
            changed.put(key, progress);
        }
        exchange.setProperty(PROPERTY, changed);
    }

    private Key key(CloudPayload whole) {
        return new Key(endpoint, UUID.nameUUIDFromBytes(whole.bytes()).toString());
    }

    @SuppressWarnings("unchecked")
    private static Map<Key, Known> known(Exchange exchange) {
        Map<Key, Known> known = exchange.hasProperties() ? exchange.getProperty(PROPERTY, Map.class) : null;
        return known == null ? Map.of() : known;
    }
}
