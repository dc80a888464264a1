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
 * Each target of a push in exactly one list.
 *
 * @param left what was not sent by platform (null where the provider has one for both); an empty list for a broadcast
 */
public record PushTargets(
        List<String> accepted,
        List<Rejection> rejected,
        List<String> unknown,
        List<String> notSent,
        List<String> invalid,
        Map<String, List<String>> left)
        implements Serializable {

    public static PushTargets of(List<PartEnd> ends, List<Rejection> refused) {
        PushTargets sorted = new PushTargets(
                new ArrayList<>(),
                new ArrayList<>(refused),
                new ArrayList<>(),
                new ArrayList<>(),
                new ArrayList<>(),
                new LinkedHashMap<>());
        refused.forEach(each -> sorted.invalid.add(each.target()));
        ends.forEach(sorted::add);
        return isOnePlatform(ends) ? sorted.sealed() : sorted.oncePerTarget();
    }

    private static boolean isOnePlatform(List<PartEnd> ends) {
        for (PartEnd end : ends) {
            if (end.part().platform() != ends.get(0).part().platform()) {
                return false;
            }
        }
        return true;
    }

    private PushTargets sealed() {
        return new PushTargets(
                Collections.unmodifiableList(accepted),
                Collections.unmodifiableList(rejected),
                Collections.unmodifiableList(unknown),
                Collections.unmodifiableList(notSent),
                Collections.unmodifiableList(invalid),
                left);
    }

    private void add(PartEnd end) {
        PushPart part = end.part();
        List<String> targets = part.isBroadcast() ? List.of() : part.targets();
        if (end.outcome() == Outcome.ACCEPTED) {
            addAccepted(targets, end);
        } else if (end.outcome() == Outcome.AMBIGUOUS) {
            unknown.addAll(targets);
        } else if (end.isNotSent()) {
            notSent.addAll(targets);
            left.computeIfAbsent(part.platformText(), any -> new ArrayList<>()).addAll(targets);
        } else {
            targets.forEach(each -> rejected.add(new Rejection(each, end.code(), end.reason())));
            invalid.addAll(end.invalid());
        }
    }

    private void addAccepted(List<String> targets, PartEnd end) {
        if (end.invalid().isEmpty() && end.rejected().isEmpty()) {
            accepted.addAll(targets);
            return;
        }
        Set<String> out = new HashSet<>(end.invalid());
        Map<String, Rejection> refused = new HashMap<>();
        end.rejected().forEach(each -> refused.put(each.target(), each));
        // somebody was refused, and nobody knows who of those that are not named
        boolean unnamed = refused.containsKey("");
        for (String target : targets) {
            if (out.contains(target)) {
                invalid.add(target);
                rejected.add(new Rejection(target, "TARGET_INVALID", "the provider does not know it"));
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
     * An account that went to two platforms ended twice. What is open counts first, then what was accepted, so that no
     * target is called refused or unsent for good while a device may show the push.
     */
    private PushTargets oncePerTarget() {
        Set<String> open = new LinkedHashSet<>(unknown);
        Set<String> unsent = without(notSent, open);
        Set<String> taken = without(accepted, open);
        taken.removeAll(unsent);
        Map<String, Rejection> refused = new LinkedHashMap<>();
        for (Rejection each : rejected) {
            if (!open.contains(each.target()) && !unsent.contains(each.target()) && !taken.contains(each.target())) {
                refused.putIfAbsent(each.target(), each);
            }
        }
        Set<String> dead = new LinkedHashSet<>(invalid);
        dead.retainAll(refused.keySet());
        return new PushTargets(
                List.copyOf(taken),
                List.copyOf(refused.values()),
                List.copyOf(open),
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
