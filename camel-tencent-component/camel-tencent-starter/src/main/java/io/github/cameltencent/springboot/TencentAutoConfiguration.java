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

import io.github.cameltencent.component.TencentComponent;
import org.apache.camel.Component;
import org.apache.camel.spi.ComponentCustomizer;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/**
 * Binds the properties {@code camel.component.tencent.*} in Spring Boot to the component.
 * Loaded only if Spring Boot is present.
 */
@AutoConfiguration
@ConditionalOnClass(name = "org.apache.camel.spring.boot.CamelAutoConfiguration")
public class TencentAutoConfiguration {

    private static final String PREFIX = "camel.component.tencent";

    /** Binds the properties to the component when Camel creates it. */
    @Bean
    public ComponentCustomizer tencentComponentCustomizer(Environment environment) {
        return new ComponentCustomizer() {
            @Override
            public boolean isEnabled(String name, Component target) {
                return target instanceof TencentComponent;
            }

            @Override
            public void configure(String name, Component target) {
                Binder.get(environment).bind(PREFIX, Bindable.ofInstance((TencentComponent) target));
            }
        };
    }
}
