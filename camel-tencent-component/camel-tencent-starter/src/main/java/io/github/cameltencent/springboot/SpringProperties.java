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
import java.util.Set;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.core.env.ConfigurableEnvironment;

/** The properties of Spring's environment that begin with a prefix, from all its sources. */
final class SpringProperties {

    private final ConfigurableEnvironment environment;
    private final ConfigurationPropertyName prefix;
    private final Set<ConfigurationPropertyName> notOptions;

    SpringProperties(ConfigurableEnvironment environment, String prefix) {
        this.environment = environment;
        this.prefix = ConfigurationPropertyName.of(prefix);
        // Camel's own starters have these two; conditions evaluate them
        this.notOptions = Set.of(this.prefix.append("enabled"), this.prefix.append("customizer.enabled"));
    }

    int prefixLength() {
        return prefix.getNumberOfElements();
    }

    Set<ConfigurationPropertyName> names() {
        return all().keySet();
    }

    /**
     * Returns a value with its placeholders resolved.
     *
     * @throws IllegalArgumentException if there is no value for a placeholder; its text must not become a key
     */
    Object value(ConfigurationPropertyName name) {
        Object value = all().get(name);
        return value instanceof CharSequence text ? environment.resolveRequiredPlaceholders(text.toString()) : value;
    }

    private Map<ConfigurationPropertyName, Object> all() {
        Map<ConfigurationPropertyName, Object> all = new LinkedHashMap<>();
        for (ConfigurationPropertySource source : ConfigurationPropertySources.from(environment.getPropertySources())) {
            if (source instanceof IterableConfigurationPropertySource names) {
                names.stream()
                        .filter(name -> prefix.isAncestorOf(name) && !notOptions.contains(name))
                        .forEach(name -> all.computeIfAbsent(name, any -> source.getConfigurationProperty(name)
                                .getValue()));
            }
        }
        return all;
    }
}
