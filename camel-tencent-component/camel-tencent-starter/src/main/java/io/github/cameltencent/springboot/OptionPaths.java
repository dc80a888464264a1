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

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.cameltencent.exchange.NameSuggestion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.CatalogCamelContext;
import org.apache.camel.spi.ExtendedPropertyConfigurerGetter;
import org.apache.camel.spi.PropertyConfigurerGetter;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.util.StringHelper;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;

/** Resolves the names of Spring's properties to the options that Camel's generated configurers know. */
final class OptionPaths {

    private final CamelContext context;
    private final String scheme;

    OptionPaths(CamelContext context, String scheme) {
        this.context = context;
        this.scheme = scheme;
    }

    /**
     * Returns the path of the option, with the keys of maps in brackets.
     *
     * @throws IllegalArgumentException if there is no such option; the message suggests the most similar one
     */
    String resolve(ConfigurationPropertyName name, int from) {
        StringBuilder path = new StringBuilder();
        PropertyConfigurerGetter options = configurer(scheme + "-component");
        int next = from;
        while (next < name.getNumberOfElements()) {
            String option = name.getElement(next, Form.UNIFORM);
            Class<?> type = options == null ? null : options.getOptionType(option, true);
            if (type == null) {
                throw unknown(name, next, options);
            }
            path.append(path.isEmpty() ? "" : ".").append(option);
            next++;
            if (type == Map.class && next < name.getNumberOfElements()) {
                path.append('[').append(name.getElement(next, Form.ORIGINAL)).append(']');
                next++;
                type = (Class<?>) options.getCollectionValueType(null, option, true);
            }
            options = configurer(type.getName());
        }
        return path.toString();
    }

    private PropertyConfigurerGetter configurer(String name) {
        return (PropertyConfigurerGetter)
                PluginHelper.getConfigurerResolver(context).resolvePropertyConfigurer(name, context);
    }

    private IllegalArgumentException unknown(
            ConfigurationPropertyName name, int element, PropertyConfigurerGetter options) {
        String wrong = name.getElement(element, Form.DASHED);
        Set<String> known =
                names(options).stream().map(StringHelper::camelCaseToDash).collect(Collectors.toSet());
        String meant = NameSuggestion.of(wrong, known);
        return new IllegalArgumentException("There is no option for the property " + name
                + (meant == null ? "" : ": did you mean " + meant + " instead of " + wrong + "?"));
    }

    private Set<String> names(PropertyConfigurerGetter options) {
        if (options instanceof ExtendedPropertyConfigurerGetter all) {
            return all.getAllOptions(null).keySet();
        }
        return options == null ? Set.of() : componentOptions();
    }

    /** The configurer of a component lists no names, but its schema does. */
    private Set<String> componentOptions() {
        try {
            String schema = ((CatalogCamelContext) context).getComponentParameterJsonSchema(scheme);
            Set<String> names = new HashSet<>();
            new ObjectMapper()
                    .readTree(schema)
                    .path("componentProperties")
                    .fieldNames()
                    .forEachRemaining(names::add);
            return names;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
