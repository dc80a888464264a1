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
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the events, the emulator's record and the dead letters say together.
 *
 * @param lost events that were neither accepted nor reported
 * @param repeated accepted again
 * @param explained repeats of events that are dead letters with an uncertain outcome
 * @param window how many accepted pushes the kills can have left without commit
 * @param disordered first acceptances that came before an earlier event of their user
 */
record Verdict(int events, int accepted, int lost, int repeated, int explained, int window, int dead, int disordered) {

    static Verdict of(Map<String, String> events, List<String> accepted, Map<String, String> dead, int window) {
        Set<String> reported = new HashSet<>();
        dead.keySet().forEach(body -> reported.add(body.split("\"")[3]));
        Set<String> seen = new HashSet<>();
        Map<String, String> lastOfUser = new HashMap<>();
        int repeated = 0;
        int explained = 0;
        int disordered = 0;
        for (String token : accepted) {
            if (!seen.add(token)) {
                repeated++;
                explained += reported.contains(token) ? 1 : 0;
                continue;
            }
            String user = events.get(token);
            String last = lastOfUser.put(user, token);
            // tokens of a user differ in the number of the event only
            if (last != null && last.compareTo(token) > 0) {
                disordered++;
            }
        }
        int lost = 0;
        for (String token : events.keySet()) {
            lost += seen.contains(token) || reported.contains(token) ? 0 : 1;
        }
        return new Verdict(events.size(), seen.size(), lost, repeated, explained, window, reported.size(), disordered);
    }

    /** Whether nothing was lost or reordered, and no more was repeated than the kills can explain. */
    boolean holds() {
        return lost == 0 && disordered == 0 && repeated - explained <= window;
    }

    void print(PrintStream out) {
        out.printf("| events | accepted | dead letters | lost | out of order | accepted again | of these reported |"
                + " most by the kills |%n");
        out.printf("| --- | --- | --- | --- | --- | --- | --- | --- |%n");
        out.printf(
                "| %,d | %,d | %,d | %,d | %,d | %,d | %,d | %,d |%n",
                events, accepted, dead, lost, disordered, repeated, explained, window);
        out.println(holds() ? "The verdict holds." : "The verdict does not hold.");
    }
}
