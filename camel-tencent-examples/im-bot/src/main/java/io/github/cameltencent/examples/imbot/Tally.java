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
package io.github.cameltencent.examples.imbot;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** Counts what the routes do, for the summary. Thread-safe. */
final class Tally {

    private final LongAdder callbacks = new LongAdder();
    private final LongAdder forbidden = new LongAdder();
    private final LongAdder answered = new LongAdder();
    private final LongAdder perhapsTwice = new LongAdder();
    private final Map<String, LongAdder> unanswered = new ConcurrentHashMap<>();

    void callback() {
        callbacks.increment();
    }

    void keptBack() {
        forbidden.increment();
    }

    void answered(boolean possiblyDuplicate) {
        answered.increment();
        if (possiblyDuplicate) {
            perhapsTwice.increment();
        }
    }

    void unanswered(String why) {
        unanswered.computeIfAbsent(why, any -> new LongAdder()).increment();
    }

    /** How many callbacks reached the route. */
    long callbacks() {
        return callbacks.sum();
    }

    /** How many messages were kept back before they were sent. */
    long forbidden() {
        return forbidden.sum();
    }

    long answered() {
        return answered.sum();
    }

    /** How many answers the user may have got twice, as the component tells. */
    long perhapsTwice() {
        return perhapsTwice.sum();
    }

    long unanswered() {
        return unanswered.values().stream().mapToLong(LongAdder::sum).sum();
    }

    /** How often answers failed, by outcome and code. */
    Map<String, Long> reasons() {
        Map<String, Long> reasons = new TreeMap<>();
        unanswered.forEach((why, count) -> reasons.put(why, count.sum()));
        return reasons;
    }
}
