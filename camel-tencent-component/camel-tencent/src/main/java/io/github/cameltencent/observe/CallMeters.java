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

import io.github.cameltencent.TencentCall;
import io.github.cameltencent.transport.ApplicationLimits;
import io.github.cameltencent.transport.CallObserver;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import org.apache.camel.CamelContext;

/**
 * Records calls in a Micrometer registry. The number of meters is bounded: after {@value #MAX_TIMERS} combinations of tags,
 * operations and codes that come new are counted as {@code other}. Thread-safe.
 */
final class CallMeters implements CallObserver {

    static final int MAX_TIMERS = 2_000;

    private static final String APPLICATION = "application";

    private final ComponentMeters meters;
    private final KnownNames names;
    private final ObservedState state;
    private final Map<TimerKey, Timer> timers = new ConcurrentHashMap<>();
    private final Map<AttemptsKey, Counter> attempts = new ConcurrentHashMap<>();
    private final Map<WaitKey, Timer> waits = new ConcurrentHashMap<>();
    private final Set<String> applications = ConcurrentHashMap.newKeySet();

    private record TimerKey(String service, String operation, String application, String outcome, String code) {}

    private record AttemptsKey(String service, String application) {}

    private record WaitKey(String application, WaitLimit limit) {}

    private CallMeters(ComponentMeters meters, KnownNames names, ObservedState state) {
        this.meters = meters;
        this.names = names;
        this.state = state;
    }

    /**
     * Creates the meters of a component in the meter registry of a context.
     *
     * @return null if the Camel registry does not have exactly one meter registry
     * @throws LinkageError if Micrometer is not on the class path
     */
    static CallMeters in(CamelContext context, KnownNames names, ObservedState state) {
        ComponentMeters meters = ComponentMeters.in(context);
        return meters == null ? null : new CallMeters(meters, names, state);
    }

    /** Creates the gauges of these applications before their first call. */
    void addApplications(Collection<String> labels) {
        labels.forEach(this::addApplication);
    }

    /** Creates the gauge of a host that has a circuit breaker. */
    void addHost(String host) {
        gauge(
                "camel.tencent.circuit.open",
                "Whether calls avoid the host",
                "host",
                host,
                any -> state.isOpen(host) ? 1 : 0);
    }

    @Override
    public void ended(TencentCall call, String requestId) {
        addApplication(call.getApplication());
        timer(call).record(call.getDuration());
        AttemptsKey key = new AttemptsKey(call.getService(), call.getApplication());
        attempts.computeIfAbsent(key, this::attemptsCounter).increment(call.getAttempts());
    }

    @Override
    public void waited(String application, WaitLimit limit, long nanos) {
        addApplication(application);
        waits.computeIfAbsent(new WaitKey(application, limit), this::waitTimer).record(nanos, TimeUnit.NANOSECONDS);
    }

    /** Removes all meters from the registry. */
    void close() {
        meters.close();
        timers.clear();
        attempts.clear();
        waits.clear();
        applications.clear();
    }

    private Timer timer(TencentCall call) {
        TimerKey key = new TimerKey(
                call.getService(),
                names.operation(call.getService(), call.getOperation()),
                call.getApplication(),
                call.getOutcome().name(),
                names.code(call.getCode()));
        Timer known = timers.get(key);
        if (known != null) {
            return known;
        }
        TimerKey bounded = timers.size() < MAX_TIMERS
                ? key
                : new TimerKey(key.service(), KnownNames.OTHER, key.application(), key.outcome(), KnownNames.OTHER);
        return timers.computeIfAbsent(bounded, this::callTimer);
    }

    private Timer callTimer(TimerKey key) {
        return meters.add(Timer.builder("camel.tencent.calls")
                .description("Calls with all their retries")
                .tag("service", key.service())
                .tag("operation", key.operation())
                .tag(APPLICATION, key.application())
                .tag("outcome", key.outcome())
                .tag("code", key.code())
                .register(meters.registry()));
    }

    private Counter attemptsCounter(AttemptsKey key) {
        return meters.add(Counter.builder("camel.tencent.attempts")
                .description("Requests that were sent, including retries")
                .tag("service", key.service())
                .tag(APPLICATION, key.application())
                .register(meters.registry()));
    }

    private Timer waitTimer(WaitKey key) {
        return meters.add(Timer.builder("camel.tencent.limit.wait")
                .description("Time that calls wait for a limit of this component")
                .tag(APPLICATION, key.application())
                .tag("limit", key.limit() == WaitLimit.IN_FLIGHT ? "in-flight" : "rate")
                .register(meters.registry()));
    }

    private void addApplication(String label) {
        if (applications.contains(label) || !applications.add(label)) {
            return;
        }
        gauge("camel.tencent.in.flight", "Calls in flight", APPLICATION, label, sum(label));
        gauge("camel.tencent.retry.tokens", "Retry tokens left, of 500", APPLICATION, label, any -> state.limits(label)
                .mapToInt(ApplicationLimits::retryTokens)
                .min()
                .orElse(ObservedState.ALL_TOKENS));
    }

    private ToDoubleFunction<ObservedState> sum(String label) {
        return any -> state.limits(label).mapToInt(ApplicationLimits::inFlight).sum();
    }

    private void gauge(
            String name, String description, String tag, String value, ToDoubleFunction<ObservedState> read) {
        meters.add(Gauge.builder(name, state, read)
                .description(description)
                .tag(tag, value)
                .register(meters.registry()));
    }
}
