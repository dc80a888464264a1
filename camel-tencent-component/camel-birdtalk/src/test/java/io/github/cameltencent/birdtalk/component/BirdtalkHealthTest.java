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
package io.github.cameltencent.birdtalk.component;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.cameltencent.emulator.EmulatorOptions;
import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckHelper;
import org.apache.camel.health.HealthCheckRegistry;
import org.apache.camel.health.HealthCheckRepository;
import org.apache.camel.impl.health.DefaultHealthCheckRegistry;
import org.junit.jupiter.api.Test;

/** The readiness check of an endpoint knows whether its account is logged in. */
class BirdtalkHealthTest extends ChatRoutesFixture {

    @Override
    protected CamelContext createCamelContext() throws Exception {
        CamelContext context = super.createCamelContext();
        context.getCamelContextExtension()
                .addContextPlugin(HealthCheckRegistry.class, new DefaultHealthCheckRegistry(context));
        HealthCheckRepository producers = (HealthCheckRepository)
                HealthCheckHelper.getHealthCheckRegistry(context).resolveById("producers");
        producers.setEnabled(true);
        HealthCheckHelper.getHealthCheckRegistry(context).register(producers);
        return context;
    }

    @Test
    void isUpOnceTheAccountIsLoggedIn() throws Exception {
        consume("");
        await().untilAsserted(() -> assertThat(check().getState()).isEqualTo(HealthCheck.State.UP));
    }

    @Test
    void isDownWhileTheAccountCannotLogIn() throws Exception {
        route("refused", uri("chat", ALPHA, "not-the-password", ""), exchange -> {});
        await().untilAsserted(() -> {
            assertThat(check().getState()).isEqualTo(HealthCheck.State.DOWN);
            assertThat(check().getMessage().orElseThrow())
                    .contains("no further try")
                    .doesNotContain("not-the-password")
                    .doesNotContain(EmulatorOptions.CHAT_ALPHA.key());
        });
    }

    private HealthCheck.Result check() {
        List<HealthCheck.Result> results = HealthCheckHelper.invokeReadiness(context).stream()
                .filter(result -> result.getCheck().getId().startsWith("producer:birdtalk"))
                .toList();
        assertThat(results).hasSize(1);
        return results.get(0);
    }
}
