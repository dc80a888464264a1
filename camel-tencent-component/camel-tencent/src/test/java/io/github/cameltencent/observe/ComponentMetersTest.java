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

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;

/** A component leaves no meter behind, and does not choose between two registries. */
class ComponentMetersTest {

    private final DefaultCamelContext context = new DefaultCamelContext();
    private final MeterRegistry registry = new SimpleMeterRegistry();

    private static Counter counter(ComponentMeters meters, String name) {
        return meters.add(Counter.builder(name).register(meters.registry()));
    }

    @Test
    void theMetersOfOthersStayWhenAComponentStops() {
        context.getRegistry().bind("meters", registry);
        registry.counter("of.somebody.else");
        ComponentMeters meters = ComponentMeters.in(context);
        counter(meters, "ours");
        meters.close();
        assertThat(registry.getMeters())
                .extracting(meter -> meter.getId().getName())
                .containsExactly("of.somebody.else");
    }

    @Test
    void aCallThatEndsAfterTheStopLeavesNoMeter() {
        context.getRegistry().bind("meters", registry);
        ComponentMeters meters = ComponentMeters.in(context);
        meters.close();
        counter(meters, "late").increment();
        assertThat(registry.getMeters()).isEmpty();
    }

    @Test
    void oneOfSeveralRegistriesIsNotChosen() {
        assertThat(ComponentMeters.in(context)).isNull();
        context.getRegistry().bind("first", registry);
        context.getRegistry().bind("second", new SimpleMeterRegistry());
        assertThat(ComponentMeters.in(context)).isNull();
    }
}
