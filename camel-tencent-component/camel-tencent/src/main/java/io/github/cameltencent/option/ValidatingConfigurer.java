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

import org.apache.camel.CamelContext;
import org.apache.camel.spi.PropertyConfigurer;
import org.apache.camel.spi.PropertyConfigurerGetter;

/** Also checks the text of option values before they are converted. */
public final class ValidatingConfigurer extends LocaleSafeConfigurer {

    private ValidatingConfigurer(PropertyConfigurer generated, PropertyConfigurerGetter getter) {
        super(generated, getter);
    }

    /** Wraps a generated configurer, which then also finds options in every locale; returns null for null. */
    public static PropertyConfigurer of(PropertyConfigurer generated) {
        return generated instanceof PropertyConfigurerGetter getter
                ? new ValidatingConfigurer(generated, getter)
                : generated;
    }

    @Override
    public boolean configure(CamelContext context, Object target, String name, Object value, boolean ignoreCase) {
        return super.configure(context, target, name, OptionValues.checked(this, name, value), ignoreCase);
    }
}
