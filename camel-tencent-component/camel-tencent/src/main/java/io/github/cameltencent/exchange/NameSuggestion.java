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
package io.github.cameltencent.exchange;

import java.util.Collection;

/** Suggests the known name that a mistyped name may mean. */
public final class NameSuggestion {

    private static final int MAX_DISTANCE = 2;

    private NameSuggestion() {}

    /** Returns the most similar known name, at most two edits away; null if there is none. */
    public static String of(String name, Collection<String> known) {
        String nearest = null;
        int least = MAX_DISTANCE + 1;
        for (String candidate : known) {
            int distance = candidate.equalsIgnoreCase(name) ? 0 : distance(name, candidate);
            if (distance < least) {
                least = distance;
                nearest = candidate;
            }
        }
        return nearest;
    }

    /** Returns whether a name is at most two edits away from a known one. */
    public static boolean isNear(String name, String known) {
        return known.equalsIgnoreCase(name) || distance(name, known) <= MAX_DISTANCE;
    }

    /** Returns the Levenshtein distance of two names. */
    public static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int substituted = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(substituted, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }
}
