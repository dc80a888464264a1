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
package io.github.cameltencent.cloud.call;

import io.github.cameltencent.Outcome;
import io.github.cameltencent.exchange.DataTable;
import java.util.Collection;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** What is known of the Cloud API from its documentation: codes, regions, old modules, limits. Read once from the tables. */
public final class CloudFacts {

    private static final String SUB_CODES = ".*";

    private final Map<String, Code> codes = new HashMap<>();
    private final Map<String, String> shortRegions = new HashMap<>();
    private final Map<String, String> longRegions = new HashMap<>();
    private final Map<String, String> modules = new HashMap<>();
    private final Map<String, Integer> limits = new HashMap<>();
    private final Map<String, CallShape> shapes = new HashMap<>();
    private final Map<String, ItemRule> items = new HashMap<>();

    /** What may help against a refusal when the call is signed anew. */
    enum Remedy {
        NONE,
        RENEW,
        SKEW
    }

    /** A documented code. */
    public record Code(Outcome outcome, Remedy remedy, String english, String chinese) {

        /** What it means, in Chinese for {@code zh-CN}, else in English. */
        public String in(String language) {
            return isChinese(language) ? chinese : english;
        }
    }

    static boolean isChinese(String language) {
        return "zh-CN".equals(language);
    }

    public CloudFacts() {
        for (String[] row : DataTable.read(CloudFacts.class, "cloud-codes.txt")) {
            String[] outcome = row[1].split(" ");
            Remedy remedy = outcome.length > 1 ? Remedy.valueOf(outcome[1].toUpperCase(Locale.ROOT)) : Remedy.NONE;
            codes.put(row[0], new Code(Outcome.valueOf(outcome[0]), remedy, row[2], row[3]));
        }
        for (String[] row : DataTable.read(CloudFacts.class, "cloud-regions.txt")) {
            shortRegions.put(row[0], row[1]);
            longRegions.put(row[1], row[0]);
            longRegions.putIfAbsent(row[0].substring(row[0].indexOf('-') + 1), row[0]);
        }
        for (String[] row : DataTable.read(CloudFacts.class, "cloud-modules.txt")) {
            modules.put(row[0], row[1]);
        }
        for (String[] row : DataTable.read(CloudFacts.class, "cloud-limits.txt")) {
            limits.put(row[0], Integer.valueOf(row[1]));
        }
        for (String[] row : DataTable.read(CloudFacts.class, "cloud-shapes.txt")) {
            shapes.put(row[0], CallShape.parse(row[1]));
        }
        for (String[] row : DataTable.read(CloudFacts.class, "cloud-items.txt")) {
            items.put(row[0], ItemRule.parse(row[1], row[2]));
        }
    }

    /** What a code means, or else the nearest code that it is a part of; null for one that is not documented. */
    public Code code(String code) {
        Code exact = codes.get(code);
        for (int dot = code.lastIndexOf('.'); exact == null && dot > 0; dot = code.lastIndexOf('.', dot - 1)) {
            String root = code.substring(0, dot);
            Code parts = codes.get(root + SUB_CODES);
            exact = parts != null ? parts : codes.get(root);
        }
        return exact;
    }

    /** A region as API 3.0 has it: {@code ap-guangzhou} for {@code gz} and {@code guangzhou}; others as they are. */
    String longRegion(String region) {
        return longRegions.getOrDefault(region, region);
    }

    /** A region as actions of the first generation have it: {@code gz} for {@code ap-guangzhou}; others as they are. */
    String shortRegion(String region) {
        return shortRegions.getOrDefault(longRegion(region), region);
    }

    /** The product that a module of the old addresses became, the name itself where there is none. */
    String product(String module) {
        return modules.getOrDefault(module, module);
    }

    /** The modules of the old addresses whose product has another name. */
    Collection<String> modules() {
        return modules.keySet();
    }

    /** Calls a second that are documented for the action, 0 where none are. */
    int limit(String product, String action) {
        return limits.getOrDefault(product + "/" + action, 0);
    }

    /** How an action tells item by item what became of it, null for one that does not. */
    public ItemRule items(String product, String action) {
        return items.get(product + "/" + action);
    }

    /** The form in which calls of an action go. */
    CallShape shape(String product, String action) {
        return shapes.getOrDefault(product + "/" + action, CallShape.USUAL);
    }
}
