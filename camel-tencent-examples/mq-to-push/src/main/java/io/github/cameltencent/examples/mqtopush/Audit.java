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
package io.github.cameltencent.examples.mqtopush;

import io.github.cameltencent.emulator.RecordedRequest;
import io.github.cameltencent.emulator.TencentEmulator;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Where each order ended: in which queue and, if the emulator was the server, in its record or not.
 *
 * @param accepted orders whose push was accepted
 * @param dead orders in the dead-letter queue
 * @param ambiguous orders whose outcome is unknown
 * @param unknown orders that the broker gave up; their outcome is unknown, too
 * @param remaining orders that are still on the queue
 * @param lost orders that are in no queue and were not accepted
 * @param duplicates orders that ended in two places, or whose push the emulator accepted more than once
 * @param contradicted orders whose outcome the emulator's record contradicts: accepted but not there, or rejected but there
 */
record Audit(
        int accepted,
        int dead,
        int ambiguous,
        int unknown,
        int remaining,
        Set<String> lost,
        Set<String> duplicates,
        Set<String> contradicted) {

    static Audit of(Collection<String> orders, OrderStatistics statistics, Shop shop) throws JMSException {
        Set<String> accepted = statistics.acceptedOrders();
        Set<String> dead = ids(shop.browse(Broker.DEAD_LETTERS));
        Set<String> ambiguous = ids(shop.browse(Broker.AMBIGUOUS));
        Set<String> unknown = ids(shop.browse(Broker.UNKNOWN));
        Set<String> remaining = ids(shop.browse(Broker.ORDERS));
        Set<String> lost = new HashSet<>();
        Set<String> duplicates = new HashSet<>();
        for (String order : orders) {
            int places = 0;
            for (Set<String> place : List.of(accepted, dead, ambiguous, unknown, remaining)) {
                places += place.contains(order) ? 1 : 0;
            }
            if (places == 0) {
                lost.add(order);
            } else if (places > 1) {
                duplicates.add(order);
            }
        }
        return new Audit(
                accepted.size(),
                dead.size(),
                ambiguous.size(),
                unknown.size(),
                remaining.size(),
                lost,
                duplicates,
                Set.of());
    }

    /** Compares the outcomes with the emulator's record. */
    Audit against(TencentEmulator emulator, Provider provider, OrderStatistics statistics, Shop shop)
            throws JMSException {
        Map<String, Integer> pushes = new HashMap<>();
        emulator.requests().stream()
                .filter(Audit::isAccepted)
                .forEach(request -> pushes.merge(provider.order(request), 1, Integer::sum));
        Set<String> pushedTwice = new HashSet<>(duplicates);
        pushes.forEach((order, times) -> {
            if (times > 1) {
                pushedTwice.add(order);
            }
        });
        Set<String> mismatches = new HashSet<>(statistics.acceptedOrders());
        mismatches.removeAll(pushes.keySet());
        ids(shop.browse(Broker.DEAD_LETTERS)).stream()
                .filter(pushes::containsKey)
                .forEach(mismatches::add);
        return new Audit(accepted, dead, ambiguous, unknown, remaining, lost, pushedTwice, mismatches);
    }

    boolean isClean() {
        return remaining == 0 && lost.isEmpty() && duplicates.isEmpty() && contradicted.isEmpty();
    }

    /** TIMPush also accepts a push to unknown devices only, and lists them in its response. */
    static boolean isAccepted(RecordedRequest push) {
        return push.accepted() && !push.targets().isEmpty();
    }

    private static Set<String> ids(List<Message> messages) throws JMSException {
        Set<String> ids = new HashSet<>();
        for (Message message : messages) {
            ids.add(message.getStringProperty(OrderStatistics.ORDER_ID));
        }
        return ids;
    }
}
