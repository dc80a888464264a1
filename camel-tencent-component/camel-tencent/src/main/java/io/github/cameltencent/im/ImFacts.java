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
package io.github.cameltencent.im;

import io.github.cameltencent.Outcome;
import io.github.cameltencent.exchange.DataTable;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The documented facts of IM: regions, commands, limits and codes. Read once from the data tables. */
public final class ImFacts {

    private static final String NONE = "-";

    private final Map<String, Host> hosts = new LinkedHashMap<>();
    private final Map<String, Operation> operations = new LinkedHashMap<>();
    private final Map<String, Limit> limits = new HashMap<>();
    private final Map<String, Code> codes = new HashMap<>();
    private final Map<String, String> renamed = new HashMap<>();

    /** The hosts of a region; {@code backup} null for none. */
    record Host(String main, String backup) {}

    /** A documented limit; {@code apart} if each command has its own; {@code quota} null for no daily quota. */
    record Limit(int calls, Duration period, boolean apart, Quota quota) {}

    /** A number of calls per day, and the time zone of the day. */
    record Quota(int calls, ZoneId zone) {}

    /**
     * A list of failed entries in an answer.
     *
     * @param code the field with the code of an entry, null if each entry is just the name of what failed
     * @param bad the code that means a failure, null for any other than 0
     */
    record Failures(String list, String code, String bad) {}

    /**
     * A documented command.
     *
     * @param limit the name of its limit
     * @param random the field with the random number, null for none
     * @param window how long an equal number is recognized as the same call, null if unknown
     * @param split the list that is split if it is longer than {@code size}, null for none
     */
    public record Operation(
            boolean read,
            String limit,
            String random,
            Duration window,
            List<Failures> failures,
            String split,
            int size) {

        /** Returns whether the call can be retried after an ambiguous outcome, at least within {@code window}. */
        boolean isIdempotent() {
            return read || window != null;
        }
    }

    /**
     * A documented code.
     *
     * @param signAnew whether a new UserSig may help
     * @param target whether it means that the recipient is unknown
     * @param retryAfter the delay before a retry, null for the default
     */
    public record Code(
            Outcome outcome, boolean signAnew, boolean target, Duration retryAfter, String english, String chinese) {}

    private static final Operation UNKNOWN =
            new Operation(false, "default", null, null, List.of(new Failures("ErrorList", "ErrorCode", null)), null, 0);

    public ImFacts() {
        for (String[] row : rows("im-hosts.txt")) {
            for (String name : row[0].split(",")) {
                hosts.put(name.strip(), new Host(row[1], NONE.equals(row[2]) ? null : row[2]));
            }
        }
        rows("im-operations.txt").forEach(row -> operations.put(row[0], operation(row)));
        for (String[] row : rows("im-limits.txt")) {
            Duration period = Duration.ofMillis(Long.parseLong(row[2]));
            limits.put(row[0], new Limit(Integer.parseInt(row[1]), period, "apart".equals(row[3]), quota(row[4])));
        }
        rows("im-codes.txt").forEach(row -> codes.put(row[0], code(row)));
        rows("im-renamed.txt").forEach(row -> renamed.put(row[0], row[1]));
    }

    /** Returns the correct name of a command that is often misspelt; null for any other. */
    public String renamed(String command) {
        return renamed.get(command);
    }

    private static Quota quota(String text) {
        String[] parts = text.split(" ");
        return NONE.equals(text) ? null : new Quota(Integer.parseInt(parts[0]), ZoneId.of(parts[1]));
    }

    private static List<String[]> rows(String name) {
        return DataTable.read(ImFacts.class, name);
    }

    private static Operation operation(String[] row) {
        String[] random = row[3].split(" ");
        String[] split = row[5].split(" ");
        boolean hasRandom = !NONE.equals(row[3]);
        boolean hasWindow = hasRandom && !"0".equals(random[1]);
        return new Operation(
                "read".equals(row[1]),
                row[2],
                hasRandom ? random[0] : null,
                hasWindow ? Duration.ofSeconds(Long.parseLong(random[1])) : null,
                NONE.equals(row[4])
                        ? List.of()
                        : Arrays.stream(row[4].split(","))
                                .map(ImFacts::failures)
                                .toList(),
                NONE.equals(row[5]) ? null : split[0],
                NONE.equals(row[5]) ? 0 : Integer.parseInt(split[1]));
    }

    private static Failures failures(String text) {
        String[] parts = text.strip().split("[ =]");
        return new Failures(parts[0], parts.length > 1 ? parts[1] : null, parts.length > 2 ? parts[2] : null);
    }

    private static Code code(String[] row) {
        String[] words = row[1].split(" ");
        List<String> marks = Arrays.asList(words).subList(1, words.length);
        Duration retryAfter = marks.stream()
                .filter(mark -> Character.isDigit(mark.charAt(0)))
                .map(mark -> Duration.ofSeconds(Long.parseLong(mark)))
                .findFirst()
                .orElse(null);
        return new Code(
                Outcome.valueOf(words[0]),
                marks.contains("anew"),
                marks.contains("target"),
                retryAfter,
                row[2],
                row[3]);
    }

    /**
     * Returns the hosts of a region.
     *
     * @param region null for the default
     * @throws IllegalArgumentException for a region that IM does not have
     */
    Host host(String region) {
        Host host = hosts.get(region == null ? "china" : region.strip().toLowerCase(Locale.ROOT));
        if (host == null) {
            throw new IllegalArgumentException("IM has no region " + region + ": use one of " + hosts.keySet());
        }
        return host;
    }

    /** Returns the documented commands, such as {@code openim/sendmsg}. */
    public Set<String> operations() {
        return operations.keySet();
    }

    Operation operation(String command) {
        return operations.getOrDefault(command, UNKNOWN);
    }

    Limit limit(String name) {
        return limits.get(name);
    }

    /** Returns a documented code, null for any other. */
    public Code code(String code) {
        return codes.get(code);
    }
}
