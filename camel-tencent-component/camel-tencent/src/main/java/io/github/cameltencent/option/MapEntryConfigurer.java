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
package io.github.cameltencent.option;

import java.util.Map;
import java.util.function.Supplier;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.ExtendedPropertyConfigurerGetter;
import org.apache.camel.spi.PropertyConfigurer;
import org.apache.camel.spi.PropertyConfigurerGetter;
import org.apache.camel.support.PluginHelper;

/**
 * Allows properties to name the entries of a map with dots, {@code applications.orders.im.sdk-app-id} instead of {@code
 * applications[orders].im.sdk-app-id}: Camel passes the map to the configurer of its values then, which would fail with
 * a ClassCastException. Also checks the text of option values.
 */
public final class MapEntryConfigurer implements PropertyConfigurer, ExtendedPropertyConfigurerGetter {

    private final PropertyConfigurer generated;
    private final Class<?> type;
    private final Supplier<?> factory;

    private MapEntryConfigurer(PropertyConfigurer generated, Class<?> type, Supplier<?> factory) {
        this.generated = generated;
        this.type = type;
        this.factory = factory;
    }

    /** Registers a wrapper of the generated configurer of a type. */
    public static <T> void register(CamelContext context, Class<T> type, Supplier<T> factory) {
        String name = type.getName();
        PropertyConfigurer generated =
                PluginHelper.getConfigurerResolver(context).resolvePropertyConfigurer(name, context);
        if (generated instanceof ExtendedPropertyConfigurerGetter) {
            MapEntryConfigurer configurer = new MapEntryConfigurer(generated, type, factory);
            context.getRegistry().bind(name, configurer); // Camel looks up both names
            context.getRegistry().bind(name + "-configurer", configurer);
        }
    }

    @Override
    public boolean configure(CamelContext context, Object target, String name, Object value, boolean ignoreCase) {
        if (target instanceof Map<?, ?>) {
            return false;
        }
        return generated.configure(context, target, name, OptionValues.checked(generated, name, value), ignoreCase);
    }

    @Override
    public Map<String, Object> getAllOptions(Object target) {
        return ((ExtendedPropertyConfigurerGetter) generated).getAllOptions(target);
    }

    @Override
    public Class<?> getOptionType(String name, boolean ignoreCase) {
        return ((PropertyConfigurerGetter) generated).getOptionType(name, ignoreCase);
    }

    @Override
    public Object getCollectionValueType(Object target, String name, boolean ignoreCase) {
        return target instanceof Map<?, ?>
                ? type
                : ((PropertyConfigurerGetter) generated).getCollectionValueType(target, name, ignoreCase);
    }

    @Override
    @SuppressWarnings("unchecked")
    public Object getOptionValue(Object target, String name, boolean ignoreCase) {
        return target instanceof Map<?, ?> map
                ? ((Map<String, Object>) map).computeIfAbsent(name, any -> factory.get())
                : ((PropertyConfigurerGetter) generated).getOptionValue(target, name, ignoreCase);
    }
}
