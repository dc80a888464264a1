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

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.Component;
import org.apache.camel.spi.ComponentCustomizer;
import org.apache.camel.spring.boot.CamelContextConfiguration;
import org.apache.camel.support.PropertyBindingSupport;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * Binds the properties of a component as Camel Main does: Spring finds them, in all its spellings and with its
 * placeholders, and Camel sets them, with references to beans and durations. A property that names no option fails the
 * start of the application, even if no route uses the component.
 */
public final class ComponentPropertyBinder implements ComponentCustomizer, CamelContextConfiguration {

    private final String scheme;
    private final Class<? extends Component> type;
    private final SpringProperties properties;

    ComponentPropertyBinder(String scheme, Class<? extends Component> type, ConfigurableEnvironment environment) {
        this.scheme = scheme;
        this.type = type;
        this.properties = new SpringProperties(environment, "camel.component." + scheme);
    }

    @Override
    public void beforeApplicationStart(CamelContext context) {
        options(context);
    }

    @Override
    public void afterApplicationStart(CamelContext context) {
        // nothing to do
    }

    @Override
    public boolean isEnabled(String name, Component target) {
        return type.isInstance(target);
    }

    @Override
    public void configure(String name, Component target) {
        PropertyBindingSupport.build()
                .withCamelContext(target.getCamelContext())
                .withTarget(target)
                .withConfigurer(target.getComponentPropertyConfigurer())
                .withProperties(options(target.getCamelContext()))
                .withIgnoreCase(true)
                .withMandatory(true)
                .bind();
    }

    /** Returns the values by the path of their option, such as {@code applications[orders].im.secretKey}. */
    private Map<String, Object> options(CamelContext context) {
        OptionPaths paths = new OptionPaths(context, scheme);
        Map<String, Object> options = new LinkedHashMap<>();
        for (ConfigurationPropertyName name : properties.names()) {
            options.put(paths.resolve(name, properties.prefixLength()), properties.value(name));
        }
        return options;
    }
}
