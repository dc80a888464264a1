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
package io.github.cameltencent.birdtalk.component;

import java.util.Collection;

/** Finds what somebody who mistyped a name meant. */
final class ClosestName {

    private static final int MAX_EDITS = 2;

    private ClosestName() {}

    /** The known name that is closest, at most two edits away; null when none is. */
    static String of(String name, Collection<String> known) {
        String closest = null;
        int fewest = MAX_EDITS + 1;
        for (String candidate : known) {
            int edits = candidate.equalsIgnoreCase(name) ? 0 : edits(name, candidate);
            if (edits < fewest) {
                fewest = edits;
                closest = candidate;
            }
        }
        return closest;
    }

    /** The edit distance, after Levenshtein (1966), one row at a time. */
    private static int edits(String from, String to) {
        int[] row = new int[to.length() + 1];
        for (int column = 0; column < row.length; column++) {
            row[column] = column;
        }
        for (int line = 1; line <= from.length(); line++) {
            int above = row[0];
            row[0] = line;
            for (int column = 1; column < row.length; column++) {
                int replaced = above + (from.charAt(line - 1) == to.charAt(column - 1) ? 0 : 1);
                above = row[column];
                row[column] = Math.min(replaced, 1 + Math.min(row[column], row[column - 1]));
            }
        }
        return row[to.length()];
    }
}
