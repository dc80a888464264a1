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

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.apache.camel.ProducerTemplate;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;

/** The component measures in the meter registry of Spring; of several in the primary one, as Spring Boot has it. */
@SpringBootTest(
        classes = SpringMetersTest.App.class,
        properties = {
            "camel.component.tencent.applications[orders].im.sdk-app-id=1400000001",
            "camel.component.tencent.applications[orders].im.secret-key=invented-key"
        })
class SpringMetersTest {

    @Autowired
    private ProducerTemplate template;

    @Autowired
    @Qualifier("all")
    private MeterRegistry all;

    @Autowired
    @Qualifier("one")
    private MeterRegistry one;

    @Test
    void thePrimaryRegistryGetsTheMeters() {
        template.requestBody("tencent:usersig?application=orders", "alpha");

        assertThat(all.get("camel.tencent.calls")
                        .tag("application", "orders")
                        .timer()
                        .count())
                .isEqualTo(1);
        assertThat(one.find("camel.tencent.calls").timer()).isNull();
    }

    @Configuration
    @EnableAutoConfiguration
    static class App {

        @Bean
        @Primary
        MeterRegistry all() {
            return new SimpleMeterRegistry();
        }

        @Bean
        MeterRegistry one() {
            return new SimpleMeterRegistry();
        }
    }
}
