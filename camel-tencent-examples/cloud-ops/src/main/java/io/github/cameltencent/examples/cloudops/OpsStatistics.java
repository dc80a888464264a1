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
package io.github.cameltencent.examples.cloudops;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** Counts what the routes do, for the summary. Thread-safe. */
final class OpsStatistics {

    private final AtomicLong lists = new AtomicLong();
    private final AtomicLong instances = new AtomicLong();
    private final AtomicLong accepted = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();
    private final AtomicLong troubles = new AtomicLong();
    private final AtomicLong failedPolls = new AtomicLong();
    private final Set<String> deadPhones = ConcurrentHashMap.newKeySet();
    /** Alarms that come again with the next poll, and the code that their push ended with. */
    private final Map<String, String> waiting = new ConcurrentHashMap<>();

    void listed(long count) {
        instances.set(count);
        lists.incrementAndGet();
    }

    void accepted(String alarm) {
        waiting.remove(alarm);
        accepted.incrementAndGet();
    }

    void refused(String alarm) {
        waiting.remove(alarm);
        refused.incrementAndGet();
    }

    /** Whether that is news: the alarm did not end with the same code before. */
    boolean waits(String alarm, String code) {
        return !code.equals(waiting.put(alarm, code));
    }

    /** Whether that is news. */
    boolean deadPhone(String phone) {
        return deadPhones.add(phone);
    }

    void trouble() {
        troubles.incrementAndGet();
    }

    void failedPoll() {
        failedPolls.incrementAndGet();
    }

    long lists() {
        return lists.get();
    }

    /** How many instances the last list has. */
    long instances() {
        return instances.get();
    }

    long alarms() {
        return settled() + waiting.size();
    }

    long settled() {
        return accepted.get() + refused.get();
    }

    long accepted() {
        return accepted.get();
    }

    long refused() {
        return refused.get();
    }

    long waiting() {
        return waiting.size();
    }

    long deadPhones() {
        return deadPhones.size();
    }

    /** How often the phones were told that alarms cannot be read, or can be again. */
    long troubles() {
        return troubles.get();
    }

    long failedPolls() {
        return failedPolls.get();
    }
}
