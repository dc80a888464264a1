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
package io.github.cameltencent.emulator.invariant;

import io.github.cameltencent.emulator.RecordedRequest;
import io.github.cameltencent.emulator.TencentEmulator;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Compares the outcomes that a route reports with what the emulator accepted. A target that is reported as accepted was
 * accepted, one that is reported as not executed was not, and a target is accepted twice only if the route reports it as ambiguous or
 * as a possible duplicate.
 * Thread-safe.
 */
public final class InvariantChecker {

    private static final Set<String> NOT_EXECUTED = Set.of("REJECTED", "AUTH", "THROTTLED", "TRANSIENT");
    private static final int MAX_SHOWN = 20;

    private final TencentEmulator emulator;
    private final long start;
    private final Map<String, Reports> reports = new HashMap<>();
    private final ReentrantLock lock = new ReentrantLock();

    /** What a route reported for a target. */
    private static final class Reports {
        private int accepted;
        private int ambiguous;
        private int notExecuted;
        private boolean possiblyDuplicate;

        private String violation(int acceptances) {
            if (acceptances < accepted) {
                return "reported ACCEPTED " + accepted + " times, accepted " + acceptances + " times";
            }
            if (acceptances <= accepted || ambiguous > 0 || possiblyDuplicate) {
                return null;
            }
            if (accepted + notExecuted == 0) {
                return "accepted, never reported";
            }
            return "accepted " + acceptances + " times, reported ACCEPTED " + accepted + ", not executed " + notExecuted
                    + " times";
        }
    }

    /** Creates a checker for what happens from now on. */
    public InvariantChecker(TencentEmulator emulator) {
        this.emulator = emulator;
        List<RecordedRequest> before = emulator.requests();
        this.start = before.isEmpty() ? 0 : before.get(before.size() - 1).sequence();
    }

    /**
     * Reports the outcome of one push to one target. Use a target of its own for each message.
     *
     * @param outcome the header {@code CamelTencentOutcome}; a partial push is reported target by target
     * @param possiblyDuplicate the header {@code CamelTencentPossiblyDuplicate}
     * @throws IllegalArgumentException if the outcome is none of a target
     */
    public void report(String target, String outcome, boolean possiblyDuplicate) {
        lock.lock();
        try {
            Reports own = reports.computeIfAbsent(target, any -> new Reports());
            own.possiblyDuplicate |= possiblyDuplicate;
            if ("ACCEPTED".equals(outcome)) {
                own.accepted++;
            } else if ("AMBIGUOUS".equals(outcome)) {
                own.ambiguous++;
            } else if (outcome != null && NOT_EXECUTED.contains(outcome)) {
                own.notExecuted++;
            } else {
                throw new IllegalArgumentException("not the outcome of a target: " + outcome);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Returns the targets whose reports contradict the record, each with the reason; empty if the invariant holds. */
    public Map<String, String> violations() {
        Map<String, Integer> acceptances = acceptances();
        Map<String, String> violations = new TreeMap<>();
        lock.lock();
        try {
            acceptances.keySet().forEach(target -> reports.computeIfAbsent(target, any -> new Reports()));
            reports.forEach((target, own) -> {
                String violation = own.violation(acceptances.getOrDefault(target, 0));
                if (violation != null) {
                    violations.put(target, violation);
                }
            });
        } finally {
            lock.unlock();
        }
        return violations;
    }

    /**
     * Verifies the invariant.
     *
     * @param label printed on failure, such as the seed of the faults
     * @throws AssertionError if it does not hold
     */
    public void verify(Object label) {
        Map<String, String> violations = violations();
        if (!violations.isEmpty()) {
            List<String> lines = new ArrayList<>();
            violations.entrySet().stream()
                    .limit(MAX_SHOWN)
                    .forEach(each -> lines.add(each.getKey() + ": " + each.getValue()));
            throw new AssertionError(violations.size() + " targets contradict the record of the emulator, " + label
                    + "\n" + String.join("\n", lines));
        }
    }

    private Map<String, Integer> acceptances() {
        Map<String, Integer> acceptances = new HashMap<>();
        long expected = start + 1;
        for (RecordedRequest request : emulator.requests()) {
            if (request.sequence() > expected) {
                throw new IllegalStateException("The emulator has dropped records: check fewer requests at a time");
            }
            if (request.sequence() == expected) {
                expected++;
                if (request.accepted()) {
                    request.targets().forEach(target -> acceptances.merge(target, 1, Integer::sum));
                }
            }
        }
        return acceptances;
    }
}
