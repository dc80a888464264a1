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

import io.github.cameltencent.birdtalk.BirdtalkComponent;
import org.apache.camel.spring.boot.CamelAutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.ConfigurableEnvironment;

/** Binds {@code camel.component.birdtalk.*} in Spring Boot, where the application has {@code camel-birdtalk}. */
@AutoConfiguration
@ConditionalOnClass({CamelAutoConfiguration.class, BirdtalkComponent.class})
@ConditionalOnProperty(
        name = {"camel.component.birdtalk.enabled", "camel.component.birdtalk.customizer.enabled"},
        matchIfMissing = true)
public class BirdtalkAutoConfiguration {

    /** Binds the properties to the component when Camel creates it. */
    @Bean
    public ComponentPropertyBinder birdtalkPropertyBinder(ConfigurableEnvironment environment) {
        return new ComponentPropertyBinder("birdtalk", BirdtalkComponent.class, environment);
    }
}
