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
package io.github.cameltencent.push;

import io.github.cameltencent.Outcome;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;

/**
 * What became of the exchanges of a batch.
 *
 * @param items one for each exchange, in the order of the batch
 */
public record OrderedBatchResult(List<Item> items) {

    /** Copies the list. */
    public OrderedBatchResult {
        items = List.copyOf(items);
    }

    /** Returns how many exchanges had each outcome. */
    public Map<Outcome, Long> counts() {
        Map<Outcome, Long> counts = new EnumMap<>(Outcome.class);
        for (Item item : items) {
            if (item.outcome() != null) {
                counts.merge(item.outcome(), 1L, Long::sum);
            }
        }
        return counts;
    }

    /** Returns those that have ended and could not be committed: they are delivered again. */
    public List<Item> uncommitted() {
        return items.stream()
                .filter(item -> item.settled() && !item.committed())
                .toList();
    }

    /**
     * What became of one exchange.
     *
     * @param exchange as it was received
     * @param outcome of its push; null if it was not sent, or its route made no call
     * @param settled whether nothing is left to do: accepted, or sent to the dead letters
     * @param committed whether its offset was committed
     */
    public record Item(Exchange exchange, Outcome outcome, boolean settled, boolean committed) {}
}
