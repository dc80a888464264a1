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
 * Records on the exchange which items of a call have failed, so that a redelivery sends only those; by endpoint and
 * body. The map in the property is replaced, never modified, because branches of a route share it. Thread-safe.
 */
final class ItemProgress {

    private static final String PROPERTY = "CamelTencentCloudItems";
    private static final int MAX_HINTS = 3;

    private final String endpoint;

    /** Null for an action without results of items. */
    private final CloudItems items;

    private record Key(String endpoint, String body) implements Serializable {
        @Override
        public String toString() {
            return "Key";
        }
    }

    /** The results of earlier deliveries. */
    private record Progress(ArrayList<CloudItem> items) implements Serializable {
        @Override
        public String toString() {
            return "Progress";
        }
    }

    ItemProgress(String endpoint, CloudItems items) {
        this.endpoint = endpoint;
        this.items = items;
    }

    /**
     * Returns the payload to send: all of it, or what failed in an earlier delivery of the exchange.
     *
     * @throws TencentException REJECTED with {@code ALREADY_PARTIAL} if the failed items cannot be sent alone
     */
    CloudPayload remaining(Exchange exchange, CloudPayload complete) {
        Progress before = items == null ? null : progress(exchange).get(key(complete));
        if (before == null) {
            return complete;
        }
        byte[] rest = items.failedRequest(before.items(), complete.bytes());
        if (rest == null) {
            throw TencentException.of(
                            Outcome.REJECTED,
                            "ALREADY_PARTIAL",
                            "some items of the call were already executed, and the failed ones cannot be sent alone: a redelivery would execute items twice")
                    .build();
        }
        return complete.with(rest, complete.hasToken());
    }

    /**
     * Combines the result of an answer with those of earlier deliveries.
     *
     * @param complete the complete payload of the message
     * @param sentPayload the part of it that was sent
     * @return the failure, or null if all items were accepted or the answer has no results of items
     */
    TencentException.Builder failure(
            Exchange exchange, CloudPayload complete, CloudPayload sentPayload, CallResult result) {
        if (items == null || !(result.content() instanceof CloudAnswer answer)) {
            return null;
        }
        List<CloudItem> now = items.read(answer.tree(), sentPayload.bytes());
        Progress before = progress(exchange).get(key(complete));
        ArrayList<CloudItem> all = new ArrayList<>();
        if (before != null) {
            before.items().stream().filter(CloudItem::isPossiblyExecuted).forEach(all::add);
        }
        all.addAll(now);
        boolean anyExecuted = all.stream().anyMatch(CloudItem::isPossiblyExecuted);
        boolean allAccepted = all.stream().allMatch(each -> each.outcome() == Outcome.ACCEPTED);
        store(exchange, complete, anyExecuted && !allAccepted ? new Progress(all) : null);
        return allAccepted ? null : failure(all, anyExecuted, result);
    }

    private static TencentException.Builder failure(List<CloudItem> all, boolean anyExecuted, CallResult result) {
        List<String> codes = all.stream()
                .filter(each -> each.code() != null)
                .map(CloudItem::code)
                .distinct()
                .limit(MAX_HINTS)
                .toList();
        return ofItems(all, anyExecuted, codes)
                .attempts(result.attempts())
                .requestId(result.requestId())
                .httpStatus(result.answer() == null ? 0 : result.answer().status())
                .result(new CloudItemResult(all));
    }

    private static TencentException.Builder ofItems(List<CloudItem> all, boolean anyExecuted, List<String> codes) {
        if (!anyExecuted) {
            return TencentException.of(
                    Outcome.REJECTED, codes.get(0), "no item of the call was accepted, codes " + codes);
        }
        if (all.stream().allMatch(each -> each.outcome() == Outcome.AMBIGUOUS)) {
            return TencentException.of(
                    Outcome.AMBIGUOUS,
                    codes.get(0),
                    "each item of the call may or may not have been executed, codes " + codes);
        }
        long failed = all.stream().filter(each -> !each.isPossiblyExecuted()).count();
        long unknown =
                all.stream().filter(each -> each.outcome() == Outcome.AMBIGUOUS).count();
        return TencentException.of(
                Outcome.PARTIAL,
                "PARTIAL",
                "the items of the call ended differently: " + failed + " of " + all.size() + " failed"
                        + (unknown == 0 ? "" : ", " + unknown + " may or may not have been executed") + ", codes "
                        + codes + "; see the result for each item");
    }

    /** Removes the progress, because the route continues despite the failed items. */
    void clear(Exchange exchange, CloudPayload complete) {
        store(exchange, complete, null);
    }

    private void store(Exchange exchange, CloudPayload complete, Progress progress) {
        Map<Key, Progress> all = progress(exchange);
        Key key = key(complete);
        if (progress == null && !all.containsKey(key)) {
            return;
        }
        HashMap<Key, Progress> changed = new HashMap<>(all);
        if (progress == null) {
            changed.remove(key);
        } else {
            changed.put(key, progress);
        }
        exchange.setProperty(PROPERTY, changed);
    }

    private Key key(CloudPayload complete) {
        return new Key(endpoint, UUID.nameUUIDFromBytes(complete.bytes()).toString());
    }

    @SuppressWarnings("unchecked")
    private static Map<Key, Progress> progress(Exchange exchange) {
        Map<Key, Progress> progress = exchange.hasProperties() ? exchange.getProperty(PROPERTY, Map.class) : null;
        return progress == null ? Map.of() : progress;
    }
}
