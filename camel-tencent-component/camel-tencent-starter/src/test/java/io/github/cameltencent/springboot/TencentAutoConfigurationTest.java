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
package io.github.cameltencent.springboot;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cameltencent.component.TencentComponent;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@SpringBootTest(
        classes = TencentAutoConfigurationTest.App.class,
        properties = {
            "camel.component.tencent.applications[orders].tpns[android].access-id=1500000001",
            "camel.component.tencent.applications[orders].tpns[android].secret-key=invented-key",
            "camel.component.tencent.applications[orders].tpns[android].region=singapore",
            "camel.component.tencent.applications[orders].im.sdk-app-id=1400000001",
            "camel.component.tencent.max-connections=17"
        })
class TencentAutoConfigurationTest {

    @Autowired
    private CamelContext context;

    @Autowired
    private ProducerTemplate template;

    @Test
    void springBootBindsApplicationsAndComponentOptions() {
        Map<?, ?> request = template.requestBody("direct:in", "{}", Map.class);
        assertThat(request.get("uri")).isEqualTo("https://api.tpns.sgp.tencent.com/v3/device/tag");
        TencentComponent component = context.getComponent("tencent", TencentComponent.class);
        assertThat(component.getMaxConnections()).isEqualTo(17);
        assertThat(component.getApplications().get("orders").getIm().getSdkAppId())
                .isEqualTo(1400000001L);
    }

    @Configuration
    @EnableAutoConfiguration
    static class App {

        @Bean
        RouteBuilder routes() {
            return new RouteBuilder() {
                @Override
                public void configure() {
                    from("direct:in").to("tencent:tpns/device/tag?application=orders&dryRun=true");
                }
            };
        }
    }
}
