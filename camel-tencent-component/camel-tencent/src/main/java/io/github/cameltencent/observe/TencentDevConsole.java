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
package io.github.cameltencent.observe;

import io.github.cameltencent.transport.ApplicationLimits;
import io.github.cameltencent.transport.limit.RateLimiter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.camel.spi.annotations.DevConsole;
import org.apache.camel.support.console.AbstractDevConsole;

/** Shows the applications with their limits, the rate limiters, circuit breakers and last failures. Contains no secret. */
@DevConsole(
        name = "tencent",
        displayName = "Tencent",
        description = "Applications of the tencent component, their limits, circuits and last failures")
public final class TencentDevConsole extends AbstractDevConsole {

    private static final String CLOUD = "cloud:";

    public TencentDevConsole() {
        super(
                "camel",
                "tencent",
                "Tencent",
                "Applications of the tencent component, their limits, circuits and last failures");
    }

    @Override
    protected Map<String, Object> doCallJson(Map<String, Object> options) {
        List<Object> components = new ArrayList<>();
        for (String name : new TreeSet<>(getCamelContext().getComponentNames())) {
            if (getCamelContext().hasComponent(name) instanceof ObservedComponent observed
                    && observed.observation() != null) {
                components.add(component(name, observed.observation()));
            }
        }
        Map<String, Object> root = new LinkedHashMap<>();
        root.put("components", components);
        return root;
    }

    @Override
    protected String doCallText(Map<String, Object> options) {
        return ConsoleText.of(doCallJson(options));
    }

    private static Map<String, Object> component(String name, TencentObservation observation) {
        ObservedState state = observation.state();
        Map<String, Object> component = new LinkedHashMap<>();
        component.put("name", name);
        component.put("running", state.isRunning());
        component.put(
                "applications",
                observation.applicationLabels().stream()
                        .map(label -> application(label, state))
                        .toList());
        component.put("rateLimits", rateLimits(state));
        Map<String, Object> circuits = new LinkedHashMap<>();
        state.circuits().forEach((host, circuit) -> circuits.put(host, circuit.name()));
        component.put("circuits", circuits);
        component.put("callsNotReportedToListeners", observation.droppedCalls());
        component.put(
                "lastFailures",
                observation.lastFailures().stream()
                        .map(TencentDevConsole::failure)
                        .toList());
        return component;
    }

    private static Map<String, Object> application(String label, ObservedState state) {
        List<ApplicationLimits> limits = state.limits(label).toList();
        Map<String, Object> application = new LinkedHashMap<>();
        application.put("name", label);
        application.put(
                "inFlight",
                limits.stream().mapToInt(ApplicationLimits::inFlight).sum());
        application.put(
                "maxInFlight",
                limits.stream()
                        .mapToInt(each -> each.inFlightLimiter().lastMax())
                        .sum());
        application.put(
                "waiting",
                limits.stream()
                        .mapToInt(each -> each.inFlightLimiter().waiting())
                        .sum());
        application.put(
                "retryTokens",
                limits.stream().mapToInt(ApplicationLimits::retryTokens).min().orElse(ObservedState.ALL_TOKENS));
        application.put(
                "accepted",
                limits.stream().mapToLong(ApplicationLimits::accepted).sum());
        application.put(
                "failed", limits.stream().mapToLong(ApplicationLimits::failed).sum());
        return application;
    }

    private static List<Object> rateLimits(ObservedState state) {
        List<Object> limits = new ArrayList<>();
        new TreeMap<>(state.rateLimiters()).forEach((key, limiter) -> {
            RateLimiter.Usage usage = limiter.usage();
            Map<String, Object> limit = new LinkedHashMap<>();
            limit.put("limit", withoutSecretId(key));
            limit.put("permits", usage.limit().permits());
            limit.put("period", usage.limit().period().toString());
            limit.put("rate", rounded(usage.limit().rate()));
            limit.put("share", rounded(usage.share()));
            limit.put("slowedTo", rounded(usage.slowedTo()));
            limit.put("used", usage.used());
            limit.put("waiting", usage.waiting());
            limits.add(limit);
        });
        return limits;
    }

    private static double rounded(double number) {
        return Math.round(number * 1000) / 1000.0;
    }

    /** Replaces the SecretId in the key of a rate limiter for inline keys of the Cloud API. */
    private static String withoutSecretId(String key) {
        String inline = CLOUD + CLOUD;
        return key.startsWith(inline) ? CLOUD + "inline" + key.substring(key.indexOf(':', inline.length())) : key;
    }

    private static Map<String, Object> failure(LastFailures.FailedCall failed) {
        Map<String, Object> failure = new LinkedHashMap<>();
        failure.put("time", failed.time().truncatedTo(ChronoUnit.MILLIS).toString());
        failure.put("service", failed.call().getService());
        failure.put("operation", failed.call().getOperation());
        failure.put("application", failed.call().getApplication());
        failure.put("outcome", failed.call().getOutcome().name());
        failure.put("code", failed.call().getCode());
        failure.put("attempts", failed.call().getAttempts());
        failure.put("millis", failed.call().getDuration().toMillis());
        failure.put("requestId", failed.requestId());
        return failure;
    }
}
