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
package io.github.cameltencent.component;

import io.github.cameltencent.exchange.DataTable;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** What to do about Tencent's codes, from {@code remedies.txt}: by code, else by outcome. */
final class Remedies {

    private final Map<String, String[]> rows = new HashMap<>();
    private final Set<String> unused = new LinkedHashSet<>();

    Remedies() {
        for (String[] row : DataTable.read(Remedies.class, "remedies.txt")) {
            for (String code : row[1].split(",")) {
                String key = row[0] + " " + code.strip();
                if (rows.put(key, row) != null) {
                    throw new IllegalStateException("remedies.txt has " + key + " twice");
                }
                unused.add(key);
            }
        }
    }

    /** Returns the advice in English and Chinese for a code; null if there is none. */
    String[] find(String service, String code, String outcome) {
        for (String name : new String[] {code, outcome}) {
            String key = service + " " + name;
            String[] row = rows.get(key);
            if (row != null) {
                unused.remove(key);
                return new String[] {row[2], row[3]};
            }
        }
        return null;
    }

    /** Returns the codes that no table has, or outcomes that no code is left for. */
    Set<String> unused() {
        return unused;
    }
}
