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
    private final AtomicLong rejected = new AtomicLong();
    private final AtomicLong pollReports = new AtomicLong();
    private final AtomicLong failedPolls = new AtomicLong();
    private final Set<String> deadPhones = ConcurrentHashMap.newKeySet();
    /** Alarms to be retried with the next poll, with the code of their last failure. */
    private final Map<String, String> waiting = new ConcurrentHashMap<>();

    void listed(long count) {
        instances.set(count);
        lists.incrementAndGet();
    }

    void accepted(String alarm) {
        waiting.remove(alarm);
        accepted.incrementAndGet();
    }

    void rejected(String alarm) {
        waiting.remove(alarm);
        rejected.incrementAndGet();
    }

    /** Returns whether the alarm fails with this code for the first time. */
    boolean waiting(String alarm, String code) {
        return !code.equals(waiting.put(alarm, code));
    }

    /** Returns whether the phone is reported for the first time. */
    boolean deadPhone(String phone) {
        return deadPhones.add(phone);
    }

    void pollReport() {
        pollReports.incrementAndGet();
    }

    void failedPoll() {
        failedPolls.incrementAndGet();
    }

    long lists() {
        return lists.get();
    }

    /** The number of instances in the last list. */
    long instances() {
        return instances.get();
    }

    long alarms() {
        return processed() + waiting.size();
    }

    long processed() {
        return accepted.get() + rejected.get();
    }

    long accepted() {
        return accepted.get();
    }

    long rejected() {
        return rejected.get();
    }

    long waiting() {
        return waiting.size();
    }

    long deadPhones() {
        return deadPhones.size();
    }

    /** The number of pushes about polls that fail, or succeed again. */
    long pollReports() {
        return pollReports.get();
    }

    long failedPolls() {
        return failedPolls.get();
    }
}
