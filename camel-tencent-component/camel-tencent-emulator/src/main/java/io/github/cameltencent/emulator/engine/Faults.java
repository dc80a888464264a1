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
package io.github.cameltencent.emulator.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The active fault script. Each rule counts the requests that match it. Whether it applies to one depends only on its
 * seed and that count, so a run can be repeated. The first rule that applies wins.
 */
public final class Faults {

    private final CopyOnWriteArrayList<Rule> rules = new CopyOnWriteArrayList<>();

    private final AtomicLong nextId = new AtomicLong(1);

    public void add(Fault fault) {
        rules.add(new Rule(nextId.getAndIncrement(), fault, rules.size()));
    }

    /** Removes the rule with an id; returns false if there is none. */
    public boolean remove(long id) {
        return rules.removeIf(rule -> rule.id == id);
    }

    /** Adds the rules of a script in JSON lines. */
    public void addScript(String script) {
        FaultScript.parse(script).forEach(this::add);
    }

    /** Replaces all rules by a script and resets their counts. */
    public void replace(String script) {
        List<Rule> fresh = new ArrayList<>();
        FaultScript.parse(script).forEach(fault -> fresh.add(new Rule(nextId.getAndIncrement(), fault, fresh.size())));
        rules.clear();
        rules.addAll(fresh);
    }

    public void clear() {
        rules.clear();
    }

    /** The rules with the numbers of requests that they matched and applied to. */
    public List<RuleCount> rules() {
        return rules.stream()
                .map(rule -> new RuleCount(
                        rule.id, rule.fault, Math.min(rule.seen.get(), rule.fault.count()), rule.fired.get()))
                .toList();
    }

    /** The fault for the next request to a path or operation; null if none applies. */
    public Fault next(String service, String path, String operation) {
        for (Rule rule : rules) {
            if (rule.fault.matches(service, path, operation) && rule.fires()) {
                return rule.fault;
            }
        }
        return null;
    }

    /** A rule with its counts. */
    public record RuleCount(long id, Fault fault, long matched, long fired) {}

    private static final class Rule {

        private final long id;
        private final Fault fault;
        private final long seed;
        private final AtomicLong seen = new AtomicLong();
        private final AtomicLong fired = new AtomicLong();

        Rule(long id, Fault fault, int position) {
            this.id = id;
            this.fault = fault;
            this.seed = mix(fault.seed() * 31 + position);
        }

        boolean fires() {
            long number = seen.getAndIncrement();
            if (number >= fault.count() || (fault.rate() < 1 && uniform(number) >= fault.rate())) {
                return false;
            }
            fired.incrementAndGet();
            return true;
        }

        private double uniform(long number) {
            return (mix(seed + number * 0x9E3779B97F4A7C15L) >>> 11) * 0x1.0p-53;
        }

        /** The finalizer of SplitMix64, which makes consecutive numbers unrelated. */
        private static long mix(long value) {
            long z = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
            z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
            return z ^ (z >>> 31);
        }
    }
}
