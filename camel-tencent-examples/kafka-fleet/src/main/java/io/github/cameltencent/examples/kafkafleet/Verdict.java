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
package io.github.cameltencent.examples.kafkafleet;

import java.io.PrintStream;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the events, the emulator's record and what the workers reported say together.
 *
 * @param dead the outcome of each event that became a dead letter
 * @param ambiguous events that were reported as AMBIGUOUS, among the dead letters or apart
 * @param lost events that were neither accepted nor became dead letters
 * @param disordered first acceptances that came before an earlier event of their user
 * @param repeated acceptances after the first one of an event
 * @param unreported events that were accepted more than once, or are dead letters although accepted, without a report
 */
record Verdict(
        int events,
        int accepted,
        Map<String, String> dead,
        int ambiguous,
        int lost,
        int disordered,
        int repeated,
        int unreported) {

    static Verdict of(
            Map<String, String> events, List<String> accepted, Map<String, String> dead, Collection<String> reported) {
        Set<String> ambiguous = new HashSet<>(reported);
        dead.forEach((token, outcome) -> {
            if (outcome.equals("AMBIGUOUS")) {
                ambiguous.add(token);
            }
        });
        Set<String> seen = new HashSet<>();
        Set<String> unreported = new HashSet<>();
        Map<String, String> lastOfUser = new HashMap<>();
        int disordered = 0;
        for (String token : accepted) {
            if (!seen.add(token)) {
                if (!ambiguous.contains(token)) {
                    unreported.add(token);
                }
                continue;
            }
            String last = lastOfUser.put(events.get(token), token);
            // tokens of a user differ in the number of the event only
            if (last != null && last.compareTo(token) > 0) {
                disordered++;
            }
        }
        dead.keySet().stream()
                .filter(token -> seen.contains(token) && !ambiguous.contains(token))
                .forEach(unreported::add);
        int lost = (int) events.keySet().stream()
                .filter(token -> !seen.contains(token) && !dead.containsKey(token))
                .count();
        return new Verdict(
                events.size(),
                seen.size(),
                dead,
                ambiguous.size(),
                lost,
                disordered,
                accepted.size() - seen.size(),
                unreported.size());
    }

    /** Whether nothing was lost or reordered, and nothing was accepted twice without a report. */
    boolean holds() {
        return lost == 0 && disordered == 0 && unreported == 0;
    }

    void print(PrintStream out) {
        out.printf("| events | accepted | dead letters | lost | out of order | accepted again | reported as AMBIGUOUS |"
                + " twice, not reported |%n");
        out.printf("| --- | --- | --- | --- | --- | --- | --- | --- |%n");
        out.printf(
                "| %,d | %,d | %,d | %,d | %,d | %,d | %,d | %,d |%n",
                events, accepted, dead.size(), lost, disordered, repeated, ambiguous, unreported);
        dead.forEach((token, outcome) -> out.printf("dead letter %s: %s%n", token, outcome));
        out.println(holds() ? "The verdict holds." : "The verdict does not hold.");
    }
}
