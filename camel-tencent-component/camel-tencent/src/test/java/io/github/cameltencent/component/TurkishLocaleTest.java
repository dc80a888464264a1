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

import java.util.Locale;
import org.apache.camel.main.Main;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** In Turkish, the lower case of I is not i: names of options are found all the same. */
class TurkishLocaleTest {

    private final Locale before = Locale.getDefault();
    private final Main main = new Main();

    @BeforeEach
    void start() {
        Locale.setDefault(Locale.forLanguageTag("tr-TR"));
    }

    @AfterEach
    void stop() {
        Locale.setDefault(before);
        main.stop();
    }

    @Test
    void optionsWithACapitalIAreFound() {
        main.addInitialProperty("camel.component.tencent.max-in-flight", "9");
        main.addInitialProperty("camel.component.tencent.MAXIDLETIME", "7s");
        main.addInitialProperty("camel.component.tencent.applications[shop].im.sdk-app-id", "1400000001");
        main.addInitialProperty("camel.component.tencent.applications[shop].im.SECRETKEY", "an-invented-key");
        main.addInitialProperty("camel.component.tencent.applications[shop].cloud.secret-id", "AKIDinvented");
        main.addInitialProperty("camel.component.tencent.applications[shop].cloud.secret-key", "an-invented-key");
        main.start();

        TencentComponent component = main.getCamelContext().getComponent("tencent", TencentComponent.class);
        assertThat(component.getMaxIdleTime()).isEqualTo(7000);
        assertThat(component.getConfiguration().getMaxInFlight()).isEqualTo(9);
        assertThat(component.getApplications().get("shop").getIm().getSdkAppId())
                .isEqualTo(1400000001L);
        assertThat(component.getApplications().get("shop").getCloud().getSecretId())
                .isEqualTo("AKIDinvented");
        assertThat(main.getCamelContext()
                        .getEndpoint(
                                "tencent:cloud/cvm/DescribeInstances?secretId=AKIDa&secretKey=an-invented-key&region=ap-guangzhou"
                                        + "&allowInsecure=true&maxInFlight=3"))
                .isInstanceOf(TencentEndpoint.class);
    }

    @Test
    void anInvalidNumberIsRefusedWithItsOption() {
        main.start();

        assertThatThrownBy(() -> main.getCamelContext().getEndpoint("tencent:usersig?maxInFlight=many"))
                .hasStackTraceContaining("maxInFlight");
    }
}
