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
import io.github.cameltencent.push.PushResult.Rejection;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The targets of a push by result; each target is in exactly one of the first four lists.
 *
 * @param left the targets that were not sent, by platform (null if one request serves all); an empty list for a broadcast
 */
public record PushTargetResults(
        List<String> accepted,
        List<Rejection> rejected,
        List<String> unknown,
        List<String> notSent,
        List<String> invalid,
        Map<String, List<String>> left)
        implements Serializable {

    public static PushTargetResults of(List<PushPartResult> results, List<Rejection> refused) {
        if (results.size() == 1 && refused.isEmpty() && results.get(0).isAcceptedByAll()) {
            return accepted(results.get(0).part());
        }
        PushTargetResults sorted = new PushTargetResults(
                new ArrayList<>(),
                new ArrayList<>(refused),
                new ArrayList<>(),
                new ArrayList<>(),
                new ArrayList<>(),
                new LinkedHashMap<>());
        refused.forEach(each -> sorted.invalid.add(each.target()));
        results.forEach(sorted::add);
        return isOnePlatform(results) ? sorted.unmodifiable() : sorted.oncePerTarget();
    }

    private static PushTargetResults accepted(PushPart part) {
        List<String> none = Collections.emptyList();
        return new PushTargetResults(
                part.isBroadcast() ? none : part.targets(),
                Collections.emptyList(),
                none,
                none,
                none,
                Collections.emptyMap());
    }

    private static boolean isOnePlatform(List<PushPartResult> results) {
        for (PushPartResult result : results) {
            if (result.part().platform() != results.get(0).part().platform()) {
                return false;
            }
        }
        return true;
    }

    private PushTargetResults unmodifiable() {
        return new PushTargetResults(
                Collections.unmodifiableList(accepted),
                Collections.unmodifiableList(rejected),
                Collections.unmodifiableList(unknown),
                Collections.unmodifiableList(notSent),
                Collections.unmodifiableList(invalid),
                left);
    }

    private void add(PushPartResult result) {
        PushPart part = result.part();
        List<String> targets = part.isBroadcast() ? List.of() : part.targets();
        if (result.outcome() == Outcome.ACCEPTED) {
            addAccepted(targets, result);
        } else if (result.outcome() == Outcome.AMBIGUOUS) {
            unknown.addAll(targets);
        } else if (result.isNotSent()) {
            notSent.addAll(targets);
            left.computeIfAbsent(part.platformText(), any -> new ArrayList<>()).addAll(targets);
        } else {
            targets.forEach(each -> rejected.add(new Rejection(each, result.code(), result.reason())));
            invalid.addAll(result.invalid());
        }
    }

    private void addAccepted(List<String> targets, PushPartResult result) {
        if (result.invalid().isEmpty() && result.rejected().isEmpty()) {
            accepted.addAll(targets);
            return;
        }
        Set<String> out = new HashSet<>(result.invalid());
        Map<String, Rejection> refused = new HashMap<>();
        result.rejected().forEach(each -> refused.put(each.target(), each));
        // an entry without a name was refused: the outcome of all other targets is unknown
        boolean unnamed = refused.containsKey("");
        for (String target : targets) {
            if (out.contains(target)) {
                invalid.add(target);
                rejected.add(new Rejection(target, "TARGET_INVALID", "the provider does not know this target"));
            } else if (refused.containsKey(target)) {
                rejected.add(refused.get(target));
            } else if (unnamed) {
                unknown.add(target);
            } else {
                accepted.add(target);
            }
        }
    }

    /**
     * Merges the two results of accounts that were sent to two platforms: unknown before not sent before accepted before
     * rejected, so that no target counts as rejected while a device may show the push.
     */
    private PushTargetResults oncePerTarget() {
        Set<String> ambiguous = new LinkedHashSet<>(unknown);
        Set<String> unsent = without(notSent, ambiguous);
        Set<String> taken = without(accepted, ambiguous);
        taken.removeAll(unsent);
        Map<String, Rejection> refused = new LinkedHashMap<>();
        for (Rejection each : rejected) {
            if (!ambiguous.contains(each.target())
                    && !unsent.contains(each.target())
                    && !taken.contains(each.target())) {
                refused.putIfAbsent(each.target(), each);
            }
        }
        Set<String> dead = new LinkedHashSet<>(invalid);
        dead.retainAll(refused.keySet());
        return new PushTargetResults(
                List.copyOf(taken),
                List.copyOf(refused.values()),
                List.copyOf(ambiguous),
                List.copyOf(unsent),
                List.copyOf(dead),
                left);
    }

    private static Set<String> without(Collection<String> targets, Set<String> others) {
        Set<String> rest = new LinkedHashSet<>(targets);
        rest.removeAll(others);
        return rest;
    }

    @Override
    public String toString() {
        return "PushTargets";
    }
}
