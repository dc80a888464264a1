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
package io.github.cameltencent.component;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.cameltencent.credential.TencentApplication;
import io.github.cameltencent.emulator.EmulatorOptions;
import io.github.cameltencent.emulator.TencentEmulator;
import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckHelper;
import org.apache.camel.health.HealthCheckRepository;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The readiness check looks at keys and transport, and sends nothing. */
class HealthCheckTest {

    private final TencentEmulator emulator = TencentEmulator.start();
    private final CamelContext context = new DefaultCamelContext();

    @BeforeEach
    void start() throws Exception {
        context.getCamelContextExtension()
                .addContextPlugin(
                        org.apache.camel.health.HealthCheckRegistry.class,
                        new org.apache.camel.impl.health.DefaultHealthCheckRegistry(context));
        HealthCheckRepository producers = (HealthCheckRepository)
                HealthCheckHelper.getHealthCheckRegistry(context).resolveById("producers");
        producers.setEnabled(true);
        HealthCheckHelper.getHealthCheckRegistry(context).register(producers);
        context.getRegistry().bind("orders", orders(EmulatorOptions.TPNS_ANDROID.key()));
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:tags").to("tencent:tpns/device/tag?application=orders&throwExceptionOnFailure=false");
            }
        });
        context.start();
    }

    @AfterEach
    void stop() {
        context.stop();
        emulator.close();
    }

    @Test
    void isUpWithKeysAndSendsNothing() {
        assertThat(check().getState()).isEqualTo(HealthCheck.State.UP);
        assertThat(emulator.requests()).isEmpty();
    }

    @Test
    void isDownWhenTheApplicationHasLostItsKeys() {
        context.getRegistry().bind("orders", new TencentApplication());
        HealthCheck.Result result = check();
        assertThat(result.getState()).isEqualTo(HealthCheck.State.DOWN);
        assertThat(result.getMessage().orElseThrow()).contains("orders has no keys for TPNS");
    }

    @Test
    void isDownOnceTheServiceRefusedTheCredentialsAndUpAfterTheyWereReplaced() {
        context.getRegistry().bind("orders", orders("a-wrong-key"));
        callOnce();
        assertThat(check().getState()).isEqualTo(HealthCheck.State.DOWN);
        assertThat(check().getMessage().orElseThrow()).contains("1008003").doesNotContain("a-wrong-key");

        context.getRegistry().bind("orders", orders(EmulatorOptions.TPNS_ANDROID.key()));
        callOnce();
        assertThat(check().getState()).isEqualTo(HealthCheck.State.UP);
    }

    private void callOnce() {
        context.createProducerTemplate()
                .requestBody(
                        "direct:tags",
                        "{\"operator_type\":1,\"tag_list\":[\"t\"],\"token_list\":[\"05da87c0ae0a1b2c3d4e5f60718293a4b5c6\"]}");
    }

    private HealthCheck.Result check() {
        List<HealthCheck.Result> results = HealthCheckHelper.invokeReadiness(context).stream()
                .filter(result -> result.getCheck().getId().contains("tencent"))
                .toList();
        assertThat(results).hasSize(1);
        return results.get(0);
    }

    private TencentApplication orders(String key) {
        TencentApplication orders = new TencentApplication();
        orders.tpns("android").setAccessId(EmulatorOptions.TPNS_ANDROID.id());
        orders.tpns("android").setSecretKey(key);
        orders.tpns("android").setBaseUri(emulator.baseUri());
        return orders;
    }

    @Test
    void isRegisteredOnceForAnEndpointWhileAnyOfItsProducersRuns() throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:again")
                        .routeId("again")
                        .to("tencent:tpns/device/tag?application=orders&throwExceptionOnFailure=false");
            }
        });
        check();

        context.getRouteController().stopRoute("again");

        check();
    }

    @Test
    void anEndpointWithoutAProducerHasNone() {
        context.getEndpoint("tencent:push?application=orders&title=T");
        check();
    }

    @Test
    void aPollingConsumerThatIsRefusedIsDownInTheReadinessOfItsRoute() throws Exception {
        HealthCheckRepository consumers = (HealthCheckRepository)
                HealthCheckHelper.getHealthCheckRegistry(context).resolveById("consumers");
        consumers.setEnabled(true);
        HealthCheckHelper.getHealthCheckRegistry(context).register(consumers);
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("tencent:cloud/cvm/DescribeInstances?secretId=AKIDnobody&secretKey=wrong&region=ap-guangzhou"
                                + "&delay=100&initialDelay=0&baseUri=" + emulator.baseUri())
                        .routeId("machines")
                        .to("mock:machines");
            }
        });

        await().untilAsserted(() -> assertThat(HealthCheckHelper.invokeReadiness(context))
                .filteredOn(result -> result.getCheck().getId().equals("consumer:machines"))
                .extracting(HealthCheck.Result::getState)
                .containsExactly(HealthCheck.State.DOWN));
        context.getRouteController().stopRoute("machines");
    }
}
