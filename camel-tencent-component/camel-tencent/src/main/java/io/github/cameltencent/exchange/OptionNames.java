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

import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** The option names of services, and the check for options that a service does not have. */
public final class OptionNames {

    /** Options of calls over HTTP. */
    public static final Set<String> CALLS = of(
            "acquireTimeout allowInsecure baseUri connectTimeout dryRun maxInFlight maxRetries onSaturation rateLimit"
                    + " rateLimitShare region requestTimeout responseTimeout retryAmbiguous");

    /** Options of polling consumers, inherited from Camel. */
    public static final Set<String> SCHEDULER =
            of("backoffErrorThreshold backoffIdleThreshold backoffMultiplier delay greedy initialDelay pollStrategy"
                    + " repeatCount runLoggingLevel scheduledExecutorService scheduler schedulerProperties"
                    + " sendEmptyMessageWhenIdle startScheduler timeUnit useFixedDelay");

    /** Options of every endpoint. */
    public static final Set<String> COMMON = of("application clock throwExceptionOnFailure bridgeErrorHandler"
            + " exceptionHandler exchangePattern lazyStartProducer synchronous");

    private OptionNames() {}

    /** Splits a text of names separated by blanks. */
    public static Set<String> of(String names) {
        return Set.of(names.split(" "));
    }

    /** Returns the union of several sets. */
    @SafeVarargs
    public static Set<String> union(Set<String>... sets) {
        Set<String> all = new TreeSet<>();
        Arrays.stream(sets).forEach(all::addAll);
        return Set.copyOf(all);
    }

    /**
     * Refuses options that a service does not have.
     *
     * @param given names as written in a URI, in any letter case, with or without dashes
     * @throws IllegalArgumentException naming the service, the option, and the nearest one that the service has
     */
    public static void check(ServiceType type, Collection<String> given) {
        Set<String> known = union(COMMON, type.options());
        Set<String> plain = new TreeSet<>();
        known.forEach(name -> plain.add(name.toLowerCase(Locale.ROOT)));
        for (String name : given) {
            String wanted = name.replace("-", "").toLowerCase(Locale.ROOT);
            boolean ofScheduler =
                    wanted.startsWith("scheduler.") && type.options().contains("schedulerProperties");
            if (!plain.contains(wanted) && !ofScheduler) {
                String suggestion = NameSuggestion.of(camelCase(name), known);
                throw new IllegalArgumentException("tencent:" + type.name() + " has no option " + name
                        + (suggestion == null ? "" : "; did you mean " + suggestion + "?"));
            }
        }
    }

    private static String camelCase(String name) {
        StringBuilder camel = new StringBuilder();
        for (String part : name.split("-")) {
            camel.append(
                    camel.isEmpty() || part.isEmpty()
                            ? part
                            : Character.toUpperCase(part.charAt(0)) + part.substring(1));
        }
        return camel.toString();
    }
}
