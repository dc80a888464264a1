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

/**
 * Documented facts about the Cloud API, loaded from the tables: error codes, regions, old modules, limits, formats of
 * actions. Immutable.
 */
public final class CloudFacts {

    private static final String SUB_CODES = ".*";

    private final Map<String, Code> codes = new HashMap<>();
    private final Map<String, String> shortRegions = new HashMap<>();
    private final Map<String, String> longRegions = new HashMap<>();
    private final Map<String, String> modules = new HashMap<>();
    private final Map<String, Integer> limits = new HashMap<>();
    private final Map<String, ActionFormat> shapes = new HashMap<>();
    private final Map<String, ItemRule> items = new HashMap<>();

    /** What can help when a refused call is signed again. */
    enum Remedy {
        NONE,
        RENEW,
        SKEW
    }

    /** A documented code. */
    public record Code(Outcome outcome, Remedy remedy, String english, String chinese) {

        /** Returns the explanation, in Chinese for {@code zh-CN}, otherwise in English. */
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
            shapes.put(row[0], ActionFormat.parse(row[1]));
        }
        for (String[] row : DataTable.read(CloudFacts.class, "cloud-items.txt")) {
            items.put(row[0], ItemRule.parse(row[1], row[2]));
        }
    }

    /** Returns the entry of a code, otherwise that of its closest parent code; null if none is documented. */
    public Code code(String code) {
        Code exact = codes.get(code);
        for (int dot = code.lastIndexOf('.'); exact == null && dot > 0; dot = code.lastIndexOf('.', dot - 1)) {
            String root = code.substring(0, dot);
            Code parts = codes.get(root + SUB_CODES);
            exact = parts != null ? parts : codes.get(root);
        }
        return exact;
    }

    /** Returns the code in the table that an answer's code counts as: itself or a parent; null if there is none. */
    public String listedCode(String code) {
        String listed = code;
        while (!codes.containsKey(listed)) {
            int dot = listed.lastIndexOf('.');
            if (dot < 0) {
                return null;
            }
            listed = listed.substring(0, dot);
        }
        return listed;
    }

    /**
     * Returns a region in the style of API 3.0: {@code ap-guangzhou} for {@code gz} and {@code guangzhou}; others
     * unchanged.
     */
    String longRegion(String region) {
        return longRegions.getOrDefault(region, region);
    }

    /**
     * Returns a region in the style of first-generation actions: {@code gz} for {@code ap-guangzhou}; others unchanged.
     */
    String shortRegion(String region) {
        return shortRegions.getOrDefault(longRegion(region), region);
    }

    /** Returns the product that a module of the old addresses became, otherwise the name itself. */
    String product(String module) {
        return modules.getOrDefault(module, module);
    }

    /** Returns the modules of the old addresses whose product has another name. */
    Collection<String> modules() {
        return modules.keySet();
    }

    /** Returns the documented rate limit of an action in calls per second, 0 if there is none. */
    int limit(String product, String action) {
        return limits.getOrDefault(product + "/" + action, 0);
    }

    /** Returns where an action reports results of items, null if it does not. */
    public ItemRule items(String product, String action) {
        return items.get(product + "/" + action);
    }

    /** Returns the format of an action. */
    ActionFormat format(String product, String action) {
        return shapes.getOrDefault(product + "/" + action, ActionFormat.DEFAULT);
    }
}
