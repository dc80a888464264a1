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
package io.github.cameltencent.tpns;

import io.github.cameltencent.Outcome;
import io.github.cameltencent.exchange.DataTable;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The documented facts of TPNS: access points, calls, limits and codes. Read once from the data tables. */
public final class TpnsFacts {

    private final Map<String, String> hosts = new LinkedHashMap<>();
    private final Map<String, Operation> operations = new LinkedHashMap<>();
    private final Map<String, Limit> limits = new HashMap<>();
    private final Map<String, Code> codes = new HashMap<>();

    /** A documented call: the name of its limit (null for none) and whether it only reads. */
    record Operation(String limit, boolean read) {}

    /** A documented limit; {@code apart} if each path has its own. */
    record Limit(int calls, Duration period, boolean apart) {}

    /**
     * A documented code.
     *
     * @param alreadyAccepted whether it proves that an equal call was accepted before
     */
    public record Code(Outcome outcome, boolean alreadyAccepted, String english, String chinese) {}

    public TpnsFacts() {
        for (String[] row : DataTable.read(TpnsFacts.class, "tpns-hosts.txt")) {
            for (String name : row[0].split(",")) {
                hosts.put(name.strip(), row[1]);
            }
        }
        for (String[] row : DataTable.read(TpnsFacts.class, "tpns-operations.txt")) {
            operations.put(row[0], new Operation("-".equals(row[1]) ? null : row[1], "read".equals(row[2])));
        }
        for (String[] row : DataTable.read(TpnsFacts.class, "tpns-limits.txt")) {
            limits.put(
                    row[0],
                    new Limit(
                            Integer.parseInt(row[1]),
                            Duration.ofSeconds(Long.parseLong(row[2])),
                            "apart".equals(row[3])));
        }
        for (String[] row : DataTable.read(TpnsFacts.class, "tpns-codes.txt")) {
            String[] outcome = row[1].split(" ");
            codes.put(row[0], new Code(Outcome.valueOf(outcome[0]), outcome.length > 1, row[2], row[3]));
        }
    }

    /**
     * Returns the base URI of an access point.
     *
     * @param region null for the default
     * @throws IllegalArgumentException for a region that TPNS does not have
     */
    public String host(String region) {
        String host = hosts.get(region == null ? "guangzhou" : region.toLowerCase(Locale.ROOT));
        if (host == null) {
            throw new IllegalArgumentException("TPNS has no access point " + region + ": use one of " + hosts.keySet());
        }
        return host;
    }

    /** Returns the documented paths below {@code v3}. */
    public Set<String> operations() {
        return operations.keySet();
    }

    Operation operation(String path) {
        return operations.getOrDefault(path, new Operation(null, false));
    }

    Limit limit(String name) {
        return limits.get(name);
    }

    /** Returns a documented code, null for any other. */
    public Code code(String code) {
        return codes.get(code);
    }
}
