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

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.cameltencent.emulator.EmulatorOptions;
import java.util.List;
import org.apache.camel.console.DevConsole;
import org.apache.camel.console.DevConsoleRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The dev console shows limits, circuits and failures of a component, as JSON and as text, without secrets. */
class TencentDevConsoleTest {

    private final ObservedRoutes routes = new ObservedRoutes();

    @AfterEach
    void stop() {
        routes.close();
    }

    private void startWithConsole() {
        routes.context.setDevConsole(true);
        routes.start();
    }

    private Object call(DevConsole.MediaType type) {
        DevConsole console = routes.context
                .getCamelContextExtension()
                .getContextPlugin(DevConsoleRegistry.class)
                .resolveById("tencent");
        return console.call(type);
    }

    private JsonNode json() {
        return new ObjectMapper().valueToTree(call(DevConsole.MediaType.JSON)).at("/components/0");
    }

    @Test
    void applicationsAreShownWithTheirLimits() {
        startWithConsole();
        routes.push();
        routes.push();

        JsonNode orders = json().at("/applications/0");
        assertThat(orders.path("name").asText()).isEqualTo("orders");
        assertThat(orders.path("inFlight").asInt(-1)).isZero();
        assertThat(orders.path("maxInFlight").asInt()).isEqualTo(256);
        assertThat(orders.path("waiting").asInt(-1)).isZero();
        assertThat(orders.path("retryTokens").asInt()).isEqualTo(500);
        assertThat(orders.path("accepted").asInt()).isEqualTo(2);
        assertThat(json().path("running").asBoolean()).isTrue();
    }

    @Test
    void rateLimitsAreShownWithTheirPermits() {
        startWithConsole();
        routes.send("tencent:tpns/device/tag?application=orders&rateLimit=2", "{}");

        JsonNode limit = json().at("/rateLimits/0");
        assertThat(limit.path("limit").asText()).isEqualTo("tpns:1500000001:other");
        assertThat(limit.path("permits").asInt()).isEqualTo(1);
        assertThat(limit.path("period").asText()).isEqualTo("PT0.5S");
        assertThat(limit.path("used").asInt(-1)).isBetween(0, 1);
        assertThat(limit.path("waiting").asInt(-1)).isZero();
    }

    @Test
    void circuitsAndFailuresAreShown() {
        startWithConsole();
        routes.send(
                "tencent:im/openim/querystate?application=orders&backupBaseUri=" + routes.emulator.baseUri(),
                "{\"To_Account\":[\"alpha\"]}");
        routes.pushInline();

        assertThat(json().path("circuits").toString()).contains(":\"CLOSED\"");
        JsonNode failure = json().at("/lastFailures/0");
        assertThat(failure.path("operation").asText()).isEqualTo("push/app");
        assertThat(failure.path("application").asText()).isEqualTo("inline");
        assertThat(failure.path("outcome").asText()).isEqualTo("AUTH");
        assertThat(failure.path("code").asText()).isEqualTo("1008035");
        assertThat(failure.path("attempts").asInt()).isEqualTo(1);
    }

    @Test
    void onlyTheLastFailuresAreKept() {
        startWithConsole();
        for (int i = 0; i < LastFailures.MAX_KEPT + 5; i++) {
            routes.push(List.of());
        }

        assertThat(json().path("lastFailures")).hasSize(LastFailures.MAX_KEPT);
    }

    @Test
    void theTextHasTheSame() {
        startWithConsole();
        routes.pushInline();

        assertThat((String) call(DevConsole.MediaType.TEXT))
                .contains("name=orders inFlight=0")
                .contains("code=1008035")
                .contains("circuits: none");
    }

    @Test
    void noSecretIsShown() {
        startWithConsole();
        routes.push();
        routes.pushInline();
        routes.send(
                "tencent:cloud/cvm/DescribeInstances?secretId=AKIDinvented&secretKey=#bean:inlineKey&rateLimit=100&baseUri="
                        + routes.emulator.baseUri(),
                "{}");

        assertThat(call(DevConsole.MediaType.TEXT) + json().toString())
                .contains("cloud:inline:cvm/DescribeInstances")
                .doesNotContain("AKIDinvented")
                .doesNotContain(ObservedRoutes.INLINE_KEY)
                .doesNotContain(EmulatorOptions.TPNS_ANDROID.key())
                .doesNotContain(ObservedRoutes.TOKEN);
    }
}
