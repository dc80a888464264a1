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
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.camel.CamelContext;
import org.apache.camel.main.Main;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The precedence of options is endpoint, application, component, built-in default. */
class PrecedenceTest {

    private static final String APPLICATION = "camel.component.tencent.applications[orders].";
    private final Main main = new Main();

    @BeforeEach
    void keys() {
        main.addProperty(APPLICATION + "tpns[android].access-id", "1500000001");
        main.addProperty(APPLICATION + "tpns[android].secret-key", "invented-key");
        main.addProperty(APPLICATION + "cloud.secret-id", "AKIDinvented");
        main.addProperty(APPLICATION + "cloud.secret-key", "invented-key");
    }

    @AfterEach
    void stop() {
        main.stop();
    }

    private TencentEndpoint endpoint(String uri) throws Exception {
        main.start();
        CamelContext context = main.getCamelContext();
        return context.getEndpoint(uri, TencentEndpoint.class);
    }

    @ParameterizedTest
    @CsvSource({
        // component, application, endpoint, host
        ", , , https://api.tpns.tencent.com",
        "hongkong, , , https://api.tpns.hk.tencent.com",
        "hongkong, shanghai, , https://api.tpns.sh.tencent.com",
        "hongkong, shanghai, singapore, https://api.tpns.sgp.tencent.com",
        "hongkong, , singapore, https://api.tpns.sgp.tencent.com"
    })
    void theRegionOfTheNearestLevelCounts(String component, String application, String own, String host)
            throws Exception {
        set("camel.component.tencent.region", component);
        set(APPLICATION + "tpns[android].region", application);

        assertThat(endpoint("tencent:tpns/device/tag?application=orders" + (own == null ? "" : "&region=" + own))
                        .getServiceUrl())
                .isEqualTo(host);
    }

    @Test
    void theBaseUriOfTheEndpointCountsBeforeThatOfTheApplication() throws Exception {
        main.addProperty(APPLICATION + "tpns[android].base-uri", "https://gateway.example");
        TencentEndpoint plain = endpoint("tencent:tpns/device/tag?application=orders");

        assertThat(plain.getServiceUrl()).isEqualTo("https://gateway.example");
        assertThat(main.getCamelContext()
                        .getEndpoint(
                                "tencent:tpns/device/tag?application=orders&baseUri=https://other.example",
                                TencentEndpoint.class)
                        .getServiceUrl())
                .isEqualTo("https://other.example");
    }

    @Test
    void theComponentHasNeitherAddressesNorKeys() {
        main.addProperty("camel.component.tencent.base-uri", "https://gateway.example");

        assertThatThrownBy(main::start).hasStackTraceContaining("baseUri");
    }

    @ParameterizedTest
    @CsvSource({
        ", , , auto",
        "7, , , 7",
        "7, 8, , 8",
        "7, 8, 9, 9",
        "7, , 9, 9",
    })
    void theRateLimitOfTheNearestLevelCounts(String component, String application, String own, String limit)
            throws Exception {
        set("camel.component.tencent.rate-limit", component);
        set(APPLICATION + "tpns[android].rate-limit", application);
        TencentEndpoint endpoint =
                endpoint("tencent:tpns/device/tag?application=orders" + (own == null ? "" : "&rateLimit=" + own));

        assertThat(io.github.cameltencent.credential.TpnsKeys.of(
                                endpoint.getShared(),
                                endpoint.getCamelContext()
                                        .getComponent("tencent", TencentComponent.class)
                                        .applicationResolver(),
                                null)
                        .get("android")
                        .rateLimit())
                .isEqualTo("auto".equals(limit) ? null : limit);
    }

    @Test
    void callOptionsOfTheComponentAreTheDefaultsOfItsEndpoints() throws Exception {
        main.addProperty("camel.component.tencent.request-timeout", "7s");
        main.addProperty("camel.component.tencent.max-retries", "1");
        main.addProperty("camel.component.tencent.max-in-flight", "9");
        main.addProperty("camel.component.tencent.response-type", "map");
        main.addProperty("camel.component.tencent.throw-exception-on-failure", "false");
        TencentEndpoint endpoint = endpoint("tencent:tpns/device/tag?application=orders&maxRetries=2");

        assertThat(endpoint.getShared())
                .extracting("requestTimeout", "maxRetries", "maxInFlight", "throwExceptionOnFailure")
                .containsExactly(7000L, 2, 9, false);
    }

    @ParameterizedTest
    @CsvSource({
        "max-idle-time, abc",
        "max-connections, many",
        "request-timeout, abc",
        "max-retries, 1h",
        "proxy-port, http",
        "validate-after-inactivity, soon"
    })
    void anInvalidNumberOnTheComponentIsRefusedWithItsOption(String option, String text) {
        main.addProperty("camel.component.tencent." + option, text);

        assertThatThrownBy(main::start)
                .rootCause()
                .hasMessageMatching("(?s)(?i)" + option.replace("-", "") + "=" + text + ": it must be .*");
    }

    @Test
    void anSdkAppIdThatIsNotANumberIsRefused() {
        main.addProperty(APPLICATION + "im.sdk-app-id", "14oo");

        assertThatThrownBy(main::start).hasStackTraceContaining("sdkAppId=14oo");
    }

    private void set(String name, String value) {
        if (value != null) {
            main.addProperty(name, value);
        }
    }
}
