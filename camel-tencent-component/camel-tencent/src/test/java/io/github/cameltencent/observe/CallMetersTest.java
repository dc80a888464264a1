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

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.cameltencent.Outcome;
import io.github.cameltencent.TencentCall;
import io.github.cameltencent.TencentConstants;
import io.github.cameltencent.cloud.call.CloudCalls;
import io.github.cameltencent.im.ImCalls;
import io.github.cameltencent.tpns.TpnsCalls;
import io.github.cameltencent.transport.HostCircuitBreakers;
import io.github.cameltencent.transport.http.TransportService;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The meters of the component in a Micrometer registry: names, tags and values. */
class CallMetersTest {

    private final ObservedRoutes routes = new ObservedRoutes();
    private final MeterRegistry registry = new SimpleMeterRegistry();

    @AfterEach
    void stop() {
        routes.close();
    }

    private void bindAndStart() {
        routes.context.getRegistry().bind("meters", registry);
        routes.start();
        routes.context.getComponent("tencent");
    }

    /** The tags of all meters of a name. */
    private Set<String> tags(String name) {
        return registry.find(name).meters().stream()
                .map(meter -> meter.getId().getTags().stream()
                        .map(tag -> tag.getKey() + "=" + tag.getValue())
                        .collect(Collectors.joining(" ")))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private double gauge(String name, String tag, String value) {
        return registry.get(name).tag(tag, value).gauge().value();
    }

    @Test
    void acceptedCallsAreTimed() {
        bindAndStart();
        routes.push();
        routes.push();

        Timer timer = registry.get("camel.tencent.calls").timer();
        assertThat(tags("camel.tencent.calls"))
                .containsExactly("application=orders code=none operation=push/app outcome=ACCEPTED service=push");
        assertThat(timer.count()).isEqualTo(2);
        assertThat(timer.totalTime(TimeUnit.NANOSECONDS)).isPositive();
    }

    @Test
    void failuresAreTaggedWithOutcomeAndCode() {
        bindAndStart();
        routes.pushInline();
        routes.push(List.of());
        routes.send("tencent:usersig/verify?application=orders", "no ticket");

        assertThat(tags("camel.tencent.calls"))
                .containsExactlyInAnyOrder(
                        "application=inline code=1008035 operation=push/app outcome=AUTH service=push",
                        "application=orders code=NO_TARGETS operation=push/app outcome=REJECTED service=push",
                        "application=orders code=BAD_BASE64 operation=verify outcome=AUTH service=usersig");
    }

    @Test
    void attemptsCountRetries() {
        bindAndStart();
        routes.emulator
                .faults()
                .addScript(
                        "{\"match\":{\"service\":\"tpns\"},\"rate\":1,\"count\":2,\"fault\":\"code\",\"code\":1008028}");
        routes.push();

        Counter attempts = registry.get("camel.tencent.attempts").counter();
        assertThat(tags("camel.tencent.attempts")).containsExactly("application=orders service=push");
        assertThat(attempts.count()).isEqualTo(3);
        assertThat(gauge("camel.tencent.retry.tokens", "application", "orders"))
                .as("500, less two retries, and one returned by success")
                .isEqualTo(495);
    }

    @Test
    void configuredApplicationsHaveGaugesBeforeTheirFirstCall() {
        bindAndStart();

        assertThat(gauge("camel.tencent.in.flight", "application", "orders")).isZero();
        assertThat(gauge("camel.tencent.retry.tokens", "application", "orders")).isEqualTo(500);
    }

    @Test
    void callsInFlightAndTheirWaitsAreMeasured() throws Exception {
        bindAndStart();
        routes.emulator
                .faults()
                .addScript(
                        "{\"match\":{\"service\":\"tpns\"},\"rate\":1,\"count\":1,\"fault\":\"delay\",\"delay\":400}");
        String uri = "tencent:push?application=orders&provider=tpns&title=Shipped&maxInFlight=1";
        var template = routes.context.createProducerTemplate();
        Future<Object> first = template.asyncRequestBodyAndHeaders(
                uri, "on its way", Map.of(TencentConstants.TOKENS, ObservedRoutes.TOKEN));
        await().until(() -> gauge("camel.tencent.in.flight", "application", "orders") == 1);
        routes.send(uri, "on its way", Map.of(TencentConstants.TOKENS, ObservedRoutes.TOKEN));
        first.get();

        Timer waits = registry.get("camel.tencent.limit.wait")
                .tag("limit", "in-flight")
                .timer();
        assertThat(waits.count()).isEqualTo(2);
        assertThat(waits.max(TimeUnit.MILLISECONDS)).as("the second").isGreaterThan(50);
        assertThat(gauge("camel.tencent.in.flight", "application", "orders")).isZero();
    }

    @Test
    void waitsForARateLimitAreMeasured() {
        bindAndStart();
        String uri = "tencent:tpns/device/tag?application=orders&rateLimit=10";
        routes.send(uri, "{}");
        routes.send(uri, "{}");

        Timer waits =
                registry.get("camel.tencent.limit.wait").tag("limit", "rate").timer();
        assertThat(tags("camel.tencent.limit.wait"))
                .containsExactly("application=orders limit=in-flight", "application=orders limit=rate");
        assertThat(waits.count()).isEqualTo(2);
        assertThat(waits.max(TimeUnit.MILLISECONDS)).isGreaterThan(10);
    }

    @Test
    void hostsWithABackupHaveACircuit() {
        bindAndStart();
        String uri = "tencent:im/openim/querystate?application=orders&maxRetries=1&baseUri=http://127.0.0.1:9/"
                + "&backupBaseUri=" + routes.emulator.baseUri();
        routes.send(uri, "{\"To_Account\":[\"alpha\"]}");
        assertThat(gauge("camel.tencent.circuit.open", "host", "127.0.0.1:9")).isZero();
        for (int i = 0; i < 6; i++) {
            routes.send(uri, "{\"To_Account\":[\"alpha\"]}");
        }
        assertThat(gauge("camel.tencent.circuit.open", "host", "127.0.0.1:9")).isEqualTo(1);
    }

    @Test
    void whatIsNotInTheListsIsOther() {
        bindAndStart();
        routes.emulator
                .faults()
                .addScript("{\"match\":{\"service\":\"tpns\"},\"rate\":1,\"fault\":\"code\",\"code\":987654321}");
        routes.send("tencent:tpns/some/thing_new?application=orders", "{}");

        assertThat(tags("camel.tencent.calls"))
                .containsExactly("application=orders code=other operation=other outcome=REJECTED service=tpns");
    }

    @Test
    void theNumberOfMetersIsBounded() {
        bindAndStart();
        ImCalls im = new ImCalls(() -> 7);
        TransportService transport = new TransportService(routes.context, () -> null, () -> null, () -> 0);
        CallMeters meters = CallMeters.in(
                routes.context,
                new KnownNames(new TpnsCalls(), im, CloudCalls::new),
                new ObservedState(transport, new HostCircuitBreakers()));
        for (String operation : im.facts().operations()) {
            for (int code = 10_000; code < 10_100; code++) {
                for (Outcome outcome : Outcome.values()) {
                    meters.ended(call(operation, outcome, Integer.toString(code)), null);
                }
            }
        }

        assertThat(registry.find("camel.tencent.calls").timers())
                .hasSizeBetween(CallMeters.MAX_TIMERS, CallMeters.MAX_TIMERS + Outcome.values().length);
        assertThat(registry.get("camel.tencent.calls")
                        .tag("operation", "other")
                        .tag("code", "other")
                        .timers())
                .isNotEmpty();
        meters.close();
    }

    private static TencentCall call(String operation, Outcome outcome, String code) {
        return new TencentCall("im", operation, "orders", outcome, code, 1, Duration.ofMillis(1));
    }

    @Test
    void theMetersGoWithTheComponent() {
        bindAndStart();
        routes.push();
        registry.counter("not.ours");
        routes.context.stop();

        assertThat(registry.getMeters())
                .extracting(meter -> meter.getId().getName())
                .containsExactly("not.ours");
    }

    @Test
    void severalRegistriesLeaveTheChoiceToNobody() {
        routes.context.getRegistry().bind("other", new SimpleMeterRegistry());
        bindAndStart();
        routes.push();

        assertThat(registry.getMeters()).isEmpty();
    }

    @Test
    void noTagContainsAKeyOrAnId() {
        bindAndStart();
        routes.push();
        routes.pushInline();

        assertThat(registry.getMeters().stream()
                        .map(Meter::getId)
                        .flatMap(id -> id.getTags().stream())
                        .map(Tag::getValue))
                .noneMatch(value -> value.contains("1500000") || value.contains(ObservedRoutes.TOKEN));
    }
}
